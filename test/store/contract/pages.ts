import { describe, expect, test } from '@jest/globals';
import { type ItemFilter, ItemPage } from '../../../src/domain/filter.ts';
import { BadInput } from '../../../src/errors.ts';
import type { Store } from '../../../src/store/store.ts';
import { bring, draft, NOW, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

async function walk(store: Store, filter: ItemFilter, page: Partial<ItemPage>): Promise<string[]> {
  const keys: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const found = await store.items(filter, ItemPage.parse({ ...page, ...(cursor === undefined ? {} : { cursor }) }));
    keys.push(...found.items.map((item) => item.key));
    if (found.nextCursor === null) return keys;
    cursor = found.nextCursor;
  }
}

export function pagesContract(open: Open): void {
  describe('pages', () => {
    const store = sharedStore(open);

    test('newest and oldest first, each item once, whatever the size of a page', async () => {
      const days = Array.from({ length: 23 }, (_, at) => `2026-04-${String(at + 1).padStart(2, '0')}`);
      await bring(
        store(),
        [...days].reverse().map((publishedOn) => draft(`p${publishedOn}`, { brand: 'pages', publishedOn })),
      );
      const keys = days.map((day) => `p${day}`);
      expect(await walk(store(), { brand: 'pages' }, { sort: 'published', limit: 5 })).toEqual(keys);
      expect(await walk(store(), { brand: 'pages' }, { limit: 7 })).toEqual([...keys].reverse());
      expect(await walk(store(), { brand: 'pages' }, { limit: 23 })).toHaveLength(23);
    });

    test('pages stay stable while items are added on both sides', async () => {
      const day = (n: number) => `2026-03-${String(n).padStart(2, '0')}`;
      const put = (n: number) => bring(store(), [draft(`q${n}`, { brand: 'stable', publishedOn: day(n) })]);
      for (const n of [10, 12, 14, 16]) await put(n);
      const first = await store().items({ brand: 'stable' }, ItemPage.parse({ limit: 2 }));
      await put(20);
      await put(13);
      const cursor = first.nextCursor ?? '';
      const second = await store().items({ brand: 'stable' }, ItemPage.parse({ limit: 9, cursor }));
      expect([...first.items, ...second.items].map((item) => item.key)).toEqual(['q16', 'q14', 'q13', 'q12', 'q10']);
    });

    test('many items of one printed day keep one order in both directions', async () => {
      const next = { publishedAt: '2026-05-10T00:00:00.001Z', precision: 'instant' as const };
      await bring(store(), [draft('m-next', { brand: 'midnight', ...next })]);
      const drafts = Array.from({ length: 2_100 }, (_, at) => draft(`m${at}`, { brand: 'midnight', text: null }));
      await bring(store(), drafts);
      await bring(store(), [draft('m-more', { brand: 'midnight' })]);
      const order = (publishedAt: string) =>
        draft(publishedAt, { brand: 'order', publishedAt, publishedOn: null, precision: 'instant' });
      await bring(store(), [order('2026-05-10T00:00:00.002Z'), order('2026-05-10T00:00:00.004Z')]);
      expect(await walk(store(), { brand: 'order' }, {})).toEqual([
        '2026-05-10T00:00:00.004Z',
        '2026-05-10T00:00:00.002Z',
      ]);
      const down = await walk(store(), { brand: 'midnight' }, { limit: 200 });
      expect(new Set(down).size).toBe(2_102);
      expect((await walk(store(), { brand: 'midnight' }, { sort: 'published', limit: 200 })).reverse()).toEqual(down);
    });

    test('unknown times stand where they were collected, future ones too', async () => {
      await bring(store(), [
        draft('future', { brand: 'when', publishedOn: '2031-01-01' }),
        draft('unknown', { brand: 'when', publishedOn: null, precision: 'unknown' }),
        draft('past', { brand: 'when', publishedOn: '1969-01-01' }),
        draft('wrong', { brand: 'when', publishedOn: 'yesterday', publishedAt: 'soon' }),
      ]);
      const found = await store().items({ brand: 'when' }, ItemPage.parse({}));
      expect(found.items.map((item) => item.key)).toEqual(['wrong', 'unknown', 'future', 'past']);
      expect(found.items.map((item) => item.publishedOn)).toEqual([null, null, '2031-01-01', '1969-01-01']);
      for (const item of found.items) expect(Math.floor(Number(item.id) / 1024)).toBeLessThanOrEqual(Date.parse(NOW));
    });

    test('filters by several values and words page through the merged list', async () => {
      const sources = ['a', 'b', 'c'];
      const labels = ['negative', 'positive'] as const;
      const drafts = Array.from({ length: 30 }, (_, at) =>
        draft(`w${at}`, {
          brand: 'merged',
          scraper: sources[at % 3] ?? 'a',
          publishedOn: `2026-02-${String((at % 28) + 1).padStart(2, '0')}`,
        }),
      );
      await bring(store(), drafts);
      const read = drafts.map((one, at) => [
        one.key,
        {
          stems: ['word', `n${at}`],
          sentiment: { label: labels[at % 2] ?? 'negative', score: 0, confidence: 1, unsure: false },
        },
      ]);
      await understand(store(), Object.fromEntries(read));
      const two = { brand: 'merged', source: ['a', 'c'], sentiment: [...labels] };
      const all = await walk(store(), two, { limit: 3 });
      expect(all).toHaveLength(20);
      expect(await walk(store(), { ...two, q: 'word' }, { limit: 3 })).toEqual(all);
      expect(await walk(store(), { ...two, published_from: '2026-02-01' }, { limit: 3 })).toEqual(all);
      expect(await walk(store(), { source: ['a', 'c'], brand: 'merged' }, { sort: 'published', limit: 4 })).toEqual(
        [...all].reverse(),
      );
    });

    test('a cursor that was not given out is refused', async () => {
      await bring(store(), [draft('c1', { brand: 'cursor' }), draft('c2', { brand: 'cursor' })]);
      const { nextCursor } = await store().items({ brand: 'cursor' }, ItemPage.parse({ limit: 1 }));
      const ask = (cursor: string, sort = '-published') =>
        store().items({ brand: 'cursor' }, ItemPage.parse({ cursor, sort, limit: 1 }));
      await expect(ask(nextCursor ?? '')).resolves.toMatchObject({ nextCursor: null });
      for (const cursor of ['', 'x', '0', '-1', `${nextCursor}=`, `${nextCursor} `, 'ZDE7', '\u0000', "' OR 1=1"])
        await expect(ask(cursor)).rejects.toThrow(BadInput);
      await expect(ask(nextCursor ?? '', 'published')).rejects.toMatchObject({ field: 'cursor' });
    });
  });
}
