import { COUNTED } from '../rows/counted.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { Connection, SQLInputValue } from './connection.ts';
import { writeThemes } from './theme-rows.ts';
import type { Touched } from './touched.ts';

/** Made of the first row: all have the same columns, if not always in the same order. */
let insertion: { readonly names: readonly (keyof ItemRow)[]; readonly sql: string } | undefined;

function insertionOf(row: ItemRow): NonNullable<typeof insertion> {
  const names = Object.keys(row) as (keyof ItemRow)[];
  return { names, sql: `INSERT INTO item (${names.join(', ')}) VALUES (?${', ?'.repeat(names.length - 1)})` };
}

/** A whole new row. */
export function insertItem(connection: Connection, row: ItemRow): void {
  insertion ??= insertionOf(row);
  connection.run(insertion.sql, ...insertion.names.map((name) => row[name]));
  writeThemes(connection, row, null, row.theme_signs);
}

/** What is known of a stored item; a column that is not is taken for another than the new one. */
type Known<Needed extends keyof ItemRow> = Partial<ItemRow> & Pick<ItemRow, Needed>;

/** Writes those of the columns that differ from the stored ones and returns their names. For columns that no figure, day or theme depends on. */
export function writeColumns(connection: Connection, stored: Known<'id'>, change: Partial<ItemRow>): readonly string[] {
  const names = (Object.keys(change) as (keyof ItemRow)[]).filter(
    (name) => change[name] !== undefined && change[name] !== stored[name],
  );
  if (names.length === 0) return names;
  const values: SQLInputValue[] = names.map((name) => change[name] ?? null);
  connection.run(`UPDATE item SET ${names.join(' = ?, ')} = ? WHERE id = ?`, ...values, stored.id);
  return names;
}

/**
 * Writes those of the columns that differ from the stored ones (each column named in an UPDATE has its index entries written
 * again, and a page that brings nothing new is the usual case), and its themes. Marks the days that its figures touch.
 */
export function updateItem(
  connection: Connection,
  stored: Known<'id' | 'brand' | 'day' | 'theme_signs'>,
  change: Partial<ItemRow>,
  touched: Touched,
): void {
  const written = writeColumns(connection, stored, change);
  if (change.theme_signs !== undefined) writeThemes(connection, stored, stored.theme_signs, change.theme_signs);
  if (!COUNTED.some((name) => written.includes(name))) return;
  touched.day(stored.brand, stored.day);
  touched.day(stored.brand, change.day ?? stored.day);
}

/** Keeps the content that is about to be replaced. */
export function keepVersion(connection: Connection, row: ItemRow, now: string): void {
  connection.run(
    `INSERT INTO item_version (item_id, revision, title, text, pros, cons, rating_value, rating_best, stars, reply_text,
       reply_at, edited_at, fetched_at, metric_kind, metric_value, metric_min, metric_max, metric_direction, metric_question,
       metric_prompt, replaced_at)
     SELECT id, revision, title, text, pros, cons, rating_value, rating_best, stars, reply_text, reply_at, edited_at,
       fetched_at, metric_kind, metric_value, metric_min, metric_max, metric_direction, metric_question, metric_prompt, ?
     FROM item WHERE id = ?`,
    now,
    row.id,
  );
}

/** A new revision: what was computed beside the shown understanding belongs to the old content. */
export function forgetNextUnderstanding(connection: Connection, itemId: number): void {
  connection.run('DELETE FROM understanding_next WHERE item_id = ?', itemId);
}
