import { createHash } from 'node:crypto';
import type { AnyScraper } from '../collect/scraper.ts';

/** Hex, first 16 characters of SHA-256 of brand, scraper and options with sorted keys: adding it again finds the same target. */
export function targetId(brand: string, scraper: string, options: Readonly<Record<string, unknown>>): string {
  const sorted = Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256')
    .update(JSON.stringify([brand, scraper, sorted]))
    .digest('hex')
    .slice(0, 16);
}

/** What a target is called until a person names it: the site and the path; where any host will do, the host says more than the kind. */
export function targetTitle(scraper: Pick<AnyScraper, 'title' | 'hosts'>, address: string): string {
  const url = new URL(address);
  const where = readable(url.pathname).slice(0, 120);
  return scraper.hosts === 'of-target' ? `${url.host}${where}` : `${scraper.title}: ${where}`;
}

/** Percent signs that are no encoding stay as they are. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
