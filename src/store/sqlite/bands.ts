import { BAND_HEAD, FEW, MOST_BEHIND } from '../relation-store.ts';
import { beforeTurn, headsMoved, type Turn } from '../rows/heads.ts';
import { COMPARE, RELINK } from '../rows/related.ts';
import type { Connection } from './connection.ts';

/** Ids of the first texts of each key that more than one has, one more than are compared with all. */
export function firstOfEach(connection: Connection, bands: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const of = 'FROM item_band WHERE band = value ORDER BY item_id LIMIT';
  const sql = `SELECT value AS band, (SELECT json_group_array(item_id) FROM (SELECT item_id ${of} ${BAND_HEAD + 1})) AS ids
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

/**
 * Rows written by one statement. SQLite keeps each page that a statement changes as it was before, in memory, until the statement has
 * ended, and keys lie all over their list: the thirty thousand of five hundred texts are a hundred MB of pages.
 */
const A_STATEMENT = 2000;

/** Takes keys out of the list by keys and puts others in, in its order: so each page of it is written once. */
export function turnBands(connection: Connection, gone: readonly BandRow[], come: readonly BandRow[]): void {
  const rows = 'SELECT value ->> 0, value ->> 1 FROM json_each(?)';
  const each = (some: readonly BandRow[], sql: string): void => {
    const inOrder = [...some].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
    for (let at = 0; at < inOrder.length; at += A_STATEMENT)
      connection.run(sql, JSON.stringify(inOrder.slice(at, at + A_STATEMENT)));
  };
  each(gone, `DELETE FROM item_band WHERE (band, item_id) IN (${rows})`);
  each(come, `INSERT OR IGNORE INTO item_band (band, item_id) ${rows}`);
}

interface Many {
  readonly band: string;
  /** Id of the last of the first, null where there are fewer. */
  readonly last: number | null;
  /** Texts that have it, at most `most`. */
  readonly n: number;
}

/** Keys that more than so many texts have. */
function manyOf(
  connection: Connection,
  bands: readonly string[],
  { than, most }: { readonly than: number; readonly most: number },
): readonly Many[] {
  if (bands.length === 0) return [];
  const nth = (offset: string): string =>
    `(SELECT item_id FROM item_band WHERE band = value ORDER BY item_id LIMIT 1 OFFSET ${offset})`;
  const sql = `SELECT value AS band, ${nth(`${BAND_HEAD - 1}`)} AS last,
      (SELECT count(*) FROM (SELECT 1 FROM item_band WHERE band = value LIMIT ?3)) AS n
    FROM json_each(?1) WHERE ${nth('?2')} IS NOT NULL`;
  return connection.all(sql, JSON.stringify(bands), than, most);
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

/** What waits to be compared gives up its links then. */
const LOOSENED = `UPDATE item SET related = ${CHANGES} + ${RELINK}
  WHERE id = ? AND related < 0 AND EXISTS (SELECT 1 FROM item_link WHERE item_id = id)`;

/**
 * Items came to keys, or went from them: who was behind the first of a key and is among them now is to be compared with those behind,
 * who was among them and is no more gives up links, as does who has one of few no more. All others stand as they stood: those that
 * came are compared themselves.
 */
export function headsChanged(connection: Connection, turns: ReadonlyMap<string, Turn>): void {
  const [up, out, loosened] = [new Set<number>(), new Set<number>(), new Set<number>()];
  const shrunk = [...turns].filter(([, { gone }]) => gone.length > 0);
  const grown = [...turns].filter(([, { gone }]) => gone.length === 0);
  const sizes = (some: typeof shrunk, of: 'come' | 'gone'): number =>
    Math.max(0, ...some.map(([, turn]) => turn[of].length));
  const manyIn = (some: typeof shrunk, than: number): readonly Many[] =>
    manyOf(
      connection,
      some.map(([band]) => band),
      { than, most: BAND_HEAD + 1 + sizes(some, 'come') },
    );
  for (const { band, last, n } of [
    ...manyIn(grown, FEW),
    ...manyIn(shrunk, Math.max(0, FEW - sizes(shrunk, 'gone'))),
  ]) {
    const turn = turns.get(band)!;
    const had = n - turn.come.length + turn.gone.length;
    const isBehind = last !== null && [...turn.come, ...turn.gone].every((id) => id > last);
    // Nobody moved among the first, and many have it as before.
    if ((isBehind || Math.max(had, n) <= BAND_HEAD) && had > FEW === n > FEW) continue;
    const sql = 'SELECT item_id AS id FROM item_band WHERE band = ? ORDER BY item_id LIMIT ?';
    const found = connection.all<{ id: number }>(sql, band, BAND_HEAD + 1 + turn.come.length);
    const after = found.map(({ id }) => id);
    const moved = headsMoved(beforeTurn(after, turn), after, turn);
    for (const id of moved.up) up.add(id);
    for (const id of moved.out) out.add(id);
    for (const id of moved.loosened) loosened.add(id);
  }
  // Each once, however many of its keys are concerned.
  for (const id of up) connection.run(COMPARED_AGAIN, id);
  for (const id of out) connection.run(RELINKED, id);
  for (const id of loosened) connection.run(LOOSENED, id);
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
