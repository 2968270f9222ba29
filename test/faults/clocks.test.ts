import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { createScheduler, type Scheduler } from '../../src/jobs/scheduler.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { madeUpReviews } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { type Chain, closeThreads, openChain } from './visited-site.ts';

/* The machine that says what is due and the one that visits do not agree on the time. */

const SKEW_MS = 120_000;
let site: Site;
let chain: Chain;
let queue: Queue;
let scheduler: Scheduler;
/** What the two clocks say. */
let schedulerMs: number;
let workerMs: number;

beforeAll(async () => {
  site = await startSite();
  site.shop.reviews = madeUpReviews(10);
});
afterAll(() => Promise.all([site.close(), closeThreads()]));
beforeEach(async () => {
  chain = await openChain();
  queue = createLocalQueue({ concurrency: 1, log: quietLog });
  const deps = { ...chain.deps, clock: { now: () => workerMs } };
  queue.consume(async ({ name, subject }, signal) => {
    if (name === 'scrape-target') await scrapeTarget(subject, deps, signal, { onlyDue: true });
  });
  const clock = { now: () => schedulerMs };
  const { store } = chain;
  scheduler = createScheduler({ store, queue, clock, log: quietLog, modelVersion: () => null, tickMs: 1000 });
});
afterEach(async () => {
  await queue.close(0);
  await chain.close();
});

/** A target that is due at that time, by the clock of whoever planned it. */
async function targetDueAt(dueMs: number): Promise<string> {
  const { id } = await chain.add(`${site.origin}/shop`);
  await chain.store.updateTarget(id, { nextRunAt: new Date(dueMs).toISOString() }, new Date(dueMs).toISOString());
  return id;
}

/** Some looks, with what they bring worked off. */
async function look(): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    await scheduler.tick();
    await queue.drain();
  }
}

const visits = async (): Promise<number> => (await chain.store.runs({ limit: 20 })).length;

test('a scheduler two minutes ahead asks early: the visit begins when it is due, once [R39]', async () => {
  const dueMs = Date.parse('2026-05-05T12:00:00Z');
  await targetDueAt(dueMs);
  workerMs = dueMs - 60_000;
  schedulerMs = workerMs + SKEW_MS;
  await look();
  expect(await visits()).toBe(0);
  workerMs = dueMs;
  schedulerMs = workerMs + SKEW_MS;
  await look();
  expect(await visits()).toBe(1);
});

test('a worker two minutes ahead plans the next visit by its own clock: none is made twice, none is skipped [R39]', async () => {
  const dueMs = Date.parse('2026-05-05T12:00:00Z');
  const id = await targetDueAt(dueMs);
  schedulerMs = dueMs;
  workerMs = dueMs + SKEW_MS;
  await look();
  expect(await visits()).toBe(1);
  const next = Date.parse((await chain.store.target(id))?.nextRunAt ?? '');
  expect(next).toBe(Date.parse('2026-05-05T18:00:00Z'));
  schedulerMs = next - SKEW_MS;
  workerMs = next;
  await look();
  expect(await visits()).toBe(1);
  schedulerMs = next;
  workerMs = next + SKEW_MS;
  await look();
  expect(await visits()).toBe(2);
});
