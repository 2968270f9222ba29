import type { Campaign, UnusualChange } from '../../domain/unusual.ts';
import type { JudgedReview } from '../trust-store.ts';
import { changesOf, toUnusual, type UnusualColumns, verdictOf } from './unusual-columns.ts';

type Keyed = UnusualColumns & { readonly key: string };

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Only for rows that have a verdict. */
export function toJudged(row: Keyed): JudgedReview {
  return { key: row.key, verdict: verdictOf(row)!, reasons: toUnusual(row)?.reasons ?? [] };
}

/** The latest first. */
export function toHistory(row: Keyed): readonly UnusualChange[] {
  return changesOf(row.unusual_log)
    .map((change) => ({ item: row.key, ...change }))
    .reverse();
}

/** The latest of the changes of rows, which are those that changed last: at least as many as changes are asked for. */
export function latestChanges(rows: readonly Keyed[], limit: number): readonly UnusualChange[] {
  return rows
    .flatMap(toHistory)
    .sort((a, b) => compare(b.at, a.at) || compare(a.item, b.item))
    .slice(0, limit);
}

export function campaignsInOrder(campaigns: readonly Campaign[]): readonly Campaign[] {
  return [...campaigns].sort((a, b) => compare(a.from, b.from) || compare(a.id, b.id));
}
