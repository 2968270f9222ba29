import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { stems } from '../../../src/understand/stems.ts';
import { sharedMongo } from '../../services.ts';
import { bring, draft, LATER, leased, NOW, understand } from '../drafts.ts';
import { dropDatabase, freshUrl } from './temp-store.ts';

const mongo = sharedMongo('MongoDB: erasing');
if (mongo !== null)
  describe('MongoDB: what is erased', () => {
    const url = freshUrl(mongo.url);
    let one: Store;
    let other: Store;
    let raw: Connection;
    beforeAll(async () => {
      one = await openMongoStore({ url, role: 'loop', leaseClock: 'caller' });
      other = await openMongoStore({ url, role: 'loop', leaseClock: 'caller' });
      raw = await mongoose.createConnection(url).asPromise();
    });
    afterAll(async () => {
      await Promise.all([one.close(), other.close(), raw.close()]);
      await dropDatabase(url);
    });

    /** Collections in which a word is met, whatever the field. */
    async function traces(word: string): Promise<string[]> {
      const collections = (await raw.db?.collections()) ?? [];
      const found = await Promise.all(
        collections.map(async (collection) => {
          const documents = await collection.find().toArray();
          return JSON.stringify(documents).includes(word) ? [collection.collectionName] : [];
        }),
      );
      return found.flat().sort();
    }

    /** An item with everything that can hang on one; the word stands in all of it. */
    async function put(word: string, brand: string): Promise<void> {
      const key = `key-${word}`;
      const first = draft(key, { brand, text: `${word} old`, authorHash: `author-${word}`, publishedOn: '2026-01-01' });
      await bring(one, [first, draft(`twin-${brand}`, { brand, publishedOn: '2026-01-02' })]);
      await bring(one, [{ ...first, text: `${word} new`, fetchedAt: LATER }], { now: LATER });
      await understand(one, { [key]: { stems: [word, 'common'], dupKey: brand } });
      await understand(one, { [`twin-${brand}`]: { stems: ['common'], dupKey: brand } });
      await understand(one, { [key]: { modelVersion: `next-${word}`, stems: [word] } });
      await one.setTags({ key, add: [word], remove: [], by: 'Ann', now: NOW });
      await one.correct({ key, sentiment: 'negative', by: word, now: NOW });
      const change = { answer: { choice: 'no', reason: word } } as const;
      await one.decide({ keys: [key], change, by: 'Ann', now: NOW, batch: word });
      await raw.collection('item_alias').insertOne({ _id: `alias-${word}` as never, brand, key });
    }

    test.each([
      ['its key', 'kiwi', { key: 'key-kiwi' }],
      ['its author', 'pear', { authorHash: 'author-pear' }],
      ['its brand', 'plum', { brand: 'brand-of-item' }],
    ])('by %s leaves no trace in any collection', async (_, word, what) => {
      await put(word, 'brand-of-item');
      expect(await traces(word)).toEqual(
        ['event', 'item', 'item_alias', 'item_version', 'understanding_next', 'word'].sort(),
      );
      await one.forget(what);
      expect(await traces(word)).toEqual([]);
      const twin = await one.item('twin-brand-of-item');
      expect(twin === null ? null : [twin.copyOf, twin.copies]).toEqual('brand' in what ? null : [null, 0]);
      expect(await one.count({ brand: 'brand-of-item', q: 'comm' })).toBe(twin === null ? 0 : 1);
      const counted = await one.stats({ brand: 'brand-of-item' }, []);
      expect(counted.reduce((sum, { n }) => sum + n, 0)).toBe(twin === null ? 0 : 1);
    });

    test('by its age leaves none either', async () => {
      await put('lime', 'old');
      await one.cleanUp({ itemsBefore: '2026-01-02', eventsBefore: '2000-01-01', now: LATER, limit: 9 });
      expect(await traces('lime')).toEqual([]);
      expect(await one.item('twin-old')).toMatchObject({ copyOf: null });
    });

    test('two processes that forget one brand at once, while a third visits it, leave nothing of it', async () => {
      const keys = Array.from({ length: 40 }, (_, at) => `melon${at}`);
      await bring(
        one,
        keys.map((key) => draft(key, { brand: 'acme' })),
      );
      const lease = await leased(one, 'visited');
      const run = await one.startRun({ lease, by: 'network', parserVersion: 1, now: NOW });
      const forget = (store: Store) => store.forget({ brand: 'acme' });
      const both = await Promise.all([forget(one), forget(other)]);
      expect(Math.max(...both)).toBeGreaterThan(0);
      const page = { lease, runId: run.id, items: [draft('melon99')], cursor: null, backfill: false, now: NOW };
      await expect(one.commitPage(page)).rejects.toMatchObject({ name: 'LeaseLost' });
      expect(await traces('melon')).toEqual([]);
      expect((await other.run(run.id))?.outcome).toBe('partial');
      expect(await one.dueTargets(LATER, 9)).toEqual([]);
    });

    test('an edit and a result that come while their item is erased leave nothing of what was erased', async () => {
      const left = async (key: string): Promise<unknown[]> => {
        const revision = (await one.item(key))?.revision ?? 0;
        const versions = await raw
          .collection('item_version')
          .find({ key, revision: { $gte: revision } })
          .toArray();
        const next = await raw.collection('understanding_next').find({ key }).toArray();
        return [...versions, ...(revision === 0 ? next : [])];
      };
      for (let ms = 0; ms < 24; ms += 1) {
        const key = `lime${ms}`;
        const first = draft(key, { brand: 'amid', text: `${key} old` });
        await bring(one, [first]);
        await understand(one, { [key]: {} });
        await Promise.all([
          one.forget({ key }),
          setTimeout(ms).then(() => bring(other, [{ ...first, text: 'new', fetchedAt: LATER }], { now: LATER })),
          setTimeout((ms * 5) % 24).then(() => understand(other, { [key]: { modelVersion: 'beside' } })),
        ]);
        expect(await left(key)).toEqual([]);
      }
    });

    test('a word that one process has forgotten is found again when it comes back by another', async () => {
      const say = async (store: Store, key: string) => {
        await bring(store, [draft(key, { brand: 'words' })]);
        await understand(store, { [key]: { stems: ['zebra'] } });
      };
      await say(one, 'first');
      await other.forget({ key: 'first' });
      expect(await one.count({ brand: 'words', q: 'zebr' })).toBe(0);
      await say(one, 'second');
      expect(await other.count({ brand: 'words', q: 'zebr' })).toBe(1);
      await Promise.all([say(one, 'third'), other.forget({ key: 'second' })]);
      expect(await other.count({ brand: 'words', q: 'zebr' })).toBe(1);
    });

    test('words of an older content go with the item too', async () => {
      const said = async (text: string, fetchedAt: string) => {
        await bring(one, [draft('edited', { brand: 'former', text, fetchedAt })], { now: fetchedAt });
        await understand(one, { edited: { stems: stems(text) } });
      };
      await said('An antelope waited for hours', NOW);
      await said('All is well', LATER);
      expect(await traces('antelop')).toContain('word');
      await one.forget({ key: 'edited' });
      expect(await traces('antelop')).toEqual([]);
    });

    test('who was killed while erasing finds the items again [R01]', async () => {
      await put('fig', 'broken');
      // As it is before the items themselves go.
      for (const name of ['item_version', 'item_alias', 'understanding_next'])
        await raw.collection(name).deleteMany({ key: 'key-fig' });
      await raw.collection('word').deleteMany({ word: 'fig' });
      expect(await other.forget({ key: 'key-fig' })).toBe(1);
      expect(await traces('fig')).toEqual([]);
    });
  });
