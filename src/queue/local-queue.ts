import PQueue from 'p-queue';
import type { Log } from '../domain/ambient.ts';
import { type AddOptions, type Job, LANE_OF, LANES, type Lane, type Queue, type QueueCounts } from './queue.ts';
import { Turns } from './turns.ts';

/** Turns of one priority never reach into the next. */
const TURNS_PER_PRIORITY = 1e9;

/**
 * The queue of one process, on p-queue. `concurrency` is the number of visits that run side by side. A visit waits for its host,
 * at times for minutes: every other kind of job has a lane of its own, one at a time, else nothing would be understood meanwhile.
 */
export function createLocalQueue({ concurrency, log }: { concurrency: number; log: Log }): Queue {
  const lanes = new Map<Job['name'], PQueue>();
  const ids = new Set<string>();
  const hurry = new AbortController();
  const turns = new Map<string, Turns>();
  let handler: ((job: Job, signal: AbortSignal) => Promise<void>) | undefined;
  let taken: readonly Lane[] = LANES;
  let closed = false;

  const begins = (name: Job['name']): boolean => handler !== undefined && taken.includes(LANE_OF[name]);

  function laneOf(name: Job['name']): PQueue {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const lane = new PQueue({
      concurrency: name === 'scrape-target' ? concurrency : 1,
      autoStart: begins(name),
    });
    lanes.set(name, lane);
    return lane;
  }

  function turnsOf(line: string): Turns {
    const known = turns.get(line) ?? new Turns();
    turns.set(line, known);
    return known;
  }

  const total = (count: (lane: PQueue) => number): number =>
    [...lanes.values()].reduce((sum, lane) => sum + count(lane), 0);
  const busy = (): boolean => total((lane) => lane.size + lane.pending) > 0;

  /** A job of one lane may add one to another that was idle already. */
  async function idle(): Promise<void> {
    do await Promise.all([...lanes.values()].map((lane) => lane.onIdle()));
    while (busy());
  }

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
    async add(job: Job, { id, priority = 0, group = '' }: AddOptions): Promise<boolean> {
      if (closed || ids.has(id)) return false;
      ids.add(id);
      const lane = laneOf(job.name);
      const line = turnsOf(`${job.name} ${priority}`);
      if (lane.size === 0) line.reset();
      const turn = line.take(group);
      const begin = (): Promise<void> => {
        line.serve(turn);
        return run(job, id);
      };
      void lane.add(begin, { priority: priority * TURNS_PER_PRIORITY - turn });
      return true;
    },
    consume(next, { lanes: wanted = LANES } = {}) {
      if (handler !== undefined) throw new Error('This queue already has a consumer');
      handler = next;
      taken = wanted;
      for (const [name, lane] of lanes) if (begins(name)) lane.start();
    },
    async parked() {
      return [];
    },
    async unpark() {
      return false;
    },
    async counts(): Promise<QueueCounts> {
      return { waiting: total((lane) => lane.size), active: total((lane) => lane.pending) };
    },
    async drain(): Promise<void> {
      await idle();
    },
    async close(graceMs: number): Promise<void> {
      if (closed) return;
      closed = true;
      for (const lane of lanes.values()) lane.clear();
      ids.clear();
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs);
      });
      await Promise.race([idle(), patience]);
      clearTimeout(timer);
      hurry.abort(new Error('The queue is closing'));
      await idle();
    },
  };
}
