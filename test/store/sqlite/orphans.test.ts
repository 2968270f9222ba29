import { describe, expect, test } from '@jest/globals';
import { leased, NOW } from '../drafts.ts';
import { openTemp } from './temp-store.ts';

describe('SQLite: the one process that runs loops', () => {
  test('ends at its start what the one before left open, without waiting for the lease', async () => {
    const { store, dispose } = await openTemp();
    const start = async (id: string, by: 'network' | 'hand') =>
      store.startRun({ lease: await leased(store, id), by, parserVersion: 1, now: NOW });
    const dead = await start('dead', 'network');
    const hand = await start('hand', 'hand');
    expect(await store.closeOrphanRuns(NOW)).toBe(1);
    expect(await store.run(dead.id)).toMatchObject({ outcome: 'partial', endedAt: NOW });
    expect((await store.run(hand.id))?.endedAt).toBeNull();
    expect((await store.dueTargets(NOW, 9)).map(({ id }) => id)).toEqual(['dead']);
    await dispose();
  });
});
