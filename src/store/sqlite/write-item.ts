import type { Connection, SQLInputValue } from './connection.ts';
import type { ItemRow } from './item-row.ts';
import type { Touched } from './touched.ts';

/** Columns that decide the day, the copies or the group an item is counted in. */
const COUNTED: ReadonlySet<string> = new Set([
  'day',
  'dup_day',
  'dup_key',
  'is_own',
  'shown',
  'scraper',
  'channel',
  'effective_sentiment',
  'effective_language',
  'star_group',
  'stars',
]);

/**
 * Writes what differs between two states of a row (each column named in an UPDATE has its index entries written again, and a
 * page that brings nothing new is the usual case). Marks the days and sets that its figures touch.
 */
export function updateItem(connection: Connection, stored: ItemRow, next: ItemRow, touched: Touched): void {
  const before: Readonly<Record<string, SQLInputValue>> = { ...stored };
  const differing = Object.entries<SQLInputValue>({ ...next }).filter(([name, value]) => value !== before[name]);
  if (differing.length === 0) return;
  const sets = differing.map(([name]) => `${name} = ?`).join(', ');
  connection.run(`UPDATE item SET ${sets} WHERE id = ?`, ...differing.map(([, value]) => value), stored.id);
  if (!differing.some(([name]) => COUNTED.has(name))) return;
  touched.item(stored);
  touched.item(next);
}

/** Keeps the content that is about to be replaced. */
export function keepVersion(connection: Connection, row: ItemRow, now: string): void {
  connection.run(
    `INSERT INTO item_version (item_id, revision, title, text, pros, cons, rating_value, rating_best, stars, reply_text,
       reply_at, edited_at, fetched_at, replaced_at)
     SELECT id, revision, title, text, pros, cons, rating_value, rating_best, stars, reply_text, reply_at, edited_at,
       fetched_at, ? FROM item WHERE id = ?`,
    now,
    row.id,
  );
}

/** A new revision: what was computed beside the shown understanding belongs to the old content. */
export function forgetNextUnderstanding(connection: Connection, itemId: number): void {
  connection.run('DELETE FROM understanding_next WHERE item_id = ?', itemId);
}
