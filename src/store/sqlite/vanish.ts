import { instant } from '../rows/times.ts';
import type { Lease } from '../store.ts';
import type { Connection } from './connection.ts';
import { tell } from './event-log.ts';
import { held } from './leases.ts';

export interface VanishOptions {
  readonly lease: Lease;
  readonly runId: string;
  readonly notSeenSince: string;
  readonly publishedAfter: string | null;
  readonly seenSince?: string;
  readonly now: string;
}

/**
 * Marks what a complete visit did not see. Where it read newer ones only, an item counts as read when its instant, else its
 * day, is later than the bound; undated ones cannot be told to have been in reach and stay. Figures do not change: a vanished
 * item stays in the periods in which it stood.
 */
export function markVanished(
  connection: Connection,
  { lease, notSeenSince, publishedAfter, seenSince, now }: VanishOptions,
): number {
  const { brand } = held(connection, lease);
  const after = instant(publishedAfter);
  const bound = after === null ? '' : "AND (published_at > ? OR (published_at IS NULL AND day <> '' AND day > ?))";
  const sql = `UPDATE item INDEXED BY item_target SET vanished_at = ?
    WHERE target_id = ? AND vanished_at IS NULL AND last_seen_at < ? AND last_seen_at >= ? ${bound} RETURNING key`;
  const values = [
    now,
    lease.targetId,
    instant(notSeenSince) ?? notSeenSince,
    seenSince ?? '',
    ...(after === null ? [] : [after, after.slice(0, 10)]),
  ];
  const keys = connection.all<{ key: string }>(sql, ...values).map((row) => row.key);
  for (const key of keys) tell(connection, { at: now, type: 'item.vanished', subject: key, brand, quiet: false });
  return keys.length;
}
