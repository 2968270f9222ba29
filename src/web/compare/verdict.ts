import type { Comparison } from '../api/rooms.ts';

/** What the page can say at its head. */
export type Finding =
  | 'nothing'
  | 'only-public'
  | 'only-direct'
  | 'more-in-public'
  | 'more-in-surveys'
  | 'about-the-same'
  | 'no-clear-difference'
  | 'too-few'
  | 'not-comparable';

type Sides = Pick<Comparison, 'public' | 'direct' | 'verdict' | 'scores'>;

/** A side that nobody spoke on is said as such, whatever the verdict is. */
export function findingOf(comparison: Sides): Finding {
  const spoke = { public: hasAnything(comparison, 'public'), direct: hasAnything(comparison, 'direct') };
  if (!spoke.public && !spoke.direct) return 'nothing';
  if (!spoke.direct) return 'only-public';
  if (!spoke.public) return 'only-direct';
  return comparison.verdict;
}

function hasAnything(comparison: Sides, side: 'public' | 'direct'): boolean {
  const { counts } = comparison[side];
  const scored = comparison.scores.some((score) => score.side === side && score.n > 0);
  return counts.texts + counts.starsOnly + counts.pending + counts.undated > 0 || scored;
}

/** Ends of the difference in whole points. `turned` reads it from the side of the surveys. */
export function pointsOf(
  difference: Comparison['difference'],
  turned = false,
): { readonly low: number; readonly high: number } | null {
  if (difference.low === null || difference.high === null) return null;
  const low = Math.round(difference.low * 100);
  const high = Math.round(difference.high * 100);
  // Adding zero makes a minus zero a zero.
  return turned ? { low: -high + 0, high: -low + 0 } : { low: low + 0, high: high + 0 };
}
