import type { Share } from './intervals.ts';
import { twoSided } from './normal.ts';

const { sqrt, cos, acos, PI, min, max } = Math;

/** A share of `n` texts; `n` may be an effective number and need not be whole. */
export interface Sample {
  readonly share: number;
  readonly n: number;
}

/** Standardised difference `a - b` under the hypothesis that both shares are equal: the pooled share makes the variance. 0 where nothing varies. */
export function scoreZ(a: Sample, b: Sample): number {
  const pooled = (a.share * a.n + b.share * b.n) / (a.n + b.n);
  const variance = pooled * (1 - pooled) * (1 / a.n + 1 / b.n);
  return variance > 0 ? (a.share - b.share) / sqrt(variance) : 0;
}

/** Two-sided p of the score test of two independent shares (K. Pearson's chi-squared without continuity correction). */
export function scoreP(a: Sample, b: Sample): number {
  return twoSided(scoreZ(a, b));
}

/**
 * Difference `a - b` with the interval of all differences that the score test does not reject at `z` (R. Mee, Biometrics 40, 1984;
 * method 8 of R. G. Newcombe, Statistics in Medicine 17, 1998). So it holds zero exactly where `scoreZ` is below `z`: the verdict of
 * the test and the interval cannot contradict each other.
 */
export function scoreInterval(a: Sample, b: Sample, z: number): Share {
  const value = a.share - b.share;
  return { value, low: bound(a, b, { z, from: value, to: -1 }), high: bound(a, b, { z, from: value, to: 1 }) };
}

/** The last difference between `from`, which is not rejected, and `to` that is not rejected either. */
function bound(
  a: Sample,
  b: Sample,
  asked: { readonly z: number; readonly from: number; readonly to: number },
): number {
  let [kept, refused] = [asked.from, asked.to];
  for (let step = 0; step < 60; step++) {
    const middle = (kept + refused) / 2;
    if (isRejected(a, b, { difference: middle, z: asked.z })) refused = middle;
    else kept = middle;
  }
  return kept;
}

function isRejected(a: Sample, b: Sample, asked: { readonly difference: number; readonly z: number }): boolean {
  const { difference, z } = asked;
  const shareB = likeliest(a, b, difference);
  const shareA = min(1, max(0, shareB + difference));
  const variance = (shareA * (1 - shareA)) / a.n + (shareB * (1 - shareB)) / b.n;
  return (a.share - b.share - difference) ** 2 > z * z * variance;
}

/** The likeliest share of `b` if `a` is larger by `difference`: root of the cubic of O. Miettinen and M. Nurminen, Stat. in Medicine 4, 1985. */
function likeliest(a: Sample, b: Sample, difference: number): number {
  const n = a.n + b.n;
  const hitsB = b.share * b.n;
  const hits = a.share * a.n + hitsB;
  const l2 = (a.n + 2 * b.n) * difference - n - hits;
  const l1 = (b.n * difference - n - 2 * hitsB) * difference + hits;
  const l0 = hitsB * difference * (1 - difference);
  const q = (l2 / (3 * n)) ** 3 - (l1 * l2) / (6 * n * n) + l0 / (2 * n);
  const spread = sqrt(max(0, (l2 / (3 * n)) ** 2 - l1 / (3 * n)));
  const p = q < 0 ? -spread : spread;
  const ratio = p === 0 ? 0 : min(1, max(-1, q / p ** 3));
  const root = 2 * p * cos((PI + acos(ratio)) / 3) - l2 / (3 * n);
  return min(min(1, 1 - difference), max(max(0, -difference), root));
}
