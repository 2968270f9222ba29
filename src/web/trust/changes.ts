import type { TrustChange, UnusualLevel } from '../api/trust.ts';

/** Changes from one level to another that came at once. */
export interface ChangeGroup {
  readonly id: string;
  readonly at: string;
  readonly from: UnusualLevel;
  readonly to: UnusualLevel;
  /** Codes that explain it, with the number of its reviews: the most common first. */
  readonly came: readonly CodeCount[];
  readonly went: readonly CodeCount[];
  readonly changes: readonly TrustChange[];
}

export type CodeCount = readonly [code: string, n: number];

/** Evidence for an honest review: where it comes, a flag goes. */
const HONEST = ['honest-wave', 'own-campaign', 'busy-account', 'purchase-mark', 'mixed-stars', 'verdict-genuine'];
const ORDER: readonly UnusualLevel[] = ['none', 'worth-a-look', 'likely-paid', 'rewarded'];

/** One line for many reviews that a burst or a family changed together; in the order that they came in. */
export function groupChanges(changes: readonly TrustChange[]): readonly ChangeGroup[] {
  return [...Map.groupBy(changes, ({ at, from, to }) => `${at} ${from} ${to}`)].map(([id, group]) => {
    const { at, from, to } = group[0]!;
    const rose = ORDER.indexOf(to) > ORDER.indexOf(from);
    const came = counted(group.flatMap((change) => change.came.filter((code) => HONEST.includes(code) !== rose)));
    const went = counted(group.flatMap((change) => change.went.filter((code) => HONEST.includes(code) === rose)));
    return { id, at, from, to, came, went, changes: group };
  });
}

function counted(codes: readonly string[]): readonly CodeCount[] {
  const groups = [...Map.groupBy(codes, (code) => code)].map(([code, all]): CodeCount => [code, all.length]);
  return groups.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
