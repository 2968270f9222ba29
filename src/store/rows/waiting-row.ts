import type { PendingItem } from '../store.ts';
import type { ItemRow } from './item-row.ts';
import { toCorrection } from './read-columns.ts';

/** Those of a row's hundred columns by which its text is read: most of the time of a look went into the others. */
export const WAITING_COLUMNS = [
  'key',
  'brand',
  'scraper',
  'title',
  'text',
  'pros',
  'cons',
  'stars',
  'declared_language',
  'corrected_sentiment',
  'corrected_language',
  'corrected_kind',
  'corrected_themes',
  'corrected_by',
  'corrected_at',
  'revision',
] as const satisfies readonly (keyof ItemRow)[];

export type WaitingRow = Pick<ItemRow, (typeof WAITING_COLUMNS)[number]>;

export function toPending(row: WaitingRow): PendingItem {
  const { key, brand, scraper, title, text, pros, cons, stars, declared_language: declaredLanguage, revision } = row;
  const correction = toCorrection(row);
  return { item: { key, brand, scraper, title, text, pros, cons, stars, declaredLanguage, correction }, revision };
}
