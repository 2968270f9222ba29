import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Log } from '../domain/ambient.ts';
import { asUnavailable, checkRedis, closeRedis, openRedis } from '../redis/connect.ts';
import type { Pace } from './pace.ts';
import { PACE_SCRIPT } from './pace-script.ts';

export interface RedisPaceOptions {
  /** `redis://[user:password@]host[:port][/database]`. */
  readonly url: string;
  /** Of all keys; processes that share a pace share it. */
  readonly prefix: string;
  readonly log: Log;
  /** Who waits for a slot is told after so long that Redis is away. */
  readonly awayMs?: number;
}

interface Waiter {
  readonly minGapMs: number;
  readonly start: () => void;
  readonly fail: (reason: unknown) => void;
}

/** Who waits in this process for one host; only the first of them asks Redis. */
interface Line {
  readonly waiters: Waiter[];
  wake: () => void;
}

interface PaceClient extends Redis {
  molvaPace(...args: readonly (string | number)[]): Promise<number>;
}

const AWAY_MS = 30_000;
/** A long wait is slept in pieces: no timer is too long, and a hold that was set meanwhile is seen. */
const LOOK_AGAIN_MS = 60_000;
const ASK_AGAIN_WHEN_AWAY_MS = 500;
/** A process that dies between the grant of a slot and its request keeps the host waiting for so long. */
const TAKER_MS = 5000;
/** A Redis that is away is not waited for when closing. */
const GOODBYE_MS = 1000;
const MAX_HOLDS = 1000;

/**
 * `Pace` for all processes that share a Redis: a slot is only ever given by Redis; while it is away nobody gets one.
 * `next` throws `Unavailable` when it stays away for `awayMs`. Throws `BadConfig` and `Unavailable` like `checkRedis`.
 */
export async function createRedisPace(options: RedisPaceOptions): Promise<Pace & { close(): Promise<void> }> {
  await checkRedis(options);
  return new RedisPace(options);
}

class RedisPace implements Pace {
  readonly #options: RedisPaceOptions;
  readonly #client: PaceClient;
  readonly #lines = new Map<string, Line>();
  /** Ends of holds by our monotonic clock: what this process heard of stands even when Redis loses it. */
  readonly #holds = new Map<string, number>();
  readonly #serving = new Set<Promise<void>>();
  #closed = false;

  constructor(options: RedisPaceOptions) {
    this.#options = options;
    const client = openRedis(options.url, { log: options.log, name: 'pace' });
    client.defineCommand('molvaPace', { numberOfKeys: 2, lua: PACE_SCRIPT });
    this.#client = client as PaceClient;
  }

  async next(host: string, minGapMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (this.#closed) throw new Error('The pace is closed');
    await new Promise<void>((resolve, reject) => {
      const known = this.#lines.get(host);
      const line: Line = known ?? { waiters: [], wake: () => undefined };
      const end = (settle: () => void): void => {
        signal?.removeEventListener('abort', giveUp);
        const place = line.waiters.indexOf(waiter);
        if (place >= 0) line.waiters.splice(place, 1);
        if (place === 0) line.wake();
        settle();
      };
      const waiter: Waiter = { minGapMs, start: () => end(resolve), fail: (reason) => end(() => reject(reason)) };
      const giveUp = (): void => waiter.fail(signal!.reason);
      signal?.addEventListener('abort', giveUp, { once: true });
      line.waiters.push(waiter);
      if (known !== undefined) return;
      this.#lines.set(host, line);
      const serving = this.#serve(host, line).finally(() => this.#serving.delete(serving));
      this.#serving.add(serving);
    });
  }

  async hold(host: string, delayMs: number): Promise<void> {
    const now = performance.now();
    if (this.#holds.size >= MAX_HOLDS) for (const [one, end] of this.#holds) if (end <= now) this.#holds.delete(one);
    this.#holds.set(host, Math.max(this.#holds.get(host) ?? 0, now + delayMs));
    await this.#tell(host);
  }

  async waitMs(host: string): Promise<number> {
    try {
      return await this.#ask(host, 'peek', 0, '');
    } catch (error) {
      throw asUnavailable(error, this.#options.url);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const line of this.#lines.values())
      for (const waiter of [...line.waiters]) waiter.fail(new Error('The pace is closing'));
    // Who has just taken a slot says that it has begun: else others would wait for it as for one that died.
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, GOODBYE_MS);
    });
    if (this.#client.status !== 'ready') closeRedis(this.#client);
    await Promise.race([Promise.all(this.#serving), patience]);
    clearTimeout(timer);
    closeRedis(this.#client);
  }

  #ask(host: string, what: 'take' | 'begun' | 'hold' | 'peek', ms: number, token: string): Promise<number> {
    const { prefix } = this.#options;
    return this.#client.molvaPace(
      ...[`${prefix}:pace:host:${host}`, `${prefix}:pace:since`, what, Math.ceil(ms), token, TAKER_MS],
      this.#heldMs(host),
    );
  }

  #heldMs(host: string): number {
    return Math.max(0, Math.ceil((this.#holds.get(host) ?? 0) - performance.now()));
  }

  /** Everybody must hear of a hold: told again until Redis is back, in the background after the first time. */
  async #tell(host: string): Promise<void> {
    try {
      await this.#ask(host, 'hold', this.#heldMs(host), '');
    } catch {
      if (!this.#closed && this.#heldMs(host) > 0)
        setTimeout(() => void this.#tell(host), ASK_AGAIN_WHEN_AWAY_MS).unref();
    }
  }

  /** Gives out the slots of one host until nobody waits for it here. */
  async #serve(host: string, line: Line): Promise<void> {
    const token = randomUUID();
    let awaySince: number | undefined;
    for (let first = line.waiters[0]; first !== undefined; first = line.waiters[0]) {
      try {
        const waitMs = await this.#ask(host, 'take', first.minGapMs, token);
        awaySince = undefined;
        if (waitMs > 0) {
          if (line.waiters[0] === first) await sleep(Math.min(waitMs, LOOK_AGAIN_MS), line);
          continue;
        }
        // Who gave up meanwhile leaves the slot unused: the next one may want a larger gap.
        if (line.waiters[0] === first) first.start();
        // The slot counts from here: the request has begun.
        await new Promise((resolve) => setImmediate(resolve));
        await this.#ask(host, 'begun', 0, token);
      } catch (error) {
        const now = performance.now();
        awaySince ??= now;
        const { awayMs = AWAY_MS, url } = this.#options;
        if (this.#closed) break;
        if (now - awaySince < awayMs) await sleep(ASK_AGAIN_WHEN_AWAY_MS, line);
        else for (const waiter of [...line.waiters]) waiter.fail(asUnavailable(error, url));
      }
    }
    this.#lines.delete(host);
  }
}

/** Ends early when the first of the line gives up. */
function sleep(delayMs: number, line: Line): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    line.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
