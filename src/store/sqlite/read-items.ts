import type { Item, ItemVersion } from '../../domain/item.ts';
import { type ItemRow, toItem, toVersion, type VersionRow } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';

/** Items in the order of the ids; what was erased meanwhile is left out. */
export function itemsOf(connection: Connection, ids: readonly number[]): readonly Item[] {
  const tags = tagsOf(connection, ids);
  return ids.flatMap((id) => {
    const row = connection.get<ItemRow>('SELECT * FROM item WHERE id = ?', id);
    return row === undefined ? [] : [toItem(row, tags.get(id) ?? [])];
  });
}

function tagsOf(connection: Connection, ids: readonly number[]): ReadonlyMap<number, string[]> {
  const sql =
    'SELECT item_id, tag FROM item_tag WHERE item_id IN (SELECT value FROM json_each(?)) ORDER BY item_id, tag';
  const found = new Map<number, string[]>();
  for (const { item_id, tag } of connection.all<{ item_id: number; tag: string }>(sql, JSON.stringify(ids))) {
    const tags = found.get(item_id);
    if (tags === undefined) found.set(item_id, [tag]);
    else tags.push(tag);
  }
  return found;
}

/** By the `id` string where it is a number that is there, else by key. */
export function rowOf(connection: Connection, keyOrId: string): ItemRow | undefined {
  const byId = /^\d{1,16}$/.test(keyOrId)
    ? connection.get<ItemRow>('SELECT * FROM item WHERE id = ?', Number(keyOrId))
    : undefined;
  return byId ?? connection.get<ItemRow>('SELECT * FROM item WHERE key = ?', keyOrId);
}

export function item(connection: Connection, keyOrId: string): Item | null {
  const row = rowOf(connection, keyOrId);
  return row === undefined ? null : (itemsOf(connection, [row.id])[0] ?? null);
}

/** In the order of the keys; unknown ones are left out. */
export function itemsByKey(connection: Connection, keys: readonly string[]): readonly Item[] {
  const ids = keys.flatMap((key) => connection.get<{ id: number }>('SELECT id FROM item WHERE key = ?', key)?.id ?? []);
  return itemsOf(connection, ids);
}

/** Oldest first. */
export function versions(connection: Connection, key: string): readonly ItemVersion[] {
  const sql = 'SELECT v.* FROM item_version v JOIN item i ON i.id = v.item_id WHERE i.key = ? ORDER BY v.revision';
  return connection.all<VersionRow>(sql, key).map(toVersion);
}

export function known(
  connection: Connection,
  keys: readonly string[],
): ReadonlyMap<string, { readonly partial: boolean }> {
  const sql = `SELECT key, partial FROM item WHERE key IN (SELECT value FROM json_each(?1))
    UNION ALL SELECT a.key, i.partial FROM item_alias a JOIN item i ON i.id = a.item_id WHERE a.key IN (SELECT value FROM json_each(?1))`;
  const rows = connection.all<{ key: string; partial: number }>(sql, JSON.stringify(keys));
  return new Map(rows.map((row) => [row.key, { partial: row.partial === 1 }]));
}
