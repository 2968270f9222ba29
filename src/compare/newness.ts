import type { CountRow } from '../domain/count-row.ts';

/** What was published longer before it was collected is caught up, not new (counting rules 6). */
const CAUGHT_UP_MS = 3 * 86_400_000;

export type Newness = 'new' | 'caught-up' | 'back-fill' | 'known';

export interface NewnessOptions {
  /** The reader's last mail or visit, ISO instant: what was collected after it, up to `until`. */
  readonly since: string;
  readonly until: string;
  /** When the target's first complete visit ended; null while it goes on, undefined for rows that were sent in. */
  readonly backfilledAt: string | null | undefined;
}

/** Whether an opinion is news to a reader, or why it is not. */
export function newnessOf(row: CountRow, { since, until, backfilledAt }: NewnessOptions): Newness {
  if (row.collectedAt <= since || row.collectedAt > until) return 'known';
  if (!row.backfill) return 'new';
  if (backfilledAt === undefined) return isCaughtUp(row) ? 'caught-up' : 'back-fill';
  return backfilledAt === null || row.collectedAt <= backfilledAt ? 'back-fill' : 'caught-up';
}

function isCaughtUp(row: CountRow): boolean {
  const published = publishedMs(row);
  return published !== null && Date.parse(row.collectedAt) - published > CAUGHT_UP_MS;
}

/** Instant of publication, noon where only the day is known, null without a date. */
export function publishedMs({ publishedAt, day }: CountRow): number | null {
  if (publishedAt !== null) return Date.parse(publishedAt);
  return day === '' ? null : Date.parse(`${day}T12:00:00Z`);
}
