import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { scrapers } from '../../scrapers/index.ts';
import { DEMO_SEED } from '../../src/app-demo.ts';
import type { AnyScraper } from '../../src/collect/scraper.ts';
import { demoBrand, places } from '../../src/demo/places.ts';
import { startDemoSite } from '../../src/demo/site.ts';
import type { DemoTruth } from '../../src/demo/truth.ts';
import type { DigestContent } from '../../src/digest/content.ts';
import { textOf } from '../../src/digest/render/text.ts';
import { viewOf } from '../../src/digest/render/view.ts';
import { composeDigest } from '../../src/jobs/compose-digest.ts';
import { filterOf } from '../../src/jobs/figure-texts.ts';
import { createFigures } from '../../src/jobs/figures.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { toDrafts } from '../../src/understand/draft.ts';
import { loadModels, readItem } from '../../src/understand/index.ts';
import { walk } from './walk.ts';

/** Whole weeks of the story as mails of their days would have told them; read at once, so that no visit is missing. */
const NOW = '2026-11-22T09:00:00.000Z';
const DAY_MS = 86_400_000;
const BATCH = 500;
const brand = demoBrand();

let folder: string;
let store: Store;
let truth: DemoTruth;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'molva-demo-digest-'));
  store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  await store.saveBrand(brand, NOW);
  const site = await startDemoSite({ seed: DEMO_SEED, now: NOW });
  truth = site.truth;
  for (const { site: name, url } of places) {
    const scraper: AnyScraper = scrapers.find((one) => one.name === name)!;
    const { reviews } = await walk(scraper, { url, origins: site.origins, fetchedAt: NOW });
    const context = { scraper, pageId: url, page: { url, fetchedAt: NOW }, brand, secret: 'test', keepNames: false };
    await store.importItems({ items: toDrafts({ reviews }, context).drafts, targetId: null, backfill: true, now: NOW });
  }
  await site.close();
  const models = await loadModels();
  for (let waiting = await store.pending({ limit: BATCH }); waiting.length > 0; ) {
    const read = waiting.map(({ item, revision }) => {
      const matchMentions = item.scraper === 'telegram';
      const understanding = readItem({ ...item, correctedLanguage: null, brand, matchMentions }, models);
      return { key: item.key, revision, understanding };
    });
    await store.saveUnderstanding(read, NOW);
    waiting = await store.pending({ limit: BATCH });
  }
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** The mail of a reader whose last one came `days` before `atMs`. */
const mailOf = (atMs: number, days: number): Promise<DigestContent> =>
  composeDigest(
    { brand, since: new Date(atMs - days * DAY_MS).toISOString(), nowMs: atMs, subscription: null },
    {
      store,
      figures: createFigures({ store, clock: { now: () => atMs } }),
      scrapers,
      pageUrl: 'https://molva.example/',
    },
  );

test('the mail after the wave of broken parcels says that delivery rose, with words of the wave and the way to its texts', async () => {
  const mail = await mailOf(Date.parse(truth.wave.to), 5);
  expect(mail.risen.map(({ theme }) => theme)).toEqual(['delivery']);
  const [{ k, n, usual, texts, said }] = mail.risen as [DigestContent['risen'][number]];
  expect(k / n).toBeGreaterThan(0.5);
  expect(usual).toBeLessThan(0.15);
  const page = await store.items(filterOf(texts), { sort: '-published', limit: 200 });
  expect(page.items).toHaveLength(k);
  const planted = new Set(
    truth.reviews.filter(({ incident }) => incident).map((one) => `${one.site} ${one.externalId}`),
  );
  const ofWave = page.items.filter(({ scraper, externalId }) => planted.has(`${scraper} ${externalId}`));
  expect(ofWave.length / k).toBeGreaterThan(0.75);
  expect(page.items.map(({ key }) => key)).toContain(said!.key);
  for (const [language, line] of [
    ['ru', `\nДоставка: ругают в ${k} из ${n}`],
    ['en', `\nDelivery: blamed in ${k} of ${n}`],
    ['nl', `\nBezorging: kritiek in ${k} van ${n}`],
  ] as const) {
    const text = textOf(viewOf(mail, language));
    expect(text).toContain(line);
    expect(text).toContain(`* ${said!.quote}\n`);
    expect(text).toContain('theme=delivery&theme_sentiment=negative');
  }
});

test('no mail of the last forty days, daily or of five days, names a theme that the story does not make rise', async () => {
  const told = new Set<string>();
  for (let ago = 40; ago >= 0; ago--)
    for (const days of [1, 5]) {
      const { risen } = await mailOf(Date.parse(NOW) - ago * DAY_MS, days);
      for (const { theme } of risen) told.add(theme);
    }
  expect([...told]).toEqual(['delivery']);
});
