import { BAND_HEAD } from '../relation-store.ts';
import { COMPARE } from '../rows/related.ts';
import type { Connection } from './connection.ts';

/** Ids of the first texts of each key that more than one has, as many as are compared with all. */
export function firstOfEach(connection: Connection, bands: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const of = 'FROM item_band WHERE band = value ORDER BY item_id LIMIT';
  const sql = `SELECT value AS band, (SELECT json_group_array(item_id) FROM (SELECT item_id ${of} ${BAND_HEAD})) AS ids
    FROM json_each(?) WHERE (SELECT item_id ${of} 1 OFFSET 1) IS NOT NULL`;
  const found = connection.all<{ band: string; ids: string }>(sql, JSON.stringify(bands));
  return new Map(found.map(({ band, ids }) => [band, JSON.parse(ids) as number[]]));
}

/** One key of one text. */
export type BandRow = readonly [band: string, item: number];

/** Takes keys out of the list by keys and puts others in, in its order: so each page of it is written once. */
export function turnBands(connection: Connection, gone: readonly BandRow[], come: readonly BandRow[]): void {
  const inOrder = (rows: readonly BandRow[]): string =>
    JSON.stringify([...rows].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1])));
  const rows = 'SELECT value ->> 0, value ->> 1 FROM json_each(?)';
  if (gone.length > 0) connection.run(`DELETE FROM item_band WHERE (band, item_id) IN (${rows})`, inOrder(gone));
  if (come.length > 0) connection.run(`INSERT OR IGNORE INTO item_band (band, item_id) ${rows}`, inOrder(come));
}

/** Keys that more texts have than are compared with all, and the id of the last of these. */
function fullOf(connection: Connection, bands: readonly string[]): ReadonlyMap<string, number> {
  const nth = (offset: number): string =>
    `(SELECT item_id FROM item_band WHERE band = value ORDER BY item_id LIMIT 1 OFFSET ${offset})`;
  const sql = `SELECT value AS band, ${nth(BAND_HEAD - 1)} AS last FROM json_each(?) WHERE ${nth(BAND_HEAD)} IS NOT NULL`;
  const found = connection.all<{ band: string; last: number }>(sql, JSON.stringify(bands));
  return new Map(found.map(({ band, last }) => [band, last]));
}

/** As `again` and then `keyed` of `rows/related.ts`. */
const COMPARED_AGAIN = `((CASE WHEN related < 0 THEN -1 - related ELSE related % ${COMPARE} END) + 1) % ${COMPARE} + ${COMPARE}`;

/**
 * Items came to keys, or went from them: where one is among the first of more than are compared with all, another is now or is no
 * more, and those behind them are to be compared again.
 */
export function headsChanged(connection: Connection, moved: ReadonlyMap<string, readonly number[]>): void {
  const behind = new Set<number>();
  for (const [band, last] of fullOf(connection, [...moved.keys()])) {
    // Nobody moved among the first.
    if (moved.get(band)?.every((id) => id > last) !== false) continue;
    const sql = 'SELECT item_id AS id FROM item_band WHERE band = ? AND item_id > ?';
    for (const { id } of connection.all<{ id: number }>(sql, band, last)) behind.add(id);
  }
  // Each once, however many of its keys are concerned. What waits for other keys is compared when it has them.
  const sql = `UPDATE item SET related = ${COMPARED_AGAIN} WHERE id = ? AND NOT (related >= 0 AND related < ${COMPARE})`;
  for (const id of behind) connection.run(sql, id);
}
