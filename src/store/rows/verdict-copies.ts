import type { Member, PlaceChange } from './copies.ts';
import type { UnusualColumns } from './unusual-columns.ts';

/** A member of a set of linked items with what a person said of it, or of a copy of it. */
export interface JudgedMember
  extends Member,
    Pick<UnusualColumns, 'verdict' | 'verdict_by' | 'verdict_at' | 'verdict_of'> {}

export interface VerdictChange<M extends JudgedMember> {
  readonly member: M;
  /** Of whom it was said; null: nothing holds any more. */
  readonly said: M | null;
}

function isOwn({ verdict, verdict_of }: JudgedMember): boolean {
  return verdict !== null && verdict_of === null;
}

function isLater(a: JudgedMember, b: JudgedMember): boolean {
  return (a.verdict_at ?? '') === (b.verdict_at ?? '') ? a.key > b.key : (a.verdict_at ?? '') > (b.verdict_at ?? '');
}

/**
 * A person's word on one of several copies holds for the others too, but for those of which something was said themselves; of several
 * words the latest. A function of the set, made after `changes` of the places. Returns whose word is another one than is stored.
 */
export function verdictsAmong<M extends JudgedMember>(
  members: readonly M[],
  changes: readonly PlaceChange<M>[],
): readonly VerdictChange<M>[] {
  if (members.every(({ verdict }) => verdict === null)) return [];
  const moved = new Map(changes.map(({ member, place }) => [member.key, place.copy_of]));
  const clusterOf = ({ key, copy_of: copyOf }: M): string => (moved.has(key) ? moved.get(key) : copyOf) ?? key;
  const latest = new Map<string, M>();
  for (const member of members) {
    if (!isOwn(member)) continue;
    const other = latest.get(clusterOf(member));
    if (other === undefined || isLater(member, other)) latest.set(clusterOf(member), member);
  }
  return members.flatMap((member) => {
    if (isOwn(member)) return [];
    const said = latest.get(clusterOf(member)) ?? null;
    const stands =
      member.verdict_of === (said?.key ?? null) &&
      member.verdict === (said?.verdict ?? null) &&
      member.verdict_at === (said?.verdict_at ?? null);
    return stands ? [] : [{ member, said }];
  });
}
