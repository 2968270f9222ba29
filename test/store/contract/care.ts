import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../../src/store/store.ts';
import { draft, LATER, LATEST, NOW, understanding } from '../drafts.ts';
import type { Open } from './open.ts';

const OPTIONS = { itemsBefore: null, eventsBefore: '2000-01-01T00:00:00.000Z', now: LATEST, limit: 100 } as const;

/** What is not needed any more goes, what is needed stays. */
export function careContract(open: Open): void {
  describe('clean-up', () => {
    let store: Store;
    let dispose: () => Promise<void>;
    beforeEach(async () => {
      ({ store, dispose } = await open());
    });
    afterEach(() => dispose());

    const put = (key: string, over: Parameters<typeof draft>[1], now = NOW) =>
      store.importItems({ items: [draft(key, over)], targetId: null, backfill: false, now });

    test('items before a day are erased in every brand: printed, published, and undated by their collection', async () => {
      await put('old', { publishedOn: '2026-05-09' });
      await put('old-instant', { publishedOn: null, publishedAt: '2026-05-09T10:00:00.000Z', brand: 'other' });
      await put('kept', { publishedOn: '2026-05-10' });
      await put('undated', { publishedOn: null, precision: 'unknown' });
      await put('undated-later', { publishedOn: null, precision: 'unknown' }, LATER);
      const step = await store.cleanUp({ ...OPTIONS, itemsBefore: '2026-05-10' });
      expect(step).toEqual({ items: 2, events: 0, more: false });
      const left = async () => [
        ...(await store.known(['old', 'old-instant', 'kept', 'undated', 'undated-later'])).keys(),
      ];
      expect((await left()).sort()).toEqual(['kept', 'undated', 'undated-later']);
      await store.cleanUp({ ...OPTIONS, itemsBefore: LATER.slice(0, 10) });
      expect(await left()).toEqual(['undated-later']);
    });

    test('a step is as long as asked, and figures and words go with the items', async () => {
      await put('a', { publishedOn: '2026-01-01' });
      await put('b', { publishedOn: '2026-01-02' });
      const read = (key: string) => ({ key, revision: 1, understanding: understanding({ stems: ['soup'] }) });
      await store.saveUnderstanding([read('a'), read('b')], NOW);
      const step = () => store.cleanUp({ ...OPTIONS, itemsBefore: '2026-02-01', limit: 1 });
      expect([await step(), await step(), await step()].map(({ items, more }) => [items, more])).toEqual([
        [1, true],
        [1, true],
        [0, false],
      ]);
      expect(await store.stats({}, ['day'])).toEqual([]);
      expect(await store.count({ q: 'soup' })).toBe(0);
    });

    test('old events go, numbers go on', async () => {
      await put('a', {});
      await put('b', {}, LATER);
      const last = await store.lastSeq();
      expect(await store.cleanUp({ ...OPTIONS, eventsBefore: LATER })).toEqual({ items: 0, events: 1, more: false });
      expect((await store.events(0, 10)).map(({ subject }) => subject)).toEqual(['b']);
      await put('c', {}, LATEST);
      expect(await store.lastSeq()).toBeGreaterThan(last);
    });

    test('sessions and links that have ended go, others stay', async () => {
      const role = 'read' as const;
      await store.addSignInLink({ hash: 'old', name: 'a', role, expiresAt: LATER });
      await store.addSignInLink({ hash: 'new', name: 'b', role, expiresAt: '2027-01-01T00:00:00.000Z' });
      await store.cleanUp(OPTIONS);
      const redeem = (hash: string) =>
        store.redeemSignInLink({
          hash,
          sessionHash: `s-${hash}`,
          sessionExpiresAt: '2027-01-01T00:00:00.000Z',
          now: NOW,
        });
      expect(await redeem('old')).toBeNull();
      expect(await redeem('new')).toEqual({ name: 'b', role });
    });

    test('a brand that is forgotten is not collected again', async () => {
      const target = { id: 't1', brand: 'acme', scraper: 'otzovik', options: {}, title: 'T', origin: 'page' } as const;
      await store.addTarget({ ...target, url: 'https://a.example', schedule: '0 * * * *', timeZone: 'UTC' }, NOW);
      await put('a', {});
      expect(await store.forget({ brand: 'acme' })).toBe(1);
      expect(await store.dueTargets(LATEST, 10)).toEqual([]);
      expect(await store.target('t1')).toBeNull();
    });

    test('the made-up brand goes as a whole, and its story begins anew', async () => {
      const brand = { spellings: [], exclude: [], competitors: [], timeZone: 'UTC', languages: ['en'], products: [] };
      await store.saveBrand({ ...brand, id: 'demo', name: 'Demo', themes: [], madeUp: true }, NOW);
      await store.saveBrand({ ...brand, id: 'acme', name: 'Acme', themes: [], madeUp: false }, NOW);
      await store.saveSetting('demo.second', NOW);
      await put('a', { brand: 'demo' });
      await put('b', {});
      expect(await store.forget({ madeUp: true })).toBe(1);
      expect((await store.brands()).map(({ id }) => id)).toEqual(['acme']);
      expect(await store.setting('demo.second')).toBeNull();
      expect(await store.count({ copies: 'all' })).toBe(1);
      expect(await store.forget({ madeUp: true })).toBe(0);
    });
  });
}
