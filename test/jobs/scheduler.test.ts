import { expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { NO_BRAND } from '../../src/jobs/visiting.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';
import { LATER, NOW, newTarget } from '../store/drafts.ts';
import { openTemp } from '../store/sqlite/temp-store.ts';

test('many due targets of one brand keep no other brand waiting [R16]', async () => {
  const { store, dispose } = await openTemp();
  const queue = createLocalQueue({ concurrency: 1, log: quietLog });
  const add = async (id: string, brand: string, nextRunAt: string): Promise<void> => {
    await store.addTarget(newTarget(id, { brand }), NOW);
    await store.updateTarget(id, { nextRunAt }, NOW);
  };
  for (const id of ['large', 'small']) await store.saveBrand({ ...NO_BRAND, id, name: id }, NOW);
  // More than one look puts on the queue, all due before the other's.
  for (let index = 0; index < 120; index += 1) await add(`l${String(index).padStart(3, '0')}`, 'large', NOW);
  await add('s', 'small', LATER);
  const scheduler = createScheduler({
    store,
    queue,
    clock: { now: () => Date.parse(LATER) },
    log: quietLog,
    modelVersion: () => null,
    tickMs: 1000,
  });
  await scheduler.tick();
  const order: string[] = [];
  queue.consume(async ({ subject }) => void order.push(subject));
  await queue.drain();
  await queue.close(1000);
  await dispose();
  expect(order.slice(0, 3)).toEqual(['l000', 's', 'l001']);
  expect(order).toHaveLength(100);
});

test('whether texts are to be drawn is asked once a minute, and again at once where it could not be told', async () => {
  const { store, dispose } = await openTemp();
  const queue = createLocalQueue({ concurrency: 1, log: quietLog });
  let now = Date.parse(NOW);
  let asked = 0;
  const scheduler = createScheduler({
    store,
    queue,
    clock: { now: () => now },
    log: quietLog,
    modelVersion: () => null,
    dueAudits: async () => {
      asked += 1;
      if (asked === 1) throw new Error('the store is away');
      return ['acme'];
    },
    tickMs: 1000,
  });
  const counts: number[] = [];
  for (const passed of [0, 1_000, 1_000, 58_000, 1_000]) {
    now += passed;
    await scheduler.tick();
    counts.push(asked);
  }
  const drawn: string[] = [];
  queue.consume(async ({ name, subject }) => void (name === 'draw-audit' && drawn.push(subject)));
  await queue.drain();
  await queue.close(1000);
  await dispose();
  expect(counts).toEqual([1, 2, 2, 2, 3]);
  expect(drawn).toEqual(['acme']);
});
