import { describe, expect, test } from '@jest/globals';
import type { Run } from '../../../src/domain/run.ts';
import { LeaseLost } from '../../../src/errors.ts';
import type { Lease } from '../../../src/store/store.ts';
import { LATER, leased, NOW, newTarget } from '../drafts.ts';
import { type Open, sharedStore } from './open.ts';

const at = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();

export function runsContract(open: Open): void {
  describe('runs', () => {
    const store = sharedStore(open);
    const start = (lease: Lease, now = NOW, by: Run['by'] = 'network') =>
      store().startRun({ lease, by, parserVersion: 3, now });
    const end = (lease: Lease, run: Run, over: object = {}) =>
      store().endRun({
        lease,
        run,
        nextRunAt: at(60),
        health: 'ok',
        healthNote: null,
        backfilled: true,
        now: at(5),
        ...over,
      });

    test('a run is opened, ended in one step, and told', async () => {
      const lease = await leased(store(), 'r1');
      const run = await start(lease);
      expect(run).toMatchObject({ targetId: 'r1', startedAt: NOW, endedAt: null, outcome: null, parserVersion: 3 });
      expect(await store().run(run.id)).toEqual(run);
      const before = await store().lastSeq();
      const done: Run = {
        ...run,
        endedAt: at(5),
        outcome: 'ok',
        pages: 2,
        new: 7,
        skipped: { 'no text': 1 },
        fill: { text: 1 },
        complete: true,
      };
      await end(lease, done);
      expect(await store().run(run.id)).toEqual(done);
      const after = {
        nextRunAt: at(60),
        health: 'ok',
        lastRunAt: at(5),
        lastOutcome: 'ok',
        failures: 0,
        backfilledAt: at(5),
      };
      expect(await store().target('r1')).toMatchObject(after);
      expect((await store().events(before, 9)).map(({ type }) => type)).toContain('run.ended');
      await expect(end(lease, done)).rejects.toThrow(LeaseLost);
      expect(await store().leaseTarget('r1', { owner: 'w', ttlMs: 1_000, now: at(6) })).not.toBeNull();
      expect(await store().run('nobody')).toBeNull();
    });

    test('failures in a row are counted; the first back-fill is remembered', async () => {
      await store().addTarget(newTarget('r2'), NOW);
      for (const [minutes, outcome, failures] of [
        [1, 'blocked', 1],
        [2, 'partial', 2],
        [3, 'empty', 0],
      ] as const) {
        const lease = await store().leaseTarget('r2', { owner: 'w', ttlMs: 60_000, now: at(minutes) });
        const run = await start(lease!, at(minutes));
        await end(lease!, { ...run, outcome }, { now: at(minutes), backfilled: minutes > 1, healthNote: outcome });
        expect(await store().target('r2')).toMatchObject({ failures, healthNote: outcome, lastOutcome: outcome });
      }
      expect((await store().target('r2'))?.backfilledAt).toBe(at(2));
    });

    test('a pause during the run outlives it', async () => {
      const lease = await leased(store(), 'r3');
      const run = await start(lease);
      await store().updateTarget('r3', { paused: true }, NOW);
      await end(lease, { ...run, outcome: 'ok' });
      expect(await store().target('r3')).toMatchObject({ paused: true, health: 'paused', nextRunAt: null });
    });

    test('runs come newest first, by target and before a run or an instant', async () => {
      const lease = await leased(store(), 'r4');
      const ids: string[] = [];
      for (const minutes of [0, 1, 1, 2]) ids.unshift((await start(lease, at(minutes))).id);
      const list = async (over: object) =>
        (await store().runs({ targetId: 'r4', limit: 9, ...over })).map(({ id }) => id);
      const all = await list({});
      expect([...all].sort()).toEqual([...ids].sort());
      expect([all[0], all[3]]).toEqual([ids[0], ids[3]]);
      expect(await list({ before: all[1] })).toEqual(all.slice(2));
      expect(await list({ before: at(1) })).toEqual(all.slice(3));
      expect(await list({ limit: 2 })).toEqual(all.slice(0, 2));
      expect((await store().runs({ limit: 2 })).length).toBe(2);
      expect((await store().run(all[2] ?? ''))?.outcome).toBe('partial');
    });

    test('runs whose lease has run out were left by a dead process: they end as partial, and their lease is lost', async () => {
      const over = new Date(Date.parse(LATER) + 2 * 60_000).toISOString();
      const dead = await leased(store(), 'dead', LATER);
      const run = await start(dead, LATER);
      await store().addTarget(newTarget('hand'), LATER);
      const hand = await store().leaseTarget('hand', { owner: 'w', ttlMs: 600_000, now: LATER });
      const saved = await start(hand!, LATER, 'hand');
      expect(await store().closeOrphanRuns(over)).toBeGreaterThanOrEqual(1);
      expect(await store().run(run.id)).toMatchObject({
        outcome: 'partial',
        endedAt: over,
        error: { message: expect.any(String) },
      });
      expect(await store().target('dead')).toMatchObject({ lastOutcome: 'partial', failures: 1 });
      expect((await store().dueTargets(over, 99)).map(({ id }) => id)).toContain('dead');
      await expect(end(dead, run)).rejects.toThrow(LeaseLost);
      expect((await store().run(saved.id))?.endedAt).toBeNull();
      await end(hand!, { ...saved, outcome: 'ok' });
      expect(await store().closeOrphanRuns(over)).toBe(0);
    });
  });
}
