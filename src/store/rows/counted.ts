import type { ItemRow } from './item-row.ts';

/** Columns that decide the day or the group an item is counted in: a change of any makes figures stale. */
export const COUNTED: readonly (keyof ItemRow)[] = [
  'day',
  'is_own',
  'shown',
  'scraper',
  'channel',
  'effective_sentiment',
  'effective_language',
  'star_group',
  'stars',
  'has_text',
  'verified',
  'backfill',
  'published_at',
];
