import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../src/demo/random.ts';
import { relatePending } from '../../src/jobs/relate-pending.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../molva.ts';
import { sharedMongo } from '../services.ts';
import { bring, LATER } from '../store/drafts.ts';
import { dropDatabase } from '../store/mongo/temp-store.ts';
import { expectedPlaces, relating, reviews, storedPlaces } from './related-texts.ts';

const KILLS = Number(process.env['MOLVA_TEST_KILLS'] ?? 4);
const mongo = sharedMongo('relating on MongoDB');
const folder = temporaryFolder();
afterAll(() => folder.remove());

const file = path.join(folder.path, 'molva.db');
const engines = [
  {
    name: 'SQLite',
    where: file,
    open: (): Promise<Store> => openSqliteStore({ path: file, role: 'loop' }),
    beside: (): Promise<Store> => openSqliteStore({ path: file, role: 'beside' }),
    drop: async () => undefined,
  },
  ...(mongo === null
    ? []
    : [
        {
          name: 'MongoDB',
          where: mongo.url,
          open: (): Promise<Store> => openMongoStore({ url: mongo.url, role: 'loop' }),
          beside: (): Promise<Store> => openMongoStore({ url: mongo.url, role: 'beside' }),
          drop: () => dropDatabase(mongo.url),
        },
      ]),
];

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = createRandom(seed);
  const left = [...list];
  return list.map(() => left.splice(random.int(0, left.length - 1), 1)[0]!);
}

describe.each(engines)('copies and families on $name', ({ where, open, beside, drop }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });

  test('one by one, by fours and by nines, in any order, all at once and anew from zero end the same, as does the search without a store', async () => {
    const wanted = expectedPlaces(reviews('all', 72));
    expect(new Set(Object.values(wanted).map((place) => place.split(' ')[0]))).toEqual(
      new Set(['original', 'copy', 'near-copy']),
    );
    await bring(store, reviews('all', 72));
    expect(await relatePending(relating(store))).toBe(72);
    expect(await relatePending(relating(store))).toBe(0);
    expect(await storedPlaces(store, 'all')).toEqual(wanted);
    for (const [seed, atOnce] of [1, 4, 9].entries()) {
      const brand = `order${seed}`;
      const all = shuffled(reviews(brand, 72), seed + 1);
      for (let at = 0; at < all.length; at += atOnce) {
        await bring(store, all.slice(at, at + atOnce));
        await relatePending(relating(store));
      }
      expect(await storedPlaces(store, brand)).toEqual(wanted);
    }
    // Of another version of the search: all anew.
    await store.saveSetting('duplicates.version', 'older');
    expect(await relatePending(relating(store))).toBe(72 * 4);
    expect(await storedPlaces(store, 'order1')).toEqual(wanted);
  }, 120_000);

  test('what is edited goes to its new copies, what is erased leaves the rest as if it had never been', async () => {
    const before = reviews('edit', 40);
    await bring(store, before);
    await relatePending(relating(store));
    const now = before.map((one, at) => (at === 0 ? { ...one, text: before[2]!.text, fetchedAt: LATER } : one));
    await bring(store, now, { now: LATER });
    await relatePending(relating(store));
    expect(await storedPlaces(store, 'edit')).toEqual(expectedPlaces(now));
    await store.forget({ key: now[0]!.key });
    await store.forget({ key: now[1]!.key });
    await relatePending(relating(store));
    expect(await storedPlaces(store, 'edit')).toEqual(expectedPlaces(now.slice(2)));
  });

  test('what was compared and not yet placed when the process died is placed by the next, where nothing else waits [R01]', async () => {
    const all = reviews('unplaced', 40);
    await bring(store, all);
    const dies = async () => {
      throw new Error('the process died');
    };
    await expect(relatePending(relating({ ...store, placeDue: dies }))).rejects.toThrow('the process died');
    const alone = Object.values(await storedPlaces(store, 'unplaced')).filter((place) => place.startsWith('original'));
    expect(alone).toHaveLength(40);
    expect(await relatePending(relating(store))).toBe(0);
    expect(await storedPlaces(store, 'unplaced')).toEqual(expectedPlaces(all));
  });

  test('several workers at once, while more comes in, end as one would', async () => {
    const all = shuffled(reviews('both', 60), 7);
    const second = await beside();
    const bringing = (async () => {
      for (let at = 0; at < all.length; at += 5) await bring(store, all.slice(at, at + 5));
    })();
    const working = [store, second, store].map(async (one) => {
      for (let round = 0; round < 12; round += 1) await relatePending(relating(one));
    });
    await Promise.all([bringing, ...working]);
    await relatePending(relating(second));
    await second.close();
    expect(await storedPlaces(store, 'both')).toEqual(expectedPlaces(reviews('both', 60)));
    while ((await store.refreshRollups(50)) > 0);
    const shown = Object.values(await storedPlaces(store, 'both')).filter((place) => !place.startsWith('copy'));
    expect(await store.stats({ brand: 'both' }, [])).toMatchObject([{ n: shown.length }]);
  }, 60_000);

  test(`killed ${KILLS} times amid it, it ends the same [R01]`, async () => {
    const all = reviews('kill', 400);
    await bring(store, reviews('calm', 400));
    await relatePending(relating(store));
    const random = createRandom(11);
    const step = Math.ceil(all.length / KILLS);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await bring(store, all.slice(kill * step, (kill + 1) * step));
      const child = spawn(process.execPath, [path.join(import.meta.dirname, 'relate-child.ts'), where], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const gone = once(child, 'exit');
      await once(createInterface({ input: child.stdout }), 'line');
      await new Promise((resolve) => setTimeout(resolve, random.int(0, 250)));
      child.kill('SIGKILL');
      await gone;
    }
    await relatePending(relating(store));
    expect(await storedPlaces(store, 'kill')).toEqual(await storedPlaces(store, 'calm'));
    while ((await store.refreshRollups(50)) > 0);
    const shown = Object.values(await storedPlaces(store, 'kill')).filter((place) => !place.startsWith('copy'));
    expect(await store.stats({ brand: 'kill' }, [])).toMatchObject([{ n: shown.length }]);
  }, 120_000);
});
