import PQueue from 'p-queue';
import type { Log } from '../domain/ambient.ts';
import type { AddOptions, Job, Queue, QueueCounts } from './queue.ts';

/** The queue of one process, on p-queue. `concurrency` is the number of jobs that run side by side. */
export function createLocalQueue({ concurrency, log }: { concurrency: number; log: Log }): Queue {
  const queue = new PQueue({ concurrency, autoStart: false });
  const ids = new Set<string>();
  const hurry = new AbortController();
  let handler: ((job: Job, signal: AbortSignal) => Promise<void>) | undefined;
  let closed = false;

  async function run(job: Job, id: string): Promise<void> {
    try {
      if (!closed) await handler?.(job, hurry.signal);
    } catch (error) {
      // No retries here: the store's nextRunAt brings the job back, and a thrown error must not end the process.
      log.error({ job: job.name, subject: job.subject, err: error }, 'job failed');
    } finally {
      ids.delete(id);
    }
  }

  return {
    async add(job: Job, { id, priority = 0 }: AddOptions): Promise<boolean> {
      if (closed || ids.has(id)) return false;
      ids.add(id);
      void queue.add(() => run(job, id), { priority });
      return true;
    },
    consume(next) {
      if (handler !== undefined) throw new Error('This queue already has a consumer');
      handler = next;
      queue.start();
    },
    async counts(): Promise<QueueCounts> {
      return { waiting: queue.size, active: queue.pending };
    },
    async drain(): Promise<void> {
      await queue.onIdle();
    },
    async close(graceMs: number): Promise<void> {
      if (closed) return;
      closed = true;
      queue.clear();
      ids.clear();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([queue.onIdle(), patience]);
      clearTimeout(timer);
      hurry.abort(new Error('The queue is closing'));
      await queue.onIdle();
    },
  };
}
