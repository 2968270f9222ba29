import { lookup } from 'node:dns/promises';
import type { FetchLimits } from '../../src/collect/fetcher.ts';
import type { Resolve } from '../../src/collect/guarded-lookup.ts';

/** Budgets of the tests: small, so that breaking one takes no time. */
export const limits: FetchLimits = {
  deadlineMs: 2000,
  maxBytes: 2_000_000,
  maxDecodedBytes: 5_000_000,
  maxRedirects: 5,
};

export const retryAfter = { maxRetryAfterMs: 3_600_000, defaultRetryAfterMs: 60_000 };

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

export const clock = { now: () => Date.now() };
