import { quietLog } from '../src/domain/ambient.ts';
import { createBullQueue } from '../src/queue/bull-queue.ts';
import { createLocalQueue } from '../src/queue/local-queue.ts';
import type { Queue } from '../src/queue/queue.ts';
import { findRedisServer, startRedis } from '../test/servers/redis.ts';
import { type Figure, median } from './figure.ts';

const JOBS = 10_000;
const RUNS = 3;
/** The scheduler adds one after another; several at once stand for a few of its looks. */
const ADDERS = 8;
const CONCURRENCY = 8;

/** Empty jobs through the queue on Redis, put in and handed out at the same time, beside the queue of one process. */
export async function queueing(): Promise<Figure[]> {
  if (findRedisServer() === null) {
    process.stdout.write('skipped: queueing (no redis-server on the PATH)\n');
    return [];
  }
  const server = await startRedis();
  try {
    const onRedis: number[] = [];
    const inProcess: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const options = { concurrency: CONCURRENCY, log: quietLog };
      onRedis.push(await jobsPerSecond(await createBullQueue({ url: server.url, prefix: `bench-${run}`, ...options })));
      inProcess.push(await jobsPerSecond(createLocalQueue(options)));
    }
    return [
      {
        what: `${JOBS} empty jobs through Bull`,
        value: median(onRedis),
        unit: 'jobs/s',
        goal: 500,
        better: 'bigger',
        peer: { name: 'in one process', value: median(inProcess) },
      },
    ];
  } finally {
    await server.stop();
  }
}

async function jobsPerSecond(queue: Queue): Promise<number> {
  let left = JOBS;
  const done = new Promise<void>((resolve) => {
    queue.consume(async () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
  const from = performance.now();
  await Promise.all(
    Array.from({ length: ADDERS }, async (_, adder) => {
      for (let index = adder; index < JOBS; index += ADDERS) {
        const group = `brand ${index % 20}`;
        await queue.add({ name: 'scrape-target', subject: String(index) }, { id: `j${index}`, priority: 10, group });
      }
    }),
  );
  await done;
  const seconds = (performance.now() - from) / 1000;
  await queue.close(5000);
  return JOBS / seconds;
}
