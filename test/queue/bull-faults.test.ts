import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createRedisPace } from '../../src/collect/redis-pace.ts';
import { type Log, quietLog } from '../../src/domain/ambient.ts';
import { Unavailable } from '../../src/errors.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { NO_BRAND } from '../../src/jobs/visiting.ts';
import { createBullQueue } from '../../src/queue/bull-queue.ts';
import type { Job, Queue } from '../../src/queue/queue.ts';
import { type RedisServer, startRedis } from '../servers/redis.ts';
import { sharedRedis } from '../services.ts';
import { LATER, NOW, newTarget } from '../store/drafts.ts';
import { openTemp } from '../store/sqlite/temp-store.ts';

const visit = (subject: string): Job => ({ name: 'scrape-target', subject });
/** An operator is promised 5 s. A machine that is busy with other tests may need more; one that does not resume never does. */
const RESUMES_WITHIN_MS = 20_000;

if (sharedRedis('queue on a Redis that fails') !== null) {
  describe('queue on a Redis that fails', () => {
    let server: RedisServer;
    const queues: Queue[] = [];
    beforeAll(async () => {
      server = await startRedis();
    });
    afterAll(() => server.stop());

    async function open(prefix: string, log: Log = quietLog): Promise<Queue> {
      const queue = await createBullQueue({ url: server.url, prefix, concurrency: 2, log });
      queues.push(queue);
      return queue;
    }

    test('killed and started again: who asks meanwhile is told, and work goes on by itself [R05]', async () => {
      const heard: string[] = [];
      const hear = (_: unknown, message: string): void => void heard.push(message);
      const queue = await open('kill', { ...quietLog, warn: hear, info: hear, error: hear });
      const seen: string[] = [];
      let arrived: (subject: string) => void = () => undefined;
      queue.consume(async ({ subject }) => {
        seen.push(subject);
        arrived(subject);
      });
      await queue.add(visit('before'), { id: 'before' });
      await queue.drain();
      await server.kill();
      // Nothing of this piles up for the time when it is back.
      const asked = Array.from({ length: 50 }, (_, index) => queue.add(visit(`during ${index}`), { id: `d${index}` }));
      for (const one of await Promise.allSettled(asked))
        expect(one).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
      await expect(queue.counts()).rejects.toThrow(Unavailable);
      await server.start();
      const from = performance.now();
      const resumed = new Promise((resolve) => {
        arrived = resolve;
      });
      while (!(await queue.add(visit('after'), { id: 'after' }).catch(() => false)))
        await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await resumed).toBe('after');
      expect(performance.now() - from).toBeLessThan(RESUMES_WITHIN_MS);
      expect(seen).toEqual(['before', 'after']);
      // One line for each connection, however long it lasted.
      expect(heard.filter((message) => message === 'Redis is away').length).toBeLessThanOrEqual(5);
      expect(heard).toContain('Redis is back');
      await queue.close(1000);
    });

    test('emptied while jobs wait and one runs: the next look at the store brings all back [R06]', async () => {
      const { store, dispose } = await openTemp();
      const queue = await open('flush');
      await store.saveBrand({ ...NO_BRAND, id: 'acme', name: 'Acme' }, NOW);
      for (let index = 0; index < 20; index += 1) await store.addTarget(newTarget(`t${index}`), NOW);
      const scheduler = createScheduler({
        store,
        queue,
        clock: { now: () => Date.parse(LATER) },
        log: quietLog,
        modelVersion: () => null,
        tickMs: 1000,
      });
      const seen = new Set<string>();
      let free: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => {
        free = resolve;
      });
      let begun: () => void = () => undefined;
      const began = new Promise<void>((resolve) => {
        begun = resolve;
      });
      queue.consume(async ({ subject }) => {
        begun();
        await gate;
        seen.add(subject);
      });
      await scheduler.tick();
      await began;
      const client = new Redis(server.url);
      await client.flushall();
      client.disconnect();
      expect(await queue.counts()).toEqual({ waiting: 0, active: 0 });
      await scheduler.tick();
      const { waiting, active } = await queue.counts();
      expect(waiting + active).toBe(20);
      free();
      await queue.drain();
      expect(seen.size).toBe(20);
      await queue.close(1000);
      await dispose();
    });

    test('hung: who asks is told in time, no slot is given, and it goes on afterwards [R05]', async () => {
      const queue = await open('hung');
      const pace = await createRedisPace({ url: server.url, prefix: 'hung', log: quietLog, awayMs: 0 });
      process.kill(server.pid()!, 'SIGSTOP');
      const asked = await Promise.allSettled([queue.add(visit('a'), { id: 'a' }), queue.counts(), pace.next('a', 1)]);
      process.kill(server.pid()!, 'SIGCONT');
      for (const one of asked) expect(one).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
      expect(await queue.add(visit('b'), { id: 'b' })).toBe(true);
      await pace.next('b', 1);
      await Promise.all([queue.close(1000), pace.close()]);
    });

    test('full: who adds is told, and what waits is still handed out', async () => {
      const queue = await open('full');
      await queue.add(visit('waits'), { id: 'waits' });
      const client = new Redis(server.url);
      await client.config('SET', 'maxmemory', '1mb');
      await expect(queue.add(visit('more'), { id: 'more' })).rejects.toThrow(/refuses \(OOM\)/);
      await client.config('SET', 'maxmemory', '0');
      client.disconnect();
      const seen = await new Promise((resolve) => {
        queue.consume(async ({ subject }) => resolve(subject));
      });
      expect(seen).toBe('waits');
      await queue.close(1000);
    });

    test('away while it closes: it closes all the same', async () => {
      const queue = await open('close');
      let aborted = false;
      let begun: () => void = () => undefined;
      const began = new Promise<void>((resolve) => {
        begun = resolve;
      });
      queue.consume(async (_job, signal) => {
        begun();
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        aborted = true;
      });
      await queue.add(visit('a'), { id: 'a' });
      await began;
      await server.kill();
      await queue.close(50);
      expect(aborted).toBe(true);
      await server.start();
    });
  });
}
