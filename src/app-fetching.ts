import { lookup } from 'node:dns/promises';
import type { Config } from '../config/schema.ts';
import { createHttpFetcher } from './collect/http-fetcher.ts';
import { LocalPace } from './collect/local-pace.ts';
import { createPolite } from './collect/polite.ts';
import { createRobots } from './collect/robots.ts';
import { scopeOf } from './collect/url-guard.ts';
import type { Clock, Log } from './domain/ambient.ts';
import type { VisitDeps } from './jobs/visiting.ts';

/** RFC 9309: an answer is kept at most a day; an unreadable file denies for an hour, so that a broken one is not crawled through. */
const ROBOTS_LIMITS = {
  cacheMs: 86_400_000,
  denyMs: 3_600_000,
  deadlineMs: 15_000,
  maxBytes: 512_000,
  maxRedirects: 5,
  maxCrawlDelayMs: 60_000,
} as const;
/** A site that asks for a longer pause than an hour is asked again by the schedule. */
const RETRY_AFTER = { maxRetryAfterMs: 3_600_000, defaultRetryAfterMs: 30_000 } as const;
const BACKOFF = { backoffBaseMs: 1000, backoffCapMs: 600_000 } as const;
/** A visit waits this long for a host at most; a longer wish ends it, the schedule comes back. */
const HOLDS = { maxHolds: 3, minHoldMs: 5000, maxWaitMs: 300_000 } as const;
/** Pages of the demo come from this machine: nobody has to be spared. */
const DEMO_PER_MINUTE = 6_000_000;

export interface Fetching {
  readonly fetchFor: VisitDeps['fetchFor'];
  close(): Promise<void>;
}

/** The polite chain with both fetchers. `origins` maps real origins to loopback (the demo). */
export function createFetching(options: {
  readonly config: Config;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  readonly origins: Readonly<Record<string, string>>;
}): Fetching {
  const { config, clock, log, origins } = options;
  const { collect } = config;
  const userAgent = `Molva/${options.version}${collect.contact === '' ? '' : ` (+${collect.contact})`}`;
  const pace = new LocalPace();
  const resolve = async (hostname: string) =>
    (await lookup(hostname, { all: true })).map(({ address, family }) => ({ address, family: family as 4 | 6 }));
  const http = createHttpFetcher({ userAgent, clock, resolve, retryAfter: RETRY_AFTER, origins });
  const browser = http;
  const robots = createRobots({ fetcher: http, pace, clock, log, userAgent, limits: ROBOTS_LIMITS });
  const polite = createPolite({
    http,
    browser,
    robots,
    pace,
    random: options.random,
    log,
    limits: {
      fetch: {
        deadlineMs: collect.deadlineMs,
        maxBytes: collect.maxBytes,
        maxDecodedBytes: collect.maxDecodedBytes,
        maxRedirects: collect.maxRedirects,
      },
      maxTries: collect.retries + 1,
      ...BACKOFF,
      ...HOLDS,
    },
  });
  return {
    fetchFor(scraper, typedUrl, signal) {
      const demo = origins[new URL(typedUrl).origin] !== undefined;
      const asker = {
        scraper: demo ? { ...scraper, pace: { ...scraper.pace, perMinute: DEMO_PER_MINUTE } } : scraper,
        scope: scopeOf(scraper, { url: typedUrl }),
        signal,
      };
      return (request) => polite(request, asker);
    },
    async close() {
      await Promise.all([http.close(), browser.close()]);
    },
  };
}
