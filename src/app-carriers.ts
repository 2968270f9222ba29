import type { Config } from '../config/schema.ts';
import { LocalPace } from './collect/local-pace.ts';
import type { Pace } from './collect/pace.ts';
import type { Log } from './domain/ambient.ts';
import { createLocalQueue } from './queue/local-queue.ts';
import type { ParkedJob, Queue, QueueCounts } from './queue/queue.ts';
import { fingerprintOf } from './secret.ts';

/** SIGTERM: jobs get this long to store what they hold; in all less than ten seconds. */
export const GRACE_MS = 7000;

/** How jobs and the pace of requests get from process to process. */
export interface Carriers {
  readonly queue: Queue;
  readonly pace: Pace;
  /** Jobs may be taken by other processes. */
  readonly shared: boolean;
  /** The shared queue as it is now, for a person; null where there is none. */
  look(): Promise<(QueueCounts & { readonly parked: readonly ParkedJob[] }) | null>;
  /** Of the pace; the queue is closed by who consumes it. */
  close(): Promise<void>;
}

/**
 * In this process, or on Redis where it is configured. A command beside a server adds no jobs, but keeps the common pace.
 * Throws `Unavailable` when Redis is not reached.
 */
export async function openCarriers(options: {
  readonly config: Config;
  readonly role: 'loop' | 'beside' | 'none';
  readonly secret: string;
  readonly log: Log;
}): Promise<Carriers> {
  const { config, role, log } = options;
  const { url } = config.queue.redis;
  const { concurrency } = config.collect;
  if (url === null || role === 'none') {
    return {
      queue: createLocalQueue({ concurrency, log }),
      pace: new LocalPace(),
      shared: false,
      look: async () => null,
      close: async () => undefined,
    };
  }
  // Two installations on one Redis have two secrets, and never each other's jobs.
  const prefix = `molva-${fingerprintOf(options.secret)}`;
  const pace = lazyPace(async () => {
    const { createRedisPace } = await import('./collect/redis-pace.ts');
    return createRedisPace({ url, prefix, log });
  });
  const openQueue = async (): Promise<Queue> => {
    const { createBullQueue } = await import('./queue/bull-queue.ts');
    return createBullQueue({ url, prefix, concurrency, log });
  };
  const queue = role === 'beside' ? createLocalQueue({ concurrency, log }) : await openQueue();
  const look = async (): ReturnType<Carriers['look']> => {
    const open = await openQueue();
    try {
      return { ...(await open.counts()), parked: await open.parked() };
    } finally {
      await open.close(0);
    }
  };
  return { queue, pace, shared: true, look, close: pace.close };
}

type Closing = Pace & { close(): Promise<void> };

/** Most commands ask no site for anything: the connection is made at the first request. */
function lazyPace(open: () => Promise<Closing>): Closing {
  let opening: Promise<Closing> | undefined;
  const opened = (): Promise<Closing> => {
    opening ??= open();
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    next: async (host, minGapMs, signal) => (await opened()).next(host, minGapMs, signal),
    hold: async (host, delayMs) => (await opened()).hold(host, delayMs),
    waitMs: async (host) => (await opened()).waitMs(host),
    close: async () => (await opening)?.close(),
  };
}
