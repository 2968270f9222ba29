import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MongoServer, startMongo } from '../../servers/mongo.ts';
import { sharedMongo } from '../../services.ts';
import { changesContract } from '../contract/changes.ts';
import { itemsContract } from '../contract/items.ts';
import { runsContract } from '../contract/runs.ts';
import { bring, draft, LATER, NOW } from '../drafts.ts';
import { CARDS, TARGET } from './committing-child.ts';
import { openFresh, reusedDatabases } from './temp-store.ts';

const KILLS = Number(process.env['MOLVA_TEST_KILLS'] ?? 3);

/** What only a set does otherwise: transactions, reads and writes by the majority. The whole contract on one is in test/slow. */
if (sharedMongo('MongoDB as a replica set') !== null)
  describe('MongoDB as a replica set', () => {
    let server: MongoServer;
    let databases: ReturnType<typeof reusedDatabases>;
    beforeAll(async () => {
      server = await startMongo({ replicaSet: true });
      databases = reusedDatabases(server.url);
    });
    afterAll(() => server.stop());

    const open = () => databases.open();
    itemsContract(open);
    changesContract(open);
    runsContract(open);

    /** Starts a process that commits page after page, and kills it some moments after one of them. Returns the last it told of. */
    async function killed(url: string, id: string, { pages, afterMs }: { pages: number; afterMs: number }) {
      const file = path.join(import.meta.dirname, 'committing-child.ts');
      const child = spawn(process.execPath, [file, url, id], { stdio: ['ignore', 'pipe', 'inherit'] });
      let told = 0;
      for await (const line of createInterface({ input: child.stdout })) {
        told = Number(line);
        if (told < pages) continue;
        await new Promise((resolve) => setTimeout(resolve, afterMs));
        break;
      }
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      return told;
    }

    test('a process killed amid a page leaves the whole page with its cursor, or nothing of it [R01]', async () => {
      const { store, url } = await openFresh(server.url);
      try {
        for (let kill = 0; kill < KILLS; kill += 1) {
          const id = `kill-${kill}`;
          await store.addTarget({ ...TARGET, id, options: { id } }, NOW);
          const told = await killed(url, id, { pages: 1 + (kill % 3), afterMs: (kill * 7) % 40 });
          const done = Number((await store.target(id))?.cursor?.['page']);
          // The page that was on its way may have come in whole, untold.
          expect([told, told + 1]).toContain(done);
          const items = await store.count({ target: [id], copies: 'all' });
          expect(items).toBe(done * CARDS);
          expect(await store.keys({ target: [id] }, 9999)).toHaveLength(items);
        }
      } finally {
        // The database goes with its server: dropping it would wait a minute for the transactions of the killed.
        await store.close();
      }
    });

    test('two processes that write the same items at once: each is there once, with every version', async () => {
      const one = await openFresh(server.url);
      const { openMongoStore } = await import('../../../src/store/mongo/open.ts');
      const two = await openMongoStore({ url: one.url, role: 'beside', leaseClock: 'caller' });
      try {
        const cards = (round: number) =>
          [0, 1, 2, 3, 4, 5].map((card) =>
            draft(`c${card}`, { text: `round ${round}`, fetchedAt: `2026-05-21T12:0${round}:00.000Z` }),
          );
        await Promise.all([bring(one.store, cards(0)), bring(two, cards(0))]);
        await Promise.all(
          [1, 2, 3, 4].map((round) => bring(round % 2 === 0 ? one.store : two, cards(round), { now: LATER })),
        );
        const items = await one.store.itemsByKey(cards(0).map(({ key }) => key));
        expect(items.map(({ text }) => text)).toEqual(cards(4).map(({ text }) => text));
        for (const { key, versions } of items) expect(await two.versions(key)).toHaveLength(versions);
        while ((await two.refreshRollups(99)) > 0);
        expect(await one.store.stats({}, [])).toMatchObject([{ n: 6 }]);
      } finally {
        await two.close();
        await one.dispose();
      }
    });
  });
