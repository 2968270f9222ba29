import { describe, expect, test } from '@jest/globals';
import type { Subscription } from '../../../src/domain/digest.ts';
import type { SavedView } from '../../../src/domain/view.ts';
import { NotFound } from '../../../src/errors.ts';
import { bring, draft, NOW } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
const LEASE_MS = 10 * 60_000;

function subscription(id: string, over: Partial<Subscription> = {}): Subscription {
  return {
    id,
    brand: 'acme',
    recipient: 'ann@example.com',
    hour: 9,
    timeZone: 'Europe/Moscow',
    language: 'ru',
    days: 'all',
    quiet: 'send',
    paused: false,
    createdBy: 'Ann',
    createdAt: NOW,
    ...over,
  };
}

function view(id: string, over: Partial<SavedView> = {}): SavedView {
  return { id, brand: 'acme', name: id, query: 'open=true', position: 0, createdBy: 'Ann', createdAt: NOW, ...over };
}

export function digestsContract(open: Open): void {
  describe('subscriptions and deliveries', () => {
    const store = sharedStore(open);
    const opening = (subscriptionId: string, localDate = '2026-05-20', messageId = `<${subscriptionId}>`) =>
      store().openDelivery({ subscriptionId, localDate, messageId, createdAt: NOW });
    const take = (subscriptionId: string, minutes: number) =>
      store().takeDelivery({ subscriptionId, localDate: '2026-05-20', now: at(minutes), leaseMs: LEASE_MS });
    const end = (subscriptionId: string, state: 'sent' | 'pending' | 'failed', nextTryAt: string | null = null) =>
      store().endDelivery({ subscriptionId, localDate: '2026-05-20', state, nextTryAt, error: null, now: at(5) });

    test('a subscription is kept, changed, listed by brand and removed', async () => {
      await store().saveSubscription(subscription('s2', { createdAt: at(1) }));
      await store().saveSubscription(subscription('s1'));
      await store().saveSubscription(subscription('s3', { brand: 'other' }));
      await store().saveSubscription(subscription('s1', { hour: 7 }));
      expect((await store().subscriptions()).map(({ id, hour }) => [id, hour])).toEqual([
        ['s1', 7],
        ['s3', 9],
        ['s2', 9],
      ]);
      expect(await store().subscriptions({ brand: 'other' })).toEqual([subscription('s3', { brand: 'other' })]);
      await opening('s1');
      expect(await store().removeSubscription('s1')).toBe(true);
      expect(await store().removeSubscription('s1')).toBe(false);
      expect(await store().subscription('s1')).toBeNull();
      expect(await store().deliveries({ subscriptionId: 's1', limit: 9 })).toHaveLength(1);
    });

    test('there is one delivery a day, with the message id it had first', async () => {
      const first = await opening('day');
      const fresh = { state: 'pending', attempts: 0, nextTryAt: null, createdAt: NOW, sentAt: null, error: null };
      expect(first).toEqual({ subscriptionId: 'day', localDate: '2026-05-20', messageId: '<day>', ...fresh });
      expect(await opening('day', '2026-05-20', '<again>')).toEqual(first);
      await opening('day', '2026-05-21');
      const dates = (await store().deliveries({ subscriptionId: 'day', limit: 1 })).map(({ localDate }) => localDate);
      expect(dates).toEqual(['2026-05-21']);
    });

    test('is taken by one at a time, and again only when the lease of the one who has it is over', async () => {
      await opening('lease');
      const both = await Promise.all([take('lease', 0), take('lease', 0)]);
      expect(both.filter((taken) => taken !== null)).toMatchObject([
        { state: 'sending', attempts: 1, nextTryAt: at(10) },
      ]);
      expect(await take('lease', 9)).toBeNull();
      expect(await take('lease', 10)).toMatchObject({ attempts: 2, messageId: '<lease>' });
      expect(await take('nobody', 0)).toBeNull();
    });

    test('waits for its next try; what was sent stays sent', async () => {
      await opening('try');
      await take('try', 0);
      await end('try', 'pending', at(30));
      expect(await take('try', 29)).toBeNull();
      expect((await store().openDeliveries()).find((one) => one.subscriptionId === 'try')).toMatchObject({
        nextTryAt: at(30),
      });
      expect(await take('try', 30)).toMatchObject({ attempts: 2 });
      await end('try', 'sent');
      await end('try', 'pending', at(40));
      expect(await take('try', 99)).toBeNull();
      expect(await store().deliveries({ subscriptionId: 'try', limit: 9 })).toMatchObject([
        { state: 'sent', sentAt: at(5) },
      ]);
      expect((await store().openDeliveries()).map((one) => one.subscriptionId)).not.toContain('try');
      await expect(end('nobody', 'sent')).rejects.toThrow(NotFound);
      await opening('failed');
      await take('failed', 0);
      await end('failed', 'failed');
      expect(await take('failed', 99)).toBeNull();
    });

    test('a forgotten brand leaves no view and no reader, its neighbour keeps both', async () => {
      for (const brand of ['gone', 'kept']) {
        await store().saveSubscription(subscription(`of-${brand}`, { brand }));
        await opening(`of-${brand}`);
        await store().saveView(view(`v-${brand}`, { brand }));
      }
      await bring(store(), [draft('k', { brand: 'kept', authorHash: 'h' })]);
      await store().forget({ brand: 'kept', authorHash: 'h' });
      expect(await store().forget({ brand: 'gone' })).toBe(0);
      for (const [brand, n] of [
        ['gone', 0],
        ['kept', 1],
      ] as const) {
        expect(await store().subscriptions({ brand })).toHaveLength(n);
        expect(await store().views(brand)).toHaveLength(n);
        expect(await store().deliveries({ subscriptionId: `of-${brand}`, limit: 9 })).toHaveLength(n);
      }
    });
  });

  describe('views and people', () => {
    const store = sharedStore(open);

    test('views are listed by position, then name', async () => {
      await store().saveView(view('b', { name: 'big', position: 1 }));
      await store().saveView(view('a', { position: 1 }));
      await store().saveView(view('z'));
      await store().saveView(view('other', { brand: 'other' }));
      await store().saveView(view('z', { name: 'red', query: 'sentiment=negative' }));
      const listed = await store().views('acme');
      expect(listed.map(({ id }) => id)).toEqual(['z', 'a', 'b']);
      expect(listed[0]).toEqual(view('z', { name: 'red', query: 'sentiment=negative' }));
      expect(await store().removeView('z')).toBe(true);
      expect(await store().removeView('z')).toBe(false);
    });

    test('people are those who may come in now; removing one ends all that', async () => {
      const link = (hash: string, name: string, role: 'read' | 'write' | 'admin', minutes = 10) =>
        store().addSignInLink({ hash, name, role, expiresAt: at(minutes) });
      await link('l1', 'Bob', 'write');
      await link('l2', 'Ann', 'read');
      await link('l3', 'Ann', 'admin');
      await link('l4', 'Old', 'admin', 1);
      await store().redeemSignInLink({ hash: 'l2', sessionHash: 's', sessionExpiresAt: at(100), now: at(0) });
      expect(await store().people(at(1))).toEqual([
        { name: 'Ann', role: 'admin', sessions: 1 },
        { name: 'Bob', role: 'write', sessions: 0 },
      ]);
      expect(await store().removePerson('Ann')).toBe(2);
      expect(await store().removePerson('Ann')).toBe(0);
      expect(await store().session('s', at(1))).toBeNull();
      expect((await store().people(at(1))).map(({ name }) => name)).toEqual(['Bob']);
    });
  });
}
