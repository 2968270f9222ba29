import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ItemFilter, StatsBy } from '../../../src/domain/filter.ts';
import { bring, draft, NOW, sentiment, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const BRAND = {
  spellings: [],
  exclude: [],
  competitors: [],
  languages: ['ru'],
  products: [],
  themes: [],
  madeUp: false,
};

/** Asks of a column that no roll-up keeps and that holds for all items: the same figures, counted from the items. */
const DIRECT: ItemFilter = { vanished: false };

export function statsContract(open: Open): void {
  describe('stats', () => {
    const store = sharedStore(open);

    test('every group has its key, its number and its stars', async () => {
      const s = (key: string, over: object) => draft(key, { brand: 's', ...over });
      await bring(store(), [
        s('s1', { stars: 5 }),
        s('s2', { stars: 4.5 }),
        s('s3', { publishedOn: null, precision: 'unknown' }),
        s('s4', { scraper: 'vk', channel: 'survey' }),
        s('s5', { isOwn: true, stars: 1 }),
        s('s6', { publishedOn: '2026-05', precision: 'month' }),
      ]);
      await understand(store(), {
        s1: {},
        s2: { sentiment: sentiment('negative', true) },
        s3: { sentiment: null, language: null },
        s6: { sentiment: sentiment('mixed') },
      });
      const ask = async (by: StatsBy[], filter: ItemFilter = {}) =>
        (await store().stats({ brand: 's', ...filter }, by)).map(
          (row) => `${Object.values(row.key).join('|')}=${row.n}`,
        );
      expect(await ask([])).toEqual(['=5']);
      expect(await ask(['day'])).toEqual(['=1', '2026-05-01=1', '2026-05-10=3']);
      expect((await ask(['sentiment'])).sort()).toEqual(['mixed=1', 'pending=1', 'positive=1', 'unread=1', 'unsure=1']);
      expect(await ask(['language'])).toEqual(['ru=3', 'und=2']);
      expect(await ask(['stars'])).toEqual(['0=3', '5=2']);
      expect(await ask(['source', 'channel'])).toEqual(['otzovik|public=4', 'vk|survey=1']);
      expect(await ask(['day'], { undated: true })).toEqual(['=1']);
      expect(await store().stats({ brand: 's' }, [])).toEqual([{ key: {}, n: 5, starsSum: 9.5, starsN: 2 }]);
      expect(await ask(['day'], { brand: 'none' })).toEqual([]);
      expect(await ask([], { brand: 'none' })).toEqual(['=0']);
    });

    test('days are those of the brand; another zone moves instants and no printed day', async () => {
      const zone = (timeZone: string) => store().saveBrand({ ...BRAND, id: 'z', name: 'Z', timeZone }, NOW);
      const days = async () => (await store().stats({ brand: 'z' }, ['day'])).map((row) => `${row.key.day} ${row.n}`);
      await zone('Europe/Moscow');
      const instant = { publishedOn: null, publishedAt: '2026-05-02T22:00:00Z', precision: 'instant' as const };
      await bring(store(), [
        draft('z1', { brand: 'z', ...instant }),
        draft('z2', { brand: 'z', publishedOn: '2026-05-02' }),
      ]);
      expect(await days()).toEqual(['2026-05-02 1', '2026-05-03 1']);
      await store().refreshRollups(1_000);
      await zone('America/New_York');
      expect(await days()).toEqual(['2026-05-02 2']);
      await expect(zone('Mars/Olympus')).rejects.toMatchObject({ field: 'timeZone' });
    });

    test('roll-ups and items agree at any time, for any filter', async () => {
      const item = fc.record({
        publishedOn: fc.constantFrom('2026-05-01', '2026-05-02', '2026-05-03', null),
        scraper: fc.constantFrom('otzovik', 'vk'),
        channel: fc.constantFrom('public' as const, 'survey' as const),
        stars: fc.constantFrom(null, 1, 2.5, 5),
        label: fc.constantFrom('negative' as const, 'positive' as const, null),
        unsure: fc.boolean(),
        read: fc.boolean(),
        dup: fc.constantFrom(null, 'd'),
        language: fc.constantFrom('ru', null),
      });
      const filter: fc.Arbitrary<ItemFilter> = fc.record(
        {
          source: fc.constantFrom(['vk'], ['vk', 'otzovik']),
          channel: fc.constant(['survey' as const]),
          sentiment: fc.constantFrom(['negative' as const], ['negative' as const, 'positive' as const]),
          unsure: fc.boolean(),
          language: fc.constantFrom(['ru'], ['und', 'ru']),
          stars: fc.constantFrom([5], [3, 1]),
          has_stars: fc.boolean(),
          published_from: fc.constantFrom('2026-05-02', '2026-05-01'),
          published_to: fc.constantFrom('2026-05-02', '2026-05-03'),
          undated: fc.boolean(),
          copies: fc.constantFrom('all' as const, 'one' as const),
        },
        { requiredKeys: [] },
      );
      const by = fc.subarray<StatsBy>(['day', 'source', 'sentiment', 'language', 'stars', 'channel'], { maxLength: 3 });
      const cases = fc.record({
        items: fc.array(item, { maxLength: 8 }),
        questions: fc.array(fc.tuple(filter, by), { minLength: 6, maxLength: 6 }),
        refreshed: fc.constantFrom(0, 1, 100),
      });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(cases, async ({ items, questions, refreshed }) => {
          round += 1;
          const brand = `r${round}`;
          await bring(
            store(),
            items.map(({ publishedOn, scraper, channel, stars }, at) =>
              draft(`${brand}-${at}`, { brand, publishedOn, scraper, channel, stars }),
            ),
          );
          await store().refreshRollups(refreshed);
          const read = items.flatMap((one, at) => {
            const label = one.label === null ? null : sentiment(one.label, one.unsure);
            return one.read
              ? [[`${brand}-${at}`, { sentiment: label, dupKey: one.dup, language: one.language }] as const]
              : [];
          });
          await understand(store(), Object.fromEntries(read));
          await store().refreshRollups(refreshed);
          for (const [asked, dimensions] of questions) {
            const rolled = await store().stats({ brand, ...asked }, dimensions);
            expect(rolled).toEqual(await store().stats({ brand, ...asked, ...DIRECT }, dimensions));
            const n = await store().count({ brand, ...asked });
            expect(n).toBe(await store().count({ brand, ...asked, ...DIRECT }));
          }
        }),
        { numRuns: 25 },
      );
    });

    test('refreshing takes the days asked for and says how many are left', async () => {
      await store().refreshRollups(100_000);
      const days = ['2026-01-01', '2026-01-02', '2026-01-03'];
      await bring(
        store(),
        days.map((publishedOn) => draft(`left${publishedOn}`, { brand: 'left', publishedOn })),
      );
      expect(await store().refreshRollups(0)).toBe(3);
      expect(await store().refreshRollups(2)).toBe(1);
      expect(await store().refreshRollups(2)).toBe(0);
      expect(await store().refreshRollups(2)).toBe(0);
    });
  });
}
