import { ComparisonTally } from '../compare/comparison.ts';
import { Freshness } from '../compare/fresh.ts';
import { SideTally } from '../compare/side.ts';
import { DIRECT_CHANNELS } from '../compare/texts.ts';
import type { Clock } from '../domain/ambient.ts';
import type { Comparison, FreshDay } from '../domain/comparison.ts';
import type { DigestFigures, FeedFigures } from '../domain/figures.ts';
import type { ItemFilter } from '../domain/filter.ts';
import { BadInput, NotFound } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { auditedSides } from './audited.ts';
import { eachSlice } from './count-slices.ts';
import { readDigestFigures } from './digest-figures.ts';
import { readCoverage } from './figure-coverage.ts';
import { type BrandDays, brandDays, daysBetween, windowOf } from './figure-days.ts';
import { categoryFor, readCategories } from './star-categories.ts';

/** The figures of page, API, CLI, mail and export: one question has one answer everywhere. */
export interface Figures {
  /**
   * Public against direct. `brand` may be left out where there is one; `from`, `to`: days in its zone, by default the last 90,
   * today included; `copies: 'all'` counts each copy of an opinion. Throws `NotFound` for an unknown brand, `BadInput` for days that are none or stand the wrong way round.
   */
  comparison(options: {
    readonly brand?: string;
    readonly from?: string;
    readonly to?: string;
    readonly copies?: 'one' | 'all';
  }): Promise<Comparison>;
  /** What the head of the feed says about the texts that this filter finds. */
  feedFigures(filter: ItemFilter): Promise<FeedFigures>;
  /** What a mail at `until` says to a reader whose last one was at `since` (ISO instants). Throws `NotFound`. */
  digestFigures(options: {
    readonly brand: string;
    readonly since: string;
    readonly until: string;
  }): Promise<DigestFigures>;
}

export interface FiguresDeps {
  readonly store: Pick<Store, 'brand' | 'brands' | 'targets' | 'runs' | 'stats' | 'countRows'> &
    Pick<Store, 'audits' | 'itemsByKey'>;
  readonly clock: Clock;
  /** Smallest difference of two shares (0..1) that a verdict tells; default 3 points. */
  readonly minDifference?: number;
}

/** Days at the end of a window that may still be coming in. */
const FRESH_DAYS = 4;
const ALL_IN = 0.9;

export function createFigures({ store, clock, minDifference }: FiguresDeps): Figures {
  async function onlyBrand(): Promise<string> {
    const brands = await store.brands();
    if (brands.length === 1) return brands[0]!.id;
    const names = brands.map((one) => one.id).join(', ');
    throw new BadInput('brand', names === '' ? 'there is no brand yet' : `say which one: ${names}`);
  }

  async function daysOf(brand: string): Promise<BrandDays> {
    const known = await store.brand(brand);
    if (known === null) throw new NotFound(`There is no brand ${JSON.stringify(brand)}.`);
    return brandDays(known.timeZone);
  }

  return {
    async comparison({ brand: named, copies = 'one', ...asked }) {
      const brand = named ?? (await onlyBrand());
      const days = await daysOf(brand);
      const nowMs = clock.now();
      const { from, to } = windowOf(asked, days.dayOf(nowMs));
      const tally = new ComparisonTally();
      const freshness = new Freshness(nowMs, days.startOf);
      await eachSlice(store, { brand, published_from: from, published_to: to, copies }, (rows) => {
        for (const row of rows) {
          tally.add(row);
          if (row.channel === 'public') freshness.add(row);
        }
      });
      const endMs = Math.min(nowMs, days.startOf(to) + DAY_MS);
      const { leftOut } = await readCoverage(store, { brand, endsMs: [endMs], lastSentInAt: null });
      const [publicUndated, directUndated, categories] = [
        await readUndated(store, { brand, channel: ['public'], copies }, 'source'),
        await readUndated(store, { brand, channel: [...DIRECT_CHANNELS], copies }, 'touchpoint'),
        await readCategories(store, brand),
      ];
      const frame = {
        brand,
        from,
        to,
        timeZone: days.timeZone,
        asOf: new Date(nowMs).toISOString(),
        undated: { public: publicUndated, direct: directUndated },
        categories,
        minDifference,
        leftOut,
        copies,
        // What people read was drawn among opinions: of copies that are counted one by one it says nothing.
        ...(copies === 'all' ? {} : { audited: await auditedSides(store, { brand, from, to }) }),
        fresh: freshDays(freshness, daysBetween(from, to).slice(-FRESH_DAYS)),
      };
      return tally.result(frame, () => new Promise<void>((resolve) => setImmediate(resolve)));
    },
    async feedFigures(filter) {
      const tally = new SideTally();
      await eachSlice(store, filter, (rows) => {
        for (const row of rows) tally.add(row);
      });
      const category = await categoryFor(store, filter);
      const withoutUnusual = tally.without.figure(category);
      return {
        counts: tally.counts(),
        ...tally.negative(filter),
        stars: tally.stars(filter, category),
        withoutUnusual,
      };
    },
    async digestFigures(options) {
      return readDigestFigures({ store, days: await daysOf(options.brand), ...options });
    },
  };
}

const DAY_MS = 86_400_000;

function freshDays(freshness: Freshness, candidates: readonly string[]): FreshDay[] {
  return candidates.flatMap((day) => {
    const share = freshness.share(day);
    return share === null || share >= ALL_IN ? [] : [{ day, share }];
  });
}

async function readUndated(
  store: FiguresDeps['store'],
  filter: ItemFilter,
  by: 'source' | 'touchpoint',
): Promise<ReadonlyMap<string, number>> {
  const rows = await store.stats({ ...filter, undated: true }, [by]);
  return new Map(rows.map((row) => [row.key[by] ?? '', row.n]));
}
