import Bull from 'bull';
import type { Redis } from 'ioredis';
import type { Log } from '../domain/ambient.ts';
import { asUnavailable, checkRedis, closeRedis, openRedis } from '../redis/connect.ts';
import { KNOWN, PARKED_LONG_ENOUGH, withQueueScripts } from './bull-scripts.ts';
import { type AddOptions, type Job, LANE_OF, LANES, type Lane, type ParkedJob, type Queue } from './queue.ts';

export interface BullQueueOptions {
  /** `redis://[user:password@]host[:port][/database]`. */
  readonly url: string;
  /** Of all keys; two installations on one Redis differ in it. */
  readonly prefix: string;
  /** Visits side by side in this process. */
  readonly concurrency: number;
  readonly log: Log;
  /** A job whose process did not renew its lock for so long is handed out again: how long a dead process is waited for. */
  readonly lockMs?: number;
  /** After so long a parked id is accepted once more. */
  readonly parkedMs?: number;
}

type Payload = { readonly subject: string; readonly priority: number; readonly turn: number };
type Handler = (job: Job, signal: AbortSignal) => Promise<void>;

const LOCK_MS = 30_000;
const PARKED_MS = 3_600_000;
/** Third death of a process in the hands of one job: Bull gives it up. */
const MAX_DEATHS = 3;
const PARKED_REASON =
  'The process that ran it died or hung three times. Look at its log; it is tried again after an hour.';
/** Longer than an add takes; a process that dies in between keeps its id for no longer. */
const CLAIM_MS = 5000;
/** After a failed exchange with Redis a worker looks for jobs again after this. */
const LOOK_AGAIN_MS = 1000;
const DRAIN_LOOK_MS = 25;
/** After its jobs have ended a queue says goodbye to Redis; one that is away is not waited for. */
const GOODBYE_MS = 2000;
/** Bull's numbers run the other way round, from 1: higher priorities get the lower band, and turns count up within it. */
const TURNS_PER_PRIORITY = 1e9;
const HIGHEST_PRIORITY = 1000;
/** A mail may go out while the nightly tidying runs; texts are understood in one batch after another. */
const SIDE_BY_SIDE: Readonly<Record<Exclude<Lane, 'scrape'>, number>> = { understand: 1, digest: 2 };

/**
 * The queue of many processes, on Bull without its limiter. What runs is forgotten when it ends, so that its id is accepted again;
 * a job whose process died is handed out again, three times, then it is parked. Throws `BadConfig` and `Unavailable` (see `checkRedis`).
 */
