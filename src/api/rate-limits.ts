import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, MemoryStore, type Options, rateLimit } from 'express-rate-limit';
import type { Log } from '../domain/ambient.ts';
import { localsOf } from './locals.ts';
import { HttpProblem } from './problems.ts';
import type { ApiLimits } from './settings.ts';

/** Counts wrong API keys by address; over the limit they get 429 instead of 401. */
export interface WrongKeys {
  count(req: Request): Promise<void>;
}

export interface RateLimits {
  /** Per caller, or per address where nobody is signed in. */
  readonly requests: RequestHandler;
  /** Failed sign-ins per address. */
  readonly signIn: RequestHandler;
  readonly wrongKeys: WrongKeys;
  /** Stops the timers. */
  close(): void;
}

const MINUTE_MS = 60_000;

function addressOf(req: Request): string {
  return ipKeyGenerator(req.ip ?? '0.0.0.0');
}

/** The limiters of one API instance, with counters in memory: a restart forgives. */
export function createRateLimits(limits: ApiLimits, log: Log): RateLimits {
  const stores = { requests: new MemoryStore(), signIn: new MemoryStore(), wrongKeys: new MemoryStore() };
  const shared: Partial<Options> = {
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Otherwise the package writes to the console when a client sends X-Forwarded-For without a proxy.
    validate: false,
    logger: {
      error: () => log.error({}, 'rate limit failed'),
      warn: () => log.warn({}, 'rate limit warned'),
    },
    handler: (_req, _res, next) => next(new HttpProblem('too-many', 'Wait as long as Retry-After says.')),
  };
  const requests = rateLimit({
    ...shared,
    windowMs: MINUTE_MS,
    limit: limits.requestsPerMinute,
    identifier: 'requests',
    store: stores.requests,
    keyGenerator: (req, res) => localsOf(res).caller?.id ?? addressOf(req),
  });
  const signIn = rateLimit({
    ...shared,
    windowMs: 15 * MINUTE_MS,
    limit: limits.signInTriesPer15Min,
    identifier: 'sign-in',
    store: stores.signIn,
    skipSuccessfulRequests: true,
    keyGenerator: addressOf,
  });
  const wrongKeysWindowMs = 5 * MINUTE_MS;
  stores.wrongKeys.init({ windowMs: wrongKeysWindowMs } as Options);
  return {
    requests,
    signIn,
    wrongKeys: {
      async count(req) {
        const { totalHits } = await stores.wrongKeys.increment(addressOf(req));
        if (totalHits <= limits.wrongKeysPer5Min) return;
        throw new HttpProblem('too-many', 'Too many wrong API keys from this address.', {
          headers: { 'Retry-After': String(wrongKeysWindowMs / 1000) },
        });
      },
    },
    close() {
      for (const store of Object.values(stores)) store.shutdown();
    },
  };
}
