import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ItemFilter, StatsBy } from '../../../src/domain/filter.ts';
import type { ItemDraft, SentimentLabel } from '../../../src/domain/item.ts';
import type { Store } from '../../../src/store/store.ts';
import type { WeighedGroup } from '../../../src/store/trust-store.ts';
import { sharedMongo } from '../../services.ts';
import type { Opened } from '../contract/open.ts';
import { allOf, bring, draft, LATER, NOW, relate, sentiment, understanding } from '../drafts.ts';
import { openTemp } from '../sqlite/temp-store.ts';
import { openFresh } from './temp-store.ts';

const LABELS: readonly SentimentLabel[] = ['negative', 'neutral', 'positive', 'mixed'];
const WORDS = ['доставка', 'курьер', 'delivery', 'bezorging', 'screen', 'экран', 'кур', 'deliver'];

/** The n-th of a list, over and over. */
function nth<T>(list: readonly T[], at: number): T {
  return list[at % list.length] as T;
}

/** Items of two brands in which every filter finds some and leaves some out. */
function drafts(): ItemDraft[] {
  return Array.from({ length: 90 }, (_, at) =>
    draft(`k${(at * 7919) % 1_000}`, {
      brand: at % 9 === 0 ? 'two' : 'one',
      scraper: nth(['otzovik', 'vk', 'irecommend'], at),
      channel: nth(['public', 'public', 'survey', 'interview'] as const, at),
      isOwn: at % 17 === 0,
      text: at % 13 === 0 ? null : `${nth(WORDS, at)} ${at}`,
      stars: nth([null, 1, 2.5, 4.5, 5], at),
      verified: nth([null, true, false], at),
      authorHash: at % 4 === 0 ? `h${at % 8}` : null,
      productId: at % 5 === 0 ? 'p1' : null,
      reply: at % 6 === 0 ? { text: 'Thanks', at: null } : null,
      touchpoint: at % 8 === 2 ? 'support' : null,
      metric:
        at % 10 === 3
          ? { kind: 'nps', value: at % 11, min: 0, max: 10, direction: 'up', question: null, prompt: 'neutral' }
          : null,
      publishedOn: at % 7 === 0 ? null : `2026-0${1 + (at % 5)}-1${at % 9}`,
      publishedAt: at % 7 === 1 ? `2026-05-1${at % 9}T22:30:00.000Z` : null,
      precision: at % 7 === 0 ? 'unknown' : 'day',
    }),
  );
}

async function fill(store: Store): Promise<void> {
  const zone = {
    spellings: [],
    exclude: [],
    competitors: [],
    languages: ['ru'],
    products: [],
    themes: [],
    madeUp: false,
  };
  await store.saveBrand({ ...zone, id: 'one', name: 'One', timeZone: 'Europe/Moscow' }, NOW);
  const all = drafts();
  // Brand by brand: which of two brands' items of one moment stands first is no store's promise.
  for (const brand of ['one', 'two']) {
    const own = all.filter((item) => item.brand === brand);
    await bring(store, own.slice(0, 50));
    await bring(store, own.slice(50), { now: LATER, backfill: true });
  }
  await bring(
    store,
    all.slice(0, 6).map((one) => ({ ...one, text: `${one.text} edited`, fetchedAt: LATER })),
    { now: LATER },
  );
  // Their ids stand for the time of collection, their days are told later.
  const undated = all
    .filter(({ publishedOn, publishedAt }) => publishedOn === null && publishedAt === null)
    .slice(0, 4);
  const told = undated.map((one) => ({
    ...one,
    publishedOn: '2026-02-14',
    precision: 'day' as const,
    fetchedAt: LATER,
  }));
  await bring(store, told, { now: LATER });
  const items = await store.itemsByKey(all.filter((_, at) => at % 5 !== 4).map(({ key }) => key));
  await store.saveUnderstanding(
    items.map(({ key, revision }, at) => ({
      key,
      revision,
      understanding: understanding({
        language: nth(['ru', 'en', 'nl', null], at),
        sentiment: at % 11 === 0 ? null : sentiment(nth(LABELS, at), at % 6 === 0),
        stems: [nth(WORDS, at), nth(WORDS, at + 3), 'общее'],
      }),
    })),
    LATER,
  );
  await relate(store, Object.fromEntries(items.map(({ key }, at) => [key, at % 12 === 1 ? 'same' : null])));
  await store.setTags({ key: 'k919', add: ['x', 'y'], remove: [], by: 'Ann', now: LATER });
  const decided = { by: 'Ann', now: LATER, batch: 'b' };
  await store.decide({
    keys: all.slice(10, 14).map(({ key }) => key),
    change: { answer: { choice: 'yes' }, done: true },
    ...decided,
  });
  await store.correct({ key: 'k838', sentiment: 'negative', by: 'Ann', now: LATER });
  const levels = ['none', 'likely-paid', 'worth-a-look', 'none', 'rewarded'] as const;
  const results = items
    .filter(({ brand }) => brand === 'one')
    .map(({ key }, at) => ({ key, score: (at % 10) / 10, level: nth(levels, at), reasons: [] }));
  await store.saveWeighed({ brand: 'one', version: 'd1', results, now: LATER });
  await store.setVerdict({ key: all[11]!.key, verdict: 'genuine', by: 'Ann', now: LATER });
  await store.setVerdict({ key: all[12]!.key, verdict: 'unusual', by: 'Ann', now: LATER });
}

