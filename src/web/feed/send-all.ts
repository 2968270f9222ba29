import { sendBulk } from '../api/loop.ts';
import type { BulkChange } from '../api/types.ts';

/** The API takes so many keys in one call. */
const KEYS_AT_ONCE = 1000;

type Which = readonly string[] | Record<string, unknown>;

/** One change for these keys, or for all that a filter finds; resolves to what takes it back, and how many changed. */
export async function sendAll(which: Which, change: BulkChange) {
  if (!Array.isArray(which)) {
    const { batch, changed } = await sendBulk({ filter: which as Record<string, never>, change, dryRun: false });
    return { batches: batch === null ? [] : [batch], changed };
  }
  const batches: string[] = [];
  let changed = 0;
  for (let at = 0; at < which.length; at += KEYS_AT_ONCE) {
    const done = await sendBulk({ keys: which.slice(at, at + KEYS_AT_ONCE), change, dryRun: false });
    changed += done.changed;
    if (done.batch !== null) batches.push(done.batch);
  }
  return { batches, changed };
}
