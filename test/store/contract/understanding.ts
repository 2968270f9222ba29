import { describe, expect, test } from '@jest/globals';
import type { Store } from '../../../src/store/store.ts';
import { bring, draft, LATER, NOW, sentiment, understand, understanding } from '../drafts.ts';
import { type Open, sharedStore, withStore } from './open.ts';

async function pendingKeys(store: Store, version?: string, limit = 100): Promise<string[]> {
  return (await store.pending({ limit, ...(version === undefined ? {} : { version }) })).map(({ item }) => item.key);
}

export function understandingContract(open: Open): void {
  describe('understanding', () => {
    const store = sharedStore(open);

    test('what waits comes newest first and no longer once it is understood', async () => {
      await bring(
        store(),
        ['2026-05-02', '2026-05-03', '2026-05-01'].map((day) => draft(day, { publishedOn: day })),
      );
      await bring(store(), [draft('teaser', { partial: true })]);
      expect(await pendingKeys(store())).toEqual(['2026-05-03', '2026-05-02', '2026-05-01']);
      expect(await pendingKeys(store(), undefined, 2)).toHaveLength(2);
      expect(await store().pendingCount()).toBe(3);
      const before = await store().lastSeq();
      expect(await understand(store(), { '2026-05-03': { stems: ['word'], mentionsBrand: true } })).toBe(1);
      expect(await pendingKeys(store())).toEqual(['2026-05-02', '2026-05-01']);
      expect(await store().pendingCount()).toBe(2);
      expect(await store().events(before, 9)).toMatchObject([{ type: 'item.understood', subject: '2026-05-03' }]);
      expect((await store().item('2026-05-03'))?.understanding).toEqual({
        modelVersion: 'v1',
        language: 'ru',
        sentiment: sentiment('positive'),
        why: [],
        themes: [],
        kind: null,
        mentionsBrand: true,
      });
    });

    test('what the caller has in hand is left out, and as many others come', () =>
      withStore(open, async (own) => {
        const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
        for (const key of keys) await bring(own, [draft(key)]);
        const asked = async (options: Parameters<Store['pending']>[0]) =>
          (await own.pending(options)).map(({ item }) => item.key).join('');
        expect(await asked({ limit: 2 })).toBe('fe');
        expect(await asked({ limit: 2, without: ['e', 'f', 'of nobody'] })).toBe('dc');
        expect(await asked({ limit: 9, without: ['d', 'a'] })).toBe('fecb');
        expect(await asked({ limit: 9, without: keys })).toBe('');
        const shares = [0, 1].map((index) => ({ index, of: 2 }));
        const parts = await Promise.all(shares.map((share) => asked({ limit: 9, share, without: ['f'] })));
        expect([...parts.join('')].sort().join('')).toBe('abcde');
        await understand(own, Object.fromEntries(keys.map((key) => [key, {}])));
        expect(await asked({ limit: 2, version: 'v2', without: ['e'] })).toBe('fd');
        expect(await asked({ limit: 2, version: 'v2', without: ['f', 'e', 'd'] })).toBe('cb');
        expect(await asked({ limit: 9, version: 'v2' })).toBe('fedcba');
      }));

    test('it is written for the revision that was read, and for items that are there', async () => {
      await bring(store(), [draft('rev')]);
      const result = { key: 'rev', revision: 1, understanding: understanding() };
      await bring(store(), [draft('rev', { text: 'edited', fetchedAt: LATER })], { now: LATER });
      expect(await store().saveUnderstanding([result], NOW)).toBe(0);
      expect((await store().item('rev'))?.understanding).toBeNull();
      expect(
        await store().saveUnderstanding(
          [
            { ...result, revision: 2 },
            { ...result, key: 'nobody' },
          ],
          NOW,
        ),
      ).toBe(1);
    });

    test('written twice, even in one call, it stands once', async () => {
      await bring(store(), [draft('twice', { brand: 'twice' })]);
      const result = { key: 'twice', revision: 1, understanding: understanding({ stems: ['one'] }) };
      await store().saveUnderstanding([result, result], NOW);
      await store().saveUnderstanding([{ ...result, understanding: understanding({ stems: ['two'] }) }], NOW);
      expect(await store().count({ brand: 'twice', q: 'two' })).toBe(1);
      expect(await store().count({ brand: 'twice', q: 'one' })).toBe(0);
    });

    test('the first version is the shown one; another is computed beside it and shown in one step', () =>
      withStore(open, async (own) => {
        expect(await own.activeVersion()).toBeNull();
        await bring(own, [
          draft('a', { publishedOn: '2026-05-03' }),
          draft('b', { publishedOn: '2026-05-02' }),
          draft('c', { publishedOn: '2026-05-01' }),
        ]);
        await understand(own, { a: { stems: ['old'], dupKey: 'd' }, b: { stems: ['old'], dupKey: 'd' }, c: {} });
        expect(await own.activeVersion()).toBe('v1');
        expect(await own.item('a')).toMatchObject({ copyOf: 'b' });
        expect(await pendingKeys(own, 'v2')).toEqual(['a', 'b', 'c']);
        expect(await pendingKeys(own, 'v2', 1)).toEqual(['a']);
        const next = { modelVersion: 'v2', sentiment: sentiment('negative'), stems: ['new'] };
        expect(await understand(own, { a: next })).toBe(1);
        expect(await pendingKeys(own, 'v2', 1)).toEqual(['b']);
        await understand(own, { b: { ...next, dupKey: 'e' }, c: next });
        expect(await pendingKeys(own, 'v2')).toEqual([]);
        expect(await own.pendingCount('v2')).toBe(0);
        expect(await own.count({ sentiment: ['negative'] })).toBe(0);
        await bring(own, [draft('a', { publishedOn: '2026-05-03', text: 'edited', fetchedAt: LATER })], { now: LATER });
        expect(await pendingKeys(own, 'v2')).toEqual(['a']);
        expect(await own.pendingCount('v2')).toBe(1);
        expect(await own.pendingCount()).toBe(1);
        await bring(own, [draft('new', { publishedOn: '2026-05-09' })]);
        await understand(own, { new: { stems: ['old'] } });
        await own.activateVersion('v2', LATER);
        expect(await own.activeVersion()).toBe('v2');
        expect(await own.count({ sentiment: ['negative'] })).toBe(2);
        expect(await own.count({ q: 'new ' })).toBe(2);
        expect(await own.count({ q: 'old ' })).toBe(0);
        expect(await own.stats({}, ['sentiment'])).toMatchObject([
          { key: { sentiment: 'negative' }, n: 2 },
          { key: { sentiment: 'pending' }, n: 2 },
        ]);
        expect((await pendingKeys(own)).sort()).toEqual(['a', 'new']);
        expect(await pendingKeys(own, 'v2')).toEqual(await pendingKeys(own));
        await own.activateVersion('v2', LATER);
        expect(await own.count({ sentiment: ['negative'] })).toBe(2);
        for (const version of ['v1', 'v2']) await own.activateVersion(version, LATER);
        expect(await own.count({ pending: true })).toBe(4);
      }));
  });
}