const FILTERS: readonly ItemFilter[] = [
  {},
  { brand: 'one' },
  { brand: 'two', own: true },
  { brand: 'one', copies: 'all' },
  { brand: 'one', source: ['vk', 'otzovik'] },
  { target: [''] },
  { brand: 'one', channel: ['survey'] },
  { brand: 'one', sentiment: ['negative', 'mixed'] },
  { sentiment: ['positive'], unsure: true },
  { brand: 'one', unsure: false },
  { pending: true },
  { brand: 'one', judged: true },
  { judged: false },
  { language: ['und', 'nl'] },
  { brand: 'one', stars: [5, 3] },
  { stars_lte: 2.5 },
  { stars_gte: 4.5, has_text: true },
  { brand: 'one', has_stars: false },
  { has_reply: true },
  { brand: 'one', published_from: '2026-02-10', published_to: '2026-03-20' },
  { brand: 'one', published_from: '2026-05-12T22:00:00Z' },
  { published_to: '2026-02-12' },
  { published_to: '2026-02-15' },
  { brand: 'one', published_from: '2025-01-01', published_to: '2026-02-20', source: ['vk', 'otzovik'] },
  { brand: 'one', published_from: '2025-01-01T00:00:00Z' },
  { undated: true },
  { brand: 'one', undated: false },
  { brand: 'one', collected_from: '2026-05-21' },
  { collected_to: NOW },
  { brand: 'one', late: true },
  { late: false },
  { product: ['p1'] },
  { author: ['h0', 'h4'] },
  { tag: ['x'] },
  { verified: false },
  { edited: true },
  { vanished: false, brand: 'one' },
  { touchpoint: ['support'] },
  { brand: 'one', touchpoint: ['', 'support'] },
  { metric: ['nps'] },
  { scale: ['0-10-up', '1-5-up'] },
  { scale: ['nonsense'] },
  { answer: ['yes'] },
  { answer: ['undecided', 'no'] },
  { done: false, brand: 'one' },
  { brand: 'one', open: true },
  { open: false },
  { decided_by: ['Ann'] },
  { decided_from: '2026-05-21' },
  { brand: 'one', unusual: ['likely-paid'] },
  { unusual: ['rewarded', 'worth-a-look'] },
  { brand: 'one', unusual: ['none'] },
  { unusual: ['none', 'likely-paid'], stars: [5] },
  { q: 'доставка' },
  { q: 'кур' },
  { q: 'кур ' },
  { brand: 'one', q: 'общее delivery' },
  { q: 'deliver', sentiment: ['negative'] },
  { q: 'общее' },
];

const GROUPS: readonly (readonly StatsBy[])[] = [
  [],
  ['day'],
  ['sentiment', 'source'],
  ['stars', 'language'],
  ['channel', 'touchpoint'],
];

const WEIGHED: readonly (readonly StatsBy[])[] = [['source', 'stars'], ['language', 'day'], ['theme']];

/** In one order, those that two parts of a question found put together. */
function joined(groups: readonly WeighedGroup[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { n, key, stars, score, level, verdict } of groups) {
    const name = JSON.stringify([key, stars, score, level, verdict]);
    counts.set(name, (counts.get(name) ?? 0) + n);
  }
  return [...counts].map(([name, n]) => `${name} ${n}`).sort();
}

const mongo = sharedMongo('MongoDB answers as SQLite does');
if (mongo !== null)
  describe('the same items in both stores', () => {
    let opened: readonly [Opened, Opened];

    beforeAll(async () => {
      opened = [await openTemp(), await openFresh(mongo.url)];
      for (const { store } of opened) await fill(store);
    });
    afterAll(async () => {
      for (const { dispose } of opened) await dispose();
    });

    async function both<T>(ask: (store: Store) => Promise<T>): Promise<readonly [T, T]> {
      const [sqlite, mongodb] = opened;
      return [await ask(sqlite.store), await ask(mongodb.store)];
    }

    test.each(FILTERS.map((filter) => [filter]))('%j: items, order, counts, figures', async (filter) => {
      const [expected, found] = await both(async (store) => ({
        newest: (await store.items(filter, { sort: '-published', limit: 200 })).items,
        oldest: (await allOf(store.stream(filter, 7))).map(({ key }) => key),
        count: await store.count(filter),
        stats: await Promise.all(GROUPS.map((by) => store.stats(filter, by))),
        rows: await store.countRows(filter),
        weighed: (await Promise.all(WEIGHED.map((by) => store.weighedStats(filter, by)))).map((groups) =>
          joined(groups),
        ),
      }));
      expect(found).toEqual(expected);
    });

    test('and after the figures are rolled up', async () => {
      const [expected, found] = await both(async (store) => {
        await store.refreshRollups(1_000);
        return Promise.all(FILTERS.flatMap((filter) => GROUPS.map((by) => store.stats(filter, by))));
      });
      expect(found).toEqual(expected);
    });

    test('what was told, and what is kept of edited items', async () => {
      const [expected, found] = await both(async (store) => ({
        events: (await store.events(0, 1_000))
          .map(({ type, subject, quiet, at }) => `${subject} ${type} ${quiet} ${at}`)
          .sort(),
        versions: await store.versions('k919'),
        history: await store.decisionHistory('k190'),
        tags: await store.tags(),
        pending: (await store.pending({ limit: 50 })).map(({ item, revision }) => `${item.key} ${revision}`),
      }));
      expect(found).toEqual(expected);
    });
  });
