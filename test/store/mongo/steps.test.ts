import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { begin, clear, dirty, end } from '../../../src/store/mongo/dirty.ts';
import { type MongoDb, modelsOf } from '../../../src/store/mongo/models.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { LeftOver, untold } from '../../../src/store/mongo/outbox.ts';
import type { Store } from '../../../src/store/store.ts';
import { sharedMongo } from '../../services.ts';
import { bring, draft, LATER, NOW, relate, understand, understanding } from '../drafts.ts';
import { dropDatabase, freshUrl } from './temp-store.ts';

const mongo = sharedMongo('MongoDB steps');
if (mongo !== null)
  describe('steps without transactions', () => {
    const url = freshUrl(mongo.url);
    let one: Store;
    let two: Store;
    let db: MongoDb;

    beforeAll(async () => {
      one = await openMongoStore({ url, role: 'loop', leaseClock: 'caller' });
      two = await openMongoStore({ url, role: 'loop', leaseClock: 'caller' });
      const connection = await mongoose.createConnection(url).asPromise();
      db = { connection, where: 'test', readOnly: false, leaseClock: 'caller', ...modelsOf(connection) };
    });
    afterAll(async () => {
      await db.connection.close();
      await one.close();
      await two.close();
      await dropDatabase(url);
    });

    test('the same pages from two processes at once are stored once, and told once', async () => {
      const pages = [0, 1, 2, 3, 4, 5].map((page) =>
        [0, 1, 2, 3].map((card) => draft(`race${page}-${card}`, { brand: 'race' })),
      );
      const before = await one.lastSeq();
      await Promise.all(pages.flatMap((page) => [bring(one, page), bring(two, page)]));
      const keys = pages.flat().map(({ key }) => key);
      expect([...(await one.keys({ brand: 'race' }, 99))].sort()).toEqual([...keys].sort());
      const ids = (await one.itemsByKey(keys)).map(({ id }) => id);
      expect(new Set(ids).size).toBe(keys.length);
      const told = await db.events.find({ brand: 'race', _id: { $gt: before } }).lean();
      expect(told.map(({ subject }) => subject).sort()).toEqual([...keys].sort());
      expect(await one.stats({ brand: 'race' }, [])).toMatchObject([{ n: keys.length }]);
      await Promise.all([one.refreshRollups(99), two.refreshRollups(99)]);
      while ((await one.refreshRollups(99)) > 0) await two.refreshRollups(99);
      expect(await one.stats({ brand: 'race' }, [])).toMatchObject([{ n: keys.length }]);
    });

    test.each(['e1', 'e2', 'e3', 'e4', 'e5', 'e6'])(
      'edits of different age at once leave the newest content, and every replaced one (%s)',
      async (key) => {
        await bring(one, [draft(key, { brand: 'edits', text: 'first' })]);
        const at = (minute: number) => `2026-05-21T12:0${minute}:00.000Z`;
        const edit = (minute: number) => draft(key, { brand: 'edits', text: `text ${minute}`, fetchedAt: at(minute) });
        await Promise.all(
          [1, 2, 3, 4, 5, 6].map((minute) => bring(minute % 2 === 0 ? one : two, [edit(minute)], { now: LATER })),
        );
        const item = await one.item(key);
        const versions = await one.versions(key);
        expect(item).toMatchObject({ text: 'text 6', fetchedAt: at(6) });
        expect(versions).toHaveLength(item?.versions ?? -1);
        expect(versions.map(({ revision }) => revision)).toEqual(versions.map((_, place) => place + 1));
        const times = versions.map(({ fetchedAt }) => fetchedAt);
        expect(times).toEqual([...times].sort());
      },
    );

    test.each(['several1', 'several2', 'several3', 'several4', 'several5', 'several6'])(
      'several contents of one item in each of two calls at once are kept one after the other, each once (%s)',
      async (key) => {
        const at = (minute: number) => `2026-05-21T12:${10 + minute}:00.000Z`;
        const contents = (minutes: readonly number[]) =>
          minutes.map((minute) => draft(key, { brand: 'several', text: `text ${minute}`, fetchedAt: at(minute) }));
        const page = { now: LATER };
        await Promise.all([bring(one, contents([1, 3, 5]), page), bring(two, contents([2, 4, 6]), page)]);
        const item = await one.item(key);
        const kept = [...(await one.versions(key)), item];
        expect(kept).toHaveLength(item?.revision ?? -1);
        // Each text with the time of its own page: nothing is of a change that was overtaken.
        const minutes = kept.map((content) => Number(content?.text?.slice(5)));
        expect(kept.map((content) => content?.fetchedAt)).toEqual(minutes.map(at));
        expect(minutes).toEqual([...new Set(minutes)].sort((a, b) => a - b));
        expect(minutes.at(-1)).toBe(6);
        expect((await bring(two, contents([1, 3, 5, 2, 4, 6]), page)).sameKeys).toHaveLength(6);
      },
    );

    test('words, and results beside the shown ones, that two processes bring at once are there once', async () => {
      for (const place of [1, 2, 3, 4, 5, 6]) {
        const keys = [`a${place}`, `b${place}`] as const;
        const stems = ['a', 'b', 'c', 'd', 'e'].map((letter) => `${letter}${place}`);
        await bring(
          one,
          keys.map((key) => draft(key, { brand: 'words' })),
        );
        await Promise.all([understand(one, { [keys[0]]: { stems } }), understand(two, { [keys[1]]: { stems } })]);
        expect(await one.count({ brand: 'words', q: `a${place}` })).toBe(2);
        const next = { [keys[0]]: { modelVersion: 'v2' } };
        await Promise.all([understand(one, next), understand(two, next)]);
        expect(await db.next.countDocuments({ brand: 'words', version: 'v2' })).toBe(place);
      }
      expect(await db.words.countDocuments({ brand: 'words' })).toBe(30);
    });

    test('copies that two processes find at once point at one original', async () => {
      const keys = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];
      await bring(
        one,
        keys.map((key) => draft(key, { brand: 'cop' })),
      );
      const result = (key: string) => ({ key, revision: 1, understanding: understanding() });
      await Promise.all(keys.map((key, at) => (at % 2 === 0 ? one : two).saveUnderstanding([result(key)], NOW)));
      const same = Object.fromEntries(keys.map((key) => [key, 'same']));
      await Promise.all([relate(one, same), relate(two, same)]);
      expect((await one.itemsByKey(keys)).map(({ copyOf, copies }) => `${copyOf} ${copies}`)).toEqual([
        'null 5',
        ...keys.slice(1).map(() => 'c1 0'),
      ]);
      expect(await one.count({ brand: 'cop' })).toBe(1);
      expect(await db.dirty.countDocuments({ kind: 'copies' })).toBe(0);
    });

    test('a day that somebody is writing stays marked, and is counted from its items until then', async () => {
      await bring(one, [draft('m1', { brand: 'mark', publishedOn: '2026-03-01' })]);
      while ((await one.refreshRollups(99)) > 0);
      const mark = { kind: 'day', brand: 'mark', value: '2026-03-01' } as const;
      const token = await begin(db, [mark]);
      // None is left that could be settled, so nobody asks again and again; the mark stands.
      expect(await one.refreshRollups(99)).toBe(0);
      expect(await db.dirty.countDocuments({ brand: 'mark', kind: 'day' })).toBe(1);
      // As a slow step would: its mark stands, the item comes after the figures were computed.
      await db.items.updateOne({ _id: 'm1' }, { $set: { stars: 5, star_group: 5 } });
      expect(await one.stats({ brand: 'mark' }, [])).toMatchObject([{ n: 1, starsSum: 5 }]);
      await end(db, token, [mark]);
      expect(await one.refreshRollups(99)).toBe(0);
      expect(await db.dirty.countDocuments({ brand: 'mark', kind: 'day' })).toBe(0);
      expect(await one.stats({ brand: 'mark' }, [])).toMatchObject([{ n: 1, starsSum: 5 }]);
    });

    test('a mark that was made anew since it was read is not taken away', async () => {
      const mark = { kind: 'day', brand: 'anew', value: '2026-03-03' } as const;
      await end(db, await begin(db, [mark]), [mark]);
      const read = (await dirty(db, 'day', 99)).filter(({ brand }) => brand === 'anew');
      expect(read).toHaveLength(1);
      const token = await begin(db, [mark]);
      await clear(db, read);
      await end(db, token, [mark]);
      await clear(db, read);
      expect(await db.dirty.countDocuments({ brand: 'anew' })).toBe(1);
      await clear(db, await dirty(db, 'day', 99));
      expect(await db.dirty.countDocuments({ brand: 'anew' })).toBe(0);
    });

    test('figures that a process remembers follow what another computes, and days that are gone', async () => {
      const stored = (key: string, day: string) => draft(key, { brand: 'kept', publishedOn: day, stars: 3 });
      const settle = async (store: Store) => {
        while ((await store.refreshRollups(99)) > 0);
      };
      const days = async () => (await one.stats({ brand: 'kept' }, ['day'])).map(({ key, n }) => `${key.day} ${n}`);
      await bring(one, [stored('k1', '2026-04-01'), stored('k2', '2026-04-02')]);
      await settle(one);
      expect(await days()).toEqual(['2026-04-01 1', '2026-04-02 1']);
      await bring(two, [stored('k3', '2026-04-02'), stored('k4', '2026-04-03')]);
      await settle(two);
      expect(await days()).toEqual(['2026-04-01 1', '2026-04-02 2', '2026-04-03 1']);
      await two.forget({ key: 'k1' });
      await settle(two);
      expect(await days()).toEqual(['2026-04-02 2', '2026-04-03 1']);
      // As a database that was put back from a copy: the numbers of its computations are lower.
      await db.rollups.deleteOne({ _id: 'kept:2026-04-02' });
      await db.rollups.updateOne({ _id: 'kept:2026-04-03' }, { $set: { made: 0, 'groups.0.n': 7 } });
      expect(await days()).toEqual(['2026-04-03 7']);
    });

    test('figures of a database from before they had all their dimensions are counted anew at the start', async () => {
      await bring(one, [draft('o1', { brand: 'old', publishedOn: '2026-04-04' })]);
      while ((await one.refreshRollups(99)) > 0);
      const old = { groups: [], by: { all: [] } };
      await db.rollups.collection.updateOne({ _id: 'old:2026-04-04' as never }, { $set: old });
      await db.meta.updateOne({ _id: 'schema' }, { $set: { version: 1 } });
      await expect(openMongoStore({ url, role: 'beside' })).rejects.toThrow(/is of an older Molva \(schema 1/);
      await (await openMongoStore({ url, role: 'loop', leaseClock: 'caller' })).close();
      expect(await one.stats({ brand: 'old', has_text: true }, ['day'])).toMatchObject([{ n: 1 }]);
      expect(await db.rollups.collection.countDocuments({ by: { $exists: true } })).toBe(0);
    });

    test('a word that was said of a copy before it held for the others comes to them when they are related again', async () => {
      const keys = ['sv-a', 'sv-b'];
      await bring(
        one,
        keys.map((key) => draft(key, { brand: 'sv' })),
      );
      await understand(one, Object.fromEntries(keys.map((key) => [key, { dupKey: 'same' }])));
      await one.setVerdict({ key: 'sv-a', verdict: 'unusual', by: 'Ann', now: NOW });
      const gone = { verdict: '', verdict_by: '', verdict_at: '', verdict_of: '', unusual_level: '' };
      await db.items.collection.updateOne({ _id: 'sv-b' as never }, { $unset: gone });
      await db.meta.updateOne({ _id: 'schema' }, { $set: { version: 6 } });
      await (await openMongoStore({ url, role: 'loop', leaseClock: 'caller' })).close();
      expect((await one.toKey('sv', 9)).map(({ key }) => key)).toEqual(['sv-a']);
      await relate(one);
      const { verdict } = (await one.item('sv-b'))!.unusual!;
      expect(verdict).toMatchObject({ verdict: 'unusual', by: 'Ann', of: 'sv-a' });
    });

    test('the word on copies that a killed process did not pass on is passed on with the figures', async () => {
      await bring(one, [draft('sk-a', { brand: 'sk' }), draft('sk-b', { brand: 'sk' })]);
      await understand(one, { 'sk-a': { dupKey: 'same' }, 'sk-b': { dupKey: 'same' } });
      const word = { verdict: 'genuine', verdict_by: 'Ann', verdict_at: NOW, v: 1 };
      await db.items.updateOne({ _id: 'sk-a' }, { $set: word });
      await end(db, 'killed', [{ kind: 'copies', brand: 'sk', value: 'sk-a' }]);
      await one.refreshRollups(99);
      expect((await one.item('sk-b'))?.unusual?.verdict).toMatchObject({ verdict: 'genuine', of: 'sk-a' });
      expect(await dirty(db, 'copies', 9)).toEqual([]);
    });

    test('figures that were computed from an older reading do not take the place of newer ones', async () => {
      await bring(one, [draft('r1', { brand: 'roll', publishedOn: '2026-03-02' })]);
      await one.refreshRollups(99);
      const filter = { _id: 'roll:2026-03-02', brand: 'roll', made: { $lt: 0 } };
      await expect(db.rollups.updateOne(filter, { $set: { groups: [] } }, { upsert: true })).rejects.toThrow(/E11000/);
      expect(await one.stats({ brand: 'roll' }, [])).toMatchObject([{ n: 1 }]);
    });

    test('what a killed process wrote but did not tell is told once, by whoever looks', async () => {
      await bring(one, [draft('left', { brand: 'left' })]);
      const event = untold({ at: NOW, type: 'item.updated', subject: 'left', brand: 'left', quiet: true });
      await db.items.updateOne({ _id: 'left' }, { $push: { outbox: event } });
      const before = await one.lastSeq();
      const leftOver = new LeftOver(0);
      await leftOver.tell(db);
      await leftOver.tell(db);
      expect(await one.events(before, 9)).toMatchObject([{ type: 'item.updated', subject: 'left' }]);
      // Killed between telling and taking it out: the nonce is there already.
      await db.items.updateOne({ _id: 'left' }, { $push: { outbox: event } });
      await new LeftOver(0).tell(db);
      expect(await db.events.countDocuments({ nonce: event.nonce })).toBe(1);
      expect(await db.items.countDocuments({ 'outbox.nonce': { $exists: true } })).toBe(0);
    });

    test('a number that was given out and never used holds readers for a while only', async () => {
      const before = await one.lastSeq();
      await db.counters.updateOne({ _id: 'event' }, { $inc: { value: 1 } });
      await bring(one, [draft('gap', { brand: 'gap' })]);
      expect(await one.events(before, 9)).toEqual([]);
      await db.events.updateMany({ _id: { $gt: before } }, { $set: { stored_at: new Date(Date.now() - 60_000) } });
      expect(await one.events(before, 9)).toMatchObject([{ seq: before + 2, subject: 'gap' }]);
    });

    test('a set of copies that a killed process left is settled with the figures', async () => {
      await bring(one, [draft('s1', { brand: 'set' }), draft('s2', { brand: 'set' })]);
      await understand(one, { s1: { dupKey: 'd' }, s2: { dupKey: 'd' } });
      const mark = { kind: 'copies', brand: 'set', value: 's2' } as const;
      await end(db, await begin(db, [mark]), [mark]);
      await db.items.updateOne({ _id: 's2' }, { $unset: { copy_of: 1 }, $set: { shown: 1 } });
      await one.refreshRollups(99);
      expect(await one.item('s2')).toMatchObject({ copyOf: 's1' });
      expect(await one.count({ brand: 'set' })).toBe(1);
    });

    test('a version that was kept for a change that did not come about is not shown', async () => {
      await bring(one, [draft('v', { brand: 'ver', text: 'only' })]);
      await db.versions.create({
        _id: 'v:1',
        brand: 'ver',
        key: 'v',
        revision: 1,
        text: 'only',
        fetched_at: NOW,
        replaced_at: NOW,
      });
      expect(await one.versions('v')).toEqual([]);
      await bring(one, [draft('v', { brand: 'ver', text: 'edited', fetchedAt: LATER })], { now: LATER });
      expect(await one.versions('v')).toMatchObject([{ text: 'only', revision: 1, replacedAt: LATER }]);
    });

    test('a field that no schema names is refused', async () => {
      await expect(db.items.updateOne({ _id: 'v' }, { $set: { nonsense: 1 } as never })).rejects.toThrow(/nonsense/);
    });
  });
