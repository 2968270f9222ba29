import { describe, expect, test } from '@jest/globals';
import type { ItemFilter, StatsBy } from '../../../src/domain/filter.ts';
import type { Campaign, Unusual } from '../../../src/domain/unusual.ts';
import { NotFound } from '../../../src/errors.ts';
import type { Store } from '../../../src/store/store.ts';
import type { ReviewToWeigh } from '../../../src/store/trust-store.ts';
import { bring, draft, LATER, LATEST, NOW, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

export const PAID: Unusual = {
  score: 0.82,
  level: 'likely-paid',
  reasons: [
    { code: 'burst', values: { n: 16, usual: 2, from: '2026-05-08' }, linked: ['x', 'y'], weight: 2.5 },
    { code: 'thin-account', values: { reviews: 1 }, linked: [], weight: 0.4 },
  ],
};
const HONEST: Unusual = { score: 0.03, level: 'none', reasons: [] };
const REWARDED: Unusual = {
  score: 0.97,
  level: 'rewarded',
  reasons: [{ code: 'reward', values: { words: 'за бонусы «Ё»' }, linked: [], weight: 4 }],
};

export function campaign(id: string, over: Partial<Campaign> = {}): Campaign {
  const days = { from: '2026-05-01', to: '2026-05-07' };
  return { id, brand: 'acme', name: 'Письмо «Ё»', ...days, scraper: null, by: 'Ann', at: NOW, ...over };
}

async function toWeigh(store: Store, brand: string, from = '', to = '9999'): Promise<readonly ReviewToWeigh[]> {
  const reviews: ReviewToWeigh[] = [];
  for (let after: string | null = null; ; ) {
    const page = await store.reviewsToWeigh({ brand, from, to, after, limit: 2 });
    reviews.push(...page.reviews);
    after = page.next;
    if (after === null) return reviews;
  }
}

/** What looks paid for, what people say of it, and that nothing of it outlives its item. */
export function trustContract(open: Open): void {
  describe('trust', () => {
    const store = sharedStore(open);
    const put = (brand: string, ...keys: string[]) =>
      bring(
        store(),
        keys.map((key) => draft(key, { brand, publishedOn: '2026-05-10', authorHash: `a-${key}` })),
      );
    const save = (brand: string, results: Readonly<Record<string, Unusual>>, now = NOW, version = 'd1') =>
      store().saveWeighed({
        brand,
        version,
        results: Object.entries(results).map(([key, result]) => ({ key, ...result })),
        now,
      });
    const due = async (brand: string) => (await store().dueDays(brand, 100)).map(({ day }) => day);
    const settle = async (brand: string) => store().clearDueDays(brand, await store().dueDays(brand, 100));

    test('the reviews of a range of days come in pages, each once: public ones of outsiders, copies too', async () => {
      const brand = 'tw';
      await bring(store(), [
        draft('tw1', { brand, publishedOn: '2026-05-10', stars: 5, verified: true, title: 'T', text: 'B', pros: 'P' }),
        draft('tw2', { brand, publishedOn: '2026-05-10', authorHash: 'h', productId: 'p', stars: null }),
        draft('tw3', { brand, publishedOn: '2026-05-11' }),
        draft('tw4', { brand, publishedOn: '2026-05-12' }),
        draft('tw5', { brand, publishedOn: '2026-05-13', text: null, stars: 1 }),
        draft('tw6', { brand, publishedOn: null, precision: 'unknown' }),
        draft('tw7', { brand, publishedOn: '2026-05-10', isOwn: true }),
        draft('tw8', { brand, publishedOn: '2026-05-10', channel: 'survey' }),
        draft('tw9', { brand: 'tw-other', publishedOn: '2026-05-10' }),
      ]);
      await understand(store(), { tw1: { language: 'nl' } });
      const sorted = async (from?: string, to?: string) =>
        (await toWeigh(store(), brand, from, to)).map(({ key }) => key).sort();
      expect(await sorted()).toEqual(['tw1', 'tw2', 'tw3', 'tw4', 'tw5', 'tw6']);
      expect(await sorted('2026-05-10', '2026-05-11')).toEqual(['tw1', 'tw2', 'tw3']);
      expect(await sorted('', '')).toEqual(['tw6']);
      expect(await sorted('2026-05-12')).toEqual(['tw4', 'tw5']);
      const [first, second] = (await toWeigh(store(), brand)).filter(({ day }) => day === '2026-05-10').sort(byKey);
      expect(first).toEqual({
        key: 'tw1',
        lang: 'nl',
        source: 'otzovik',
        brand,
        productId: null,
        author: null,
        day: '2026-05-10',
        stars: 5,
        text: 'T\nB\nP',
        sentimentScore: expect.any(Number),
        authorReviews: null,
        verified: true,
        photos: null,
        cluster: 'tw1',
        family: 'tw1',
        verdict: null,
        stored: null,
      });
      expect(second).toMatchObject({ author: 'h', productId: 'p', stars: null, lang: null, sentimentScore: null });
    });

    test('results stand beside their items, and a change of the level is noted with what came and went', async () => {
      await put('res', 'r1', 'r2', 'r3');
      expect((await store().item('r1'))?.unusual).toBeNull();
      expect(await save('res', { r1: PAID, r2: HONEST, 'r-none': PAID, a: PAID })).toBe(1);
      const shown = { ...PAID, found: 'likely-paid', version: 'd1', verdict: null };
      expect((await store().item('r1'))?.unusual).toEqual(shown);
      expect((await store().item('r2'))?.unusual).toEqual({ ...HONEST, found: 'none', version: 'd1', verdict: null });
      expect((await store().item('r3'))?.unusual).toBeNull();
      const came = { item: 'r1', at: NOW, from: 'none', to: 'likely-paid', came: ['burst', 'thin-account'], went: [] };
      expect(await store().unusualHistory('r1')).toEqual([came]);
      // The same again changes nothing, other figures alone are no change of the level.
      expect(await save('res', { r1: PAID, r2: HONEST }, LATER)).toBe(0);
      expect(await save('res', { r1: { ...PAID, score: 0.9 } }, LATER)).toBe(0);
      expect((await store().item('r1'))?.unusual?.score).toBe(0.9);
      expect(await store().unusualHistory('r1')).toEqual([came]);
      const less: Unusual = { score: 0.2, level: 'worth-a-look', reasons: [PAID.reasons[0]!] };
      expect(await save('res', { r1: less }, LATER, 'd2')).toBe(1);
      expect(await save('res', { r1: HONEST, r2: REWARDED }, LATEST, 'd2')).toBe(2);
      expect(await store().unusualHistory('r1')).toEqual([
        { item: 'r1', at: LATEST, from: 'worth-a-look', to: 'none', came: [], went: ['burst'] },
        { item: 'r1', at: LATER, from: 'likely-paid', to: 'worth-a-look', came: [], went: ['thin-account'] },
        came,
      ]);
      const latest = await store().unusualChanges({ brand: 'res', limit: 3 });
      expect(latest.map(({ item, to }) => `${item} ${to}`)).toEqual(['r1 none', 'r2 rewarded', 'r1 worth-a-look']);
      expect(await store().unusualChanges({ brand: 'res-other', limit: 3 })).toEqual([]);
      expect(await store().unusualHistory('r-none')).toEqual([]);
      const [weighed] = (await toWeigh(store(), 'res')).filter(({ key }) => key === 'r2');
      expect(weighed?.stored).toEqual({ ...REWARDED, version: 'd2' });
    });

    test('what a text is found to be moves neither its revision nor what else is known of it', async () => {
      await put('calm', 'c1');
      const before = await store().item('c1');
      await save('calm', { c1: PAID });
      const { unusual, ...after } = (await store().item('c1'))!;
      expect({ ...after, unusual: null }).toEqual(before);
      expect(unusual?.level).toBe('likely-paid');
    });

    test('a verdict wins, outlives results, edits and readings, and can be taken back', async () => {
      await put('said', 's1', 's2');
      await save('said', { s1: PAID, s2: HONEST });
      await settle('said');
      const said = await store().setVerdict({ key: 's1', verdict: 'genuine', by: 'Ann «Ё»', now: LATER });
      expect(said.unusual).toMatchObject({
        level: 'none',
        found: 'likely-paid',
        score: 0.82,
        verdict: { verdict: 'genuine', by: 'Ann «Ё»', at: LATER, of: null },
      });
      expect(await due('said')).toEqual(['2026-05-10']);
      expect((await store().unusualHistory('s1'))[0]).toEqual({
        item: 's1',
        at: LATER,
        from: 'likely-paid',
        to: 'none',
        came: ['verdict-genuine'],
        went: [],
      });
      await save('said', { s1: { ...PAID, score: 0.99 } }, LATEST);
      await bring(store(), [
        draft('s1', { brand: 'said', text: 'Quite another', publishedOn: '2026-05-10', fetchedAt: LATER }),
      ]);
      await understand(store(), { s1: {} });
      expect((await store().item('s1'))?.unusual).toMatchObject({
        level: 'none',
        score: 0.99,
        verdict: { by: 'Ann «Ё»' },
      });
      const other = await store().setVerdict({ key: 's2', verdict: 'unusual', by: 'Bo', now: LATEST });
      expect(other.unusual).toMatchObject({ level: 'likely-paid', found: 'none' });
      expect(await store().verdicts({ brand: 'said', limit: 9 })).toEqual([
        { key: 's2', verdict: { verdict: 'unusual', by: 'Bo', at: LATEST, of: null }, reasons: [] },
        { key: 's1', verdict: { verdict: 'genuine', by: 'Ann «Ё»', at: LATER, of: null }, reasons: PAID.reasons },
      ]);
      expect(await store().verdicts({ brand: 'said', limit: 1 })).toHaveLength(1);
      const back = await store().setVerdict({ key: 's1', verdict: null, by: 'Ann', now: LATEST });
      expect(back.unusual).toMatchObject({ level: 'likely-paid', verdict: null });
      expect((await store().unusualHistory('s1'))[0]).toMatchObject({ went: ['verdict-genuine'], came: [] });
      await store().setVerdict({ key: 's1', verdict: 'not-sure', by: 'Ann', now: LATEST });
      expect((await store().item('s1'))?.unusual).toMatchObject({ level: 'likely-paid' });
      expect(await store().verdicts({ brand: 'said', limit: 9 })).toHaveLength(2);
      await expect(store().setVerdict({ key: 's0', verdict: 'genuine', by: 'Ann', now: NOW })).rejects.toThrow(
        NotFound,
      );
    });

    test('a person may speak before anything was weighed; what the author says stays what it is', async () => {
      await put('early', 'e1', 'e2');
      const { unusual } = await store().setVerdict({ key: 'e1', verdict: 'unusual', by: 'Ann', now: NOW });
      expect(unusual).toMatchObject({ score: null, version: null, found: 'none', level: 'likely-paid', reasons: [] });
      await save('early', { e1: REWARDED });
      expect((await store().item('e1'))?.unusual).toMatchObject({ level: 'rewarded' });
      await store().setVerdict({ key: 'e1', verdict: null, by: 'Ann', now: LATER });
      expect((await store().item('e1'))?.unusual).toMatchObject({ level: 'rewarded', verdict: null });
      expect(await store().setVerdict({ key: 'e2', verdict: null, by: 'Ann', now: NOW })).toMatchObject({
        unusual: null,
      });
    });

    test('are filtered by the level that is shown', async () => {
      const brand = 'lev';
      await put(brand, 'l1', 'l2', 'l3', 'l4');
      await save(brand, { l1: PAID, l2: HONEST, l3: REWARDED });
      await store().setVerdict({ key: 'l2', verdict: 'unusual', by: 'Ann', now: NOW });
      const found = async (unusual: readonly Unusual['level'][]) => {
        const filter = { brand, unusual: [...unusual] };
        const keys = [...(await store().keys(filter, 9))].sort();
        expect(await store().count(filter)).toBe(keys.length);
        expect((await store().stats(filter, ['source'])).reduce((sum, { n }) => sum + n, 0)).toBe(keys.length);
        expect((await store().items(filter, { sort: '-published', limit: 9 })).items).toHaveLength(keys.length);
        return keys;
      };
      expect(await found(['likely-paid'])).toEqual(['l1', 'l2']);
      expect(await found(['rewarded', 'likely-paid'])).toEqual(['l1', 'l2', 'l3']);
      expect(await found(['none'])).toEqual(['l4']);
      expect(await found(['none', 'rewarded'])).toEqual(['l3', 'l4']);
      expect(await found(['worth-a-look'])).toEqual([]);
      expect(await found([])).toHaveLength(4);
    });

    test('groups of the figures are taken apart by stars and by what is said of them', async () => {
      const brand = 'wst';
      await bring(store(), [
        draft('wst1', { brand, stars: 5, scraper: 'vk' }),
        draft('wst2', { brand, stars: 5, scraper: 'vk' }),
        draft('wst3', { brand, stars: 4.5 }),
        draft('wst4', { brand }),
        draft('wst5', { brand, stars: 1 }),
        draft('wst6', { brand, stars: 5, isOwn: true }),
      ]);
      await save(brand, { wst1: PAID, wst2: PAID, wst3: HONEST, wst5: HONEST });
      await store().setVerdict({ key: 'wst5', verdict: 'unusual', by: 'Ann', now: NOW });
      const asked = (filter: ItemFilter, by: readonly StatsBy[]) => store().weighedStats({ brand, ...filter }, by);
      const told = async (filter: ItemFilter, by: readonly StatsBy[]) =>
        (await asked(filter, by))
          .map(({ key, n, stars, score, level, verdict }) =>
            [Object.values(key).join(' '), n, stars, score, level, verdict].join('|'),
          )
          .sort();
      const otzovik = ['otzovik|1|1|0.03|likely-paid|unusual', 'otzovik|1|4.5|0.03|none|', 'otzovik|1|||none|'];
      expect(await told({}, ['source'])).toEqual([...otzovik, 'vk|2|5|0.82|likely-paid|']);
      expect(await told({ source: ['vk'] }, [])).toEqual(['|2|5|0.82|likely-paid|']);
      expect(await told({ published_from: '2026-06-01' }, ['day'])).toEqual([]);
      await understand(store(), { wst1: { dupKey: 'same' }, wst2: { dupKey: 'same' } });
      expect(await told({ source: ['vk'] }, ['stars'])).toEqual(['5|1|5|0.82|likely-paid|']);
      expect(await told({ source: ['vk'], copies: 'all' }, ['stars'])).toEqual(['5|2|5|0.82|likely-paid|']);
    });

    test('days are due when their reviews changed, and once more when they change meanwhile', async () => {
      const brand = 'due';
      await put(brand, 'd1');
      await bring(store(), [draft('d2', { brand, publishedOn: null, precision: 'unknown' })]);
      expect(await due(brand)).toEqual(['', '2026-05-10']);
      expect((await store().dueDays(brand, 1)).map(({ day }) => day)).toEqual(['']);
      const read = await store().dueDays(brand, 100);
      await bring(store(), [draft('d3', { brand, publishedOn: '2026-05-10' })]);
      await store().clearDueDays(brand, read);
      expect(await due(brand)).toEqual(['2026-05-10']);
      await settle(brand);
      expect(await due(brand)).toEqual([]);
      await save(brand, { d1: PAID });
      expect(await due(brand)).toEqual([]);
      await understand(store(), { d1: {} });
      expect(await due(brand)).toEqual(['2026-05-10']);
      await settle(brand);
      await store().forget({ key: 'd3' });
      expect(await due(brand)).toEqual(['2026-05-10']);
      expect(await due('due-other')).toEqual([]);
    });

    test('who praises several brands is told by how many others', async () => {
      const by = (brand: string, key: string, authorHash: string, stars: number | null) =>
        draft(key, { brand, authorHash, stars });
      await bring(store(), [
        by('p1', 'p1a', 'pa', 5),
        by('p2', 'p2a', 'pa', 5),
        by('p2', 'p2a2', 'pa', 4),
        by('p3', 'p3a', 'pa', 4.5),
        by('p2', 'p2b', 'pb', 3.5),
        by('p3', 'p3b', 'pb', null),
        by('p1', 'p1c', 'pc', 5),
      ]);
      const praised = await store().praisedBrands('p1', ['pa', 'pb', 'pc', 'pd']);
      expect([...praised]).toEqual([['pa', 2]]);
      expect(await store().praisedBrands('p1', [])).toEqual(new Map());
    });

    test('texts that several reviews share are told by the first of them, the largest first', async () => {
      const brand = 'fam';
      await put(brand, 'f1', 'f2', 'f3', 'f4', 'f5', 'f6');
      const same = (key: string, dupKey: string | null) => [key, { dupKey }] as const;
      const sets = [
        same('f1', 'x'),
        same('f2', 'x'),
        same('f3', 'y'),
        same('f4', 'y'),
        same('f5', 'y'),
        same('f6', null),
      ];
      await understand(store(), Object.fromEntries(sets));
      expect(await store().families({ brand, limit: 5 })).toEqual([
        { key: 'f3', n: 3 },
        { key: 'f1', n: 2 },
      ]);
      expect(await store().families({ brand, limit: 1 })).toHaveLength(1);
      expect(await store().families({ brand: 'fam-other', limit: 5 })).toEqual([]);
      const [second] = (await toWeigh(store(), brand)).filter(({ key }) => key === 'f4');
      expect(second).toMatchObject({ cluster: 'f3', family: 'f3' });
    });

    test('campaigns are kept in the order of their days', async () => {
      const own = (id: string, over: Partial<Campaign> = {}) => campaign(id, { brand: 'camp', ...over });
      for (const one of [own('c2'), own('c1'), own('c0', { from: '2026-05-02' }), own('c9', { brand: 'camp-other' })])
        await store().saveCampaign(one);
      expect((await store().campaigns('camp')).map(({ id }) => id)).toEqual(['c1', 'c2', 'c0']);
      await store().saveCampaign(own('c1', { name: 'Launch', scraper: 'otzovik' }));
      expect((await store().campaigns('camp'))[0]).toEqual(own('c1', { name: 'Launch', scraper: 'otzovik' }));
      expect([await store().removeCampaign('c1'), await store().removeCampaign('c1')]).toEqual([true, false]);
      expect((await store().campaigns('camp')).map(({ id }) => id)).toEqual(['c2', 'c0']);
    });

    test.each([
      ['key', { key: 'tg-key' }],
      ['author', { authorHash: 'a-tg-author' }],
      ['brand', { brand: 'tg-brand' }],
    ])('all of it goes with its item when that is forgotten by %s', async (name, what) => {
      const [key, brand] = [`tg-${name}`, `tg-${name}`];
      await put(brand, key);
      await save(brand, { [key]: PAID });
      await store().setVerdict({ key, verdict: 'unusual', by: 'Ann', now: NOW });
      await store().saveCampaign(campaign(`c-${brand}`, { brand }));
      await store().saveSetting(`trust.state.${brand}`, '{}');
      expect(await store().forget(what)).toBe(1);
      expect(await store().verdicts({ brand, limit: 9 })).toEqual([]);
      expect(await store().unusualChanges({ brand, limit: 9 })).toEqual([]);
      expect(await store().unusualHistory(key)).toEqual([]);
      const left = name === 'brand' ? 0 : 1;
      expect(await store().campaigns(brand)).toHaveLength(left);
      expect(await store().setting(`trust.state.${brand}`)).toBe(left === 0 ? null : '{}');
      expect(await due(brand)).toHaveLength(left);
      expect(await toWeigh(store(), brand)).toEqual([]);
    });
  });
}

function byKey(a: ReviewToWeigh, b: ReviewToWeigh): number {
  return a.key < b.key ? -1 : 1;
}
