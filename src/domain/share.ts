/** One of `of` equal parts of all texts, told by their keys: `index` from 0. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

export const ALL: Share = { index: 0, of: 1 };

/** FNV-1a of 32 bits: keys of imports are no hashes, so that their first letters would not spread. */
export function isInShare(key: string, { index, of }: Share): boolean {
  if (of === 1) return true;
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % of === index;
}
