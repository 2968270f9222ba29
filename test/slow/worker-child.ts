import { defaultConfig } from '../../config/load.ts';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { createFetching } from '../../src/app-fetching.ts';
import { createRedisPace } from '../../src/collect/redis-pace.ts';
import { createRedisPlaces } from '../../src/collect/redis-places.ts';
import { createPool } from '../../src/compute/pool.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { createBullQueue } from '../../src/queue/bull-queue.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';

export interface WorkerOrder {
  readonly mongo: string;
  readonly redis: string;
  readonly prefix: string;
  /** Visits of one host side by side that the scraper allows; each worker has room for twice as many. */
  readonly most: number;
  /** A silent process is taken for dead after this: its jobs, leases and places are. */
  readonly patienceMs: number;
}

/** A worker of several, put together like the product's, but fast and impatient. Argument: the order as JSON. Ends by SIGTERM. */
const order = JSON.parse(process.argv[2] ?? '{}') as WorkerOrder;
const { mongo, redis: url, prefix, most, patienceMs } = order;
const stop = new AbortController();
const store = await openMongoStore({ url: mongo, role: 'loop' });
const compute = createPool({ workers: 1, parseTimeoutMs: 10_000, secret: 'a secret of the test' });
const pace = await createRedisPace({ url, prefix, log: quietLog });
const places = await createRedisPlaces({ url, prefix, log: quietLog, ttlMs: patienceMs });
const queue = await createBullQueue({ url, prefix, concurrency: 2 * most, log: quietLog, lockMs: patienceMs });
const clock = { now: () => Date.now() };
const common = { clock, log: quietLog, random: Math.random };
const config = defaultConfig();
const fetching = createFetching({ ...common, config, version: 'test', pace, places, origins: {}, cut: stop.signal });
const visits = {
  ...common,
  store,
  compute,
  scrapers: [{ ...jsonld, pace: { ...jsonld.pace, perMinute: 6_000_000, concurrency: most as 1 | 2 } }],
  fetchFor: fetching.fetchFor,
  turns: fetching.turns,
  owner: `test-${process.pid}`,
  keepNames: false,
  retentionDays: null,
  limits: { maxPages: 50, maxFollow: 0, jitterMs: 0, leaseMs: patienceMs, fullEveryMs: 0 },
};
queue.consume(async ({ subject }, signal) => void (await scrapeTarget(subject, visits, signal, { onlyDue: true })));
process.on('SIGTERM', async () => {
  await queue.close(5000);
  stop.abort();
  await Promise.all([compute.close(), pace.close(), places.close(), fetching.close()]);
  await store.close();
});
process.stdout.write('ready\n');
