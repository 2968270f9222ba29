import { hash } from 'node:crypto';

/** What makes one review that review, whenever and by whichever way it is met again. */
export interface Identity {
  readonly brand: string;
  readonly scraper: string;
  readonly idScope: 'site' | 'page';
  /** The page's stable address or name, the same for all pages of one walk. */
  readonly pageId: string;
  readonly externalId: string | null;
  /** Keyed hash of the author, so that a name cannot be guessed from an item's key. */
  readonly authorHash: string | null;
  /** Absolute time or day as printed; null for relative dates, which move from visit to visit. */
  readonly publishedAt: string | null;
  /** Title, text, pros and cons as printed. */
  readonly texts: readonly (string | null)[];
}

/** So much of each text takes part: enough to tell any two honest texts apart, and a megabyte costs nothing. Never changes. */
const FOLDED_CHARS = 100_000;
const TRACKING = /^(?:utm_.*|gclid|yclid|fbclid|_openstat|ysclid|from|ref|ref_)$/i;

/** An address without scheme, fragment, tracking parameters and closing slash, parameters sorted; other names as they are. */
export function canonicalPage(pageId: string): string {
  const url = URL.parse(pageId);
  if (url === null || !/^https?:$/.test(url.protocol)) return pageId.trim();
  const query = [...url.searchParams].filter(([name]) => !TRACKING.test(name)).sort(compareByName);
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : '';
  return `${url.host}${url.pathname.replace(/\/+$/, '')}${search}`;
}

function compareByName([a, x]: readonly [string, string], [b, y]: readonly [string, string]): number {
  return a < b || (a === b && x < y) ? -1 : 1;
}

/**
 * Folding for identity: letters alone, lower case, every run of digits as `0`. It is apart from the folding for comparison
 * and must never change, because stored keys hold it. Digits are left out so that nobody can find a phone number by
 * trying all of them against a key.
 */
function frozenFold(text: string): string {
  return text
    .slice(0, FOLDED_CHARS)
    .toWellFormed()
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\p{N}+/gu, '0')
    .replace(/[^\p{L}0]+/gu, '');
}

function sha256(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts));
}

/**
 * The key of an item: hex SHA-256 of brand, scraper and external id (within `idScope: 'page'` also the page). Without an
 * external id: of brand, scraper, page, author, absolute published time, folded texts and occurrence number, so that two
 * equal reviews on one page stay two, and a review that moves to another page of the walk stays the same.
 * `occurrences` counts equal ones and is shared by all reviews of one result.
 */
export function itemKey(identity: Identity, occurrences: Map<string, number>): string {
  const { brand, scraper, idScope, externalId } = identity;
  const page = canonicalPage(identity.pageId);
  if (externalId !== null) {
    return sha256(['item', brand, scraper, externalId.trim(), ...(idScope === 'page' ? [page] : [])]);
  }
  const texts = identity.texts.map((text) => frozenFold(text ?? ''));
  const content = sha256(['content', brand, scraper, page, identity.authorHash, identity.publishedAt, ...texts]);
  const occurrence = occurrences.get(content) ?? 0;
  occurrences.set(content, occurrence + 1);
  return sha256(['item', brand, scraper, null, content, occurrence]);
}
