import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { createBullQueue } from '../../src/queue/bull-queue.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { addPlace } from '../crash/visits.ts';
import { eventually } from '../molva.ts';
import { madeUpReviews, reviewPages } from '../servers/review-pages.ts';
import { startSite } from '../servers/site.ts';
import { sharedMongo, sharedRedis } from '../services.ts';
import { dropDatabase } from '../store/mongo/temp-store.ts';
import type { WorkerOrder } from './worker-child.ts';

const mongo = sharedMongo('two workers at one host');
const redis = sharedRedis('two workers at one host');
/** A busy machine says nothing for some seconds, too. */
const PATIENCE_MS = 8000;
const PLACES_READ = 8;
const MOST = 2;

if (mongo !== null && redis !== null)
  describe('two workers and one host', () => {
    const workers: ChildProcess[] = [];
    afterAll(async () => {
      for (const worker of workers) worker.kill('SIGKILL');
      await dropDatabase(mongo.url);
    });

    async function startWorker(): Promise<ChildProcess> {
      const order: WorkerOrder = {
        mongo: mongo!.url,
        redis: redis!.url,
        prefix: redis!.prefix,
        most: MOST,
        patienceMs: PATIENCE_MS,
      };
      const child = spawn(
        process.execPath,
        [path.join(import.meta.dirname, 'worker-child.ts'), JSON.stringify(order)],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      workers.push(child);
      await once(child.stdout!, 'data');
      return child;
    }

    test('never visit it more than it allows at once, as it sees them, also when one of them is killed [R15]', async () => {
      const site = await startSite();
      site.shop.reviews = madeUpReviews(10);
      /** Answers that the site holds back: one for each visit that goes on now. */
      const open = new Set<() => void>();
      let mostOpen = 0;
      const slow: RequestListener = (_request, response) => {
        const answer = (): void => void response.setHeader('content-type', 'text/html').end(reviewPages(site.shop, 1));
        open.add(answer);
        mostOpen = Math.max(mostOpen, open.size);
        response.on('close', () => open.delete(answer));
      };
      const store = await openMongoStore({ url: mongo.url, role: 'loop' });
      const targets: string[] = [];
      for (let n = 0; n < PLACES_READ; n += 1) {
        site.pages.set(`/shop/${n}`, slow);
        targets.push(await addPlace(store, `${site.origin}/shop/${n}`));
      }
      const log = quietLog;
      const queue = await createBullQueue({ url: redis.url, prefix: redis.prefix, concurrency: 1, log });
      const clock = { now: () => Date.now() };
      const scheduler = createScheduler({ store, queue, clock, log, modelVersion: () => null, tickMs: 50 });
      const [doomed] = await Promise.all([startWorker(), startWorker()]);
      scheduler.start();
      const read = async (): Promise<number> =>
        (await Promise.all(targets.map((id) => store.target(id)))).filter((one) => one?.lastOutcome === 'ok').length;

      await eventually('as many visits as may be', async () => open.size === MOST, 60_000);
      // Both workers had time to begin more, had they been let.
      const until = performance.now() + 1500;
      while (performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50));
      for (const answer of [...open]) answer();
      await eventually('the next visits', async () => (await read()) >= MOST && open.size === MOST, 60_000);
      doomed.kill('SIGKILL');
      // The others go on, in the places of the dead one too.
      await eventually(
        'all to be read',
        async () => {
          for (const answer of [...open]) answer();
          return (await read()) === PLACES_READ;
        },
        90_000,
      );
      expect(mostOpen).toBe(MOST);
      await scheduler.stop();
      await queue.close(1000);
      await store.close();
      const ends = once(workers[1]!, 'exit');
      workers[1]!.kill('SIGTERM');
      expect(await ends).toEqual([0, null]);
      await site.close();
    }, 240_000);
  });
