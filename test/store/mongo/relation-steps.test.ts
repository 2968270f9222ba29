import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { relatePending } from '../../../src/jobs/relate-pending.ts';
import { type MongoDb, modelsOf } from '../../../src/store/mongo/models.ts';
import { relationMethods } from '../../../src/store/mongo/relations.ts';
import { BAND_HEAD, type Comparisons } from '../../../src/store/relation-store.ts';
import { expectedPlaces, relating, reviews, storedPlaces } from '../../jobs/related-texts.ts';
import { sharedMongo } from '../../services.ts';
import { compareAll, keyAll, linked, places, twoKeysOf } from '../contract/compared.ts';
import { bring, draft, LATER } from '../drafts.ts';
import { openFresh } from './temp-store.ts';

const BROKEN = 'the process died';

/** The same database for a process that dies before its n-th write. `writes` says how many it has come to. */
function dying(
  db: MongoDb,
  at: number,
  before: (name: string) => Promise<void> = async () => undefined,
): { readonly db: MongoDb; writes: number } {
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
          await before(String(name));
          return value.apply(own, args);
        };
      },
    });
  state.db = { ...db, items: count(db.items), dirty: count(db.dirty) };
  return state;
}

const mongo = sharedMongo('relating broken off on MongoDB');
if (mongo !== null) {
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

  test('broken off where texts come to a full key or leave it, who moves among its first is compared [R01]', async () => {
    const { store, url, dispose } = await openFresh(mongo.url);
    const connection = await mongoose.createConnection(url).asPromise();
    const db: MongoDb = { connection, where: 'test', readOnly: false, leaseClock: 'caller', ...modelsOf(connection) };
    /** Alike are those behind the first at the beginning: of these one comes among the first, and another is pushed behind. */
    const links = (asked: Comparisons) =>
      linked(asked).filter(({ a, b }) => [a, b].every((key) => Number(key.slice(-2)) > BAND_HEAD));
    try {
      const ends: unknown[] = [];
      for (let [at, whole] = [1, false]; !whole; at += 1) {
        const brand = `hd${at}`;
        const keys = (key: string) => twoKeysOf(brand, key.endsWith('-03') || key.endsWith('-04') ? 'b' : 'a');
        const all = Array.from({ length: BAND_HEAD + 5 }, (_, n) =>
          draft(`${brand}-${String(n).padStart(2, '0')}`, {
            brand,
            publishedOn: new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10),
          }),
        );
        await bring(store, all.slice(1));
        await keyAll(store, brand, () => twoKeysOf(brand, 'a'));
        await compareAll(store, brand, links, 99);
        const edited = all.slice(3, 5).map((one) => ({ ...one, text: 'edited', fetchedAt: LATER }));
        await bring(store, [all[0]!, ...edited], { now: LATER });
        const half = dying(db, at);
        const dead = { ...store, ...relationMethods(half.db) };
        try {
          await keyAll(dead, brand, keys);
          await compareAll(dead, brand, links, 99);
          whole = true;
        } catch (error) {
          expect(error).toMatchObject({ message: BROKEN });
        }
        await keyAll(store, brand, keys);
        await compareAll(store, brand, links, 99);
        ends.push(await places(store, brand));
      }
      expect(ends.length).toBeGreaterThan(4);
      for (const end of ends) expect(end).toEqual(ends.at(-1));
      expect(Object.values(ends.at(-1) as object).filter((place) => place.startsWith('copy'))).toHaveLength(3);
    } finally {
      await connection.close();
      await dispose();
    }
  }, 60_000);

  test('who is compared amid the coming of another is refused, as it lacks the other', async () => {
    const { store, url, dispose } = await openFresh(mongo.url);
    const connection = await mongoose.createConnection(url).asPromise();
    const db: MongoDb = { connection, where: 'test', readOnly: false, leaseClock: 'caller', ...modelsOf(connection) };
    const days = Array.from({ length: BAND_HEAD + 3 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString());
    const all = days.map((day, n) => draft(`am-${n}`, { brand: 'am', publishedOn: day.slice(0, 10) }));
    const key = () => twoKeysOf('am', 'a');
    try {
      await bring(store, all.slice(1));
      await keyAll(store, 'am', key);
      await compareAll(store, 'am', linked, 99);
      const late = all.at(-1)!;
      await bring(store, [{ ...late, text: 'edited', fetchedAt: LATER }], { now: LATER });
      await keyAll(store, 'am', key);
      await bring(store, all.slice(0, 1));
      let asked: Comparisons | undefined;
      const half = dying(db, Number.POSITIVE_INFINITY, async (name) => {
        if (name === 'bulkWrite') asked = await store.toCompare('am', 99);
      });
      await keyAll({ ...store, ...relationMethods(half.db) }, 'am', key);
      expect(asked?.due).toContain(late.key);
      await store.saveLinks('am', { asked: asked!, links: [] });
      expect((await store.toCompare('am', 99)).due).toEqual(expect.arrayContaining([late.key, all[0]!.key]));
    } finally {
      await connection.close();
      await dispose();
    }
  });
}
