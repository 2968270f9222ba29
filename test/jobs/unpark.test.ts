import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { NotFound } from '../../src/errors.ts';
import { unpark } from '../../src/jobs/unpark.ts';
import { NO_BRAND } from '../../src/jobs/visiting.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';
import type { ParkedJob, Queue } from '../../src/queue/queue.ts';
import { NOW, newTarget } from '../store/drafts.ts';
import { openTemp } from '../store/sqlite/temp-store.ts';

let opened: Awaited<ReturnType<typeof openTemp>>;
beforeEach(async () => {
  opened = await openTemp();
  await opened.store.saveBrand({ ...NO_BRAND, id: 'acme', name: 'Acme' }, NOW);
});
afterEach(() => opened.dispose());

const clock = { now: () => Date.parse(NOW) + 3_600_000 };
const DUE = new Date(clock.now()).toISOString();

/** Three visits that ended without a word. */
async function parkedTarget(name: string): Promise<string> {
  const { store } = opened;
  const { id } = await store.addTarget(newTarget(name), NOW);
  for (let loss = 0; loss <= 3; loss += 1) {
    const now = new Date(Date.parse(NOW) + loss * 2000).toISOString();
    await store.leaseTarget(id, { owner: 'who dies', ttlMs: 1000, now });
  }
  expect(await store.target(id)).toMatchObject({ health: 'parked', nextRunAt: null });
  return id;
}

/** A queue on which these jobs were parked. */
function queueWith(...parked: ParkedJob[]): Queue {
  return {
    ...createLocalQueue({ concurrency: 1, log: quietLog }),
    parked: async () => [...parked],
    unpark: async (id) => {
      const at = parked.findIndex((job) => job.id === id);
      return at >= 0 && parked.splice(at, 1).length === 1;
    },
  };
}

const visitOf = (subject: string): ParkedJob => ({
  id: `scrape-target:${subject}:${NOW}`,
  name: 'scrape-target',
  subject,
  reason: 'Three deaths.',
  since: NOW,
});

describe('what was set aside', () => {
  test('is a target: it is due now, and the jobs about it are taken up too [R04]', async () => {
    const id = await parkedTarget('bad');
    const other = await parkedTarget('other');
    const queue = queueWith(visitOf(id), visitOf(other));
    expect(await unpark(id, { store: opened.store, queue, clock })).toEqual([
      { kind: 'target', id, title: expect.any(String), reason: expect.stringMatching(/^Three visits in a row/) },
      { kind: 'job', id: `scrape-target:${id}:${NOW}`, title: `scrape-target ${id}`, reason: 'Three deaths.' },
    ]);
    expect(await opened.store.target(id)).toMatchObject({ health: 'new', healthNote: null, nextRunAt: DUE });
    expect(await opened.store.target(other)).toMatchObject({ health: 'parked' });
    expect(await queue.parked()).toEqual([visitOf(other)]);
  });

  test('is a job: so is the target that it is about', async () => {
    const id = await parkedTarget('bad');
    const queue = queueWith(visitOf(id));
    const taken = await unpark(visitOf(id).id, { store: opened.store, queue, clock });
    expect(taken.map(({ kind }) => kind)).toEqual(['target', 'job']);
    expect(await opened.store.target(id)).toMatchObject({ health: 'new', nextRunAt: DUE });
  });

  test('is a job about no target, and nothing else', async () => {
    const mail = { ...visitOf('7:2026-05-01'), id: 'send-digest:7:2026-05-01', name: 'send-digest' };
    const queue = queueWith(mail, visitOf('other'));
    expect(await unpark(mail.id, { store: opened.store, queue, clock })).toEqual([
      { kind: 'job', id: mail.id, title: 'send-digest 7:2026-05-01', reason: 'Three deaths.' },
    ]);
    expect(await queue.parked()).toHaveLength(1);
  });

  test('is nothing of that name, or a target that is only paused: refused', async () => {
    const { id } = await opened.store.addTarget(newTarget('resting'), NOW);
    await opened.store.updateTarget(id, { paused: true }, NOW);
    for (const name of [id, 'nobody', ''])
      await expect(unpark(name, { store: opened.store, queue: queueWith(), clock })).rejects.toBeInstanceOf(NotFound);
    expect(await opened.store.target(id)).toMatchObject({ paused: true });
  });
});
