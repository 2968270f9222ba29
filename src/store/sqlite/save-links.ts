import type { Compared } from '../relation-store.ts';
import { linkPlan } from '../rows/link-plan.ts';
import { done } from '../rows/related.ts';
import type { Connection } from './connection.ts';
import { placeLinked } from './places.ts';
import { Touched } from './touched.ts';

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
  const seeds = new Set<number>();
  const write = (pair: readonly [string, string], step: (a: number, b: number) => number): void => {
    const [a, b] = pair.map((key) => now.get(key)?.id);
    if (a !== undefined && b !== undefined && step(a, b) > 0) seeds.add(a).add(b);
  };
  for (const pair of drop) write(pair, (a, b) => connection.run(DROP, a, b) + connection.run(DROP, b, a));
  for (const { a, b, level, similarity } of keep)
    write([a, b], (x, y) => connection.run(KEEP, x, y, level, similarity));
  for (const key of finished) {
    const { id, related, placed } = now.get(key)!;
    connection.run('UPDATE item SET related = ? WHERE id = ?', done(related), id);
    if (placed === 1) seeds.add(id);
  }
  const touched = new Touched();
  placeLinked(connection, { brand, ids: [...seeds] }, touched);
  touched.settle(connection);
  return finished.length;
}
