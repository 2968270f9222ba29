import { setImmediate } from 'node:timers/promises';
import type { Compute } from '../compute/compute.ts';
import type { Log } from '../domain/ambient.ts';
import type { ItemFilter } from '../domain/filter.ts';
import type { Unusual } from '../domain/unusual.ts';
import type { Store } from '../store/store.ts';
import type { ReviewToWeigh } from '../store/trust-store.ts';
import { type Packed, pack, unpack } from '../understand/packed.ts';
import { type DayCount, UNUSUAL_VERSION, type UnusualInput } from '../understand/unusual/index.ts';
import type { WeighStep } from './weigh-plan.ts';

/** Reviews that cross the threads at once: some milliseconds. */
const PAGE = 500;
/** What was usual longer ago than this says nothing. */
const HISTORY_DAYS = 730;
/** Sources whose authors have accounts: there the key of an author is that of an account, elsewhere it may be that of a first name. */
const ACCOUNTS: ReadonlySet<string> = new Set(['2gis', 'otzovik', 'telegram', 'wildberries']);

export interface StepDeps {
  readonly store: Pick<Store, 'stats' | 'campaigns' | 'reviewsToWeigh' | 'praisedBrands' | 'saveWeighed'>;
  readonly compute: Pick<Compute, 'weigh'>;
  readonly log: Log;
  readonly most: number;
}

export interface Counted {
  readonly sizes: ReadonlyMap<string, number>;
  readonly history: readonly DayCount[];
}

/** Reviews of each day, and of each side of stars where there are some: copies too, as they are weighed one by one and bursts count them. */
export async function countDays(
  store: Pick<Store, 'stats'>,
  brand: string,
  days?: { readonly from: string; readonly to: string },
): Promise<Counted> {
  const window = days === undefined ? {} : { published_from: days.from, published_to: days.to };
  const filter: ItemFilter = { brand, channel: ['public'], copies: 'all', ...window };
  const rows = await store.stats(filter, ['day', 'source', 'stars']);
  const sizes = new Map<string, number>();
  const sides = new Map<string, { -readonly [K in keyof DayCount]: DayCount[K] }>();
  for (const { key, n } of rows) {
    const [day, source, stars] = [key.day ?? '', key.source ?? '', Number(key.stars)];
    sizes.set(day, (sizes.get(day) ?? 0) + n);
    if (day === '' || stars === 0 || stars === 3) continue;
    const side = stars > 3 ? 'high' : 'low';
    const name = `${day} ${side} ${source}`;
    const count = sides.get(name);
    if (count === undefined) sides.set(name, { source, side, day, n });
    else count.n += n;
  }
  return { sizes, history: [...sides.values()] };
}

interface StepOptions {
  readonly brand: string;
  readonly step: WeighStep;
  readonly history: readonly DayCount[];
  readonly weights: Readonly<Record<string, number>>;
  readonly now: string;
}

/** Reads the reviews of a step, weighs them off the main thread, and writes what came out otherwise than it is stored. */
export async function weighStep(
  { store, compute, log, most }: StepDeps,
  { brand, step, history, weights, now }: StepOptions,
) {
  const { read, write } = step;
  const blocks: Packed<UnusualInput>[] = [];
  const stored = new Map<string, ReviewToWeigh['stored']>();
  const praising = new Set<string>();
  let n = 0;
  for (let after: string | null = null; ; ) {
    const page = await store.reviewsToWeigh({ brand, ...read, after, limit: PAGE });
    blocks.push(pack(page.reviews.map(inputOf)));
    n += page.reviews.length;
    for (const { key, day, author, stars, source, stored: now } of page.reviews) {
      if ((day ?? '') >= write.from && (day ?? '') <= write.to) stored.set(key, now);
      if (author !== null && stars !== null && stars >= 4 && ACCOUNTS.has(source)) praising.add(author);
    }
    after = page.next;
    if (after === null) break;
    if (n >= 2 * most) {
      log.warn(
        { brand, ...read, read: n },
        'a day has more reviews than are weighed at once; the rest of it is left out',
      );
      break;
    }
  }
  const campaigns = await store.campaigns(brand);
  const authorBrands = await store.praisedBrands(brand, [...praising]);
  const context = { history: near(history, read), campaigns, authorBrands, weights };
  const { results, bursts } = await compute.weigh(blocks, context);
  let changed = 0;
  for (const block of results) {
    const fresh = unpack(block)
      .map(rounded)
      .filter((one) => stored.has(one.key) && !isSame(one, stored.get(one.key)!));
    if (fresh.length > 0) changed += await store.saveWeighed({ brand, version: UNUSUAL_VERSION, results: fresh, now });
    await setImmediate();
  }
  return { changed, bursts, read: n };
}

/** Without what a person said: the detector's own view is kept beside it, so that a verdict can be taken back at once. */
function inputOf({ stored: _stored, ...review }: ReviewToWeigh): UnusualInput {
  return { ...review, author: ACCOUNTS.has(review.source) ? review.author : null, verdict: null };
}

/** Days that are not among the reviews themselves. */
function near(history: readonly DayCount[], { from, to }: WeighStep['read']): readonly DayCount[] {
  if (from === '') return [];
  const oldest = new Date(Date.parse(`${from}T00:00:00Z`) - HISTORY_DAYS * 86_400_000).toISOString().slice(0, 10);
  return history.filter(({ day }) => (day < from && day >= oldest) || day > to);
}

type Result = Unusual & { readonly key: string };

function rounded(result: Result): Result {
  return { ...result, score: Math.round(result.score * 1000) / 1000 };
}

function isSame({ score, level, reasons }: Result, stored: ReviewToWeigh['stored']): boolean {
  if (stored === null || stored.version !== UNUSUAL_VERSION) return false;
  return stored.score === score && stored.level === level && JSON.stringify(stored.reasons) === JSON.stringify(reasons);
}
