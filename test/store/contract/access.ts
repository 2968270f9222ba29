import { describe, expect, test } from '@jest/globals';
import { Conflict } from '../../../src/errors.ts';
import { NOW } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();

export function accessContract(open: Open): void {
  describe('access', () => {
    const store = sharedStore(open);

    test('a sign-in link opens one session, once, in its time', async () => {
      const redeem = (hash: string, sessionHash: string, minutes: number) =>
        store().redeemSignInLink({ hash, sessionHash, sessionExpiresAt: at(100), now: at(minutes) });
      await store().addSignInLink({ hash: 'link', name: 'Ann', role: 'write', expiresAt: at(10) });
      await store().addSignInLink({ hash: 'late', name: 'Bob', role: 'read', expiresAt: at(10) });
      const both = await Promise.all([redeem('link', 's1', 1), redeem('link', 's2', 1)]);
      expect(both.filter((holder) => holder !== null)).toEqual([{ name: 'Ann', role: 'write' }]);
      const [mine, none] = both[0] === null ? ['s2', 's1'] : ['s1', 's2'];
      expect(await redeem('late', 's3', 10)).toBeNull();
      expect(await redeem('unknown', 's4', 1)).toBeNull();
      expect(await store().session(mine, at(99))).toEqual({ name: 'Ann', role: 'write' });
      expect(await store().session(mine, at(100))).toBeNull();
      expect(await store().session(none, at(2))).toBeNull();
      await store().endSession(mine);
      expect(await store().session(mine, at(2))).toBeNull();
    });

    test('keys are found by their hash, show their use, and are removed by their prefix', async () => {
      await store().addApiKey({ hash: 'h1', prefix: 'mk_1', name: 'CI', scope: 'read', now: NOW });
      const fresh = { prefix: 'mk_1', name: 'CI', scope: 'read', createdAt: NOW, lastUsedAt: null };
      expect(await store().apiKeys()).toEqual([fresh]);
      expect(await store().apiKey('h1', at(1))).toEqual({ ...fresh, lastUsedAt: at(1) });
      expect(await store().apiKeys()).toEqual([{ ...fresh, lastUsedAt: at(1) }]);
      expect(await store().apiKey('none', at(1))).toBeNull();
      const same = { hash: 'h2', prefix: 'mk_1', name: 'x', scope: 'admin' as const, now: NOW };
      await expect(store().addApiKey(same)).rejects.toThrow(Conflict);
      expect(await store().removeApiKey('mk_1')).toBe(true);
      expect(await store().removeApiKey('mk_1')).toBe(false);
      expect(await store().apiKey('h1', at(2))).toBeNull();
    });

    test('the first answer to a request is kept for a day', async () => {
      const ask = (minutes: number, route = '/a') => store().idempotent({ key: 'k', route, now: at(minutes) });
      const keep = (body: string, minutes: number) =>
        store().keepIdempotent({ key: 'k', route: '/a', status: 201, body, now: at(minutes) });
      expect(await ask(0)).toBeNull();
      await keep('first', 0);
      await keep('second', 1);
      expect(await ask(1439)).toEqual({ status: 201, body: 'first' });
      expect(await ask(1, '/b')).toBeNull();
      expect(await ask(1440)).toBeNull();
      await keep('third', 1440);
      expect(await ask(1441)).toEqual({ status: 201, body: 'third' });
    });
  });
}
