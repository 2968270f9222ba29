import type { TrustChange } from '../api/trust.ts';

/** Changes that came at once, in the same way and for the same reasons. */
export interface ChangeGroup {
  readonly id: string;
  readonly at: string;
  readonly from: TrustChange['from'];
  readonly to: TrustChange['to'];
  readonly came: readonly string[];
  readonly went: readonly string[];
  readonly changes: readonly TrustChange[];
}

/** One line for many reviews that a burst or a family changed together; in the order that they came in. */
export function groupChanges(changes: readonly TrustChange[]): readonly ChangeGroup[] {
  const idOf = ({ at, from, to, came, went }: TrustChange) => [at, from, to, came.join(), went.join()].join(' ');
  return [...Map.groupBy(changes, idOf)].map(([id, group]) => {
    const { at, from, to, came, went } = group[0]!;
    return { id, at, from, to, came, went, changes: group };
  });
}
