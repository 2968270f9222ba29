import { Turns } from '../rows/heads.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { headsChanged } from './bands.ts';
import type { Connection } from './connection.ts';
import { placeLinked } from './places.ts';
import { dropFromIndex } from './search-index.ts';
import type { Touched } from './touched.ts';

/** Erases items with all that hangs on them; those that were linked to them are placed anew. */
export function eraseRows(
  connection: Connection,
  victims: readonly Pick<ItemRow, 'id' | 'brand' | 'day' | 'indexed'>[],
  touched: Touched,
): void {
  const others = new Map<string, Set<number>>();
  const turns = new Turns();
  for (const victim of victims) {
    touched.day(victim.brand, victim.day);
    const linked = connection.all<{ id: number }>('SELECT other_id AS id FROM item_link WHERE item_id = ?', victim.id);
    const own = others.get(victim.brand) ?? new Set();
    others.set(victim.brand, own);
    for (const { id } of linked) own.add(id);
    const bands = connection.get<{ bands: string | null }>('SELECT bands FROM item WHERE id = ?', victim.id)?.bands;
    turns.add(victim.id, bands ?? null, null);
    dropFromIndex(connection, victim);
    connection.run('DELETE FROM item WHERE id = ?', victim.id);
  }
  headsChanged(connection, turns.all);
  for (const [brand, linked] of others) placeLinked(connection, { brand, ids: [...linked] }, touched);
}
