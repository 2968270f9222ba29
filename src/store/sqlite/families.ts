import type { CopyPlace } from '../relation-store.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';

type Placed = Pick<ItemRow, 'brand' | 'copy_of' | 'copies' | 'family'>;
const PLACED = 'SELECT brand, copy_of, copies, family FROM item WHERE key = ?';

/** See `RelationStore.copyPlaces`. */
export function copyPlaces(
  connection: Connection,
  keys: readonly string[],
  limit: number,
): ReadonlyMap<string, readonly CopyPlace[]> {
  const others = `SELECT key, scraper, url FROM item INDEXED BY item_copy_of WHERE brand = ? AND copy_of = ? AND key <> ?
    ORDER BY key LIMIT ?`;
  const found = new Map<string, readonly CopyPlace[]>();
  for (const key of keys) {
    const row = connection.get<Placed>(PLACED, key);
    if (row === undefined || (row.copy_of === null && row.copies === 0)) continue;
    const copies = connection.all<CopyPlace>(others, row.brand, row.copy_of ?? key, key, limit);
    const original =
      row.copy_of === null
        ? []
        : connection.all<CopyPlace>('SELECT key, scraper, url FROM item WHERE key = ?', row.copy_of);
    found.set(
      key,
      [...original, ...copies].slice(0, limit).map((place) => ({ ...place })),
    );
  }
  return found;
}

/** See `RelationStore.familyKeys`. */
export function familyKeys(connection: Connection, key: string, limit: number): readonly string[] {
  const row = connection.get<Placed>(PLACED, key);
  if (row === undefined) return [];
  const first = row.family ?? key;
  const sql =
    'SELECT key FROM item INDEXED BY item_family WHERE brand = ? AND family = ? AND key <> ? ORDER BY key LIMIT ?';
  const others = connection.all<{ key: string }>(sql, row.brand, first, key, limit).map((one) => one.key);
  return [...(first === key ? [] : [first]), ...others].slice(0, limit);
}
