import { describe, expect, test } from '@jest/globals';
import { LeaseLost, NotFound } from '../../../src/errors.ts';
import { draft, leased, NOW, newTarget } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();

export function targetsContract(open: Open): void {
  describe('targets and leases', () => {
    const store = sharedStore(open);
    const lease = (id: string, minutes: number) =>
      store().leaseTarget(id, { owner: 'w', ttlMs: 60_000, now: at(minutes) });

    test('a target is added once, found again, and follows its title and schedule', async () => {
      const added = await store().addTarget(newTarget('t1'), NOW);
      expect(added).toEqual({
        ...newTarget('t1'),
        paused: false,
        createdAt: NOW,
        nextRunAt: NOW,
        cursor: null,
        backfilledAt: null,
        lastRunAt: null,
        lastOutcome: null,
        failures: 0,
        health: 'new',
        healthNote: null,
      });
      const again = await store().addTarget(
        newTarget('t1', { title: 'Other', schedule: '5 * * * *', timeZone: 'UTC' }),
        at(5),
      );
      expect(again).toEqual({ ...added, title: 'Other', schedule: '5 * * * *', timeZone: 'UTC' });
      await store().addTarget(newTarget('t2', { brand: 'else' }), NOW);
      expect((await store().targets({ brand: 'else' })).map(({ id }) => id)).toEqual(['t2']);
      expect((await store().targets()).length).toBeGreaterThanOrEqual(2);
    });

    test('paused, removed and resumed', async () => {
      await store().addTarget(newTarget('t3'), NOW);
      const paused = await store().updateTarget('t3', { paused: true, nextRunAt: at(9) }, at(1));
      expect(paused).toMatchObject({ paused: true, health: 'paused', nextRunAt: null });
      expect(await store().updateTarget('t3', { paused: false }, at(2))).toMatchObject({
        paused: false,
        health: 'new',
        nextRunAt: at(2),
      });
      expect(await store().updateTarget('t3', { nextRunAt: at(9), title: 'T' }, at(3))).toMatchObject({
        nextRunAt: at(9),
        title: 'T',
      });
      const held = await lease('t3', 3);
      await store().removeTarget('t3');
      await store().removeTarget('t3');
      expect(await store().target('t3')).toBeNull();
      expect((await store().targets()).map(({ id }) => id)).not.toContain('t3');
      await expect(store().updateTarget('t3', { title: 'x' }, NOW)).rejects.toThrow(NotFound);
      expect(await lease('t3', 4)).toBeNull();
      const commit = { lease: held!, runId: 'r', items: [draft('removed')], cursor: null, backfill: false, now: NOW };
      await expect(store().commitPage(commit)).rejects.toThrow(LeaseLost);
      expect(await store().addTarget(newTarget('t3'), at(5))).toMatchObject({
        paused: false,
        nextRunAt: at(5),
        createdAt: NOW,
      });
    });

    test('a target that is removed while it is visited leaves no open visit', async () => {
      await store().addTarget(newTarget('t3b'), NOW);
      const held = await lease('t3b', 3);
      const run = await store().startRun({ lease: held!, by: 'network', parserVersion: 1, now: at(3) });
      await store().removeTarget('t3b');
      expect(
        (await store().runs({ targetId: 't3b', limit: 9 })).map(({ id, endedAt, outcome }) => [
          id,
          endedAt !== null,
          outcome,
        ]),
      ).toEqual([[run.id, true, 'partial']]);
    });

    test('what is due comes soonest first, without what is paused or leased', async () => {
      const due = async (minutes: number, limit = 99) =>
        (await store().dueTargets(at(minutes), limit)).map(({ id }) => id).filter((id) => id.startsWith('due'));
      for (const [id, minutes] of [
        ['due1', 903],
        ['due2', 902],
        ['due3', 901],
        ['due4', 999],
      ] as const) {
        await store().addTarget(newTarget(id), NOW);
        await store().updateTarget(id, { nextRunAt: at(minutes) }, NOW);
      }
      expect(await due(903)).toEqual(['due3', 'due2', 'due1']);
      await store().updateTarget('due2', { paused: true }, NOW);
      await lease('due3', 903);
      expect(await due(903)).toEqual(['due1']);
      expect(await due(905)).toEqual(['due3', 'due1']);
      expect(await store().dueTargets(at(905), 1)).toMatchObject([{ brand: 'acme', backfilled: false }]);
    });

    test('one holds a lease at a time, renews it, and loses it to the next when it has run out [R03]', async () => {
      await store().addTarget(newTarget('l1'), NOW);
      const [a, b] = await Promise.all([lease('l1', 0), lease('l1', 0)]);
      const first = a ?? b;
      expect([a, b].filter(Boolean)).toHaveLength(1);
      const renewed = await store().renewLease(first!, { ttlMs: 120_000, now: at(0.5) });
      expect(renewed).toEqual({ ...first, expiresAt: at(2.5) });
      expect(await lease('l1', 2)).toBeNull();
      const second = await lease('l1', 3);
      expect(second?.token).not.toBe(first?.token);
      await expect(store().renewLease(first!, { ttlMs: 1, now: at(3) })).rejects.toThrow(LeaseLost);
      expect(await lease('nobody', 0)).toBeNull();
    });

    test('three leases that were never given back park the target; resuming or adding it revives it [R04]', async () => {
      await store().addTarget(newTarget('park'), NOW);
      const loseThree = async (from: number) => {
        for (const minutes of [from, from + 2, from + 4]) expect(await lease('park', minutes)).not.toBeNull();
        expect(await lease('park', from + 6)).toBeNull();
        expect(await store().target('park')).toMatchObject({
          health: 'parked',
          nextRunAt: null,
          healthNote: expect.any(String),
        });
        expect(await lease('park', from + 60)).toBeNull();
      };
      await loseThree(0);
      expect(await store().updateTarget('park', { nextRunAt: at(9) }, at(7))).toMatchObject({ nextRunAt: null });
      expect(await store().updateTarget('park', { paused: false }, at(8))).toMatchObject({
        health: 'new',
        healthNote: null,
        nextRunAt: at(8),
      });
      await loseThree(10);
      expect(await store().addTarget(newTarget('park'), at(20))).toMatchObject({ health: 'new', nextRunAt: at(20) });
      expect(await lease('park', 20)).not.toBeNull();
    });

    test('brands are kept whole', async () => {
      const brand = {
        id: 'b',
        name: 'Банк',
        spellings: ['b'],
        exclude: ['x'],
        competitors: ['c'],
        timeZone: 'Asia/Omsk',
        languages: ['ru'],
        products: [{ id: 'p', name: 'P', siteIds: { vk: '1' } }],
        themes: [],
        madeUp: true,
      };
      await store().saveBrand(brand, NOW);
      expect(await store().brand('b')).toEqual(brand);
      await store().saveBrand({ ...brand, name: 'Other' }, NOW);
      expect((await store().brands()).map(({ name }) => name)).toEqual(['Other']);
      expect(await store().brand('none')).toBeNull();
    });

    test('settings are kept', async () => {
      expect(await store().setting('x')).toBeNull();
      await store().saveSetting('x', '1');
      await store().saveSetting('x', '2');
      expect(await store().setting('x')).toBe('2');
    });

    test('a setting is changed by one of two who saw the same', async () => {
      const change = (value: string) => store().changeSetting('seen', null, value);
      const first = await Promise.all(['1', '2', '3'].map(change));
      expect(first.filter(Boolean)).toHaveLength(1);
      const value = (await store().setting('seen')) ?? '';
      expect(value).toBe(['1', '2', '3'][first.indexOf(true)]);
      expect(await store().changeSetting('seen', 'never there', '4')).toBe(false);
      const next = await Promise.all([value, value].map((was) => store().changeSetting('seen', was, `${was} and on`)));
      expect(next.filter(Boolean)).toHaveLength(1);
      expect(await store().setting('seen')).toBe(`${value} and on`);
    });

    test('a change of a target is told', async () => {
      const before = await store().lastSeq();
      await leased(store(), 'told');
      expect(await store().events(before, 9)).toMatchObject([
        { type: 'target.changed', subject: 'told', brand: 'acme' },
      ]);
    });
  });
}
