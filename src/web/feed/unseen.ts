import type { Item } from '../api/types.ts';

type Seen = Pick<Item, 'key' | 'collectedAt'>;

/**
 * Which items of the newest page stand above what is loaded. An open list grows shorter by every decision, so that the newest page
 * then ends in older texts that were not loaded yet: these are not new.
 */
export function unseen<T extends Seen>(head: readonly T[], loaded: readonly Seen[]): readonly T[] {
  const keys = new Set(loaded.map((item) => item.key));
  const lastKnown = head.findLastIndex((item) => keys.has(item.key));
  if (lastKnown >= 0) return head.slice(0, lastKnown).filter((item) => !keys.has(item.key));
  // Nothing in common: what came in since the newest of the loaded ones did.
  const newest = loaded.reduce((last, { collectedAt }) => (collectedAt > last ? collectedAt : last), '');
  return head.filter((item) => item.collectedAt > newest);
}
