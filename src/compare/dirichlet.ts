import { type Interval, Z95 } from './intervals.ts';

/** Points of the inversion integral: enough for the third decimal of a star. */
const POINTS = 256;
const HALVINGS = 18;

/** Weight of each value of a scale: counts plus prior. All above 0. */
export interface WeightedValue {
  readonly value: number;
  readonly weight: number;
}

/** Mean and variance of the scale's mean under a Dirichlet distribution, in closed form. */
export function dirichletMean(weights: readonly WeightedValue[]): { readonly mean: number; readonly variance: number } {
  const total = weights.reduce((sum, one) => sum + one.weight, 0);
  const mean = weights.reduce((sum, one) => sum + one.weight * one.value, 0) / total;
  const spread = weights.reduce((sum, one) => sum + one.weight * (one.value - mean) ** 2, 0) / total;
  return { mean, variance: spread / (total + 1) };
}

/**
 * The central 95 % of the scale's mean under a Dirichlet distribution, without simulation: the mean lies below x exactly when
 * a sum of independent gamma variables with coefficients (value - x) is negative, and that probability is an integral over their
 * characteristic function (J. P. Imhof, Biometrika 48, 1961). The bounds are found by halving.
 */
export function dirichletInterval(weights: readonly WeightedValue[]): Interval {
  const values = weights.map((one) => one.value);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const { mean, variance } = dirichletMean(weights);
  // Six standard deviations hold all that matters: the halving starts from there.
  const reach = 6 * Math.sqrt(variance);
  const bound = (share: number): number => {
    let [low, high] = [Math.max(lowest, mean - reach), Math.min(highest, mean + reach)];
    for (let step = 0; step < HALVINGS; step++) {
      const middle = (low + high) / 2;
      if (probabilityBelow(weights, middle) < share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return { low: bound(0.025), high: bound(0.975) };
}

/** P(mean < x): 1/2 - 1/pi * integral of sin(theta(u)) / (u rho(u)) over u > 0. */
function probabilityBelow(weights: readonly WeightedValue[], x: number): number {
  const terms = weights.map(({ value, weight }) => ({ c: value - x, a: weight })).filter(({ c }) => c !== 0);
  const scale = Math.sqrt(terms.reduce((sum, { c, a }) => sum + a * c * c, 0));
  if (scale === 0) return 0.5;
  // u = s^2 / (1 - s^2) / scale: the midpoint rule sees the decay and the long tail of few observations alike.
  let sum = 0;
  for (let point = 0; point < POINTS; point++) {
    const s = (point + 0.5) / POINTS;
    const rest = 1 - s * s;
    const u = (s * s) / rest / scale;
    let theta = 0;
    let logRho = 0;
    for (const { c, a } of terms) {
      theta += a * Math.atan(c * u);
      logRho += 0.5 * a * Math.log1p(c * c * u * u);
    }
    if (logRho < 700) sum += (Math.sin(theta) / u) * Math.exp(-logRho) * ((2 * s) / (rest * rest) / scale);
  }
  return 0.5 - sum / POINTS / Math.PI;
}

/** Normal approximation of the same, for many observations at once. */
export function dirichletNormal(weights: readonly WeightedValue[]): Interval {
  const { mean, variance } = dirichletMean(weights);
  const half = Z95 * Math.sqrt(variance);
  return { low: mean - half, high: mean + half };
}
