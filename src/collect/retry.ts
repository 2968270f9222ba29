import type { Outcome } from '../domain/run.ts';
import {
  BadConfig,
  BadInput,
  Blocked,
  Conflict,
  FetchFailed,
  ForbiddenAddress,
  HostHeld,
  LayoutChanged,
  LeaseLost,
  type MolvaError,
  NeedsSetup,
  NotFound,
  OverBudget,
  PageGone,
  RobotsDenied,
  Throttled,
  Unavailable,
} from '../errors.ts';

/** What follows from a failure while collecting. */
export interface Decision {
  /** The same request: `backoff` = again after a growing wait, `hold` = again when the site's own wait has passed (spends no try), `none`. */
  readonly again: 'backoff' | 'hold' | 'none';
  /** How a visit ends that stored nothing. */
  readonly outcome: Outcome;
  /** How a visit ends that had stored pages before. The outcome tells the worst thing, the counts tell what was saved. */
  readonly outcomeAfterPages: Outcome;
  /** The place where an unfinished visit was resumed is of no use any more: begin at the first page. */
  readonly fromStart: boolean;
}

type MolvaErrorClass = abstract new (...args: never[]) => MolvaError;

const end = (outcome: Outcome, outcomeAfterPages: Outcome, fromStart = false): Decision => ({
  again: 'none',
  outcome,
  outcomeAfterPages,
  fromStart,
});

/** One row per class of `errors.ts`; a test compares the two. */
const TABLE: ReadonlyMap<MolvaErrorClass, Decision> = new Map<MolvaErrorClass, Decision>([
  [FetchFailed, { ...end('failed', 'partial'), again: 'backoff' }],
  [Throttled, { ...end('blocked', 'blocked'), again: 'hold' }],
  [HostHeld, end('partial', 'partial')],
  [Blocked, end('blocked', 'blocked')],
  [RobotsDenied, end('blocked', 'blocked')],
  [LayoutChanged, end('layout-changed', 'layout-changed', true)],
  [PageGone, end('failed', 'partial', true)],
  [OverBudget, end('failed', 'partial')],
  [ForbiddenAddress, end('failed', 'partial', true)],
  [BadInput, end('failed', 'partial', true)],
  [BadConfig, end('failed', 'failed')],
  [NeedsSetup, end('failed', 'failed')],
  [NotFound, end('failed', 'partial')],
  [Conflict, end('failed', 'partial')],
  [LeaseLost, end('failed', 'partial')],
  [Unavailable, end('failed', 'partial')],
]);

/** A failure that nobody foresaw: a bug of ours. Nothing is repeated, what was stored stays. */
const UNKNOWN = end('failed', 'partial');

/** The policy for an error while collecting. Errors outside the taxonomy end the visit. */
export function decide(error: unknown): Decision {
  for (const [errorClass, decision] of TABLE) if (error instanceof errorClass) return decision;
  return UNKNOWN;
}

/** True when the table has a row for exactly this class. */
export function hasDecision(errorClass: MolvaErrorClass): boolean {
  return TABLE.has(errorClass);
}

/**
 * Wait before try number `attempt` (1 = the first repetition) in ms: full jitter, a draw between 0 and `baseMs * 2^(attempt - 1)`,
 * at most `capMs`. Source: AWS Architecture Blog, "Exponential Backoff And Jitter" (2015): full jitter finishes soonest with the fewest calls.
 */
export function backoffMs(attempt: number, random: () => number, limits: { baseMs: number; capMs: number }): number {
  const ceiling = Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(attempt - 1, 40));
  return Math.floor(random() * ceiling);
}

/**
 * `Retry-After` in ms from `nowMs`, between 0 and `maxMs`: seconds, or any of the three HTTP dates (RFC 9110 10.2.3, 5.6.7).
 * A date in the past is 0, an absurd one `maxMs`; null for what is neither.
 */
export function parseRetryAfter(value: string | undefined, nowMs: number, maxMs: number): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,400}(\.\d{1,400})?$/.test(text)) return Math.min(Number(text) * 1000, maxMs);
  if (text.length > 64 || !/^[A-Za-z]{3,9},? .*\d\d:\d\d:\d\d/.test(text)) return null;
  // The asctime form (`Sun Nov  6 08:49:37 1994`) names no zone; all HTTP dates are in GMT.
  const date = Date.parse(/GMT|UTC|[+-]\d{4}$/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(date) ? null : Math.min(Math.max(0, date - nowMs), maxMs);
}
