import { expectedIn, type Series, surprise } from './baseline.ts';

/** Windows of 1 to 14 days: paid waves last days, what lasts longer is growth. */
const LONGEST = 14;

/** Days in which more came than is usual. */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly n: number;
  readonly expected: number;
  /** -log10 of the probability of so many, for these days alone (not yet for having looked at many windows). */
  readonly surprise: number;
}

/** Fewer are no group. */
const LEAST = 3;
/** Windows less surprising than one in a hundred say nothing. */
const SURPRISING = 2;

/** For each day of the series the most surprising window that it lies in: null where none is. Scan statistic over 1-14 days. */
export function scan(series: Series): readonly (Window | null)[] {
  const { from, to, counts, sums, spread } = series;
  const found: Window[] = [];
  for (let first = from; first <= to; first++) {
    if (counts[first - from] === 0) continue;
    for (let last = first; last <= Math.min(to, first + LONGEST - 1); last++) {
      if (counts[last - from] === 0) continue;
      const n = sums[last - from + 1]! - sums[first - from]!;
      if (n < LEAST) continue;
      const expected = expectedIn(series, first, last);
      if (n < expected * 1.3) continue;
      const s = surprise(Math.round(n), expected, spread);
      if (s >= SURPRISING) found.push({ first, last, n, expected, surprise: s });
    }
  }
  found.sort((a, b) => b.surprise - a.surprise || a.last - a.first - (b.last - b.first) || a.first - b.first);
  const best: (Window | null)[] = new Array(counts.length).fill(null);
  for (const window of found) {
    // A window is a group as a whole: one whose days partly belong to a stronger one is its edge and gives way.
    let isFree = true;
    for (let day = window.first; day <= window.last; day++) if (best[day - from] !== null) isFree = false;
    if (isFree) for (let day = window.first; day <= window.last; day++) best[day - from] = window;
  }
  return best;
}
