/** The stems of nearly all texts have none of these: they are what the index wants already. */
const NOT_PLAIN = /[^a-z0-9а-я ]/;

/**
 * Words as the index knows them: lower case, letters, marks and digits only. The index splits at nothing but ASCII signs, so
 * what comes out here is one word there, whatever the text held (quotes, NUL, half an emoji), and none of it is syntax.
 */
export function indexWords(stems: readonly string[]): readonly string[] {
  const all = stems.join(' ');
  if (!NOT_PLAIN.test(all)) return all.split(' ').filter((word) => word !== '');
  return all.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** What the caller knows of a query: per word the alternatives, all words must match. */
export type QueryWords = readonly { readonly any: readonly string[]; readonly prefix: boolean }[];
