import { expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';
import { queueContract } from './contract.ts';

queueContract('local', async ({ concurrency }) => createLocalQueue({ concurrency, log: quietLog }));

test('visits that wait for their hosts keep nothing else waiting [R16]', async () => {
  const queue = createLocalQueue({ concurrency: 2, log: quietLog });
  let understood: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    understood = resolve;
  });
  queue.consume(async (job, signal) => {
    if (job.name !== 'scrape-target') return understood();
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  });
  for (const subject of ['a', 'b', 'c']) await queue.add({ name: 'scrape-target', subject }, { id: subject });
  await queue.add({ name: 'understand-pending', subject: '' }, { id: 'understand-pending' });
  await done;
  expect((await queue.counts()).waiting).toBe(1);
  await queue.close(0);
}, 5_000);