export async function createBullQueue(options: BullQueueOptions): Promise<Queue> {
  const { url, prefix, concurrency, log, lockMs = LOCK_MS, parkedMs = PARKED_MS } = options;
  await checkRedis({ url, log });
  const client = withQueueScripts(openRedis(url, { log, name: 'queue' }));
  const listener = openRedis(url, { log, name: 'queue', blocking: true });
  const waiting = new Map<Lane, Redis>();
  const lanes = new Map(LANES.map((lane) => [lane, openLane(lane)]));
  const hurry = new AbortController();
  const running = new Set<Promise<void>>();
  let consumed = false;
  let closed = false;

  function openLane(lane: Lane): Bull.Queue<Payload> {
    const queue = new Bull<Payload>(lane, {
      prefix,
      createClient: (type) => {
        if (type !== 'bclient') return type === 'client' ? client : listener;
        // Waiting for a job blocks a connection: each lane has its own.
        const own = openRedis(url, { log, name: 'queue', blocking: true });
        waiting.set(lane, own);
        return own;
      },
      // The handler never fails: what Bull calls failed are jobs whose processes died, and those are to be seen.
      defaultJobOptions: { removeOnComplete: true, removeOnFail: false },
      settings: {
        lockDuration: lockMs,
        stalledInterval: lockMs,
        maxStalledCount: MAX_DEATHS - 1,
        retryProcessDelay: LOOK_AGAIN_MS,
        guardInterval: lockMs,
      },
    });
    Object.assign(queue, {
      // Bull leaves the promises of these two alone, and a Redis that is away would end the process. The first only names connections.
      setWorkerName: () => undefined,
      async whenCurrentJobsFinished() {
        const own = waiting.get(lane);
        if (own !== undefined) closeRedis(own);
        await Promise.all(Object.values((queue as unknown as { processing: object }).processing));
      },
      // A job named like a method of every object would be handed to that method.
      handlers: Object.create(null),
    });
    // The connections say themselves when the server is away; the rest (a lock that was lost, a job that was flushed) is told here.
    queue.on('error', (error) => log.debug({ lane, err: error }, 'queue had a failed exchange'));
    queue.on('stalled', ({ name, data }) =>
      log.warn({ job: name, subject: data.subject }, 'job of a process that died is handed out again'),
    );
    queue.on('failed', ({ name, data }) => log.error({ job: name, subject: data.subject }, 'job is parked'));
    return queue;
  }

  async function run({ name, data }: Bull.Job<Payload>, handler: Handler): Promise<void> {
    if (!isJobName(name) || typeof data?.subject !== 'string') {
      log.warn({ job: name }, 'job of an unknown kind is dropped: it may come from a newer version');
      return;
    }
    client.molvaServe(`${prefix}:turns:${LANE_OF[name]}`, data.priority, data.turn).catch(() => undefined);
    try {
      await handler({ name, subject: data.subject }, hurry.signal);
    } catch (error) {
      // No retries here: the store's nextRunAt brings the job back, and a thrown error must not end the process.
      log.error({ job: name, subject: data.subject, err: error }, 'job failed');
    }
  }

  async function add(job: Job, { id, priority = 0, group = '' }: AddOptions): Promise<boolean> {
    const lane = LANE_OF[job.name];
    const queue = lanes.get(lane)!;
    // Bull keeps jobs beside its own lists: an id must not be the name of one.
    const jobId = `job:${id}`;
    const claim = `${prefix}:claim:${id}`;
    const turn = await client.molvaClaim(
      ...[`${prefix}:${lane}:${jobId}`, claim, `${prefix}:turns:${lane}`, `${prefix}:${lane}:wait`],
      ...[priority, group, CLAIM_MS, parkedMs],
    );
    if (turn === PARKED_LONG_ENOUGH) {
      await (await queue.getJob(jobId))?.remove();
      return add(job, { id, priority, group });
    }
    if (turn === KNOWN) return false;
    const band = (HIGHEST_PRIORITY - priority) * TURNS_PER_PRIORITY;
    await queue.add(job.name, { subject: job.subject, priority, turn }, { jobId, priority: band + turn });
    await client.del(claim);
    return true;
  }

  async function told<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      throw asUnavailable(error, url);
    }
  }

  async function counts(): Promise<{ waiting: number; active: number }> {
    const all = await Promise.all([...lanes.values()].map((queue) => queue.getJobCounts()));
    const sum = (of: 'waiting' | 'active'): number => all.reduce((total, one) => total + one[of], 0);
    return { waiting: sum('waiting'), active: sum('active') };
  }

  return {
    async add(job, addOptions) {
      return closed ? false : told(add(job, addOptions));
    },
    consume(handler, { lanes: wanted = LANES } = {}) {
      if (consumed) throw new Error('This queue already has a consumer');
      consumed = true;
      for (const lane of wanted) {
        const sideBySide = lane === 'scrape' ? concurrency : SIDE_BY_SIDE[lane];
        const work = (job: Bull.Job<Payload>): Promise<void> => {
          const one = run(job, handler);
          running.add(one);
          return one.finally(() => running.delete(one));
        };
        lanes
          .get(lane)!
          .process('*', sideBySide, work)
          .catch((error: unknown) => closed || log.error({ lane, err: error }, 'lane ended'));
      }
    },
    counts: () => told(counts()),
    async parked() {
      return told(parkedJobs(lanes.values()));
    },
    async unpark(id) {
      return told(unpark(id, lanes.values()));
    },
    async drain() {
      for (;;) {
        const { waiting, active } = await told(counts());
        if (waiting + active === 0) return;
        await new Promise((resolve) => setTimeout(resolve, DRAIN_LOOK_MS));
      }
    },
    async close(graceMs) {
      if (closed) return;
      closed = true;
      const closing = Promise.all([...lanes.values()].map((queue) => queue.close()));
      await atMost(graceMs, closing);
      hurry.abort(new Error('The queue is closing'));
      await Promise.all(running);
      if (client.status !== 'ready') closeRedis(client);
      await atMost(GOODBYE_MS, closing);
      for (const connection of [client, listener, ...waiting.values()]) closeRedis(connection);
    },
  };
}

async function parkedJobs(lanes: Iterable<Bull.Queue<Payload>>): Promise<ParkedJob[]> {
  const jobs = await Promise.all([...lanes].map((queue) => queue.getFailed()));
  return jobs.flat().map(({ id, name, data, finishedOn }) => ({
    id: String(id).replace(/^job:/, ''),
    name,
    subject: data.subject,
    reason: PARKED_REASON,
    since: new Date(finishedOn ?? 0).toISOString(),
  }));
}

async function unpark(id: string, lanes: Iterable<Bull.Queue<Payload>>): Promise<boolean> {
  const jobs = await Promise.all([...lanes].map((queue) => queue.getJob(`job:${id}`)));
  // One that waits or runs is none of those.
  const parked = await Promise.all(jobs.map(async (job) => ((await job?.isFailed()) ? job : null)));
  for (const job of parked) await job?.remove();
  return parked.some((job) => job != null);
}

function isJobName(name: string): name is Job['name'] {
  return Object.hasOwn(LANE_OF, name);
}

async function atMost(delayMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, delayMs);
  });
  await Promise.race([work.catch(() => undefined), patience]);
  clearTimeout(timer);
}
