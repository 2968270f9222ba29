import type { Connection } from './connection.ts';

interface Member {
  readonly id: number;
  readonly key: string;
  readonly day: string;
  readonly dup_day: string;
  readonly is_own: number;
  readonly copy_of: string | null;
  readonly copies: number;
}

function before(a: Member, b: Member): boolean {
  return a.dup_day === b.dup_day ? a.key < b.key : a.dup_day < b.dup_day;
}

/**
 * Who copies whom among the items of one text: the original is the earliest by (day, key), a function of the set and not of
 * the order in which it came. The brand's own posts stand outside, else an outsider's text would hide behind an own one.
 * Returns the days whose figures changed.
 */
export function settleCopies(connection: Connection, brand: string, dupKey: string): readonly string[] {
  const sql = 'SELECT id, key, day, dup_day, is_own, copy_of, copies FROM item WHERE brand = ? AND dup_key = ?';
  const all = connection.all<Member>(sql, brand, dupKey);
  const members = all.filter((member) => member.is_own === 0);
  const original = members.reduce<Member | null>(
    (best, next) => (best === null || before(next, best) ? next : best),
    null,
  );
  const days: string[] = [];
  for (const member of all) {
    const outside = member.is_own === 1 || original === null;
    const copyOf = outside || member === original ? null : original.key;
    const copies = !outside && member === original ? members.length - 1 : 0;
    if (copyOf === member.copy_of && copies === member.copies) continue;
    const shown = member.is_own === 0 && copyOf === null ? 1 : 0;
    connection.run('UPDATE item SET copy_of = ?, copies = ?, shown = ? WHERE id = ?', copyOf, copies, shown, member.id);
    days.push(member.day);
  }
  return days;
}
