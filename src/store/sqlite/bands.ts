import { BAND_HEAD } from '../relation-store.ts';
import { behindWhom } from '../rows/candidates.ts';
import { COMPARE } from '../rows/related.ts';
import type { Connection } from './connection.ts';

/** Ids of the first texts of a key, one more than are compared with all. */
export function firstOf(connection: Connection, band: string): readonly number[] {
  const sql = `SELECT item_id AS id FROM item_band WHERE band = ? ORDER BY item_id LIMIT ${BAND_HEAD + 1}`;
  return connection.all<{ id: number }>(sql, band).map(({ id }) => id);
}

/** As `again` and then `keyed` of `rows/related.ts`. */
const COMPARED_AGAIN = `((CASE WHEN related < 0 THEN -1 - related ELSE related % ${COMPARE} END) + 1) % ${COMPARE} + ${COMPARE}`;

/**
 * Items came to keys, or went from them: where one is among the first of more than are compared with all, another is now or is no
 * more, and those behind them are to be compared again.
 */
export function headsChanged(connection: Connection, moved: ReadonlyMap<string, readonly number[]>): void {
  const behind = new Set<number>();
  for (const [band, ids] of moved) {
    const last = behindWhom(firstOf(connection, band), ids);
    if (last === null) continue;
    const sql = 'SELECT item_id AS id FROM item_band WHERE band = ? AND item_id > ?';
    for (const { id } of connection.all<{ id: number }>(sql, band, last)) behind.add(id);
  }
  // Each once, however many of its keys are concerned.
  for (const id of behind) connection.run(`UPDATE item SET related = ${COMPARED_AGAIN} WHERE id = ?`, id);
}
