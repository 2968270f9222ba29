import { setTimeout as sleep } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Log } from '../domain/ambient.ts';
import { HostHeld, Throttled } from '../errors.ts';
import type { FetchContext, Fetcher, FetchLimits, Robots } from './fetcher.ts';
import type { Pace } from './pace.ts';
import type { Page, PageRequest } from './page.ts';
import { backoffMs, decide } from './retry.ts';
import type { AnyScraper } from './scraper.ts';
import { type AddressScope, checkAddress } from './url-guard.ts';

export interface PoliteLimits {
  readonly fetch: FetchLimits;
  /** Tries of one request in all, the first included. */
  readonly maxTries: number;
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** How often one request waits because the site asked to slow down. */
  readonly maxHolds: number;
  /** Shortest such wait, for sites that answer 429 with a time in the past. */
  readonly minHoldMs: number;
  /** A host that is not free within this time is given up for this visit. */
  readonly maxWaitMs: number;
}

export interface PoliteOptions {
  readonly http: Fetcher;
  readonly browser: Fetcher;
  readonly robots: Robots;
  readonly pace: Pace;
  readonly random: () => number;
  readonly log: Log;
  readonly limits: PoliteLimits;
}

/** Who asks: the manners of the scraper and where the target may go (`scopeOf`). */
export interface Asker {
  readonly scraper: Pick<AnyScraper, 'pace' | 'browser' | 'access'>;
  readonly scope: AddressScope;
  /** Ends what waits: for a turn, for a backoff, for robots.txt. */
  readonly signal?: AbortSignal;
  /**
   * Where the site asked everybody to wait for longer than this, `HostHeld` is thrown instead of waiting: the asker has a place in
   * a queue that others need. Default: `maxWaitMs`, and then `Throttled`. The host's own pace is waited for in any case.
   */
  readonly patienceMs?: number;
  /** Ends the request that is on its way; default: `signal`. A process that stops lets the page in hand arrive. */
  readonly cut?: AbortSignal;
}

/** One page, with manners. Throws what `Fetcher` throws, `RobotsDenied` and `HostHeld`; an aborted signal rejects with its reason. */
export type PoliteFetch = (request: PageRequest, asker: Asker) => Promise<Page>;

/**
 * The polite chain around the fetchers: allowed hosts, robots.txt, a slot of the host's pace, the request, and what follows
 * from a failure: `FetchFailed` is tried again after a growing wait, `Throttled` holds the host for everybody and spends no try.
 * After too many holds, or when the host is not free in time, `Throttled` is thrown on: the visit ends there.
 */
export function createPolite(options: PoliteOptions): PoliteFetch {
  const lanes = new Map<string, PQueue>();
  return async (request, asker) => {
    const { host } = checkAddress(request.url, asker.scope).url;
    let tries = 1;
    let holds = 0;
    for (;;) {
      asker.signal?.throwIfAborted();
      try {
        return await inLane(lanes, host, asker, () => attempt(request, asker, options));
      } catch (error) {
        const { again } = decide(error);
        if (again === 'hold' && error instanceof Throttled) await holdHost(host, ++holds, error, options);
        else if (again === 'backoff' && tries < options.limits.maxTries && !asker.signal?.aborted) {
          const { backoffBaseMs: baseMs, backoffCapMs: capMs } = options.limits;
          await pause(backoffMs(tries++, options.random, { baseMs, capMs }), asker.signal);
        } else throw error;
      }
    }
  };
}

/** At most the scraper's `concurrency` requests of this process are on their way to one host. */
async function inLane(
  lanes: Map<string, PQueue>,
  host: string,
  { scraper, signal, cut = signal }: Asker,
  work: () => Promise<Page>,
): Promise<Page> {
  let lane = lanes.get(host);
  if (!lane) {
    lane = new PQueue({ concurrency: scraper.pace.concurrency });
    lanes.set(host, lane);
    lane.addEventListener('idle', () => lanes.delete(host));
  }
  // Two scrapers of one host: the more careful one decides.
  lane.concurrency = Math.min(lane.concurrency, scraper.pace.concurrency);
  const begin = (): Promise<Page> => {
    signal?.throwIfAborted();
    return work();
  };
  return await lane.add(begin, cut ? { signal: cut } : {});
}

