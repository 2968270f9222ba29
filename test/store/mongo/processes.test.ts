import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import type { DecisionChange } from '../../../src/domain/decision.ts';
import { LeaseLost } from '../../../src/errors.ts';
import { connect } from '../../../src/store/mongo/connection.ts';
import { type MongoDb, modelsOf } from '../../../src/store/mongo/models.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { moveVersionChange, type VersionChange, versionChange } from '../../../src/store/mongo/versions.ts';
import type { Lease, Store } from '../../../src/store/store.ts';
import { sharedMongo } from '../../services.ts';
import { bring, draft, NOW, newTarget, understanding } from '../drafts.ts';
import { dropDatabase, freshUrl } from './temp-store.ts';

/** Two workers whose clocks are two minutes apart, each on its side of the server's. */
const SKEW_MS = 2 * 60_000;
const TTL_MS = 60_000;

const mongo = sharedMongo('MongoDB: several processes');
if (mongo !== null)
  describe('MongoDB: several processes on one database', () => {
    const url = freshUrl(mongo.url);
    let early: Store;
    let late: Store;
    let raw: Connection;
    beforeAll(async () => {
      early = await openMongoStore({ url, role: 'loop' });
      late = await openMongoStore({ url, role: 'loop' });
      raw = await mongoose.createConnection(url).asPromise();
    });
    afterAll(async () => {
      await Promise.all([early.close(), late.close(), raw.close()]);
      await dropDatabase(url);
    });

    const behind = () => new Date(Date.now() - SKEW_MS).toISOString();
    const ahead = () => new Date(Date.now() + SKEW_MS).toISOString();
    const leaseEarly = (id: string, ttlMs = TTL_MS) => early.leaseTarget(id, { owner: 'early', ttlMs, now: behind() });
    const leaseLate = (id: string) => late.leaseTarget(id, { owner: 'late', ttlMs: TTL_MS, now: ahead() });
    function endWith(lease: Lease) {
      return { lease, nextRunAt: null, health: 'ok', healthNote: null, backfilled: false, now: behind() } as const;
    }

    /** The lease of the target, once the one before has run out. */
    async function afterTheEnd(id: string): Promise<Lease> {
      for (;;) {
        const lease = await leaseLate(id);
        if (lease !== null) return lease;
      }
    }

    test('clocks that are four minutes apart neither take a lease too early nor keep one too long [R03]', async () => {
      await early.addTarget(newTarget('skew'), behind());
      const lease = await leaseEarly('skew');
      expect(lease).not.toBeNull();
      expect(await leaseLate('skew')).toBeNull();
      expect((await late.dueTargets(ahead(), 9)).map(({ id }) => id)).not.toContain('skew');
      expect(await late.closeOrphanRuns(ahead())).toBe(0);
      const renewed = await early.renewLease(lease!, { ttlMs: 1, now: behind() });
      expect(Math.abs(Date.parse(renewed.expiresAt) - Date.now())).toBeLessThan(SKEW_MS / 2);
      await afterTheEnd('skew');
      expect(await leaseEarly('skew')).toBeNull();
    });

    test('who lost the lease writes nothing: no page, no run, no end [R03]', async () => {
      await early.addTarget(newTarget('stale'), behind());
      const stale = await leaseEarly('stale', 50);
      const run = await early.startRun({ lease: stale!, by: 'network', parserVersion: 1, now: behind() });
      const fresh = await afterTheEnd('stale');
      const own = await late.startRun({ lease: fresh, by: 'network', parserVersion: 2, now: ahead() });
      const before = await late.target('stale');
      const page = { lease: stale!, runId: run.id, items: [draft('stale')], cursor: { page: 2 }, backfill: false };
      await expect(early.commitPage({ ...page, now: behind() })).rejects.toThrow(LeaseLost);
      const again = early.startRun({ lease: stale!, by: 'network', parserVersion: 1, now: behind() });
      await expect(again).rejects.toThrow(LeaseLost);
      const end = early.endRun({ ...endWith(stale!), run: { ...run, outcome: 'ok', pages: 9 } });
      await expect(end).rejects.toThrow(LeaseLost);
      await expect(early.renewLease(stale!, { ttlMs: TTL_MS, now: behind() })).rejects.toThrow(LeaseLost);
      expect(await late.item('stale')).toBeNull();
      expect(await late.target('stale')).toEqual(before);
      expect(await late.run(run.id)).toMatchObject({ outcome: 'partial', pages: 0 });
      expect(await late.run(own.id)).toEqual(own);
      await late.endRun({ ...endWith(fresh), run: { ...own, outcome: 'ok' } });
      expect(await early.target('stale')).toMatchObject({ lastOutcome: 'ok', failures: 0 });
    });

    test('a process that was killed while it ended a visit leaves it ended, once [R01]', async () => {
      await early.addTarget(newTarget('killed'), behind());
      const lease = await leaseEarly('killed');
      const run = await early.startRun({ lease: lease!, by: 'network', parserVersion: 1, now: behind() });
      const done = { ...run, outcome: 'ok', endedAt: behind(), pages: 3 } as const;
      await early.endRun({ ...endWith(lease!), run: done, nextRunAt: behind() });
      // As it is between the update that gives the lease back and the line among the runs.
      const visit = { state: 'ended', id: run.id, by: 'network', body: JSON.stringify(done) };
      await raw.collection('target').updateOne({ _id: 'killed' as never }, { $set: { visit } });
      await raw
        .collection('run')
        .updateOne({ _id: run.id as never }, { $set: { body: JSON.stringify(run) }, $unset: { ended_at: 1 } });
      expect((await late.run(run.id))?.endedAt).toBeNull();
      expect(await late.closeOrphanRuns(ahead())).toBe(0);
      expect(await late.run(run.id)).toEqual(done);
      expect(await late.target('killed')).toMatchObject({ lastOutcome: 'ok', failures: 0 });
      expect((await late.runs({ targetId: 'killed', limit: 9 })).length).toBe(1);
    });

    test('a pause that is asked for in the moment in which the visit ends outlives it', async () => {
      const ids = Array.from({ length: 12 }, (_, at) => `pause${at}`);
      const open = async (id: string) => {
        await early.addTarget(newTarget(id), behind());
        const lease = await leaseEarly(id);
        return {
          lease: lease!,
          run: await early.startRun({ lease: lease!, by: 'network', parserVersion: 1, now: NOW }),
        };
      };
      const visits = await Promise.all(ids.map(open));
      await Promise.all([
        ...visits.map(({ lease, run }) =>
          early.endRun({ ...endWith(lease), run: { ...run, outcome: 'ok' }, nextRunAt: ahead() }),
        ),
        ...ids.map((id) => late.updateTarget(id, { paused: true }, ahead())),
      ]);
      for (const id of ids)
        expect(await late.target(id)).toMatchObject({
          paused: true,
          health: 'paused',
          nextRunAt: null,
          lastOutcome: 'ok',
        });
    });

    test('a digest is being sent by one process at a time, whatever their clocks say [R30]', async () => {
      const mail = { subscriptionId: 's', localDate: '2026-05-20' };
      const open = (store: Store) => store.openDelivery({ ...mail, messageId: '<m>', createdAt: NOW });
      const [first, second] = await Promise.all([open(early), open(late)]);
      expect(second).toEqual(first);
      expect(await early.takeDelivery({ ...mail, now: behind(), leaseMs: TTL_MS })).toMatchObject({ attempts: 1 });
      expect(await late.takeDelivery({ ...mail, now: ahead(), leaseMs: TTL_MS })).toBeNull();
      const soon = { subscriptionId: 's', localDate: '2026-05-21' };
      await early.openDelivery({ ...soon, messageId: '<n>', createdAt: NOW });
      await early.takeDelivery({ ...soon, now: ahead(), leaseMs: 1 });
      const taken = async () => (await late.takeDelivery({ ...soon, now: behind(), leaseMs: TTL_MS })) !== null;
      while (!(await taken()));
      expect((await late.deliveries({ subscriptionId: 's', limit: 1 }))[0]).toMatchObject({ attempts: 2 });
    });

    test('many decisions on one item at once: each one stands in the history, none is lost', async () => {
      await bring(early, [draft('crowd')]);
      const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
      await Promise.all(
        people.map((by, at) => {
          const change: DecisionChange = { answer: { choice: 'no', reason: `because ${by}` } };
          return (at % 2 === 0 ? early : late).decide({ keys: ['crowd'], change, by, now: NOW, batch: by });
        }),
      );
      const history = await early.decisionHistory('crowd');
      expect(history.map(({ by }) => by).sort()).toEqual(people);
      const item = await late.item('crowd');
      expect(item?.decisions).toMatchObject({ version: 8, answer: { by: history.at(-1)?.by } });
      expect(await early.undoDecisions({ batch: history.at(-1)?.batch ?? '', by: 'x', now: NOW })).toMatchObject({
        undone: ['crowd'],
      });
      expect((await late.item('crowd'))?.decisions.answer.by).toBe(history.at(-2)?.by);
    });

    test('bulk changes of the same items at once: each is made once, none twice, and told as made', async () => {
      const keys = Array.from({ length: 100 }, (_, at) => `bulk${at}`);
      await bring(
        early,
        keys.map((key) => draft(key)),
      );
      const people = ['a', 'b', 'c', 'd', 'e'];
      const made = await Promise.all(
        people.map((by, at) => {
          const change: DecisionChange = { answer: { choice: 'no', reason: `because ${by}` } };
          return (at % 2 === 0 ? early : late).decide({ keys, change, by, now: NOW, batch: `bulk ${by}` });
        }),
      );
      expect(made.map(({ changed }) => changed.length)).toEqual([100, 100, 100, 100, 100]);
      for (const key of keys) expect((await early.decisionHistory(key)).map(({ by }) => by).sort()).toEqual(people);
    });

    test('what two processes do at once is done once', async () => {
      const target = (store: Store) => store.addTarget(newTarget('twice'), NOW);
      const [one, other] = await Promise.all([target(early), target(late)]);
      expect(other).toEqual(one);
      const before = await early.lastSeq();
      const keep = (store: Store, body: string) =>
        store.keepIdempotent({ key: 'k', route: '/a', status: 201, body, now: NOW });
      await Promise.all([keep(early, 'a'), keep(late, 'b')]);
      const answers = await Promise.all(
        [early, late].map((store) => store.idempotent({ key: 'k', route: '/a', now: NOW })),
      );
      expect(answers[0]).toEqual(answers[1]);
      await early.addSignInLink({ hash: 'link', name: 'Ann', role: 'read', expiresAt: ahead() });
      const redeem = (store: Store, sessionHash: string) =>
        store.redeemSignInLink({ hash: 'link', sessionHash, sessionExpiresAt: ahead(), now: behind() });
      const holders = await Promise.all([redeem(early, 's1'), redeem(late, 's2')]);
      expect(holders.filter((holder) => holder !== null)).toHaveLength(1);
      expect((await early.people(behind())).map(({ sessions }) => sessions)).toEqual([1]);
      expect(await early.lastSeq()).toBe(before);
    });

    test('of those who show a version at once one gets on after each batch, and it is shown whole [R42]', async () => {
      const others = await early.pendingCount();
      const keys = Array.from({ length: 600 }, (_, n) => `shown-${n}`);
      await bring(
        early,
        keys.map((key) => draft(key)),
      );
      const read = (modelVersion: string) =>
        early.saveUnderstanding(
          keys.map((key) => ({ key, revision: 1, understanding: understanding({ modelVersion }) })),
          NOW,
        );
      await read('v1');
      await read('v2');
      const third = await openMongoStore({ url, role: 'loop' });
      const shown = await Promise.all([early, late, third].map((store) => store.activateVersion('v2', NOW)));
      await third.close();
      expect(shown.filter(Boolean)).toHaveLength(1);
      expect(await early.activeVersion()).toBe('v2');
      // What one that was slower has let go of again is only read again.
      await read('v2');
      expect(await early.pendingCount()).toBe(others);
      expect(await early.count({ pending: false })).toBe(keys.length);
    });

    test('who stood still while another went on with the change of versions does not set it back', async () => {
      const { connection, where, transactions } = await connect({ url, timeoutMs: 5000, maxConnections: 2 });
      const db: MongoDb = {
        connection,
        where,
        readOnly: false,
        leaseClock: 'server',
        transactions,
        ...modelsOf(connection),
      };
      const at = (after: number): VersionChange => ({ to: 'v9', phase: 'retire', after });
      expect(await moveVersionChange(db, null, at(-1))).toBe(true);
      expect(await moveVersionChange(db, null, at(-1))).toBe(false);
      expect(await moveVersionChange(db, at(-1), at(500))).toBe(true);
      expect(await moveVersionChange(db, at(500), at(900))).toBe(true);
      expect(await moveVersionChange(db, at(-1), at(500))).toBe(false);
      expect(await moveVersionChange(db, at(500), null)).toBe(false);
      expect(await versionChange(db)).toEqual(at(900));
      expect(await moveVersionChange(db, at(900), null)).toBe(true);
      expect(await versionChange(db)).toBeNull();
      await connection.close();
    });

    test('days that a killed process has not moved to the new zone of their brand are moved by the next saving [R01]', async () => {
      const brand = { id: 'zone', name: 'Zone', spellings: [], exclude: [], competitors: [], languages: ['en'] };
      const saved = (timeZone: string) => ({ ...brand, timeZone, products: [], themes: [], madeUp: false });
      await early.saveBrand(saved('UTC'), NOW);
      const publishedAt = '2026-05-10T23:00:00.000Z';
      await bring(early, [draft('moved', { brand: 'zone', publishedOn: null, publishedAt, precision: 'instant' })]);
      const days = async () => (await late.stats({ brand: 'zone' }, ['day'])).map(({ key }) => key.day);
      expect(await days()).toEqual(['2026-05-10']);
      // As it is between the brand and its items.
      await raw.collection('brand').updateOne({ _id: 'zone' as never }, { $set: { time_zone: 'Asia/Tokyo' } });
      await late.saveBrand(saved('Asia/Tokyo'), NOW);
      expect(await days()).toEqual(['2026-05-11']);
    });

    test('the server itself erases what has ended', async () => {
      const ttl = async (name: string) =>
        (await raw.collection(name).indexes()).find(({ expireAfterSeconds }) => expireAfterSeconds !== undefined);
      expect(await ttl('session')).toMatchObject({ key: { expires_at: 1 }, expireAfterSeconds: 86_400 });
      expect(await ttl('sign_in_link')).toMatchObject({ key: { expires_at: 1 }, expireAfterSeconds: 86_400 });
      expect(await ttl('idempotent_answer')).toMatchObject({ key: { kept_at: 1 }, expireAfterSeconds: 172_800 });
    });
  });
