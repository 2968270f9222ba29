import type { Item, SentimentLabel } from '../../domain/item.ts';
import { NotFound } from '../../errors.ts';
import { derive } from '../rows/draft-row.ts';
import { type ItemRow, NOT_UNDERSTOOD } from '../rows/item-row.ts';
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

export interface CorrectionOptions {
  readonly key: string;
  readonly sentiment?: SentimentLabel | null;
  readonly language?: string | null;
  readonly by: string;
  readonly now: string;
}

/**
 * A person's word. Another language asks for the text to be read again in it: the revision grows, so that what was read in the
 * wrong one cannot be written any more.
 */
export function correct(connection: Connection, options: CorrectionOptions): Item {
  const { key, by, now } = options;
  const row = requiredRow(connection, key);
  const sentiment = options.sentiment === undefined ? row.corrected_sentiment : options.sentiment;
  const language = options.language === undefined ? row.corrected_language : options.language;
  const newLanguage = language !== row.corrected_language;
  if (sentiment === row.corrected_sentiment && !newLanguage) return requiredItem(connection, key);
  const gone = sentiment === null && language === null;
  const changed: ItemRow = {
    ...row,
    ...(newLanguage ? { ...NOT_UNDERSTOOD, copy_of: null, copies: 0, revision: row.revision + 1 } : {}),
    corrected_sentiment: sentiment,
    corrected_language: language,
    corrected_by: gone ? null : by,
    corrected_at: gone ? null : now,
  };
  if (newLanguage) {
    dropFromIndex(connection, row);
    forgetNextUnderstanding(connection, row.id);
  }
  const touched = new Touched();
  updateItem(connection, row, { ...changed, ...derive(changed, zoneOf(connection, row.brand)) }, touched);
  touched.settle(connection);
  const log = 'INSERT INTO correction (item_id, field, value, made_by, made_at) VALUES (?, ?, ?, ?, ?)';
  if (sentiment !== row.corrected_sentiment) connection.run(log, row.id, 'sentiment', sentiment, by, now);
  if (newLanguage) connection.run(log, row.id, 'language', language, by, now);
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
