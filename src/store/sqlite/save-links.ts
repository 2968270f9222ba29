import type { Compared } from '../relation-store.ts';
import { linkPlan } from '../rows/link-plan.ts';
import { done } from '../rows/related.ts';
import { compareBehind } from './bands.ts';
import type { Connection } from './connection.ts';
import { markDue } from './place-due.ts';

interface Standing {
  readonly id: number;
  readonly related: number;
  /** It has, or had, a place among others. */
  readonly placed: number;
}

const STANDING =
  'SELECT id, related, (copy_of IS NOT NULL OR family IS NOT NULL OR copies > 0) AS placed FROM item WHERE key = ?';
const DROP = 'DELETE FROM item_link WHERE item_id = ? AND other_id = ?';
/** What stands so already is not written. */
const KEEP = `INSERT INTO item_link (item_id, other_id, level, similarity) VALUES (?1, ?2, ?3, ?4), (?2, ?1, ?3, ?4)
  ON CONFLICT DO UPDATE SET level = excluded.level, similarity = excluded.similarity
  WHERE level <> excluded.level OR similarity <> excluded.similarity`;

/** Writes what was compared; see `RelationStore.saveLinks`. */
export function saveLinks(connection: Connection, brand: string, compared: Compared): number {
  const now = new Map<string, Standing>();
  for (const { key } of compared.asked.texts) {
    const row = connection.get<Standing>(STANDING, key);
    if (row !== undefined) now.set(key, row);
  }
  const { finished, keep, drop } = linkPlan(compared, new Map([...now].map(([key, { related }]) => [key, related])));
  const due = new Set<number>();
  const idsOf = (...keys: readonly [string, string]): readonly number[] =>
    keys.flatMap((key) => now.get(key)?.id ?? []);
  const linked = linksOf(connection, new Set(finished.flatMap((key) => now.get(key)?.id ?? [])));
  for (const pair of drop) {
    const [a, b] = idsOf(...pair);
    if (a === undefined || b === undefined || !linked(a, b)) continue;
    if (connection.run(DROP, a, b) + connection.run(DROP, b, a) > 0) due.add(a).add(b);
  }
  for (const { a, b, level, similarity } of keep) {
    const [x, y] = idsOf(a, b);
    // What is linked is one group: the earlier one leads to the other, and is so of many at once.
    if (x !== undefined && y !== undefined && connection.run(KEEP, x, y, level, similarity) > 0)
      due.add(Math.min(x, y));
  }
  const ended = new Set(finished);
  const crowded = compared.asked.crowded.filter(([key]) => ended.has(key)).map(([, band]) => band);
  // Before these are called done: those of them that are behind were compared with the first just now.
  for (const band of new Set(crowded)) compareBehind(connection, band);
  for (const key of finished) {
    const { id, related, placed } = now.get(key)!;
    connection.run('UPDATE item SET related = ? WHERE id = ? AND related = ?', done(related), id, related);
    if (placed === 1) due.add(id);
  }
  markDue(connection, brand, due);
  return finished.length;
}

/** Whether two items are linked of which one at least is among these. Most pairs that are not alike have never been. */
function linksOf(connection: Connection, ids: ReadonlySet<number>): (a: number, b: number) => boolean {
  const sql = 'SELECT other_id AS id FROM item_link WHERE item_id = ?';
  const links = new Map(
    [...ids].map((id) => [id, new Set(connection.all<{ id: number }>(sql, id).map((one) => one.id))]),
  );
  return (a, b) => links.get(a)?.has(b) === true || links.get(b)?.has(a) === true;
}
