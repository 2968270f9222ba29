import type { Page, PageRequest } from '../../src/collect/page.ts';
import type { AnyScraper, ParseResult, RawReview } from '../../src/collect/scraper.ts';
import { Blocked } from '../../src/errors.ts';

export interface Walk {
  readonly reviews: readonly RawReview[];
  readonly skipped: number;
  readonly pages: number;
  readonly blocked: boolean;
  readonly totals: readonly number[];
  /** As they came. */
  readonly bodies: readonly string[];
}

/** Asks the demo's loopback servers in place of the sites, as the collector does, and merges what `follow` brings. */
export async function walk(
  scraper: AnyScraper,
  options: { readonly url: string; readonly origins: Readonly<Record<string, string>>; readonly fetchedAt: string },
): Promise<Walk> {
  const found = new Map<string, RawReview>();
  const totals: number[] = [];
  const bodies: string[] = [];
  let skipped = 0;
  let pages = 0;
  const chosen = scraper.fromUrl(new URL(options.url));
  if (!chosen) throw new Error(`${scraper.name} does not know ${options.url}`);
  const checked = scraper.options.parse(chosen);
  const read = async (request: PageRequest): Promise<ParseResult> => {
    pages++;
    if (pages > 500) throw new Error('endless walk');
    const page = await ask(request, options);
    bodies.push(page.body);
    return scraper.parse(page, checked);
  };
  const queue: PageRequest[] = [scraper.firstPage(checked)];
  try {
    for (let request = queue.shift(); request; request = queue.shift()) {
      const result = await read(request);
      skipped += result.skipped?.length ?? 0;
      if (result.total !== undefined) totals.push(result.total);
      for (const review of result.reviews) {
        const known = found.get(review.externalId!);
        // 2GIS begins anew in its JSON after the page's own list; a site that says two things of one id is another matter.
        if (known && known.text !== review.text) throw new Error(`two reviews of one id: ${review.externalId}`);
        found.set(review.externalId!, review);
      }
      for (const follow of result.follow ?? []) {
        for (const whole of (await read(follow)).reviews) {
          const said = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== null));
          found.set(whole.externalId!, {
            ...found.get(whole.externalId!),
            ...whole,
            ...said,
            partial: whole.partial === true,
          });
        }
      }
      if (result.next) queue.push(result.next);
    }
  } catch (error) {
    if (error instanceof Blocked) return { reviews: [], skipped, pages, blocked: true, totals, bodies };
    throw error;
  }
  return { reviews: [...found.values()], skipped, pages, blocked: false, totals, bodies };
}

async function ask(
  request: PageRequest,
  options: { readonly origins: Readonly<Record<string, string>>; readonly fetchedAt: string },
): Promise<Page> {
  const url = new URL(request.url);
  const local = options.origins[url.origin];
  if (!local) throw new Error(`The demo does not serve ${url.origin}`);
  const response = await fetch(local + url.pathname + url.search);
  if (response.status !== 200) throw new Error(`${response.status} for ${request.url}`);
  return {
    url: request.url,
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
    fetchedAt: options.fetchedAt,
    request,
  };
}
