/**
 * Every failure Molva knows. The class *is* the policy: what is done next, and whose fault it is.
 * `collect/retry.ts` is the only reader of `retry`; a new class needs a row in its table test.
 */

/** What is done next: `now` = try this request again shortly, `later` = end the run, keep the state, next run tries; `never` = a person must act. */
export type Retry = 'now' | 'later' | 'never';
/** Whose fault: `ours` a bug or limit here, `theirs` the site or service, `user` something the operator typed. */
export type Fault = 'ours' | 'theirs' | 'user';

/** Base of all expected failures. `details` holds ids, urls and numbers for the log, never a reviewer's text. */
export abstract class MolvaError extends Error {
  abstract readonly retry: Retry;
  abstract readonly fault: Fault;
  readonly details: Readonly<Record<string, unknown>>;
  constructor(message: string, options: { cause?: unknown; details?: Readonly<Record<string, unknown>> } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.details = options.details ?? {};
  }
}

/** The configuration or the command line is wrong. `problems` lists all of them at once. Exit code 2. */
export class BadConfig extends MolvaError {
  readonly retry = 'never';
  readonly fault = 'user';
  readonly problems: readonly string[];
  constructor(problems: readonly string[], message = problems.join('\n')) {
    super(message);
    this.problems = problems;
  }
}

/** A person's input (address, option, file, API field) cannot be used. `field` names it. Exit code 2, HTTP 400. */
export class BadInput extends MolvaError {
  readonly retry = 'never';
  readonly fault = 'user';
  readonly field: string;
  constructor(field: string, message: string, options: { cause?: unknown } = {}) {
    super(message, { ...options, details: { field } });
    this.field = field;
  }
}

/** What was asked for is not there (item, target, run). HTTP 404. */
export class NotFound extends MolvaError {
  readonly retry = 'never';
  readonly fault = 'user';
}

/** Somebody else changed it first (stale revision, a lease held by another). HTTP 409. */
export class Conflict extends MolvaError {
  readonly retry = 'never';
  readonly fault = 'user';
}

/** The address may not be visited: private network, wrong scheme, host outside the scraper's list, too many redirects. */
export class ForbiddenAddress extends MolvaError {
  readonly retry = 'never';
  readonly fault = 'user';
}

/** robots.txt says no, or cannot be read (then `later`-like: denied for an hour; `until` says when to ask again). */
export class RobotsDenied extends MolvaError {
  readonly retry = 'later';
  readonly fault = 'theirs';
  /** ISO instant until which the answer stands. */
  readonly until: string;
  constructor(message: string, until: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message, { details });
    this.until = until;
  }
}

/** A wall: captcha, bot check, login page, 403. The run ends as `blocked`; we never try to pass it. `kind` is a short code. */
export class Blocked extends MolvaError {
  readonly retry = 'later';
  readonly fault = 'theirs';
  readonly kind: string;
  constructor(kind: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message, { details: { kind, ...details } });
    this.kind = kind;
  }
}

/** The page is not what the parser knows: a marker, an envelope or a required field is missing. Never "0 reviews". */
export class LayoutChanged extends MolvaError {
  readonly retry = 'later';
  readonly fault = 'theirs';
}

/** The site asks us to slow down (429, 503 with Retry-After). Costs no retry; the host waits until `retryAfterMs` has passed. */
export class Throttled extends MolvaError {
  readonly retry = 'now';
  readonly fault = 'theirs';
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number, details: Readonly<Record<string, unknown>> = {}) {
    super(message, { details: { retryAfterMs, ...details } });
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * The site asked everybody to wait, for longer than a visit keeps its place in the queue. The visit ends here with its place
 * saved and goes on in `waitMs`; no fault, and no request was spent on it.
 */
export class HostHeld extends MolvaError {
  readonly retry = 'later';
  readonly fault = 'theirs';
  readonly waitMs: number;
  constructor(message: string, waitMs: number, details: Readonly<Record<string, unknown>> = {}) {
    super(message, { details: { waitMs, ...details } });
    this.waitMs = waitMs;
  }
}

/** The request failed on the way (reset, DNS, timeout, 5xx, a crashed browser): worth another try. */
export class FetchFailed extends MolvaError {
  readonly retry = 'now';
  readonly fault = 'theirs';
}

/** The page does not exist (404, 410). A person should look at the target's address. */
export class PageGone extends MolvaError {
  readonly retry = 'later';
  readonly fault = 'theirs';
}

/** More bytes, time or pages than the budget allows (bombs, drips, endless pagination). */
export class OverBudget extends MolvaError {
  readonly retry = 'later';
  readonly fault = 'theirs';
}

/** The scraper needs something the operator has not given (an API key, a browser). The message says how to get it. */
export class NeedsSetup extends MolvaError {
  readonly retry = 'never';
  readonly fault = 'user';
}

/** The lease on a target was lost to another worker: stop, write nothing more. */
export class LeaseLost extends MolvaError {
  readonly retry = 'later';
  readonly fault = 'ours';
}

/** The store or the queue cannot be reached, is locked, full, read-only, or of another schema version. Exit code 3. */
export class Unavailable extends MolvaError {
  readonly retry = 'later';
  readonly fault = 'ours';
}