async function attempt(request: PageRequest, asker: Asker, options: PoliteOptions): Promise<Page> {
  const { scraper, scope, signal, cut = signal } = asker;
  const fetcher = scraper.browser ? options.browser : options.http;
  await takeSlot(request.url, asker, options);
  const context: FetchContext = {
    limits: options.limits.fetch,
    hosts: scope.hosts,
    beforeHop: (url) => takeSlot(url, asker, options),
    ...(scope.typedHost === undefined ? {} : { typedHost: scope.typedHost }),
    ...(cut ? { signal: cut } : {}),
    ...(scraper.browser ? { browser: scraper.browser } : {}),
  };
  return await fetcher.fetch(request, context);
}

/** robots.txt, then the host's next free slot. */
async function takeSlot(url: string, asker: Asker, options: PoliteOptions): Promise<void> {
  const { scraper, signal } = asker;
  const { pace, limits } = options;
  const { host } = new URL(url);
  const minGapMs = 60_000 / scraper.pace.perMinute;
  refuseLongWait(host, await pace.waitMs(host), limits.maxWaitMs);
  const gapMs = Math.max(minGapMs, await crawlDelay(url, minGapMs, asker, options));
  if (asker.patienceMs !== undefined) {
    // The pace is no hold: its gaps are waited for, however long the site wants them.
    const waitMs = await pace.waitMs(host);
    if (waitMs > Math.max(asker.patienceMs, gapMs)) throw hostHeld(host, waitMs, limits);
  }
  const tooLong = AbortSignal.timeout(limits.maxWaitMs);
  try {
    await pace.next(host, gapMs, signal ? AbortSignal.any([signal, tooLong]) : tooLong);
  } catch (error) {
    if (tooLong.aborted && !signal?.aborted) throw hostBusy(host, await pace.waitMs(host));
    throw error;
  }
}

/** What robots.txt asks for. Its own request waits for the host like any other: on a held host, no longer than the asker may. */
async function crawlDelay(url: string, minGapMs: number, asker: Asker, options: PoliteOptions): Promise<number> {
  const { scraper, scope, signal, patienceMs } = asker;
  const { pace, limits, robots } = options;
  // With an owner's key the contract of the API says what may be asked; robots.txt speaks to crawlers of pages.
  if (scraper.access === 'official-api') return 0;
  const { host } = new URL(url);
  const held = patienceMs !== undefined && (await pace.waitMs(host)) > Math.max(patienceMs, minGapMs);
  const enough = held ? AbortSignal.timeout(patienceMs) : undefined;
  const ending = [signal, enough].filter((one) => one !== undefined);
  try {
    return await robots.check(url, {
      minGapMs,
      ...(scope.typedHost === undefined ? {} : { typedHost: scope.typedHost }),
      ...(ending.length === 0 ? {} : { signal: AbortSignal.any(ending) }),
    });
  } catch (error) {
    if (enough?.aborted && !signal?.aborted) throw hostHeld(host, await pace.waitMs(host), limits);
    throw error;
  }
}

async function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(delayMs, undefined, signal ? { signal } : {});
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

function refuseLongWait(host: string, waitMs: number, maxWaitMs: number): void {
  if (waitMs > maxWaitMs) throw hostBusy(host, waitMs);
}

function hostBusy(host: string, waitMs: number): Throttled {
  return new Throttled('The host asked us to wait longer than this visit may last', waitMs, { host, givenUp: true });
}

function hostHeld(host: string, waitMs: number, { maxWaitMs }: PoliteLimits): HostHeld | Throttled {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return waitMs > maxWaitMs
    ? hostBusy(host, waitMs)
    : new HostHeld(`The site asked us to wait ${seconds} s; the visit goes on then`, waitMs, { host });
}

/**
 * Holds the host for everybody who asks it; the next try waits for its slot, or gives up there. Throws `error` on when this request
 * has waited often enough.
 */
async function holdHost(
  host: string,
  holds: number,
  error: Throttled,
  { limits, log, pace }: PoliteOptions,
): Promise<void> {
  if (error.details['givenUp'] === true) throw error;
  const delayMs = Math.max(error.retryAfterMs, limits.minHoldMs);
  log.info({ host, delayMs, holds }, 'host asked to slow down');
  await pace.hold(host, delayMs);
  if (holds > limits.maxHolds || delayMs > limits.maxWaitMs) throw error;
}
