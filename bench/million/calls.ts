import { demoBrand } from '../../src/demo/places.ts';
import type { ItemFilter } from '../../src/domain/filter.ts';
import type { Store } from '../../src/store/store.ts';
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
};

export interface Calls {
  /** Milliseconds at p95 of 20 runs, by what was asked. */
  readonly pages: ReadonlyMap<string, number>;
  readonly stats: number;
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
  const stats = await p95(() => store.stats({ brand, published_from: '2026-10-23' }, ['day', 'sentiment']));
  return { pages, stats };
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
