import { afterAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { BadConfig, Unavailable } from '../../../src/errors.ts';
import { checkServerVersion, whereOf } from '../../../src/store/mongo/connection.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { startMongo } from '../../servers/mongo.ts';
import { sharedMongo } from '../../services.ts';
import { bring, draft, LATER, leased, NOW, understand } from '../drafts.ts';
import { dropDatabase, freshUrl, openFresh } from './temp-store.ts';

const SECRET = 'pa55word';

async function failureOf(promise: Promise<unknown>): Promise<Error & { readonly problems?: readonly string[] }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}

/** Everything that a log would show of an error. */
function shown(error: Error): string {
  return JSON.stringify([error.message, error.stack, { ...error }, String(error.cause)]);
}

const mongo = sharedMongo('MongoDB faults');
if (mongo !== null)
  describe('MongoDB that is not as it should be', () => {
    const made: string[] = [];
    afterAll(async () => {
      for (const url of made) await dropDatabase(url);
    });

    function fresh(): string {
      const url = freshUrl(mongo?.url ?? '');
      made.push(url);
      return url;
    }

    async function raw<T>(url: string, use: (db: mongoose.mongo.Db) => Promise<T>): Promise<T> {
      const connection = await mongoose.createConnection(url).asPromise();
      try {
        if (connection.db === undefined) throw new Error('no database');
        return await use(connection.db);
      } finally {
        await connection.close();
      }
    }

    test.each([
      'http://localhost/x',
      'mongodb://',
      `mongodb://user:${SECRET}@`,
      `mongodb://user:${SECRET}@host:nonsense/db`,
      `mongodb://user:${SECRET}@host:1/db?nonsense=1`,
      '',
    ])('the address %j is refused by the name of its setting, without the password', async (url) => {
      const error = await failureOf(openMongoStore({ url, role: 'loop', timeoutMs: 300 }));
      expect(error).toBeInstanceOf(BadConfig);
      expect(error.message).toContain('store.mongo.url');
      expect(shown(error)).not.toContain(SECRET);
    });

    test("a wrong password is the setting's fault, and is not printed [R35]", async () => {
      const url = new URL(fresh());
      url.username = 'molva';
      url.password = SECRET;
      const error = await failureOf(openMongoStore({ url: url.href, role: 'loop', timeoutMs: 3_000 }));
      expect(error).toBeInstanceOf(BadConfig);
      expect(error.message).toMatch(/store\.mongo\.url: .* refuses this user name or password/);
      expect(shown(error)).not.toContain(SECRET);
    });

    test('a server that is away is unavailable, by its host alone', async () => {
      const url = `mongodb://user:${SECRET}@127.0.0.1:1/molva`;
      const error = await failureOf(openMongoStore({ url, role: 'beside', timeoutMs: 300 }));
      expect(error).toBeInstanceOf(Unavailable);
      expect(error.message).toBe(
        'The MongoDB at 127.0.0.1:1/molva cannot be reached (store.mongo.url). Is it running?',
      );
      expect(shown(error)).not.toContain(SECRET);
    });

    test('a server that is too old is refused with its version and the one that is needed [R35]', () => {
      expect(() => checkServerVersion('4.4.29', 'h/m')).toThrow(
        'is too old: it is 4.4.29, and Molva needs 6.0 or newer',
      );
      expect(() => checkServerVersion('6.0.5', 'h/m')).not.toThrow();
      expect(() => checkServerVersion('8.2.0-rc1', 'h/m')).not.toThrow();
      expect(whereOf('mongodb://u:p%40@a:1,b:2/m?replicaSet=r')).toBe('a:1,b:2/m');
      expect(whereOf('mongodb+srv://u:p@cluster.example/?w=1')).toBe('cluster.example/molva');
    });

    test('documents that are there twice are named, instead of an index that is not there', async () => {
      const url = fresh();
      await raw(url, (db) =>
        db.collection<{ _id: string; brand: string; id: number }>('item').insertMany([
          { _id: 'a', brand: 'b', id: 1 },
          { _id: 'c', brand: 'b', id: 1 },
        ]),
      );
      const error = await failureOf(openMongoStore({ url, role: 'loop' }));
      expect(error).toBeInstanceOf(Unavailable);
      expect(error.message).toMatch(/The collection item of .* has documents twice/);
    });

    test('a database of another schema is refused, and an empty one by who does not make it [R41]', async () => {
      const url = fresh();
      await expect(openMongoStore({ url, role: 'beside' })).rejects.toThrow('is empty. Start Molva once');
      await raw(url, (db) => db.collection<{ _id: string }>('meta').insertOne({ _id: 'schema', version: 99 } as never));
      for (const role of ['loop', 'beside'] as const)
        await expect(openMongoStore({ url, role })).rejects.toThrow('was made by a newer Molva (schema 99');
    });

    test('a document from the future is refused with a sentence, and the page beside it says so [R41]', async () => {
      const { store, url, dispose } = await openFresh(mongo.url);
      await bring(store, [draft('now'), draft('future')]);
      await raw(url, (db) => db.collection<{ _id: string }>('item').updateOne({ _id: 'future' }, { $set: { sv: 99 } }));
      await expect(store.item('future')).rejects.toThrow('The document future was written by a newer Molva');
      await expect(store.items({}, { sort: '-published', limit: 9 })).rejects.toThrow(Unavailable);
      await expect(bring(store, [draft('future', { text: 'x', fetchedAt: LATER })])).rejects.toThrow(Unavailable);
      expect(await store.item('now')).not.toBeNull();
      await dispose();
    });

    test('who may only read writes nothing', async () => {
      const { store, url, dispose } = await openFresh(mongo.url);
      await bring(store, [draft('a')]);
      const reader = await openMongoStore({ url, role: 'beside', readOnly: true });
      await expect(bring(reader, [draft('b')])).rejects.toThrow('opened for reading only');
      expect(await reader.count({})).toBe(1);
      expect(await reader.events(0, 9)).toHaveLength(1);
      await reader.close();
      await dispose();
    });

    test('a replica set is served like a single server', async () => {
      const server = await startMongo({ replicaSet: true });
      const url = new URL(server.url);
      url.pathname = '/molva';
      try {
        const store = await openMongoStore({ url: url.href, role: 'loop', leaseClock: 'caller' });
        await bring(store, [draft('a'), draft('b')]);
        await understand(store, { a: { dupKey: 'd', stems: ['word'] }, b: { dupKey: 'd' } });
        await store.refreshRollups(99);
        expect(await store.stats({}, [])).toMatchObject([{ n: 1 }]);
        expect(await store.count({ q: 'word' })).toBe(1);
        expect(await store.events(0, 99)).toHaveLength(4);
        await store.close();
      } finally {
        await server.stop();
      }
    });

    test('a server killed in the middle of writes: repeated pages lose nothing and double nothing [R01, R07]', async () => {
      const server = await startMongo();
      const url = new URL('/molva', server.url).href;
      let store = await openMongoStore({ url, role: 'loop', timeoutMs: 500, leaseClock: 'caller' });
      try {
        const lease = await leased(store, 'killed');
        const run = await store.startRun({ lease, by: 'network', parserVersion: 1, now: NOW });
        const pageOf = (at: number) => ({
          lease,
          runId: run.id,
          cursor: { next: at + 1 },
          backfill: false,
          now: NOW,
          items: [0, 1, 2, 3, 4].map((card) => draft(`p${at}-${card}`, { publishedOn: `2026-05-1${at % 10}` })),
        });
        for (const [from, to] of [
          [0, 12],
          [12, 30],
        ] as const) {
          const broken: number[] = [];
          for (let at = from; at < to; at += 1) {
            // In flight when the server dies: nobody knows how much of it was written.
            const page = store.commitPage(pageOf(at)).then(
              () => null,
              (error: unknown) => ({ error }),
            );
            if (at === from + 5) await new Promise((resolve) => setTimeout(resolve, at % 7));
            if (at === from + 5) await server.kill('SIGKILL');
            const failed = await page;
            if (failed !== null) {
              expect(failed.error).toBeInstanceOf(Unavailable);
              broken.push(at);
              break;
            }
          }
          await server.start();
          await store.close();
          store = await openMongoStore({ url, role: 'loop', timeoutMs: 5_000, leaseClock: 'caller' });
          for (let at = broken[0] ?? to; at < to; at += 1) await store.commitPage(pageOf(at));
        }
        const want = Array.from({ length: 150 }, (_, at) => `p${Math.floor(at / 5)}-${at % 5}`).sort();
        expect([...(await store.keys({}, 1_000))].sort()).toEqual(want);
        expect((await store.target('killed'))?.cursor).toEqual({ next: 30 });
        await store.refreshRollups(1_000);
        expect(await store.stats({}, [])).toMatchObject([{ n: 150 }]);
        expect((await store.stats({}, ['day'])).map(({ n }) => n)).toEqual(Array.from({ length: 10 }, () => 15));
      } finally {
        await store.close();
        await server.stop();
      }
    });
  });
