import { absoluteUrl, attrOf, type Doc } from './extract.ts';
import type { Page, PageRequest } from './page.ts';

/** Endings of a path that number a page: `/page/2/`, `/comment-page-2`, `-p2.html`, `_2`, `-or10-` (Tripadvisor's offset). */
const PATH_MARKS: readonly RegExp[] = [
  /\/(?:page|pages|comment-page|comments?|reviews?|p|pg|seite|pagina|sida|strana|stranitsa)[-_/=]?\d{1,6}(?=\/?$)/i,
  /[-_.](?:p|page|pg|seite|pagina)[-_]?\d{1,6}(?=(?:\.[a-z]{2,5})?\/?$)/i,
  /\/\d{1,4}(?=\/?$)/,
  /-or\d{1,6}(?=-)/i,
];
/** Query keys that number a page; a key that the present address lacks is taken for one too. */
const QUERY_MARK =
  /^(?:.*page.*|p|pg|start|offset|from|skip|cpage|pagina|seite|sida|paged|pagen_\d+|after|cursor|o|s|n)$/i;

/**
 * The next page of the same list by `rel=next` (`<link>` before `<a>`), on the same host. Blogs also mark the *next article*
 * so: an address that differs in more than a page number is not followed. Undefined where there is none.
 */
export function nextLink(doc: Doc, page: Page): PageRequest | undefined {
  for (const link of [...doc('link[rel~="next" i]').get(), ...doc('a[rel~="next" i]').get()]) {
    const url = absoluteUrl(attrOf(doc(link), 'href'), page, doc);
    if (url !== null && isNextPage(page.url, url)) return { url };
  }
  return undefined;
}

/** True when `next` is another page of the list at `current`: same host, same path and query but for page numbers. */
export function isNextPage(current: string, next: string): boolean {
  const [from, to] = [URL.parse(current), URL.parse(next)];
  if (!from || !to || from.host !== to.host || withoutHash(from) === withoutHash(to)) return false;
  if (listPath(from.pathname) !== listPath(to.pathname)) return false;
  return [...to.searchParams].every(
    ([key, value]) => !from.searchParams.has(key) || from.searchParams.get(key) === value || QUERY_MARK.test(key),
  );
}

function listPath(path: string): string {
  return PATH_MARKS.reduce((left, mark) => left.replace(mark, ''), path.slice(0, 2000)).replace(/\/$/, '');
}

function withoutHash(url: URL): string {
  return url.href.split('#', 1)[0]!;
}
