import type { Page, PageRequest } from './page.ts';

/* The port to the outside: one request in, one page out. Two implementations: HTTP and a real browser. */

/** Budgets of one request. */
export interface FetchLimits {
  /** Whole answer, connect to last byte, in ms. */
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
}

/**
 * Brings one page. Throws `ForbiddenAddress` (guard), `FetchFailed` (network, 5xx), `Throttled` (429, 503 with Retry-After),
 * `PageGone` (404, 410), `Blocked` (401, 403, 407, 451, 507), `OverBudget` (bytes, time, redirects). Other statuses are returned.
 */
export interface Fetcher {
  fetch(request: PageRequest, context: FetchContext): Promise<Page>;
  close(): Promise<void>;
}
