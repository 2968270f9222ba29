import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { modelsOf } from '../../../src/store/mongo/models.ts';
import { LeftOver } from '../../../src/store/mongo/outbox.ts';
import { sharedMongo } from '../../services.ts';
import { NOW } from '../drafts.ts';
import { PAGES, pageOf } from './pages-of-child.ts';
import { openFresh } from './temp-store.ts';

const KILLS = Number(process.env['MOLVA_TEST_KILLS'] ?? 3);

/** Starts a process that writes, and kills it some moments after its n-th page. */
async function killed(
  url: string,
  round: number,
  { pages, afterMs }: { pages: number; afterMs: number },
): Promise<void> {
  const file = path.join(import.meta.dirname, 'child.ts');
  const child = spawn(process.execPath, [file, url, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let seen = 0;
  for await (const _line of createInterface({ input: child.stdout })) {
    seen += 1;
    if (seen < pages) continue;
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    break;
  }
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const mongo = sharedMongo('MongoDB kills');
if (mongo !== null)
  test('processes killed between any two steps: what is repeated is there once, with all its versions and events [R01]', async () => {
    const { store, url, dispose } = await openFresh(mongo.url);
    const connection = await mongoose.createConnection(url).asPromise();
    const db = { connection, where: 'test', readOnly: false, leaseClock: 'caller', ...modelsOf(connection) } as const;
    try {
      for (let kill = 0; kill < KILLS; kill += 1) {
        const pages = 1 + ((kill * 5) % 9);
        await killed(url, kill * 10, { pages, afterMs: (kill * 3) % 11 });
      }
      // The last round is done once more, by a process that lives; a round is the second of the fetch.
      const last = KILLS * 10;
      for (let page = 0; page < PAGES; page += 1)
        await store.importItems({ items: pageOf(page, last), targetId: null, backfill: false, now: NOW });
      await new LeftOver(0).tell(db);

      const keys = Array.from({ length: PAGES }, (_, page) => pageOf(page, 0).map(({ key }) => key)).flat();
      expect([...(await store.keys({}, 999))].sort()).toEqual([...keys].sort());
      const items = await store.itemsByKey(keys);
      for (const item of items) {
        expect(item.text).toBe(`Text of round ${last}`);
        const versions = await store.versions(item.key);
        expect(versions.map(({ revision }) => revision)).toEqual(versions.map((_, place) => place + 1));
        expect(versions).toHaveLength(item.versions);
        expect(item.revision).toBe(item.versions + 1);
      }
      const events = await db.events.find({}).lean();
      const told = (type: string, key: string) =>
        events.filter((event) => event.type === type && event.subject === key).length;
      expect(items.map(({ key }) => told('item.created', key))).toEqual(items.map(() => 1));
      expect(items.map(({ key }) => told('item.updated', key))).toEqual(items.map(({ versions }) => versions));
      expect(await db.items.countDocuments({ 'outbox.nonce': { $exists: true } })).toBe(0);
      await store.refreshRollups(99);
      expect(await store.stats({}, [])).toMatchObject([{ n: keys.length }]);
    } finally {
      await connection.close();
      await dispose();
    }
  });
