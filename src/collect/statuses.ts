import { Blocked, FetchFailed, PageGone, Throttled } from '../errors.ts';
import { isBlockedPage } from './blocked.ts';
import type { Page } from './page.ts';
import { parseRetryAfter } from './retry.ts';

/** Waits after a 429 or 503: the most that is believed, and what is taken where the site names none. */
export interface RetryAfterLimits {
  readonly maxRetryAfterMs: number;
  readonly defaultRetryAfterMs: number;
}

/** True for statuses that `refuseStatus` throws for: their body is read only to tell which wall it is. */
export function isRefusing(status: number): boolean {
  return [401, 403, 404, 407, 410, 429, 451].includes(status) || status >= 500;
}

/**
 * Turns the status of an answer into the taxonomy (see `Fetcher`); returns for those that are a page. A wall on the body wins
 * over 429 and 5xx: it does not go away by waiting.
 */
export function refuseStatus(page: Page, nowMs: number, limits: RetryAfterLimits): void {
  const { status, url } = page;
  if (!isRefusing(status)) return;
  const details = { url, status };
  if (status === 404 || status === 410) throw new PageGone(`The page does not exist (${status})`, { details });
  const wall = isBlockedPage(page);
  if (wall) throw new Blocked(wall.kind, wall.message, details);
  const named = page.headers['retry-after'];
  const retryAfterMs = parseRetryAfter(named, nowMs, limits.maxRetryAfterMs);
  if (status === 429 || (status === 503 && retryAfterMs !== null))
    throw new Throttled(
      `The site asks us to slow down (${status})`,
      retryAfterMs ?? limits.defaultRetryAfterMs,
      details,
    );
  throw new FetchFailed(`The site answered ${status}`, { details });
}
