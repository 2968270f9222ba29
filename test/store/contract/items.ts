import { describe, expect, test } from '@jest/globals';
import { NO_DECISIONS } from '../../../src/domain/decision.ts';
import { BadInput, LeaseLost, NotFound } from '../../../src/errors.ts';
import { allOf, bring, draft, LATER, leased, NOW, understand } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

export function itemsContract(open: Open): void {
  describe('items', () => {
    const store = sharedStore(open);

    test('what was brought in comes back whole, by key and by id', async () => {
      const given = draft('whole', {
        brand: 'whole',
        threadId: 't1',
        parentId: 'p1',
        reach: 12,
        authorHash: 'a1',
        authorName: 'Ирина',
        title: 'Т',
        pros: '+',
        cons: '-',
        rating: { value: 4, best: 10 },
        stars: 2.5,
        reply: { text: 'Спасибо', at: '2026-05-11T00:00:00.000Z' },
        verified: true,
        likes: 3,
        productId: 'pr',
        productName: 'Product',
        location: 'Омск',
        declaredLanguage: 'ru',
        publishedAt: '2026-05-10T08:00:00.000Z',
        precision: 'instant',
        editedAt: '2026-05-11T08:00:00.000Z',
      });
      const result = await bring(store(), [given]);
      expect(result).toEqual({ newKeys: ['whole'], changedKeys: [], sameKeys: [] });
      const item = await store().item('whole');
      expect(item).toEqual({
        ...given,
        duplicate: { cluster: 'whole', family: 'whole', role: 'original', similarity: 1 },
        id: expect.stringMatching(/^\d{1,16}$/),
        targetId: null,
        collectedAt: NOW,
        lastSeenAt: NOW,
        vanishedAt: null,
        revision: 1,
        versions: 0,
        backfill: false,
        tags: [],
        understanding: null,
        correction: null,
        decisions: NO_DECISIONS,
        copyOf: null,
        copies: 0,
        unusual: null,
      });
      expect(await store().item(item?.id ?? '')).toEqual(item);
      expect(await store().item('nobody')).toBeNull();
      expect(await store().item('123456')).toBeNull();
    });

    test('known tells which keys are stored, and whether whole', async () => {
      await bring(store(), [draft('k1'), draft('k2', { partial: true })]);
      expect(await store().known(['k1', 'k2', 'k3'])).toEqual(
        new Map([
          ['k1', { partial: false }],
          ['k2', { partial: true }],
        ]),
      );
      expect(await store().known([])).toEqual(new Map());
    });

    test('a page is committed with its cursor and its events; a lost lease writes nothing [R10]', async () => {
      const lease = await leased(store(), 'page');
      const before = await store().lastSeq();
      const commit = { lease, runId: 'r', cursor: { next: 2 }, backfill: true, now: NOW };
      await store().commitPage({ ...commit, items: [draft('p1', { brand: 'page' })] });
      expect(await store().item('p1')).toMatchObject({ targetId: 'page', backfill: true });
      expect((await store().target('page'))?.cursor).toEqual({ next: 2 });
      const told = await store().events(before, 10);
      expect(told).toEqual([
        { seq: before + 1, at: NOW, type: 'item.created', subject: 'p1', brand: 'page', quiet: true },
      ]);
      const stale = { ...commit, lease: { ...lease, token: 'other' }, cursor: null };
      await expect(store().commitPage({ ...stale, items: [draft('p2')] })).rejects.toThrow(LeaseLost);
      expect(await store().item('p2')).toBeNull();
      expect((await store().target('page'))?.cursor).toEqual({ next: 2 });
    });

    test('hostile text comes back or is replaced, and is the same at the next visit', async () => {
      const texts = [
        'a\u0000b',
        'half \ud83d emoji \udc00',
        '\u202eטקסט\u202c مرحبا',
        'x'.repeat(1_000_000),
        "'; DROP TABLE item; --",
      ];
      const drafts = texts.map((text, at) => draft(`hostile${at}`, { brand: 'hostile', text }));
      await bring(store(), drafts);
      for (const [at, text] of texts.entries()) {
        expect((await store().item(`hostile${at}`))?.text).toBe(text.toWellFormed());
      }
      const again = await bring(
        store(),
        drafts.map((one) => ({ ...one, fetchedAt: LATER })),
        { now: LATER },
      );
      expect(again).toMatchObject({ newKeys: [], changedKeys: [] });
      await understand(store(), { hostile0: { stems: ['a\u0000b', '"', '\ud800x', 'NEAR(', 'z'.repeat(50_000)] } });
      expect(await store().count({ brand: 'hostile', q: 'zzzzzz' })).toBe(1);
      for (const q of ['"', '*', 'a" OR "b', '\u0000', '\ud800', 'NEAR(a b)', '-a ^b :c', '(', "'", 'a AND', '%']) {
        await expect(store().items({ brand: 'hostile', q }, { sort: '-published', limit: 10 })).resolves.toBeDefined();
      }
    });

    test('items are streamed whole, oldest first, while others come in', async () => {
      const days = ['2026-05-03', '2026-05-01', '2026-05-02', '2026-05-05', '2026-05-04'];
      await bring(
        store(),
        days.map((publishedOn) => draft(`s${publishedOn}`, { brand: 'stream', publishedOn })),
      );
      const seen: (string | null)[] = [];
      for await (const batch of store().stream({ brand: 'stream' }, 2)) {
        if (seen.length === 0) await bring(store(), [draft('old', { brand: 'stream', publishedOn: '2020-01-01' })]);
        seen.push(...batch.map((item) => item.publishedOn));
      }
      expect(seen).toEqual([...days].sort());
      expect(await allOf(store().stream({ brand: 'nobody' }, 2))).toEqual([]);
    });

    test('tags are added, removed, counted and filtered by', async () => {
      await bring(store(), [draft('t1', { brand: 'tags' }), draft('t2', { brand: 'tags' })]);
      const tag = (key: string, add: string[], remove: string[] = []) =>
        store().setTags({ key, add, remove, by: 'Ann', now: NOW });
      expect((await tag('t1', ['b', 'a'])).tags).toEqual(['a', 'b']);
      await tag('t2', ['a']);
      expect(await store().tags('tags')).toEqual([
        { tag: 'a', n: 2 },
        { tag: 'b', n: 1 },
      ]);
      expect((await tag('t1', ['c'], ['a'])).tags).toEqual(['b', 'c']);
      expect(await store().count({ brand: 'tags', tag: ['b', 'c'] })).toBe(1);
      expect(await store().tags('none')).toEqual([]);
      await expect(tag('nobody', ['a'])).rejects.toThrow(NotFound);
    });

    test('forgetting erases by key, author and brand, and wants to know what', async () => {
      await bring(store(), [
        draft('f1', { brand: 'forget', authorHash: 'gone' }),
        draft('f2', { brand: 'forget', authorHash: 'gone' }),
        draft('f3', { brand: 'forget', authorHash: 'kept' }),
        draft('f4', { brand: 'forget2' }),
      ]);
      await understand(store(), { f1: { stems: ['word'], dupKey: 'd' }, f2: { dupKey: 'd' }, f3: { dupKey: 'd' } });
      await store().setTags({ key: 'f1', add: ['x'], remove: [], by: 'Ann', now: NOW });
      expect(await store().forget({ authorHash: 'gone' })).toBe(2);
      expect(await store().item('f1')).toBeNull();
      expect(await store().tags('forget')).toEqual([]);
      expect(await store().count({ brand: 'forget', q: 'word' })).toBe(0);
      expect(await store().item('f3')).toMatchObject({ copyOf: null, copies: 0 });
      expect((await store().events(0, 10_000)).some((event) => event.subject === 'f1')).toBe(false);
      expect(await store().stats({ brand: 'forget' }, [])).toMatchObject([{ n: 1 }]);
      expect(await store().forget({ key: 'f3' })).toBe(1);
      expect(await store().forget({ brand: 'forget2' })).toBe(1);
      expect(await store().forget({ brand: 'forget2' })).toBe(0);
      await expect(store().forget({})).rejects.toThrow(BadInput);
    });

    test('made-up data is forgotten by its brand', async () => {
      const brand = { id: 'demo', name: 'Demo', spellings: [], exclude: [], competitors: [], timeZone: 'UTC' };
      await store().saveBrand({ ...brand, languages: ['ru'], products: [], themes: [], madeUp: true }, NOW);
      await bring(store(), [draft('m1', { brand: 'demo' }), draft('m2', { brand: 'real' })]);
      expect(await store().forget({ madeUp: true })).toBe(1);
      expect(await store().item('m2')).not.toBeNull();
    });
  });
}
