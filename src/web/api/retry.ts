import { ApiError } from './client.ts';

/** Waits longer than this are said to the person instead of being waited out. */
const LONGEST_WAIT_MS = 65_000;

/**
 * Whether a read is asked again. A server that was away for a moment, once; one that asked for patience (429 or 503 with
 * Retry-After), twice, because its answer says when it will do. Any other answer stays what it is.
 */
export function shouldAskAgain(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiError)) return failures < 1;
  return error.retryAfterMs !== null && error.retryAfterMs <= LONGEST_WAIT_MS && failures < 2;
}

/** Milliseconds before the next try: what the server said, else one second. */
export function askAgainAfterMs(_failures: number, error: unknown): number {
  return error instanceof ApiError && error.retryAfterMs !== null ? error.retryAfterMs : 1000;
}
