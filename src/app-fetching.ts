import { lookup } from 'node:dns/promises';
import type { Config } from '../config/schema.ts';
import { createBrowserFetcher } from './collect/browser-fetcher.ts';
import { createHttpFetcher } from './collect/http-fetcher.ts';
import type { Pace } from './collect/pace.ts';
import type { Places } from './collect/places.ts';
import { createPolite } from './collect/polite.ts';
import { createRobots } from './collect/robots.ts';
import { scopeOf } from './collect/url-guard.ts';
import type { Clock, Log } from './domain/ambient.ts';
import { createHostTurns, type HostTurns } from './jobs/host-turns.ts';
import type { VisitDeps } from './jobs/visiting.ts';

/** Pages of the demo come from this machine: nobody has to be spared. */
const DEMO_PER_MINUTE = 6_000_000;

export interface Fetching {
  readonly fetchFor: VisitDeps['fetchFor'];
  readonly turns: HostTurns;
  close(): Promise<void>;
}

/** The polite chain with both fetchers. `origins` maps real origins to loopback (the demo). */
export function createFetching(options: {
  readonly config: Config;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly pace: Pace;
  readonly places: Places;
  readonly random: () => number;
  readonly origins: Readonly<Record<string, string>>;
  /** Ends requests that are on their way; the signal of a visit ends its waiting alone. */
  readonly cut: AbortSignal;
}): Fetching {
  const { config, clock, log, pace, places, origins } = options;
  const { collect, manners } = config;
  const userAgent = `Molva/${options.version}${collect.contact === '' ? '' : ` (+${collect.contact})`}`;
  const resolve = async (hostname: string) =>
    (await lookup(hostname, { all: true })).map(({ address, family }) => ({ address, family: family as 4 | 6 }));
  const retryAfter = { defaultRetryAfterMs: manners.defaultRetryAfterMs, maxRetryAfterMs: manners.maxRetryAfterMs };
  const common = { userAgent, clock, resolve, retryAfter, origins };
  const http = createHttpFetcher(common);
  const browser = createBrowserFetcher({
    ...common,
    log,
    executablePath: collect.browser,
    idleCloseMs: manners.browserIdleMs,
  });
  const robots = createRobots({
    fetcher: http,
    pace,
    clock,
    log,
    userAgent,
    limits: {
      cacheMs: manners.robotsCacheMs,
      denyMs: manners.robotsDenyMs,
      deadlineMs: manners.robotsDeadlineMs,
      maxBytes: manners.robotsMaxBytes,
      maxRedirects: manners.robotsMaxRedirects,
      maxCrawlDelayMs: manners.maxCrawlDelayMs,
    },
  });
  const { deadlineMs, maxBytes, maxDecodedBytes, maxRedirects } = collect;
  const { backoffBaseMs, backoffCapMs, maxHolds, minHoldMs, maxWaitMs, patienceMs } = manners;
  const fetch = { deadlineMs, maxBytes, maxDecodedBytes, maxRedirects };
  const limits = { fetch, maxTries: collect.retries + 1, backoffBaseMs, backoffCapMs, maxHolds, minHoldMs, maxWaitMs };
  const polite = createPolite({ http, browser, robots, pace, random: options.random, log, limits });
  const isDemo = (url: URL): boolean => origins[url.origin] !== undefined;
  return {
    turns: createHostTurns({ pace, places, patienceMs, isSpared: (url) => !isDemo(url) }),
    fetchFor(scraper, typedUrl, signal, { inQueue = false } = {}) {
      const demo = isDemo(new URL(typedUrl));
      const asker = {
        scraper: demo ? { ...scraper, pace: { ...scraper.pace, perMinute: DEMO_PER_MINUTE } } : scraper,
        scope: scopeOf(scraper, { url: typedUrl }),
        signal,
        cut: options.cut,
        ...(inQueue ? { patienceMs } : {}),
      };
      return (request) => polite(request, asker);
    },
    async close() {
      await Promise.all([http.close(), browser.close()]);
    },
  };
}

/** Aborts this long after `signal`. */
export function later(signal: AbortSignal, delayMs: number): AbortSignal {
  const late = new AbortController();
  signal.addEventListener('abort', () => setTimeout(() => late.abort(signal.reason), delayMs).unref(), { once: true });
  return late.signal;
}
