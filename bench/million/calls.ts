import { demoBrand } from '../../src/demo/places.ts';
import type { ItemFilter, StatsBy } from '../../src/domain/filter.ts';
import type { Store } from '../../src/store/store.ts';
import type { Figure } from '../figure.ts';
import { RARE } from './fill.ts';

const RUNS = 20;
const brand = demoBrand().id;

const FILTERS: Readonly<Record<string, ItemFilter>> = {
  'first page': {},
  sentiment: { sentiment: ['negative'] },
  source: { source: ['2gis'] },
  language: { language: ['nl'] },
  stars: { stars: [1] },
  channel: { channel: ['public'] },
  unsure: { unsure: true },
  'to decide': { open: true },
  period: { published_from: '2026-10-23', published_to: '2026-11-22' },
  'with text': { has_text: true },
  'sentiment and source': { sentiment: ['negative'], source: ['2gis'] },
  'sentiment and language': { sentiment: ['negative'], language: ['en'] },
  'sentiment and period': { sentiment: ['negative'], published_from: '2026-10-23' },
  'source and stars': { source: ['ozon'], stars: [5] },
  'to decide and negative': { open: true, sentiment: ['negative'] },
  'a rare word': { q: RARE },
  'a common word': { q: 'чайник' },
  'a common word and negative': { q: 'доставка', sentiment: ['negative'] },
  'two common words': { q: 'доставка чайник' },
};

const COUNTED: Readonly<Record<string, ItemFilter>> = {
  negative: { sentiment: ['negative'] },
  'with text and negative': { has_text: true, sentiment: ['negative'] },
  'to decide and negative': { open: true, sentiment: ['negative'] },
  'not answered': { answer: ['undecided'] },
  'a rare word': { q: RARE },
  'a common word': { q: 'чайник' },
  'a common word of a month': { q: 'доставка', published_from: '2026-10-23' },
  'two common words': { q: 'доставка чайник' },
};

const SUMMED: Readonly<Record<string, { readonly filter: ItemFilter; readonly by: readonly StatsBy[] }>> = {
  'by day and sentiment': { filter: { published_from: '2026-10-23' }, by: ['day', 'sentiment'] },
  'of 1,000 days by day and sentiment': { filter: {}, by: ['day', 'sentiment'] },
  'of sentiment and source by day': { filter: { sentiment: ['negative'], source: ['2gis'] }, by: ['day'] },
  'of stars and language by sentiment': { filter: { stars: [1], language: ['ru'] }, by: ['sentiment'] },
};

export interface Calls {
  /** Milliseconds at p95 of 20 runs, by what was asked. */
  readonly pages: ReadonlyMap<string, number>;
  readonly counts: ReadonlyMap<string, number>;
  readonly stats: ReadonlyMap<string, number>;
}

/** The calls of the feed, each 20 times. */
export async function timeCalls(store: Store): Promise<Calls> {
  const pages = new Map<string, number>();
  const page = { sort: '-published', limit: 50 } as const;
  for (const [name, filter] of Object.entries(FILTERS))
    pages.set(name, await p95(() => store.items({ brand, ...filter }, page)));
  let cursor: string | undefined;
  for (let step = 1; step < 50; step += 1) {
    const { nextCursor } = await store.items({ brand }, { ...page, cursor });
    cursor = nextCursor ?? undefined;
  }
  pages.set('page 50', await p95(() => store.items({ brand }, { ...page, cursor })));
  const counts = new Map<string, number>();
  for (const [name, filter] of Object.entries(COUNTED))
    counts.set(name, await p95(() => store.count({ brand, ...filter })));
  const stats = new Map<string, number>();
  for (const [name, { filter, by }] of Object.entries(SUMMED))
    stats.set(name, await p95(() => store.stats({ brand, ...filter }, by)));
  return { pages, counts, stats };
}

/** The same as figures; counts and sums with goals of their own. */
export function callFigures(
  { pages, counts, stats }: Calls,
  { items, pageMs, restMs }: { readonly items: number; readonly pageMs: number; readonly restMs: number },
): Figure[] {
  const figure = (what: string, value: number, goal: number): Figure => ({
    what: `${items} texts, ${what}, p95`,
    value,
    unit: 'ms',
    goal,
    better: 'smaller',
    peer: null,
  });
  return [
    ...[...pages].map(([name, value]) => figure(name, value, pageMs)),
    ...[...counts].map(([name, value]) => figure(`count of ${name}`, value, restMs)),
    ...[...stats].map(([name, value]) => figure(`stats ${name}`, value, restMs)),
  ];
}

async function p95(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begin = performance.now();
    await work();
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[Math.ceil(RUNS * 0.95) - 1] ?? Number.NaN;
}
