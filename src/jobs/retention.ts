import type { ItemDraft } from '../domain/item.ts';

const DAY_MS = 86_400_000;

/** First day that is still kept, `YYYY-MM-DD`; null when all is kept. */
export function keptFrom(retentionDays: number | null, nowMs: number): string | null {
  return retentionDays === null ? null : new Date(nowMs - retentionDays * DAY_MS).toISOString().slice(0, 10);
}

/** Would be erased by the next clean-up: such a review is not stored anew at each visit. Undated ones count from their collection. */
export function isTooOld(draft: Pick<ItemDraft, 'publishedOn' | 'publishedAt'>, from: string | null): boolean {
  const day = draft.publishedOn ?? draft.publishedAt?.slice(0, 10);
  // Printed by the month alone, it counts on the month's first day, as in the store.
  return from !== null && day !== undefined && day.padEnd(10, '-01') < from;
}
