import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { standForLeader, takeOver } from '../../src/jobs/leader.ts';
import type { LeaseStore } from '../../src/store/lease-store.ts';
import { connect } from '../../src/store/mongo/connection.ts';
import { modelsOf } from '../../src/store/mongo/models.ts';
import { leaseMethods } from '../../src/store/mongo/named-leases.ts';
import { eventually } from '../molva.ts';

import { sharedMongo } from '../services.ts';

const TTL_MS = 600;
const mongo = sharedMongo('leadership');

if (mongo !== null)
  describe('of several processes', () => {
    let connection: Awaited<ReturnType<typeof connect>>['connection'];
    let leases: LeaseStore;
    beforeAll(async () => {
      ({ connection } = await connect({ url: mongo.url, timeoutMs: 5000, maxConnections: 5 }));
      leases = leaseMethods(modelsOf(connection));
    });
    afterAll(async () => {
      await connection.dropDatabase();
      await connection.close();
    });

    function candidate(name: string, owner: string, over: Partial<LeaseStore> = {}) {
      const seen: string[] = [];
      const lead = () => {
        seen.push('leads');
        return { stop: async () => void seen.push('stops') };
      };
      const one = standForLeader({ leases: { ...leases, ...over }, name, owner, ttlMs: TTL_MS, log: quietLog, lead });
      return { ...one, seen };
    }

    test('one leads, and the other follows at once when it goes', async () => {
      const first = candidate('a', 'one');
      await eventually('a leader', async () => first.leads());
      const second = candidate('a', 'two');
      await new Promise((resolve) => setTimeout(resolve, 2 * TTL_MS));
      expect([first.leads(), second.leads()]).toEqual([true, false]);
      await first.stop();
      expect(first.seen).toEqual(['leads', 'stops']);
      await eventually('the follower', async () => second.leads());
      await second.stop();
      expect(second.seen).toEqual(['leads', 'stops']);
    });

    test('one that died is followed when its right has run out, by the clock of the store', async () => {
      expect(await leases.holdLease('b', { owner: 'dead', ttlMs: TTL_MS })).toBe(true);
      expect(await leases.holdLease('b', { owner: 'next', ttlMs: TTL_MS })).toBe(false);
      const next = { leases, name: 'b', owner: 'next', ttlMs: TTL_MS };
      expect(await takeOver(next, new AbortController().signal)).toBe(true);
      expect(await leases.holdLease('b', { owner: 'dead', ttlMs: TTL_MS })).toBe(false);
    });

    test('one that is alive keeps its right from who waits for it', async () => {
      const alive = candidate('c', 'alive');
      await eventually('a leader', async () => alive.leads());
      const other = { leases, name: 'c', owner: 'other', ttlMs: TTL_MS };
      expect(await takeOver(other, new AbortController().signal)).toBe(false);
      await alive.stop();
    });

    test('one that cannot reach the store stops leading, and leads again when it can', async () => {
      let away = false;
      const holdLease: LeaseStore['holdLease'] = (name, options) =>
        away ? Promise.reject(new Error('away')) : leases.holdLease(name, options);
      const one = candidate('d', 'one', { holdLease });
      await eventually('a leader', async () => one.leads());
      away = true;
      await eventually('no leader', async () => !one.leads());
      away = false;
      await eventually('a leader again', async () => one.leads());
      await one.stop();
      expect(one.seen).toEqual(['leads', 'stops', 'leads', 'stops']);
    });

    test('of many who ask at once, one is let in', async () => {
      const asked = Array.from({ length: 8 }, (_, n) => leases.holdLease('e', { owner: `o${n}`, ttlMs: TTL_MS }));
      expect((await Promise.all(asked)).filter((held) => held)).toHaveLength(1);
    });
  });
