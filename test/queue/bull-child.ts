import { Redis } from 'ioredis';
import { quietLog } from '../../src/domain/ambient.ts';
import { createBullQueue } from '../../src/queue/bull-queue.ts';

/** A worker process: notes what it was handed under `seen`, or dies of it. Ends by SIGTERM as Molva does. */
const [url, prefix, what, lockMs] = process.argv.slice(2) as [string, string, 'note' | 'die', string];
const queue = await createBullQueue({ url, prefix, concurrency: 1, log: quietLog, lockMs: Number(lockMs) });
const notes = new Redis(url);
process.on('SIGTERM', () => {
  void queue.close(5000).then(() => notes.disconnect());
});
queue.consume(async (job) => {
  if (what === 'die') process.kill(process.pid, 'SIGKILL');
  await notes.rpush(`${prefix}:seen`, `${job.subject} ${process.pid}`);
});
process.stdout.write('ready\n');
