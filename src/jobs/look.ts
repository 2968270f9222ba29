import { type WalkSummary, walkPages } from '../collect/pages.ts';
import type { AnyScraper } from '../collect/scraper.ts';
import type { ItemDraft } from '../domain/item.ts';
import { BadInput, LayoutChanged } from '../errors.ts';
import { NO_BRAND, type VisitDeps } from './visiting.ts';

export interface Recognised {
  readonly scraper: AnyScraper;
  readonly options: Record<string, unknown>;
}

/** Tried in this order after the site's own scraper: the richer description of a review first. */
const GENERIC = ['jsonld', 'microdata', 'feed'];

/** The address of a page as people paste it: often without its https. Throws `BadInput('url')`. */
export function pastedAddress(address: string): URL {
  const clean = address.trim();
  // A second https before one that is there already would make a host called "https". example.com:8080 has no scheme.
  const url = URL.parse(/^[a-z][a-z0-9+.-]{0,20}:(?!\d)/i.test(clean) ? clean : `https://${clean}`);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new BadInput(
      'url',
      `got ${JSON.stringify(address.slice(0, 100))}, wanted the address of a page, such as https://otzovik.com/reviews/...`,
    );
  }
  return url;
}

/** The scrapers that know this address, the site's own first. Throws `BadInput('url')`. */
export function recogniseAddress(scrapers: readonly AnyScraper[], address: string): Recognised[] {
  const url = pastedAddress(address);
  const rank = (scraper: AnyScraper): number =>
    GENERIC.includes(scraper.name) ? 1 + GENERIC.indexOf(scraper.name) : 0;
  return scrapers
    .flatMap((scraper) => {
      const options = scraper.fromUrl(url);
      return options === undefined ? [] : [{ scraper, options }];
    })
    .sort((a, b) => rank(a.scraper) - rank(b.scraper));
}

export interface Look {
  readonly scraper: AnyScraper;
  readonly options: Record<string, unknown>;
  readonly drafts: readonly ItemDraft[];
  readonly summary: WalkSummary;
}

export interface LookOptions {
  readonly url: string;
  readonly candidates: readonly Recognised[];
  readonly maxPages: number;
  readonly signal: AbortSignal;
  readonly onPage?: (pages: number, drafts: number) => void;
}

/**
 * Reads a page without storing anything: the first candidate that does not answer `layout-changed` is the one.
 * Throws `LayoutChanged` when none reads it; walls and failures are in the summary.
 */
export async function lookAt(
  options: LookOptions,
  deps: Pick<VisitDeps, 'compute' | 'fetchFor' | 'log' | 'keepNames'>,
): Promise<Look> {
  let last: WalkSummary | undefined;
  for (const { scraper, options: scraperOptions } of options.candidates) {
    const drafts: ItemDraft[] = [];
    let pages = 0;
    const summary = await walkPages({
      scraper,
      options: scraperOptions,
      brand: NO_BRAND,
      keepNames: deps.keepNames,
      fetch: deps.fetchFor(scraper, options.url, options.signal),
      compute: deps.compute,
      cursor: null,
      isKnown: async () => new Map(),
      onPage: async (page) => {
        // A follow-up page completes the teaser that is already here.
        for (const draft of page.drafts) {
          const at = drafts.findIndex((one) => one.key === draft.key);
          if (at < 0) drafts.push(draft);
          else drafts[at] = { ...drafts[at]!, ...present(draft) };
        }
        pages += 1;
        options.onPage?.(pages, drafts.length);
        return { newKeys: page.drafts.map((draft) => draft.key), changedKeys: [], sameKeys: [] };
      },
      limits: { maxPages: options.maxPages, maxFollow: options.maxPages > 1 ? options.maxPages * 20 : 0 },
      mode: 'full',
      signal: options.signal,
      log: deps.log,
    });
    if (summary.outcome !== 'layout-changed' || drafts.length > 0)
      return { scraper, options: scraperOptions, drafts, summary };
    last = summary;
  }
  throw new LayoutChanged(last?.error?.message ?? 'No source reads this address', { details: { url: options.url } });
}

function present(draft: ItemDraft): Partial<ItemDraft> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null));
}
