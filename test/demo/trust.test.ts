import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { twoGis } from '../../scrapers/2gis/index.ts';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { otzovik } from '../../scrapers/otzovik/index.ts';
import { telegram } from '../../scrapers/telegram/index.ts';
import { wildberries } from '../../scrapers/wildberries/index.ts';
import type { AnyScraper } from '../../src/collect/scraper.ts';
import { demoBrand, places } from '../../src/demo/places.ts';
import { startDemoSite } from '../../src/demo/site.ts';
import type { DemoReview } from '../../src/demo/truth.ts';
import type { Item, ItemDraft } from '../../src/domain/item.ts';
import { sentencesOf } from '../../src/jobs/evidence.ts';
import { createTrustDesk } from '../../src/jobs/trust-desk.ts';
import { weighDue } from '../../src/jobs/weigh-unusual.ts';
import type { Store } from '../../src/store/store.ts';
import { toDrafts } from '../../src/understand/draft.ts';
import { loadModels, readItem } from '../../src/understand/index.ts';
import { weighing } from '../jobs/weighing.ts';
import { relate } from '../store/drafts.ts';
import { openTemp } from '../store/sqlite/temp-store.ts';
import { walk } from './walk.ts';

/** The demo's pages as the product reads, understands, stores and weighs them, held to what was planted. */
const now = '2026-11-20T09:00:00.000Z';
const clock = { now: () => Date.parse(now) };
const scrapers: Readonly<Record<string, AnyScraper>> = { '2gis': twoGis, jsonld, otzovik, telegram, wildberries };
const brand = demoBrand();

let site: Awaited<ReturnType<typeof startDemoSite>>;
let store: Store;
let dispose: () => Promise<void>;
/** Each planted review as it is stored. */
let stored: readonly { readonly truth: DemoReview; readonly item: Item }[];

beforeAll(async () => {
  site = await startDemoSite({ seed: 7, now });
  ({ store, dispose } = await openTemp());
  const models = await loadModels();
  await store.saveBrand(brand, now);
  for (const { site: name, url } of places) {
    const scraper = scrapers[name]!;
    const { reviews } = await walk(scraper, { url, origins: site.origins, fetchedAt: now });
    const context = { scraper, pageId: url, page: { url, fetchedAt: now }, brand, secret: 'test', keepNames: false };
    const items: ItemDraft[] = [...toDrafts({ reviews }, context).drafts];
    await store.importItems({ items, targetId: null, backfill: false, now });
  }
  const waiting = await store.pending({ limit: 2000 });
  const results = waiting.map(({ item, revision }) => {
    const matchMentions = item.scraper === 'telegram';
    const understanding = readItem({ ...item, correctedLanguage: null, brand, matchMentions }, models);
    return { key: item.key, revision, understanding };
  });
  await store.saveUnderstanding(results, now);
  await relate(store);
  while ((await store.refreshRollups(500)) > 0);
  await weighDue(weighing(store, clock).deps, brand.id);
  const found = new Map<string, Item>();
  for await (const batch of store.stream({ brand: brand.id, copies: 'all', own: true }, 500))
    for (const item of batch) found.set(`${item.scraper} ${item.externalId}`, item);
  stored = site.truth.reviews.flatMap((truth) => {
    const item = found.get(`${truth.site} ${truth.externalId}`);
    return item === undefined ? [] : [{ truth, item }];
  });
}, 120_000);
afterAll(async () => {
  await site.close();
  await dispose();
});

const isFlagged = ({ item }: { readonly item: Item }): boolean => (item.unusual?.level ?? 'none') !== 'none';

test('the paid burst is found, and told in sentences of each language', () => {
  const paid = stored.filter(({ truth }) => truth.paid);
  expect(paid).toHaveLength(26);
  expect(paid.filter(({ item }) => item.unusual?.level === 'likely-paid').length).toBeGreaterThanOrEqual(20);
  expect(paid.filter(isFlagged).length).toBeGreaterThanOrEqual(24);
  for (const { item } of paid.filter(isFlagged))
    for (const language of ['ru', 'en', 'nl'] as const) {
      const sentences = sentencesOf(item.unusual!, language);
      expect(sentences.length).toBeGreaterThan(1);
      expect(sentences.join(' ')).not.toMatch(/fake|fraud|фейк|мошен|nep|fraude/i);
    }
});

test('the wave of complaints about broken parcels is honest, and so are the first buyers of a new shop', () => {
  const wave = stored.filter(({ truth }) => truth.incident);
  expect(wave.length).toBeGreaterThan(30);
  expect(wave.filter(isFlagged).length).toBeLessThanOrEqual(Math.floor(wave.length / 10));
  const launch = stored.filter(({ truth }) => truth.launch);
  expect(launch).toHaveLength(18);
  expect(launch.filter(({ item }) => item.unusual?.level === 'likely-paid')).toEqual([]);
  // No more of them are worth a look than of what people write on other days.
  expect(launch.filter(isFlagged).length).toBeLessThanOrEqual(4);
  const others = stored.filter(({ truth }) => !truth.paid && !truth.incident && !truth.launch);
  expect(others.length).toBeGreaterThan(200);
  // Each made-up review says something of its own, as people do.
  expect(others.filter(isFlagged).length / others.length).toBeLessThanOrEqual(0.06);
  const paid = others.filter(({ item }) => item.unusual?.level === 'likely-paid');
  expect(paid.length / others.length).toBeLessThanOrEqual(0.01);
});

test('the view shows the burst on its days, as more than is usual', async () => {
  const desk = createTrustDesk({ store, clock, version: '0.0.0' });
  const { bursts, levels, timelines } = await desk.view({});
  const { from, to } = site.truth.burst;
  const burst = bursts.find(
    (one) => one.side === 'high' && one.to >= from.slice(0, 10) && one.from <= to.slice(0, 10) && one.source !== '*',
  );
  expect(burst).toBeDefined();
  expect(burst!.n).toBeGreaterThan(2 * burst!.expected);
  expect(levels.find(({ level }) => level === 'likely-paid')!.n).toBeGreaterThanOrEqual(20);
  expect(timelines.length).toBeGreaterThan(3);
  const { stars } = (
    await import('../../src/jobs/figures.ts').then(({ createFigures }) =>
      createFigures({ store, clock }).feedFigures({ brand: brand.id, channel: ['public'] }),
    )
  ).withoutUnusual;
  expect(stars.without!).toBeLessThan(stars.all!);
  expect(stars.items).toBeGreaterThanOrEqual(20);
});
