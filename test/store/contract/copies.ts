import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Store } from '../../../src/store/store.ts';
import { bring, draft, LATER, relate, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const DAYS = ['2026-05-01', '2026-05-02', null];

async function state(store: Store, brand: string) {
  const rows = await store.stats({ brand }, ['day', 'sentiment', 'source', 'stars']);
  const found: Record<string, { copyOf: string | null; copies: number }> = {};
  for await (const batch of store.stream({ brand, copies: 'all', own: true }, 100)) {
    for (const { key, copyOf, copies } of batch)
      found[key.slice(brand.length)] = { copyOf: copyOf?.slice(brand.length) ?? null, copies };
  }
  return { rows, found };
}

export function copiesContract(open: Open): void {
  describe('copies', () => {
    const store = sharedStore(open);

    test('the earliest by day, then by key, is the original; the others count once with it', async () => {
      const on = (key: string, publishedOn: string) => draft(key, { brand: 'cp', publishedOn });
      await bring(store(), [on('z', '2026-05-02'), on('y', '2026-05-02'), on('x', '2026-05-03')]);
      await understand(store(), { x: { dupKey: 'd' } });
      await understand(store(), { z: { dupKey: 'd' } });
      expect(await store().item('x')).toMatchObject({ copyOf: 'z' });
      await understand(store(), { y: { dupKey: 'd' } });
      expect(await store().item('x')).toMatchObject({ copyOf: 'y', copies: 0 });
      expect(await store().item('z')).toMatchObject({ copyOf: 'y', copies: 0 });
      expect(await store().item('y')).toMatchObject({ copyOf: null, copies: 2 });
      expect(await store().count({ brand: 'cp' })).toBe(1);
      await understand(store(), { y: { dupKey: null } });
      expect(await store().item('z')).toMatchObject({ copyOf: null, copies: 1 });
      await understand(store(), { y: { dupKey: 'd' } });
      expect(await store().item('z')).toMatchObject({ copyOf: 'y', copies: 0 });
      await bring(store(), [{ ...on('y', '2026-05-02'), text: 'edited', fetchedAt: LATER }], { now: LATER });
      // It stays where it is until it is compared again.
      expect(await store().item('z')).toMatchObject({ copyOf: 'y' });
      await relate(store(), { y: null });
      expect(await store().item('z')).toMatchObject({ copyOf: null, copies: 1 });
      expect(await store().item('y')).toMatchObject({ copyOf: null, copies: 0 });
      expect(await store().count({ brand: 'cp' })).toBe(2);
      await store().forget({ key: 'z' });
      expect(await store().item('x')).toMatchObject({ copyOf: null, copies: 0 });
    });

    test('other brands and own posts are no copies', async () => {
      await bring(store(), [
        draft('o1', { brand: 'o1' }),
        draft('o2', { brand: 'o2' }),
        draft('o3', { brand: 'o1', isOwn: true, publishedOn: '2020-01-01' }),
      ]);
      await understand(store(), { o1: { dupKey: 'same' }, o2: { dupKey: 'same' }, o3: { dupKey: 'same' } });
      for (const key of ['o1', 'o2', 'o3']) expect(await store().item(key)).toMatchObject({ copyOf: null, copies: 0 });
    });

    test('any order of arrival gives the same copies and figures', async () => {
      const item = fc.record({
        day: fc.constantFrom(...DAYS),
        dup: fc.constantFrom('p', 'q', null),
        own: fc.boolean(),
        stars: fc.constantFrom(null, 1, 4.5),
      });
      const cases = fc.array(item, { minLength: 2, maxLength: 7 }).chain((items) =>
        fc.record({
          items: fc.constant(items),
          order: fc.shuffledSubarray(
            items.map((_, at) => at),
            { minLength: items.length },
          ),
          readOrder: fc.shuffledSubarray(
            items.map((_, at) => at),
            { minLength: items.length },
          ),
          refreshAt: fc.integer({ min: 0, max: items.length }),
        }),
      );
      let round = 0;
      await fc.assert(
        fc.asyncProperty(cases, async ({ items, order, readOrder, refreshAt }) => {
          round += 1;
          const drafts = (brand: string) =>
            items.map((one, at) =>
              draft(`${brand}k${at}`, { brand, publishedOn: one.day, isOwn: one.own, stars: one.stars }),
            );
          const results = (brand: string) => items.map((one, at) => [`${brand}k${at}`, { dupKey: one.dup }] as const);
          const [a, b] = [`one${round}-`, `two${round}-`];
          await bring(store(), drafts(a));
          await understand(store(), Object.fromEntries(results(a)));
          for (const at of order) await bring(store(), drafts(b).slice(at, at + 1));
          for (const [step, at] of readOrder.entries()) {
            await understand(store(), Object.fromEntries(results(b).slice(at, at + 1)));
            if (step === refreshAt) await store().refreshRollups(100);
          }
          expect(await state(store(), b)).toEqual(await state(store(), a));
        }),
        { numRuns: 20 },
      );
    });
  });
}
