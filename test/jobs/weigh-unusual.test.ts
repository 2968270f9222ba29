import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Brand } from '../../src/domain/brand.ts';
import type { ItemDraft } from '../../src/domain/item.ts';
import { learnWeights, readState } from '../../src/jobs/trust-state.ts';
import { countDays } from '../../src/jobs/weigh-step.ts';
import { createDueWeighings, weighDue } from '../../src/jobs/weigh-unusual.ts';
import type { Store } from '../../src/store/store.ts';
import { UNUSUAL_VERSION } from '../../src/understand/unusual/index.ts';
import { sharedMongo } from '../services.ts';
import { draft, relate, sentiment, understanding } from '../store/drafts.ts';
import { openFresh } from '../store/mongo/temp-store.ts';
import { openTemp } from '../store/sqlite/temp-store.ts';
import { bought, ordinary, TODAY, weighing } from './weighing.ts';

const START = Date.parse(`${TODAY}T12:00:00.000Z`);
const clock = { ms: START, now: () => clock.ms };
const now = () => new Date(clock.ms).toISOString();
const mongo = sharedMongo('weighing on MongoDB');
const engines = [
  ['SQLite', openTemp],
  ...(mongo === null ? [] : [['MongoDB', () => openFresh(mongo.url)] as const]),
] as const;

