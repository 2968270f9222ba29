import type { ItemRow } from './item-row.ts';

/** What tells who copies whom among the items of one text. */
export type Member = Pick<ItemRow, 'key' | 'day' | 'dup_day' | 'is_own' | 'copy_of' | 'copies'>;

export interface CopyChange<M extends Member> {
  readonly member: M;
  readonly copyOf: string | null;
  readonly copies: number;
  readonly shown: number;
}

function before(a: Member, b: Member): boolean {
  return a.dup_day === b.dup_day ? a.key < b.key : a.dup_day < b.dup_day;
}

/**
 * Who copies whom among the items of one text: the original is the earliest by (day, key), a function of the set and not of
 * the order in which it came. The brand's own posts stand outside, else an outsider's text would hide behind an own one.
 * Returns what differs from what is stored.
 */
export function copiesAmong<M extends Member>(all: readonly M[]): readonly CopyChange<M>[] {
  const members = all.filter((member) => member.is_own === 0);
  const original = members.reduce<M | null>((best, next) => (best === null || before(next, best) ? next : best), null);
  return all.flatMap((member) => {
    const outside = member.is_own === 1 || original === null;
    const copyOf = outside || member === original ? null : original.key;
    const copies = !outside && member === original ? members.length - 1 : 0;
    if (copyOf === member.copy_of && copies === member.copies) return [];
    return [{ member, copyOf, copies, shown: member.is_own === 0 && copyOf === null ? 1 : 0 }];
  });
}
