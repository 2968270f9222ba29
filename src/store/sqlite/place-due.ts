import type { Connection } from './connection.ts';
import { linkedTo, placeWhole } from './places.ts';
import { Touched } from './touched.ts';

/** Marks that are read at once; those of a group are taken away together, so that few of them lead to a group again. */
const MARKS = 2000;

/** Notes items whose group changes, in the transaction that changes it. */
export function markDue(connection: Connection, brand: string, ids: Iterable<number>): void {
  for (const id of ids) connection.run('INSERT OR IGNORE INTO place_due (brand, item_id) VALUES (?, ?)', brand, id);
}

/** See `RelationStore.placeDue`. */
export function placeDue(connection: Connection, brand: string, limit: number): number {
  const marks = 'SELECT item_id AS id FROM place_due WHERE brand = ? ORDER BY item_id LIMIT ?';
  const due = connection.all<{ id: number }>(marks, brand, MARKS).map(({ id }) => id);
  // An erased item is linked to nothing any more; its mark goes, too.
  const placed = new Set<number>();
  const gone: number[] = [];
  for (const id of due) {
    if (placed.has(id)) gone.push(id);
    else if (placed.size < limit) {
      for (const member of linkedTo(connection, [id])) placed.add(member);
      gone.push(id);
    }
  }
  if (gone.length === 0) return 0;
  const touched = new Touched();
  placeWhole(connection, { brand, ids: [...placed] }, touched);
  touched.settle(connection);
  const away = 'DELETE FROM place_due WHERE brand = ? AND item_id IN (SELECT value FROM json_each(?))';
  return connection.run(away, brand, JSON.stringify([...new Set([...placed, ...gone])]));
}

/** One seek in the index a brand. */
export function brandsToPlace(connection: Connection): readonly string[] {
  const next = (than: string): string => `SELECT min(brand) FROM place_due WHERE brand > ${than}`;
  const sql = `WITH RECURSIVE b (brand) AS (${next("''")} UNION ALL SELECT (${next('b.brand')}) FROM b WHERE b.brand IS NOT NULL)
    SELECT brand FROM b WHERE brand IS NOT NULL`;
  return connection.all<{ brand: string }>(sql).map(({ brand }) => brand);
}
