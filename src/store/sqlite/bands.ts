import { BAND_HEAD, MOST_BEHIND } from '../relation-store.ts';
import { beforeTurn, headsMoved, type Turn } from '../rows/heads.ts';
import { COMPARE, RELINK } from '../rows/related.ts';
import type { Connection } from './connection.ts';

/** Ids of the first texts of each key that more than one has, as many as are compared with all. */
export function firstOfEach(connection: Connection, bands: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const of = 'FROM item_band WHERE band = value ORDER BY item_id LIMIT';
  const sql = `SELECT value AS band, (SELECT json_group_array(item_id) FROM (SELECT item_id ${of} ${BAND_HEAD})) AS ids
    FROM json_each(?) WHERE (SELECT item_id ${of} 1 OFFSET 1) IS NOT NULL`;
  const found = connection.all<{ band: string; ids: string }>(sql, JSON.stringify(bands));
  return new Map(found.map(({ band, ids }) => [band, JSON.parse(ids) as number[]]));
}

/** See `Members.behind`: the ids of a key behind one. */
export function idsBehind(connection: Connection, band: string, last: number): readonly number[] | null {
  const sql = `SELECT item_id AS id FROM item_band CROSS JOIN item ON item.id = item_id
    WHERE band = ? AND item_id > ? AND NOT (partial = 0 AND related >= 0 AND related < ${RELINK}) LIMIT ${MOST_BEHIND + 1}`;
  const found = connection.all<{ id: number }>(sql, band, last);
  return found.length > MOST_BEHIND ? null : found.map(({ id }) => id);
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

/** Keys that more than so many texts have, and the id of the last of the first, null where there are fewer. */
function fullOf(
  connection: Connection,
  bands: readonly string[],
  than: number,
): readonly { readonly band: string; readonly last: number | null }[] {
  if (bands.length === 0) return [];
  const nth = (offset: string): string =>
    `(SELECT item_id FROM item_band WHERE band = value ORDER BY item_id LIMIT 1 OFFSET ${offset})`;
  const sql = `SELECT value AS band, ${nth(`${BAND_HEAD - 1}`)} AS last FROM json_each(?1) WHERE ${nth('?2')} IS NOT NULL`;
  return connection.all(sql, JSON.stringify(bands), than);
}

const CHANGES = `((CASE WHEN related < 0 THEN -1 - related ELSE related % ${COMPARE} END) + 1) % ${COMPARE}`;
/** As `again` and then `keyed` of `rows/related.ts`. What waits for other keys is compared when it has them. */
const COMPARED_AGAIN = `UPDATE item SET related = ${CHANGES} + ${COMPARE}
  WHERE id = ? AND NOT (related >= 0 AND related < ${COMPARE})`;
/**
 * What waits goes on to wait for the same, in another state: whoever compares with it now is refused, as it lacks the one that came
 * instead of it.
 */
const RELINKED = `UPDATE item
  SET related = ${CHANGES} + (CASE WHEN related < 0 THEN ${RELINK} ELSE related - related % ${COMPARE} END) WHERE id = ?`;

/**
 * Items came to keys, or went from them: who was behind the first of a key and is among them now is to be compared with those behind,
 * who was among them and is no more gives up links. All others stand as they stood: those that came are compared themselves.
 */
export function headsChanged(connection: Connection, turns: ReadonlyMap<string, Turn>): void {
  const [up, out] = [new Set<number>(), new Set<number>()];
  const shrunk = [...turns].filter(([, { gone }]) => gone.length > 0);
  const grown = [...turns].filter(([, { gone }]) => gone.length === 0);
  const most = Math.max(0, ...shrunk.map(([, { gone }]) => gone.length));
  const bandsIn = (some: typeof shrunk): readonly string[] => some.map(([band]) => band);
  const full = [
    ...fullOf(connection, bandsIn(grown), BAND_HEAD),
    ...fullOf(connection, bandsIn(shrunk), Math.max(0, BAND_HEAD - most)),
  ];
  for (const { band, last } of full) {
    const turn = turns.get(band)!;
    // Nobody moved among the first.
    if (last !== null && [...turn.come, ...turn.gone].every((id) => id > last)) continue;
    const sql = 'SELECT item_id AS id FROM item_band WHERE band = ? ORDER BY item_id LIMIT ?';
    const found = connection.all<{ id: number }>(sql, band, BAND_HEAD + turn.come.length);
    const after = found.map(({ id }) => id);
    const moved = headsMoved(beforeTurn(after, turn), after, turn);
    for (const id of moved.up) up.add(id);
    for (const id of moved.out) out.add(id);
  }
  // Each once, however many of its keys are concerned.
  for (const id of up) connection.run(COMPARED_AGAIN, id);
  for (const id of out) connection.run(RELINKED, id);
}

/** All behind the first of a key that wait for nothing else are to be compared again. */
export function compareBehind(connection: Connection, band: string): void {
  const last = `SELECT item_id FROM item_band WHERE band = ?1 ORDER BY item_id LIMIT 1 OFFSET ${BAND_HEAD - 1}`;
  connection.run(
    `UPDATE item SET related = ${CHANGES} + ${COMPARE} WHERE (related < 0 OR related >= ${RELINK})
      AND id IN (SELECT item_id FROM item_band WHERE band = ?1 AND item_id > (${last}))`,
    band,
  );
}
