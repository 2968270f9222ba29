import { copiesAmong, type Member } from '../rows/copies.ts';
import type { Connection } from './connection.ts';

/** Brings a set of copies in order. Returns the days whose figures changed. */
export function settleCopies(connection: Connection, brand: string, dupKey: string): readonly string[] {
  const sql = 'SELECT id, key, day, dup_day, is_own, copy_of, copies FROM item WHERE brand = ? AND dup_key = ?';
  const changes = copiesAmong(connection.all<Member & { readonly id: number }>(sql, brand, dupKey));
  for (const { member, copyOf, copies, shown } of changes)
    connection.run('UPDATE item SET copy_of = ?, copies = ?, shown = ? WHERE id = ?', copyOf, copies, shown, member.id);
  return changes.map(({ member }) => member.day);
}
