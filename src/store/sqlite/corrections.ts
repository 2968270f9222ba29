import type { Item } from '../../domain/item.ts';
import { NotFound } from '../../errors.ts';
import { type CorrectionOptions, correctRow } from '../rows/correction-rules.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { zoneOf } from './brands.ts';
import type { Connection } from './connection.ts';
import { tell } from './event-log.ts';
import { item } from './read-items.ts';
import { dropFromIndex } from './search-index.ts';
import { Touched } from './touched.ts';
import { forgetNextUnderstanding, updateItem } from './write-item.ts';

function requiredRow(connection: Connection, key: string): ItemRow {
  const row = connection.get<ItemRow>('SELECT * FROM item WHERE key = ?', key);
  if (row === undefined) throw new NotFound(`There is no item ${key}.`, { details: { key } });
  return row;
}

function requiredItem(connection: Connection, key: string): Item {
  const found = item(connection, key);
  if (found === null) throw new NotFound(`There is no item ${key}.`, { details: { key } });
  return found;
}

/** See `ItemStore.correct`. */
export function correct(connection: Connection, options: CorrectionOptions): Item {
  const { key, by, now } = options;
  const stored = requiredRow(connection, key);
  const corrected = correctRow(stored, options, zoneOf(connection, stored.brand));
  if (corrected === null) return requiredItem(connection, key);
  const { row, newLanguage, said } = corrected;
  if (newLanguage) {
    dropFromIndex(connection, stored);
    forgetNextUnderstanding(connection, row.id);
  }
  const touched = new Touched();
  updateItem(connection, stored, row, touched);
  touched.settle(connection);
  const log = 'INSERT INTO correction (item_id, field, value, made_by, made_at) VALUES (?, ?, ?, ?, ?)';
  for (const { field, value } of said) connection.run(log, row.id, field, value, by, now);
  tell(connection, { at: now, type: 'item.updated', subject: key, brand: row.brand, quiet: true });
  return requiredItem(connection, key);
}

export interface TagOptions {
  readonly key: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  readonly by: string;
  readonly now: string;
}

/** A tag that is both added and removed is removed. */
export function setTags(connection: Connection, { key, add, remove, by, now }: TagOptions): Item {
  const row = requiredRow(connection, key);
  const insert = 'INSERT OR IGNORE INTO item_tag (item_id, tag, added_by, added_at) VALUES (?, ?, ?, ?)';
  let changes = 0;
  for (const tag of add) changes += connection.run(insert, row.id, tag.toWellFormed(), by, now);
  for (const tag of remove)
    changes += connection.run('DELETE FROM item_tag WHERE item_id = ? AND tag = ?', row.id, tag.toWellFormed());
  if (changes > 0) tell(connection, { at: now, type: 'item.updated', subject: key, brand: row.brand, quiet: true });
  return requiredItem(connection, key);
}

/** Most used first. */
export function tags(connection: Connection, brand?: string): readonly { readonly tag: string; readonly n: number }[] {
  const order = 'GROUP BY tag ORDER BY n DESC, tag';
  if (brand === undefined) return connection.all(`SELECT tag, count(*) AS n FROM item_tag ${order}`);
  const sql = `SELECT t.tag AS tag, count(*) AS n FROM item_tag t CROSS JOIN item i ON i.id = t.item_id WHERE i.brand = ? ${order}`;
  return connection.all(sql, brand);
}

/** The table of corrections is small where that of items is large: it says which are looked at. */
export function correctedKeys(connection: Connection, brand: string, limit: number): readonly string[] {
  const sql = `SELECT key FROM item WHERE id IN (SELECT item_id FROM correction) AND brand = ? AND corrected_at IS NOT NULL
    ORDER BY corrected_at DESC, key LIMIT ?`;
  return connection.all<{ key: string }>(sql, brand, limit).map(({ key }) => key);
}
