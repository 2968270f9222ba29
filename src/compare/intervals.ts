/** Two-sided 95 % quantile of the normal distribution, as tables print it. */
export const Z95 = 1.96;

/** Values on one scale, e.g. shares 0..1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a share (E. B. Wilson, JASA 22, 1927). `n` may be an effective number and need not be whole.
 * Null where n is 0.
 */
export function wilson(share: number, n: number, z: number = Z95): Interval | null {
  if (n <= 0) return null;
  const z2 = z * z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

export interface Share extends Interval {
  readonly value: number;
}

/**
 * Difference `a - b` of two independent shares with the interval made of their own Wilson intervals
 * (R. G. Newcombe, Statistics in Medicine 17, 1998, method 10).
 */
export function newcombe(a: Share, b: Share): Share {
  const value = a.value - b.value;
  const down = Math.hypot(a.value - a.low, b.high - b.value);
  const up = Math.hypot(a.high - a.value, b.value - b.low);
  return { value, low: Math.max(-1, value - down), high: Math.min(1, value + up) };
}

/**
 * Adjusted Wald interval of a net promoter score, on -100..100: three answers are added, 3/4 of one to promoters and to
 * detractors each (J. Sauro, measuringu.com/nps-confidence-intervals; best in B. Rocks 2016). `nEff` is what the answers are worth.
 */
export function adjustedWaldNps(promoters: number, detractors: number, n: number, nEff: number = n): Interval | null {
  if (n <= 0) return null;
  const { centre, variance } = adjustedNps(promoters, detractors, n, nEff);
  const half = Z95 * Math.sqrt(variance);
  return { low: 100 * Math.max(-1, centre - half), high: 100 * Math.min(1, centre + half) };
}

interface NpsCounts {
  readonly promoters: number;
  readonly detractors: number;
  readonly n: number;
}

/** Change of a net promoter score from `before` to `after`: adjusted Wald estimates, variances added. Points of -100..100. */
export function npsChange(before: NpsCounts, after: NpsCounts): Share | null {
  if (before.n <= 0 || after.n <= 0) return null;
  const [was, is] = [before, after].map((one) => adjustedNps(one.promoters, one.detractors, one.n, one.n));
  const half = Z95 * Math.sqrt(was!.variance + is!.variance);
  const centre = is!.centre - was!.centre;
  const raw = (one: NpsCounts): number => (one.promoters - one.detractors) / one.n;
  return { value: 100 * (raw(after) - raw(before)), low: 100 * (centre - half), high: 100 * (centre + half) };
}

function adjustedNps(
  promoters: number,
  detractors: number,
  n: number,
  nEff: number,
): { centre: number; variance: number } {
  const worth = nEff / n;
  const total = nEff + 3;
  const p = (promoters * worth + 0.75) / total;
  const d = (detractors * worth + 0.75) / total;
  return { centre: p - d, variance: (p + d - (p - d) ** 2) / total };
}

/**
 * People nobody heard, from two lists with a shared key (Chapman 1951): `marked` on the first, `caught` on the second, `both`
 * on both. Holds only for a closed population and independent lists: say so beside it.
 */
export function chapman(marked: number, caught: number, both: number): Share {
  const value = ((marked + 1) * (caught + 1)) / (both + 1) - 1;
  const variance = ((marked + 1) * (caught + 1) * (marked - both) * (caught - both)) / ((both + 1) ** 2 * (both + 2));
  const half = Z95 * Math.sqrt(variance);
  return { value, low: value - half, high: value + half };
}
