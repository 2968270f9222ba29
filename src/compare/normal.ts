const { exp, sqrt, abs, PI } = Math;

/** Beyond this the continued fraction converges sooner than the series loses digits. */
const SERIES_UNTIL = 3;
const FRACTION_DEPTH = 60;

/**
 * Probability that a standard normal variable exceeds `z`; `z` may be negative. Power series near zero, Laplace's continued fraction in
 * the tail (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 26.2.11 and 26.2.14): twelve digits, in the tail too.
 */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const density = exp((-z * z) / 2) / sqrt(2 * PI);
  if (z < SERIES_UNTIL) {
    let [term, sum] = [z, z];
    for (let odd = 3; term > 1e-17 * sum; odd += 2) {
      term *= (z * z) / odd;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let below = z;
  for (let depth = FRACTION_DEPTH; depth > 0; depth--) below = z + depth / below;
  return density / below;
}

/** Two-sided p of a standard normal statistic. */
export function twoSided(z: number): number {
  return Math.min(1, 2 * upperTail(abs(z)));
}

/** The `z` >= 0 whose two-sided p is `alpha` (0 < alpha <= 1), by halving. */
export function criticalZ(alpha: number): number {
  let [low, high] = [0, 40];
  for (let step = 0; step < 70; step++) {
    const middle = (low + high) / 2;
    if (twoSided(middle) > alpha) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
