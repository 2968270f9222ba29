import type { Link } from '../relation-store.ts';
import { placesAmong } from '../rows/copies.ts';
import { type UnusualColumns, withCopied } from '../rows/unusual-columns.ts';
import { type JudgedMember, type VerdictChange, verdictsAmong } from '../rows/verdict-copies.ts';
import type { Connection } from './connection.ts';
import { tell } from './event-log.ts';
import type { Touched } from './touched.ts';
import { writeColumns } from './write-item.ts';

/** All that hangs together with some items by links. */
const LINKED = `WITH RECURSIVE linked (id) AS (
    SELECT value FROM json_each(?) UNION SELECT l.other_id FROM linked CROSS JOIN item_link l ON l.item_id = linked.id)
  SELECT id FROM linked`;
const MEMBERS = `SELECT i.id, i.key, i.day, i.is_own, i.shown, i.copy_of, i.copies, i.family, i.similarity,
    i.verdict, i.verdict_by, i.verdict_at, i.verdict_of
  FROM json_each(?) CROSS JOIN item i ON i.id = value`;
const LINKS = `SELECT l.item_id AS a, l.other_id AS b, l.level, l.similarity
  FROM json_each(?) CROSS JOIN item_link l ON l.item_id = value WHERE l.item_id < l.other_id`;

interface LinkRow extends Pick<Link, 'level' | 'similarity'> {
  readonly a: number;
  readonly b: number;
}

/** Ids of all that hangs together with some items by links, themselves among them. */
export function linkedTo(connection: Connection, ids: readonly number[]): readonly number[] {
  return connection.all<{ id: number }>(LINKED, JSON.stringify(ids)).map(({ id }) => id);
}

interface Items {
  readonly brand: string;
  readonly ids: readonly number[];
  /** When a person spoke, if that is why. */
  readonly now?: string | null;
}

/** Places everything that hangs together with these items anew, with what people said of copies, and marks the days whose figures change. */
export function placeLinked(connection: Connection, { ids, ...items }: Items, touched: Touched): void {
  if (ids.length > 0) placeWhole(connection, { ...items, ids: linkedTo(connection, ids) }, touched);
}

/** The same where these are all that hang together. */
export function placeWhole(connection: Connection, { brand, ids, now = null }: Items, touched: Touched): void {
  if (ids.length === 0) return;
  const all = JSON.stringify(ids);
  const members = connection.all<Placed>(MEMBERS, all);
  const keys = new Map(members.map(({ id, key }) => [id, key]));
  const links = connection.all<LinkRow>(LINKS, all).flatMap(({ a, b, ...link }): Link[] => {
    const [from, to] = [keys.get(a), keys.get(b)];
    return from === undefined || to === undefined ? [] : [{ a: from, b: to, ...link }];
  });
  const sql = 'UPDATE item SET copy_of = ?, copies = ?, family = ?, similarity = ?, shown = ? WHERE id = ?';
  const changes = placesAmong(members, links);
  for (const { member, place } of changes) {
    const { copy_of, copies, family, similarity, shown } = place;
    connection.run(sql, copy_of, copies, family, similarity, shown, member.id);
    touched.day(brand, member.day);
  }
  for (const change of verdictsAmong(members, changes)) copyVerdict(connection, { brand, now, ...change });
}

type Placed = JudgedMember & { readonly id: number };

const WEIGHED = `id, key, last_seen_at, unusual_score, unusual_found, unusual_level, unusual_reasons, unusual_version, unusual_log,
  unusual_at, verdict, verdict_by, verdict_at, verdict_of`;

function copyVerdict(
  connection: Connection,
  { brand, now, member, said }: VerdictChange<Placed> & { readonly brand: string; readonly now: string | null },
): void {
  type Row = UnusualColumns & { readonly id: number; readonly key: string; readonly last_seen_at: string };
  const row = connection.get<Row>(`SELECT ${WEIGHED} FROM item WHERE id = ?`, member.id);
  const next = row === undefined ? null : withCopied(row, said, now);
  if (row === undefined || next === null) return;
  writeColumns(connection, row, next);
  const at = now ?? said?.verdict_at ?? row.last_seen_at;
  tell(connection, { at, type: 'item.updated', subject: row.key, brand, quiet: true });
}
