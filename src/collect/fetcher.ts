import type { Page, PageRequest } from './page.ts';
import type { ResourceType } from './scraper.ts';

/* The port to the outside: one request in, one page out. Two implementations: HTTP and a real browser. */

/** Budgets of one request. */
export interface FetchLimits {
  /** Whole answer, connect to last byte, in ms; time spent in `beforeHop` does not count. */
  readonly deadlineMs: number;
  /** Bytes on the wire. */
  readonly maxBytes: number;
  /** Bytes after decompression. */
  readonly maxDecodedBytes: number;
  readonly maxRedirects: number;
}

export interface FetchContext {
  readonly signal?: AbortSignal;
  readonly limits: FetchLimits;
  /** Hosts (host or host:port, lower case) that this request and its redirects may touch. */
  readonly hosts: readonly string[];
  /** An address typed by the operator: exactly this `host:port` is allowed even if it is loopback or private. */
  readonly typedHost?: string;
  /** Called with each redirect's target before it is asked (robots.txt and pace); what it throws ends the fetch. */
  readonly beforeHop?: (url: string) => Promise<void>;
  /** For the browser fetcher: what to wait for, and which kinds of resources the page needs. */
  readonly browser?: { readonly waitFor: string; readonly allow: readonly ResourceType[] };
  /** Take the first `maxDecodedBytes` of a longer body instead of throwing (robots.txt). */
  readonly truncate?: boolean;
}

/**
 * Brings one page. Throws `ForbiddenAddress` (guard), `FetchFailed` (network, no answer in time, 5xx), `Throttled` (429, 503
 * with Retry-After), `PageGone` (404, 410), `Blocked` (401, 403, 407, 451, 507, and walls that answer 429 or 5xx),
 * `OverBudget` (bytes, redirects, a body that is still coming at the deadline). Other statuses are returned. Errors that
 * come from a status carry it in `details.status`. An aborted signal rejects with its reason.
 */
export interface Fetcher {
  fetch(request: PageRequest, context: FetchContext): Promise<Page>;
  close(): Promise<void>;
}

/** What robots.txt says about an address. */
export interface Robots {
  /**
   * Resolves to the site's Crawl-delay in ms (0 when it names none). Throws `RobotsDenied` (forbidden, or robots.txt cannot
   * be read), `Throttled` (asked too fast), `FetchFailed` (the host cannot be reached at all).
   */
  check(url: string, context: RobotsContext): Promise<number>;
}

export interface RobotsContext {
  readonly typedHost?: string;
  /** Pace of the scraper that asks: robots.txt is a request like any other. */
  readonly minGapMs: number;
  readonly signal?: AbortSignal;
}
