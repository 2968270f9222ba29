import type { Config } from '../config/schema.ts';
import { LocalPace } from './collect/local-pace.ts';
import { createLocalPlaces } from './collect/local-places.ts';
import type { Pace } from './collect/pace.ts';
import type { Places } from './collect/places.ts';
import type { Log } from './domain/ambient.ts';
import { createLocalQueue } from './queue/local-queue.ts';
import type { Queue } from './queue/queue.ts';
import { fingerprintOf } from './secret.ts';

/** SIGTERM: jobs get this long to store what they hold; in all less than ten seconds. */
export const GRACE_MS = 7000;

/** How jobs, the pace of requests and places at hosts get from process to process. */
export interface Carriers {
  readonly queue: Queue;
  readonly pace: Pace;
  readonly places: Places;
  /** Jobs may be taken by other processes. */
  readonly shared: boolean;
  /** What `ask` gets from the shared queue, for a command beside the processes that use it; null where there is none. */
  atQueue<T>(ask: (queue: Queue) => Promise<T>): Promise<T | null>;
  /** Of pace and places; the queue is closed by who consumes it. */
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
  const { redis, deadAfterMs } = config.queue;
  const { url } = redis;
  const { concurrency } = config.collect;
  if (url === null || role === 'none') {
    return {
      queue: createLocalQueue({ concurrency, log }),
      pace: new LocalPace(),
      places: createLocalPlaces(),
      shared: false,
      atQueue: async () => null,
      close: async () => undefined,
    };
  }
  // Two installations on one Redis have two secrets, and never each other's jobs.
  const prefix = `molva-${fingerprintOf(options.secret)}`;
  const pace = lazily(async () => {
    const { createRedisPace } = await import('./collect/redis-pace.ts');
    return createRedisPace({ url, prefix, log });
  });
  const places = lazily(async () => {
    const { createRedisPlaces } = await import('./collect/redis-places.ts');
    return createRedisPlaces({ url, prefix, log, ttlMs: deadAfterMs / 4 });
  });
  const openQueue = async (): Promise<Queue> => {
    const { createBullQueue } = await import('./queue/bull-queue.ts');
    return createBullQueue({ url, prefix, concurrency, log, lockMs: deadAfterMs / 2 });
  };
  const queue = role === 'beside' ? createLocalQueue({ concurrency, log }) : await openQueue();
  return {
    queue,
    pace: {
      next: async (host, minGapMs, signal) => (await pace.opened()).next(host, minGapMs, signal),
      hold: async (host, delayMs) => (await pace.opened()).hold(host, delayMs),
      waitMs: async (host) => (await pace.opened()).waitMs(host),
    },
    places: { take: async (host, most) => (await places.opened()).take(host, most) },
    shared: true,
    async atQueue(ask) {
      const open = await openQueue();
      try {
        return await ask(open);
      } finally {
        await open.close(0);
      }
    },
    async close() {
      await Promise.all([pace.close(), places.close()]);
    },
  };
}

/** Most commands ask no site for anything: the connection is made at the first request. */
function lazily<T extends { close(): Promise<void> }>(
  open: () => Promise<T>,
): { opened(): Promise<T>; close(): Promise<void> } {
  let opening: Promise<T> | undefined;
  return {
    opened() {
      opening ??= open();
      opening.catch(() => {
        opening = undefined;
      });
      return opening;
    },
    close: async () => (await opening)?.close(),
  };
}
