import robotsModule from 'robots-parser';
import type { Clock, Log } from '../domain/ambient.ts';
import {
  Blocked,
  FetchFailed,
  ForbiddenAddress,
  type MolvaError,
  OverBudget,
  PageGone,
  RobotsDenied,
} from '../errors.ts';
import type { Fetcher, FetchLimits, Robots, RobotsContext } from './fetcher.ts';
import { isUnreachable } from './network-failure.ts';
import type { Pace } from './pace.ts';
import type { Page } from './page.ts';

export interface RobotsLimits {
  /** How long an answer is kept. RFC 9309 2.4: at most 24 hours. */
  readonly cacheMs: number;
  /** How long a robots.txt that cannot be read denies everything. */
  readonly denyMs: number;
  readonly deadlineMs: number;
  /** Longer files are cut here. RFC 9309 2.5: at least 500 KiB. */
  readonly maxBytes: number;
  /** RFC 9309 2.3.1.2: at least five. */
  readonly maxRedirects: number;
  /** A longer Crawl-delay is taken as this. */
  readonly maxCrawlDelayMs: number;
}

export interface RobotsOptions {
  readonly fetcher: Fetcher;
  readonly pace: Pace;
  readonly clock: Clock;
  readonly log: Log;
  readonly userAgent: string;
  readonly limits: RobotsLimits;
}

/** What an origin's file says, until when. */
interface Rules {
  readonly untilMs: number;
  /** A sentence when nothing may be asked at all. */
  readonly denied?: string;
  isAllowed(url: string): boolean;
  readonly crawlDelayMs: number;
}

/** The package's types name a default export; what a CommonJS module hands to an import is the function itself. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

const ALLOW_ALL = { isAllowed: () => true, crawlDelayMs: 0 };

/** robots.txt by RFC 9309: one request per origin for all who ask at once, kept for a day, denied for an hour when unreadable. */
export function createRobots(options: RobotsOptions): Robots {
  const { clock } = options;
  const known = new Map<string, Rules>();
  const running = new Map<string, Promise<Rules>>();
  const rulesOf = (origin: string, context: RobotsContext): Promise<Rules> => {
    const kept = known.get(origin);
    if (kept && kept.untilMs > clock.now()) return Promise.resolve(kept);
    let reading = running.get(origin);
    if (!reading) {
      reading = readRules(origin, context, options)
        .then((rules) => {
          known.set(origin, rules);
          return rules;
        })
        .finally(() => running.delete(origin));
      running.set(origin, reading);
    }
    return reading;
  };
  return {
    async check(url, context) {
      const rules = await untilAborted(rulesOf(new URL(url).origin, context), context.signal);
      const until = new Date(rules.untilMs).toISOString();
      if (rules.denied !== undefined) throw new RobotsDenied(rules.denied, until, { url });
      if (!rules.isAllowed(url)) throw new RobotsDenied('robots.txt of the site forbids this page', until, { url });
      return rules.crawlDelayMs;
    },
  };
}

/** Throws `Throttled`, and `FetchFailed` for a host that cannot be reached at all: neither is kept. */
async function readRules(origin: string, context: RobotsContext, options: RobotsOptions): Promise<Rules> {
  const { clock, limits, log } = options;
  try {
    const page = await fetchRobots(origin, context, options);
    return page.status < 300
      ? parsedRules(page, origin, options)
      : { ...ALLOW_ALL, untilMs: clock.now() + limits.cacheMs };
  } catch (error) {
    if (isAllowing(error)) return { ...ALLOW_ALL, untilMs: clock.now() + limits.cacheMs };
    const why = denialReason(error);
    if (why === undefined) throw error;
    log.warn({ origin, error: (error as MolvaError).name }, 'robots.txt cannot be read');
    const minutes = Math.round(limits.denyMs / 60_000);
    const denied = `robots.txt of the site cannot be read (${why}); nothing is asked for ${minutes} minutes`;
    return { ...ALLOW_ALL, untilMs: clock.now() + limits.denyMs, denied };
  }
}

async function fetchRobots(origin: string, context: RobotsContext, options: RobotsOptions): Promise<Page> {
  const { limits } = options;
  const host = new URL(origin).host;
  // All askers share this request: no one's signal may end it for the others, its own deadline does.
  await options.pace.next(host, context.minGapMs);
  return await options.fetcher.fetch(
    { url: `${origin}/robots.txt`, headers: { accept: 'text/plain,*/*;q=0.5' } },
    {
      hosts: ['*'],
      ...(context.typedHost === undefined ? {} : { typedHost: context.typedHost }),
      truncate: true,
      limits: {
        deadlineMs: limits.deadlineMs,
        maxRedirects: limits.maxRedirects,
        maxDecodedBytes: limits.maxBytes,
        maxBytes: limits.maxBytes * 2,
      } satisfies FetchLimits,
    },
  );
}

/** 4xx is "no rules", and so is a chain of too many redirects (RFC 9309 2.3.1.2 and 2.3.1.3). */
function isAllowing(error: unknown): boolean {
  if (error instanceof PageGone) return true;
  // 429 is no answer to what may be read, whatever page comes with it.
  if (error instanceof Blocked) return Number(error.details['status']) < 500 && error.details['status'] !== 429;
  return error instanceof OverBudget && /redirects/.test(error.message);
}

/** Why an unreadable file denies everything; undefined for failures that are not about robots.txt. */
function denialReason(error: unknown): string | undefined {
  if (error instanceof FetchFailed) return isUnreachable(error) ? undefined : error.message;
  if (error instanceof OverBudget || error instanceof ForbiddenAddress || error instanceof Blocked)
    return error.message;
  return undefined;
}

function parsedRules(page: Page, origin: string, { clock, limits, userAgent }: RobotsOptions): Rules {
  // A file that was cut ends within a line: half a rule may forbid or allow far more than the whole one.
  const isCut = page.body.length >= limits.maxBytes;
  const body = isCut ? page.body.slice(0, page.body.lastIndexOf('\n') + 1) : page.body;
  const parsed = robotsParser(`${origin}/robots.txt`, body.replace(/^\uFEFF/, ''));
  const crawlDelayMs = (parsed.getCrawlDelay(userAgent) ?? 0) * 1000;
  return {
    untilMs: clock.now() + limits.cacheMs,
    isAllowed: (url) => parsed.isAllowed(url, userAgent) ?? true,
    crawlDelayMs: Math.min(Math.max(0, crawlDelayMs), limits.maxCrawlDelayMs),
  };
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return await work;
  signal.throwIfAborted();
  const stopped = Promise.withResolvers<never>();
  const stop = (): void => stopped.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