describe.each(engines)('reviews on %s', (_name, open) => {
  let store: Store;
  let dispose: () => Promise<void>;
  beforeEach(async () => {
    clock.ms = START;
    ({ store, dispose } = await open());
    await store.saveBrand(Brand.parse({ id: 'acme', name: 'Acme' }), now());
  });
  afterEach(() => dispose());

  async function put(items: readonly ItemDraft[]) {
    await store.importItems({ items: [...items], targetId: null, backfill: false, now: now() });
    const waiting = await store.pending({ limit: 5000 });
    const results = waiting.map(({ item, revision }) => {
      const mood = sentiment((item.stars ?? 3) >= 4 ? 'positive' : 'negative');
      return { key: item.key, revision, understanding: understanding({ sentiment: mood, language: 'en' }) };
    });
    await store.saveUnderstanding(results, now());
    while ((await store.refreshRollups(500)) > 0);
  }

  const flagged = async (brand = 'acme') =>
    [...(await store.keys({ brand, unusual: ['worth-a-look', 'likely-paid', 'rewarded'], copies: 'all' }, 999))].sort();

  const levels = async () => {
    const items = await store.itemsByKey([...bought(0, 24), ...ordinary(90)].map(({ key }) => key));
    return new Map(items.map(({ key, unusual }) => [key, unusual?.level ?? 'none'] as const));
  };

  test('are weighed where they changed; a burst is found, and the early ones of it are flagged as it grows', async () => {
    const due = createDueWeighings({ store, clock });
    const { deps, steps } = weighing(store, clock);
    expect(await due()).toEqual([]);
    // Alone it shares nothing with anybody.
    await put([...ordinary(90), ...bought(0, 1)]);
    expect(await due()).toEqual(['acme']);
    await weighDue(deps, 'acme');
    expect(await due()).toEqual([]);
    const before = await levels();
    clock.ms += 60_000;
    await put(bought(1, 24));
    expect(await due()).toEqual(['acme']);
    const changed = await weighDue(deps, 'acme');
    const all = (await flagged()).filter((key) => key.includes('-b'));
    expect(all.length).toBeGreaterThan(18);
    const after = await levels();
    expect(changed).toBe([...after].filter(([key, level]) => level !== (before.get(key) ?? 'none')).length);
    expect([before.get('acme-b0'), after.get('acme-b0')]).toEqual(['none', 'likely-paid']);
    // When and why the flag of an early one appeared.
    const [change] = await store.unusualHistory('acme-b0');
    expect(change).toMatchObject({ at: now(), item: 'acme-b0', to: 'likely-paid' });
    expect(change!.came.length).toBeGreaterThan(0);
    const honest = (await flagged()).filter((key) => key.includes('-o'));
    expect(honest.length).toBeLessThanOrEqual(9);
    const state = await readState(store, 'acme');
    expect(
      state!.bursts.some(({ side, from, to }) => side === 'high' && from <= '2026-04-22' && to >= '2026-04-20'),
    ).toBe(true);
    expect(JSON.stringify(state)).not.toContain('acme-b');
    // Nothing changed: nothing is read or written any more.
    const { length } = steps;
    expect(await weighDue(deps, 'acme')).toBe(0);
    expect(steps).toHaveLength(length);
  });

  test('days are counted as they are weighed: each copy, settled or not', async () => {
    const items = [...ordinary(20), ...bought(0, 24)];
    await put(items);
    await relate(store, Object.fromEntries(bought(0, 24).map(({ key }) => [key, 'same'])));
    expect(await store.count({ brand: 'acme' })).toBe(41);
    const whole = { from: '', to: '9999', after: null, limit: 999 };
    const { reviews } = await store.reviewsToWeigh({ brand: 'acme', ...whole });
    const perDay = Object.fromEntries(
      [...Map.groupBy(reviews, ({ day }) => day ?? '')].map(([day, { length }]) => [day, length]),
    );
    for (const settled of [false, true]) {
      if (settled) while ((await store.refreshRollups(500)) > 0);
      const { sizes, history } = await countDays(store, 'acme');
      expect(Object.fromEntries(sizes)).toEqual(perDay);
      expect(history.reduce((sum, { n }) => sum + n, 0)).toBe(reviews.filter(({ stars }) => stars !== 3).length);
    }
  });

  test('a flag goes away with what it leaned on', async () => {
    const { deps } = weighing(store, clock);
    await put([...ordinary(90), ...bought(0, 24)]);
    await weighDue(deps, 'acme');
    const { score, level } = (await store.item('acme-b0'))!.unusual!;
    expect(level).toBe('likely-paid');
    for (let n = 1; n < 24; n += 1) await store.forget({ key: `acme-b${n}` });
    clock.ms += 60_000;
    await weighDue(deps, 'acme');
    expect((await store.item('acme-b0'))!.unusual!.score).toBeLessThan(score! / 2);
    const [change] = await store.unusualHistory('acme-b0');
    expect(change).toMatchObject({ at: now(), from: 'likely-paid' });
    expect(change!.went.length).toBeGreaterThan(0);
  });

  test('a verdict outlives weighing and reading anew, moves the weights, and can be taken back', async () => {
    const { deps } = weighing(store, clock);
    await put([...ordinary(90), ...bought(0, 24)]);
    await weighDue(deps, 'acme');
    const before = (await store.item('acme-b5'))!.unusual!;
    for (let n = 0; n < 20; n += 1)
      await store.setVerdict({ key: `acme-b${n}`, verdict: 'genuine', by: 'Ann', now: now() });
    const learned = await learnWeights(store, now());
    expect(learned.report).toMatchObject({ judged: 20, genuine: 20 });
    expect(Object.values(learned.weights).some((factor) => factor < 1)).toBe(true);
    // Where the weights are others all of the brand is due, whatever its days say.
    await store.clearDueDays('acme', await store.dueDays('acme', 999));
    expect(await createDueWeighings({ store, clock })()).toEqual(['acme']);
    await weighDue(deps, 'acme');
    const item = (await store.item('acme-b5'))!.unusual!;
    expect(item).toMatchObject({ level: 'none', verdict: { verdict: 'genuine', by: 'Ann' } });
    expect(item.score).toBeLessThan(before.score!);
    expect((await store.item('acme-b22'))!.unusual!.score).toBeLessThan(before.score!);
    await store.importItems({
      items: bought(5, 6).map((one) => ({ ...one, text: `${one.text} Really!`, fetchedAt: now() })),
      targetId: null,
      backfill: false,
      now: now(),
    });
    await put([]);
    await weighDue(deps, 'acme');
    expect((await store.item('acme-b5'))!.unusual).toMatchObject({ level: 'none', verdict: { verdict: 'genuine' } });
    for (let n = 0; n < 20; n += 1) await store.setVerdict({ key: `acme-b${n}`, verdict: null, by: 'Ann', now: now() });
    expect((await learnWeights(store, now())).weights).toEqual({});
    await weighDue(deps, 'acme');
    expect((await store.item('acme-b6'))!.unusual).toMatchObject({ level: before.level, verdict: null });
  });

  test('a campaign of its own explains a burst, and no more when it is taken away', async () => {
    const { deps } = weighing(store, clock);
    await put([...ordinary(90), ...bought(0, 24)]);
    await weighDue(deps, 'acme');
    const days = { from: '2026-04-18', to: '2026-04-23' };
    const own = { id: 'c', brand: 'acme', name: 'Letter', ...days, scraper: null, by: 'Ann', at: now() };
    const score = async () => (await store.item('acme-b3'))!.unusual!.score!;
    const before = await score();
    await store.saveCampaign(own);
    expect(await createDueWeighings({ store, clock })()).toEqual(['acme']);
    await weighDue(deps, 'acme');
    expect(await score()).toBeLessThan(before);
    expect((await readState(store, 'acme'))!.bursts.map(({ campaign }) => campaign)).toContain('c');
    await store.removeCampaign('c');
    await weighDue(deps, 'acme');
    expect(await score()).toBe(before);
  });

  test('a large brand is weighed in steps that are bounded; one change asks for its surroundings alone', async () => {
    const { deps, steps } = weighing(store, clock, { most: 90 });
    const read: number[] = [];
    const counting: typeof deps = {
      ...deps,
      store: {
        ...store,
        reviewsToWeigh: async (options) => {
          const page = await store.reviewsToWeigh(options);
          read.push(page.reviews.length);
          return page;
        },
      },
    };
    await put([...ordinary(200), draft('acme-u', { publishedOn: null, precision: 'unknown', text: 'Undated words' })]);
    for (let jobs = 0; (await createDueWeighings({ store, clock })()).length > 0; jobs += 1) {
      expect(jobs).toBeLessThan(10);
      await weighDue(counting, 'acme');
    }
    expect(steps.length).toBeGreaterThan(5);
    expect(Math.max(...read)).toBeLessThanOrEqual(90);
    const versions = await Promise.all(
      ['acme-o0', 'acme-o399', 'acme-o200', 'acme-u'].map(async (key) => (await store.item(key))?.unusual?.version),
    );
    expect(new Set(versions)).toEqual(new Set([UNUSUAL_VERSION]));
    read.length = 0;
    await put([draft('acme-new', { text: 'One word more', stars: 4, publishedOn: '2026-03-01' })]);
    await weighDue(counting, 'acme');
    expect(read.length).toBeGreaterThan(0);
    expect(read.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(180);
    expect((await store.item('acme-new'))?.unusual?.version).toBe(UNUSUAL_VERSION);
    expect(await store.dueDays('acme', 9)).toEqual([]);
  });

  test('what was broken off is done again, and nothing is told twice [R01]', async () => {
    const { deps } = weighing(store, clock);
    await put([...ordinary(90), ...bought(0, 24)]);
    let saved = 0;
    const killedAmid = {
      ...deps,
      store: {
        ...store,
        saveWeighed: async (options: Parameters<Store['saveWeighed']>[0]) => {
          const half = { ...options, results: options.results.slice(0, 100) };
          saved += await store.saveWeighed(half);
          throw new Error('killed');
        },
      },
    };
    await expect(weighDue(killedAmid, 'acme')).rejects.toThrow('killed');
    const killedAtEnd = {
      ...deps,
      store: { ...store, clearDueDays: () => Promise.reject(new Error('killed')), saveSetting: store.saveSetting },
    };
    clock.ms += 1000;
    await expect(weighDue(killedAtEnd, 'acme')).rejects.toThrow('killed');
    expect(await createDueWeighings({ store, clock })()).toEqual(['acme']);
    clock.ms += 1000;
    expect(await weighDue(deps, 'acme')).toBe(0);
    const changes = await store.unusualChanges({ brand: 'acme', limit: 999 });
    expect(new Set(changes.map(({ item }) => item)).size).toBe(changes.length);
    expect(changes.map(({ item }) => item).sort()).toEqual(await flagged());
    expect(saved).toBeLessThanOrEqual(changes.length);
  });

  test('brands are weighed apart, and who praises several of them is seen', async () => {
    await store.saveBrand(Brand.parse({ id: 'other', name: 'Other' }), now());
    const asked: string[][] = [];
    const { deps } = weighing(store, clock);
    const watching = {
      ...deps,
      store: {
        ...store,
        praisedBrands: (brand: string, authors: readonly string[]) => {
          asked.push([brand, ...authors]);
          return store.praisedBrands(brand, authors);
        },
      },
    };
    await put([...ordinary(5), ...ordinary(5, 'other')]);
    await weighDue(watching, 'acme');
    expect(await createDueWeighings({ store, clock })()).toEqual(['other']);
    expect(asked).toHaveLength(1);
    expect(asked[0]![0]).toBe('acme');
    expect(asked[0]!.slice(1).every((author) => author.startsWith('acme-author'))).toBe(true);
  });

  test('while texts are being read results are made anew every five minutes at most', async () => {
    const due = createDueWeighings({ store, clock });
    const waiting = () => store.importItems({ items: ordinary(3), targetId: null, backfill: false, now: now() });
    await waiting();
    expect(await due()).toEqual([]);
    clock.ms += 300_000;
    expect(await due()).toEqual(['acme']);
  });
});

if (mongo !== null)
  test('of two processes one weighs a brand at a time [R34]', async () => {
    const { store, dispose } = await openFresh(mongo.url);
    try {
      await store.saveBrand(Brand.parse({ id: 'acme', name: 'Acme' }), now());
      await store.importItems({ items: ordinary(20), targetId: null, backfill: false, now: now() });
      const leases = store as unknown as NonNullable<Parameters<typeof weighing>[2]>['leases'];
      const [one, two] = [
        weighing(store, clock, { leases: leases ?? null, owner: 'one' }),
        weighing(store, clock, { leases: leases ?? null, owner: 'two' }),
      ];
      await Promise.all([weighDue(one.deps, 'acme'), weighDue(two.deps, 'acme')]);
      expect(one.steps.length + two.steps.length).toBe(1);
      expect(await store.dueDays('acme', 9)).toEqual([]);
    } finally {
      await dispose();
    }
  });
