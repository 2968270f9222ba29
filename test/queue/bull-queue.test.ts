import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import Bull from 'bull';
import { Redis } from 'ioredis';
import { type Log, quietLog } from '../../src/domain/ambient.ts';
import { createBullQueue } from '../../src/queue/bull-queue.ts';
import type { Job } from '../../src/queue/queue.ts';
import { sharedRedis } from '../services.ts';
import { queueContract } from './contract.ts';

/** A process that did not renew its lock for so long is taken for dead. */
const LOCK_MS = 300;
const visit = (subject: string): Job => ({ name: 'scrape-target', subject });

/** A log that keeps what a person would see. */
export function openEars(): { readonly log: Log; readonly heard: string[] } {
  const heard: string[] = [];
  const hear = (_fields: unknown, message: string): void => void heard.push(message);
  return { log: { ...quietLog, info: hear, warn: hear, error: hear }, heard };
}

const redis = sharedRedis('queue on Redis');
if (redis !== null) {
  const { url } = redis;
  let made = 0;
  const ownPrefix = (): string => {
    made += 1;
    return `${redis.prefix}-${made}`;
  };
  const open = (prefix: string, log: Log = quietLog, parkedMs?: number) =>
    createBullQueue({ url, prefix, concurrency: 1, log, lockMs: LOCK_MS, parkedMs });
  const worker = (prefix: string, what: 'note' | 'die'): ChildProcess =>
    spawn(process.execPath, [path.join(import.meta.dirname, 'bull-child.ts'), url, prefix, what, String(LOCK_MS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const client = new Redis(url);
  afterAll(() => client.disconnect());

  queueContract('bull', async ({ concurrency }) =>
    createBullQueue({ url, prefix: ownPrefix(), concurrency, log: quietLog }),
  );

  describe('many processes on one Redis', () => {
    test('each job is handed to one of them [R08]', async () => {
      const prefix = ownPrefix();
      const workers = [worker(prefix, 'note'), worker(prefix, 'note')];
      await Promise.all(workers.map(({ stdout }) => once(stdout!, 'data')));
      const queue = await open(prefix);
      for (let index = 0; index < 200; index += 1) await queue.add(visit(String(index)), { id: `t${index}` });
      await queue.drain();
      const seen = (await client.lrange(`${prefix}:seen`, 0, -1)).map((line) => line.split(' '));
      const ends = workers.map((one) => once(one, 'exit'));
      for (const one of workers) one.kill('SIGTERM');
      expect((await Promise.all(ends)).map(([code]) => code)).toEqual([0, 0]);
      await queue.close(1000);
      expect(seen).toHaveLength(200);
      expect(new Set(seen.map(([subject]) => subject)).size).toBe(200);
      expect(new Set(seen.map(([, pid]) => pid)).size).toBe(2);
    });

    test('an id is one job for all of them [R08]', async () => {
      const prefix = ownPrefix();
      const queues = [await open(prefix), await open(prefix)];
      const added = await Promise.all(
        Array.from({ length: 50 }, (_, index) => queues[index % 2]!.add(visit('a'), { id: 'a' })),
      );
      expect(added.filter(Boolean)).toHaveLength(1);
      expect(await queues[0]!.counts()).toEqual({ waiting: 1, active: 0 });
      await Promise.all(queues.map((queue) => queue.close(1000)));
    });

    test('what one leaves waiting when it closes the next one takes', async () => {
      const prefix = ownPrefix();
      const first = await open(prefix);
      await first.add(visit('left'), { id: 'left' });
      await first.close(1000);
      const second = await open(prefix);
      const seen = await new Promise((resolve) => {
        second.consume(async ({ subject }) => resolve(subject));
      });
      await second.close(1000);
      expect(seen).toBe('left');
    });
  });

  test('a job that kills its process is handed out again, the third time it is parked, and the others go on [R04]', async () => {
    const prefix = ownPrefix();
    const { log, heard } = openEars();
    const feeder = await open(prefix);
    await feeder.add(visit('poison'), { id: 'poison' });
    // Each dies of a job that was handed out again after the one before had died of it.
    for (let death = 0; death < 3; death += 1)
      expect(await once(worker(prefix, 'die'), 'exit')).toEqual([null, 'SIGKILL']);
    const queue = await open(prefix, log);
    const seen: string[] = [];
    queue.consume(async ({ subject }) => void seen.push(subject));
    await queue.add(visit('good'), { id: 'good' });
    while ((await feeder.parked()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const [parked] = await feeder.parked();
    expect(parked).toMatchObject({ id: 'poison', name: 'scrape-target', subject: 'poison' });
    expect(parked!.reason).toMatch(/three times/);
    expect(heard).toContain('job is parked');
    expect(await feeder.add(visit('poison'), { id: 'poison' })).toBe(false);
    await queue.drain();
    expect(seen).toEqual(['good']);
    // A person gives it another chance; what is not parked is left alone.
    expect([await feeder.unpark('good'), await feeder.unpark('nobody'), await feeder.unpark('poison')]).toEqual([
      false,
      false,
      true,
    ]);
    expect(await feeder.parked()).toEqual([]);
    expect(await feeder.add(visit('poison'), { id: 'poison' })).toBe(true);
    await queue.drain();
    expect(seen).toEqual(['good', 'poison']);
    await Promise.all([queue, feeder].map((one) => one.close(1000)));
  });

  test('a parked job is given another chance after its time', async () => {
    const prefix = ownPrefix();
    const bull = new Bull('scrape', url, { prefix });
    await bull.add('scrape-target', { subject: 'poison' }, { jobId: 'job:poison' });
    await (await bull.getNextJob())!.moveToFailed({ message: 'its process died' });
    const [soon, later] = [await open(prefix), await open(prefix, quietLog, 0)];
    expect(await soon.add(visit('poison'), { id: 'poison' })).toBe(false);
    expect(await later.add(visit('poison'), { id: 'poison' })).toBe(true);
    expect(await later.parked()).toEqual([]);
    await Promise.all([bull.close(), soon.close(1000), later.close(1000)]);
  });

  test('a job of an unknown kind, or without what it is about, is dropped with a warning [R34]', async () => {
    const prefix = ownPrefix();
    const { log, heard } = openEars();
    const newer = new Bull('digest', url, { prefix });
    await newer.add('polish-brass', { subject: 'x' }, { jobId: 'job:odd' });
    await newer.add('send-digest', { about: 7 }, { jobId: 'job:odder' });
    await newer.add('constructor', { subject: 'x' }, { jobId: 'job:oddest' });
    const queue = await open(prefix, log);
    const seen: string[] = [];
    queue.consume(async ({ name }) => void seen.push(name));
    await queue.add({ name: 'clean-up', subject: '' }, { id: 'clean-up' });
    await queue.drain();
    await Promise.all([newer.close(), queue.close(1000)]);
    expect(seen).toEqual(['clean-up']);
    expect(heard.filter((message) => message.includes('unknown kind'))).toHaveLength(3);
  });
}
