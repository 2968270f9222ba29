import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { relatePending } from '../../../src/jobs/relate-pending.ts';
import { type MongoDb, modelsOf } from '../../../src/store/mongo/models.ts';
import { relationMethods } from '../../../src/store/mongo/relations.ts';
import { expectedPlaces, relating, reviews, storedPlaces } from '../../jobs/related-texts.ts';
import { sharedMongo } from '../../services.ts';
import { bring, LATER } from '../drafts.ts';
import { openFresh } from './temp-store.ts';

const BROKEN = 'the process died';

/** The same database for a process that dies before its n-th write. `writes` says how many it has come to. */
function dying(db: MongoDb, at: number): { readonly db: MongoDb; writes: number } {
  const state = { writes: 0, db };
  const count = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(own, name) {
        const value: unknown = Reflect.get(own, name, own);
        if (name === 'collection') return count(value as object);
        if (typeof value !== 'function') return value;
        if (!['bulkWrite', 'updateMany', 'updateOne', 'deleteMany'].includes(String(name))) return value.bind(own);
        return async (...args: readonly unknown[]) => {
          state.writes += 1;
          if (state.writes >= at) throw new Error(BROKEN);
          return value.apply(own, args);
        };
      },
    });
  state.db = { ...db, items: count(db.items), dirty: count(db.dirty) };
  return state;
}

const mongo = sharedMongo('relating broken off on MongoDB');
if (mongo !== null)
  test('broken off before any of its writes, relating ends the same when it is repeated [R01]', async () => {
    const { store, url, dispose } = await openFresh(mongo.url);
    const connection = await mongoose.createConnection(url).asPromise();
    const db: MongoDb = { connection, where: 'test', readOnly: false, leaseClock: 'caller', ...modelsOf(connection) };
    try {
      await relatePending(relating(store));
      let whole = false;
      let deaths = 0;
      for (let at = 1; !whole; at += 1) {
        const brand = `brk${at}`;
        const first = reviews(brand, 40);
        await bring(store, first);
        await relatePending(relating(store));
        // An edit takes the original away, ten more come: lists of links grow, shrink and go.
        const all = reviews(brand, 50).map((one, n) =>
          n === 0 ? { ...one, text: first[3]!.text, fetchedAt: LATER } : one,
        );
        await bring(store, all, { now: LATER });
        const half = dying(db, at);
        try {
          await relatePending(relating({ ...store, ...relationMethods(half.db) }));
          whole = true;
        } catch (error) {
          expect(error).toMatchObject({ message: BROKEN });
          deaths += 1;
        }
        await relatePending(relating(store));
        while ((await store.refreshRollups(50)) > 0);
        expect(await storedPlaces(store, brand)).toEqual(expectedPlaces(all));
        const counted = Object.values(expectedPlaces(all)).filter((place) => !place.startsWith('copy'));
        expect(await store.stats({ brand }, [])).toMatchObject([{ n: counted.length }]);
      }
      expect(deaths).toBeGreaterThan(8);
      expect(await db.items.countDocuments({ related: { $gte: 0 } })).toBe(0);
    } finally {
      await connection.close();
      await dispose();
    }
  }, 120_000);
