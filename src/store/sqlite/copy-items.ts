import type { Understanding } from '../../domain/item.ts';
import type { CopiedItem, CopyRow } from '../copy-store.ts';
import type { ItemRow, VersionRow } from '../rows/item-row.ts';
import { relatedFirst } from '../rows/related.ts';
import type { Connection, SQLInputValue } from './connection.ts';
import { markDueDay } from './touched.ts';
import { insertItem } from './write-item.ts';

/**
 * The index keeps no text, but tells which word stands in which rows: turned around once, into a table of this connection alone.
 * On disk: it is half the size of all texts.
 */
export function gatherWords(connection: Connection): void {
  connection.exec(`PRAGMA temp_store = FILE;
    CREATE VIRTUAL TABLE temp.copy_vocabulary USING fts5vocab('main', 'item_words', 'instance');
    CREATE TEMP TABLE copy_words AS
      SELECT doc AS id, group_concat(term, ' ' ORDER BY term) AS words FROM temp.copy_vocabulary GROUP BY doc;
    CREATE INDEX temp.copy_words_id ON copy_words (id)`);
}

/** One query per table and batch, by the range of ids. */
export function dumpItems(connection: Connection, after: number, limit: number): readonly CopyRow<'items'>[] {
  const rows = connection.all<ItemRow>('SELECT * FROM item WHERE id > ? ORDER BY id LIMIT ?', after, limit);
  const last = rows.at(-1)?.id;
  if (last === undefined) return [];
  const of = <Row>(sql: string): ReadonlyMap<number, Row[]> => grouped(connection, sql, after, last);
  const versions = of<VersionRow>('item_version WHERE item_id > ? AND item_id <= ? ORDER BY item_id, revision');
  const aliases = of<{ key: string }>('item_alias WHERE item_id > ? AND item_id <= ? ORDER BY item_id, key');
  const tags = of<TagRow>('item_tag WHERE item_id > ? AND item_id <= ? ORDER BY item_id, tag');
  const corrections = of<CorrectionRow>('correction WHERE item_id > ? AND item_id <= ? ORDER BY item_id, seq');
  const decisions = of<DecisionRow>('decision WHERE item_id > ? AND item_id <= ? ORDER BY item_id, seq');
  const beside = of<{ body: string }>(
    'understanding_next WHERE item_id > ? AND item_id <= ? ORDER BY item_id, version',
  );
  return rows.map((row) => {
    const words = connection.get<{ words: string }>('SELECT words FROM temp.copy_words WHERE id = ?', row.id)?.words;
    const body: CopiedItem = {
      row: { ...row, related: relatedFirst(row), bands: null },
      versions: (versions.get(row.id) ?? []).map(({ ...version }) => version),
      aliases: (aliases.get(row.id) ?? []).map(({ key }) => key),
      tags: (tags.get(row.id) ?? []).map(({ tag, added_by: by, added_at: at }) => ({ tag, by, at })),
      corrections: (corrections.get(row.id) ?? []).map(({ field, value, made_by: by, made_at: at }) => ({
        field,
        value,
        by,
        at,
      })),
      decisions: (decisions.get(row.id) ?? []).map(toDecision),
      beside: (beside.get(row.id) ?? []).map((one) => JSON.parse(one.body) as Understanding),
      words: row.indexed === 0 ? null : (words ?? '').split(' ').filter((word) => word !== ''),
    };
    return { at: String(row.id), body };
  });
}

interface TagRow {
  readonly tag: string;
  readonly added_by: string;
  readonly added_at: string;
}
interface CorrectionRow {
  readonly field: string;
  readonly value: string | null;
  readonly made_by: string;
  readonly made_at: string;
}
interface DecisionRow extends Omit<CorrectionRow, 'value'> {
  readonly was: string;
  readonly became: string;
  readonly reason: string | null;
  readonly batch: string;
  readonly undo: number;
  readonly before: string;
}

function toDecision(row: DecisionRow): CopiedItem['decisions'][number] {
  const { field, was, became, reason, made_by: by, made_at: at, batch, undo, before } = row;
  return { field, was, became, reason, by, at, batch, undo: undo === 1, before: JSON.parse(before) };
}

/** Rows of a table that hangs on items, by item, without the item's id. */
function grouped<Row>(connection: Connection, from: string, after: number, last: number): ReadonlyMap<number, Row[]> {
  const found = new Map<number, Row[]>();
  for (const { item_id: id, ...row } of connection.all<{ item_id: number }>(`SELECT * FROM ${from}`, after, last)) {
    const rows = found.get(id);
    if (rows === undefined) found.set(id, [row as Row]);
    else rows.push(row as Row);
  }
  return found;
}

/** Whatever hangs on it goes with the row that is replaced. Its day is counted anew. */
export function restoreItem(connection: Connection, item: CopiedItem): void {
  const before = connection.get<{ id: number }>('SELECT id FROM item WHERE key = ?', item.row.key);
  if (before !== undefined) {
    connection.run('DELETE FROM item_words WHERE rowid = ?', before.id);
    connection.run('DELETE FROM item WHERE id = ?', before.id);
  }
  const row = { ...item.row, id: before?.id ?? freeId(connection, item.row.id) };
  insertItem(connection, row);
  for (const version of item.versions) insert(connection, 'item_version', { item_id: row.id, ...version });
  for (const key of item.aliases) insert(connection, 'item_alias', { key, item_id: row.id });
  for (const { tag, by, at } of item.tags) {
    insert(connection, 'item_tag', { item_id: row.id, tag, added_by: by, added_at: at });
  }
  for (const { field, value, by, at } of item.corrections) {
    insert(connection, 'correction', { item_id: row.id, field, value, made_by: by, made_at: at });
  }
  for (const { by, at, undo, before: columns, ...rest } of item.decisions) {
    const body = { ...rest, made_by: by, made_at: at, undo: undo ? 1 : 0, before: JSON.stringify(columns) };
    insert(connection, 'decision', { item_id: row.id, ...body });
  }
  for (const understanding of item.beside) {
    const body = { version: understanding.modelVersion, body: JSON.stringify(understanding) };
    insert(connection, 'understanding_next', { item_id: row.id, ...body });
  }
  if (item.words !== null)
    connection.run('INSERT INTO item_words (rowid, words) VALUES (?, ?)', row.id, item.words.join(' '));
  connection.run('INSERT OR IGNORE INTO dirty_day (brand, day) VALUES (?, ?)', row.brand, row.day);
  markDueDay(connection, row);
}

/** Two brands of another store may have the same one. */
function freeId(connection: Connection, wanted: number): number {
  let id = wanted;
  while (connection.get('SELECT 1 FROM item WHERE id = ?', id) !== undefined) id += 1;
  return id;
}

/** Column names come from our own rows, never from what was read. */
export function insert(connection: Connection, table: string, row: Readonly<Record<string, SQLInputValue>>): void {
  const names = Object.keys(row);
  const sql = `INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  connection.run(sql, ...Object.values(row));
}
