import { beforeAll, describe, expect, test } from '@jest/globals';
import { type ItemFilter, ItemPage } from '../../../src/domain/filter.ts';
import { BadInput } from '../../../src/errors.ts';
import { allOf, bring, draft, LATER, LATEST, leased, NOW, sentiment, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const ZONE = {
  spellings: [],
  exclude: [],
  competitors: [],
  languages: ['ru'],
  products: [],
  themes: [],
  madeUp: false,
};

/** Filter, and the keys it finds among the items below. */
const CASES: readonly (readonly [ItemFilter, string])[] = [
  [{}, 'a b c d e'],
  [{ copies: 'all' }, 'a b c d e copy'],
  [{ own: true }, 'a b c d e own'],
  [{ own: true, copies: 'all' }, 'a b c d e own copy'],
  [{ source: ['otzovik'] }, 'a b e'],
  [{ source: ['vk', 'otzovik', 'none'] }, 'a b c d e'],
  [{ source: [] }, 'a b c d e'],
  [{ target: ['filtered'] }, 'e'],
  [{ target: [''] }, 'a b c d'],
  [{ target: ['', 'filtered'] }, 'a b c d e'],
  [{ channel: ['survey'] }, 'd'],
  [{ sentiment: ['negative'] }, 'a'],
  [{ sentiment: ['negative', 'positive'] }, 'a c'],
  [{ sentiment: ['positive'], unsure: true }, 'b'],
  [{ sentiment: ['negative'], unsure: true }, ''],
  [{ unsure: true }, 'b'],
  [{ unsure: false }, 'a c'],
  [{ pending: true }, 'e'],
  [{ pending: false }, 'a b c d'],
  [{ language: ['en'] }, 'b'],
  [{ language: ['und'] }, 'd e'],
  [{ stars: [1] }, 'a'],
  [{ stars: [5, 1] }, 'a b'],
  [{ stars_lte: 1.5 }, 'a'],
  [{ stars_gte: 4.5 }, 'b'],
  [{ has_stars: false }, 'c d e'],
  [{ has_text: false }, 'd'],
  [{ has_text: true, has_stars: true }, 'a b'],
  [{ has_reply: true }, 'c'],
  [{ published_from: '2026-05-03' }, 'c d'],
  [{ published_to: '2026-05-02' }, 'a b'],
  [{ published_from: '2026-05-02', published_to: '2026-05-03' }, 'b c'],
  [{ published_from: '2026-05-02T22:30:00Z' }, 'c d'],
  [{ published_to: '2026-05-02T22:30:00.000+00:00' }, 'a b c'],
  [{ undated: true }, 'e'],
  [{ undated: false }, 'a b c d'],
  [{ collected_from: LATER }, 'e'],
  [{ collected_from: '2026-05-21' }, 'e'],
  [{ collected_to: '2026-05-20' }, 'a b c d'],
  [{ product: ['p1'] }, 'b'],
  [{ author: ['h1', 'h2'] }, 'a c'],
  [{ tag: ['x'] }, 'a d'],
  [{ tag: ['x', 'y'], stars: [1] }, 'a'],
  [{ verified: true }, 'b'],
  [{ verified: false }, 'a c d e'],
  [{ edited: true }, 'c'],
  [{ vanished: true }, ''],
  [{ vanished: false, source: ['vk'] }, 'c d'],
  [{ q: 'доставка' }, 'a'],
  [{ q: 'доставки курьер' }, 'a'],
  [{ q: 'доставка телефон' }, ''],
  [{ q: 'cou' }, 'b'],
  [{ q: 'cou ' }, ''],
  [{ q: '   ' }, 'a b c d e'],
  [{ q: '!!!' }, ''],
  [{ q: 'courier', source: ['vk'] }, ''],
];

export function filtersContract(open: Open): void {
  describe('filters', () => {
    const store = sharedStore(open);

    beforeAll(async () => {
      const f = (key: string, over: object) => draft(key, { brand: 'f', ...over });
      await store().saveBrand({ ...ZONE, id: 'f', name: 'F', timeZone: 'Europe/Moscow' }, NOW);
      await bring(store(), [
        f('a', { publishedOn: '2026-05-01', stars: 1, authorHash: 'h1' }),
        f('b', { publishedOn: '2026-05-02', stars: 4.5, productId: 'p1', verified: true }),
        // 23:00 UTC of the second is the third in Moscow.
        f('c', {
          publishedOn: null,
          publishedAt: '2026-05-02T22:30:00Z',
          precision: 'minute',
          scraper: 'vk',
          authorHash: 'h2',
        }),
        f('d', { publishedOn: '2026-05-04', scraper: 'vk', channel: 'survey', text: ' ', verified: false }),
        f('own', { isOwn: true }),
        f('copy', { publishedOn: '2026-05-09' }),
        draft('other', { brand: 'g', authorHash: 'other' }),
      ]);
      const lease = await leased(store(), 'filtered', LATER);
      const late = f('e', { publishedOn: null, precision: 'unknown', fetchedAt: LATER });
      await store().commitPage({ lease, runId: 'r', items: [late], cursor: null, backfill: false, now: LATER });
      const edited = f('c', {
        publishedOn: null,
        scraper: 'vk',
        authorHash: 'h2',
        text: 'other',
        reply: { text: 'r', at: null },
      });
      await bring(store(), [{ ...edited, fetchedAt: LATEST }], { now: LATEST });
      await understand(store(), {
        a: { sentiment: sentiment('negative'), dupKey: 'same', stems: ['доставк', 'курьер'] },
        b: { sentiment: sentiment('positive', true), language: 'en', stems: ['couri'] },
        c: { sentiment: sentiment('positive') },
        d: { sentiment: null, language: null },
        own: { sentiment: sentiment('positive'), dupKey: 'same' },
        copy: { sentiment: sentiment('negative'), dupKey: 'same', stems: ['доставк'] },
      });
      for (const key of ['a', 'd']) await store().setTags({ key, add: ['x'], remove: [], by: 'Ann', now: NOW });
    });

    test.each(CASES)('%j finds %s', async (filter, keys) => {
      const expected = keys.split(' ').filter(Boolean).sort();
      const whole = { brand: 'f', ...filter };
      const page = await store().items(whole, ItemPage.parse({ limit: 200 }));
      expect(page.items.map((item) => item.key).sort()).toEqual(expected);
      const up = await store().items(whole, ItemPage.parse({ limit: 200, sort: 'published' }));
      expect(up.items.map((item) => item.key)).toEqual(page.items.map((item) => item.key).reverse());
      expect((await allOf(store().stream(whole, 3))).map((item) => item.key).sort()).toEqual(expected);
      expect(await store().count(whole)).toBe(expected.length);
      const groups = await store().stats(whole, ['sentiment', 'source']);
      expect(groups.reduce((sum, group) => sum + group.n, 0)).toBe(expected.length);
    });

    test('without a brand all brands are meant', async () => {
      const page = await store().items({ stars: [1] }, ItemPage.parse({}));
      expect(page.items.map((item) => item.key)).toEqual(['a']);
      expect(await store().count({})).toBe(6);
      expect(await store().count({ author: ['other', 'h1'] })).toBe(2);
    });

    test('many brands are all meant when none is named', async () => {
      const names = Array.from({ length: 30 }, (_, at) => `many${at}`);
      await bring(
        store(),
        names.map((brand) => draft(brand, { brand, scraper: 'many' })),
      );
      const page = await store().items({ source: ['many'] }, ItemPage.parse({ limit: 200 }));
      expect(page.items.map((item) => item.brand).sort()).toEqual(names.sort());
    });

    test('more values than can be walked one by one still find all', async () => {
      const source = ['otzovik', 'vk', ...Array.from({ length: 40 }, (_, at) => `none${at}`)];
      expect((await store().items({ brand: 'f', source }, ItemPage.parse({}))).items).toHaveLength(5);
    });

    test('a day that is not in the calendar is refused by name', async () => {
      const ask = store().count({ brand: 'f', published_from: '2026-13-45' });
      await expect(ask).rejects.toThrow(BadInput);
      await expect(store().stats({ collected_to: '2026-13-45' }, [])).rejects.toMatchObject({ field: 'collected_to' });
    });
  });
}
