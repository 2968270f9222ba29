import type { Link } from '../relation-store.ts';
import { type Member, placesAmong } from '../rows/copies.ts';
import type { Connection } from './connection.ts';
import type { Touched } from './touched.ts';

/** All that hangs together with some items by links. */
const LINKED = `WITH RECURSIVE linked (id) AS (
    SELECT value FROM json_each(?) UNION SELECT l.other_id FROM linked CROSS JOIN item_link l ON l.item_id = linked.id)`;
const MEMBERS = `${LINKED} SELECT i.id, i.key, i.day, i.is_own, i.shown, i.copy_of, i.copies, i.family, i.similarity
  FROM linked CROSS JOIN item i ON i.id = linked.id`;
const LINKS = `${LINKED} SELECT l.item_id AS a, l.other_id AS b, l.level, l.similarity
  FROM linked CROSS JOIN item_link l ON l.item_id = linked.id WHERE l.item_id < l.other_id`;

interface LinkRow extends Pick<Link, 'level' | 'similarity'> {
  readonly a: number;
  readonly b: number;
}

/** Places everything that hangs together with these items anew, and marks the days whose figures change. */
export function placeLinked(connection: Connection, brand: string, ids: readonly number[], touched: Touched): void {
  if (ids.length === 0) return;
  const seeds = JSON.stringify(ids);
  const members = connection.all<Member & { readonly id: number }>(MEMBERS, seeds);
  const keys = new Map(members.map(({ id, key }) => [id, key]));
  const links = connection.all<LinkRow>(LINKS, seeds).flatMap(({ a, b, ...link }): Link[] => {
    const [from, to] = [keys.get(a), keys.get(b)];
    return from === undefined || to === undefined ? [] : [{ a: from, b: to, ...link }];
  });
  const sql = 'UPDATE item SET copy_of = ?, copies = ?, family = ?, similarity = ?, shown = ? WHERE id = ?';
  for (const { member, place } of placesAmong(members, links)) {
    const { copy_of, copies, family, similarity, shown } = place;
    connection.run(sql, copy_of, copies, family, similarity, shown, member.id);
    touched.day(brand, member.day);
  }
}
