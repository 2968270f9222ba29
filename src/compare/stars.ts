import type { ScoreFigure } from '../domain/comparison.ts';
import { dirichletInterval, dirichletMean, dirichletNormal, type WeightedValue } from './dirichlet.ts';
import { displayOf } from './shares.ts';

const SCALE = [1, 2, 3, 4, 5] as const;
/** The prior is worth two reviews, spread like the source's own category ... */
const PRIOR_REVIEWS = 2;
/** ... as soon as that many are known of it; until then half a review lies on each star. */
const MIN_CATEGORY = 200;
const UNKNOWN_PRIOR = 0.5;
/** Below this only the distribution is shown. */
export const MIN_STARS_N = 10;
/** From here on the normal interval agrees to the third decimal. */
const NORMAL_FROM = 5000;

/** Reviews by stars, index 0 = one star. */
export type StarCounts = readonly [number, number, number, number, number];

export const NO_STARS: StarCounts = [0, 0, 0, 0, 0];

/** Weight of each star before any review of this item: two reviews spread like `category`, or half a one each. */
export function starPrior(category: StarCounts = NO_STARS): readonly number[] {
  const total = category.reduce((sum, n) => sum + n, 0);
  return total < MIN_CATEGORY
    ? SCALE.map(() => UNKNOWN_PRIOR)
    : // A star that the category never got still may come: a hundredth of a review keeps it possible.
      category.map((n) => Math.max(0.01, (PRIOR_REVIEWS * n) / total));
}

/**
 * Posterior mean of the stars with its central 95 % (Dirichlet; the interval by numerical inversion, not by simulation: the same
 * reviews always give the same digits). `counts` may hold halves: 4.5 stars are half a four and half a five.
 */
export function meanStars(
  counts: StarCounts,
  category: StarCounts = NO_STARS,
): { readonly mean: number; readonly low: number; readonly high: number } {
  const prior = starPrior(category);
  const weights: WeightedValue[] = SCALE.map((value, at) => ({ value, weight: counts[at]! + prior[at]! }));
  const n = counts.reduce((sum, one) => sum + one, 0);
  return {
    mean: dirichletMean(weights).mean,
    ...(n >= NORMAL_FROM ? dirichletNormal(weights) : dirichletInterval(weights)),
  };
}

/** For ranking lists only, and labelled so: seven reviews of 3.5 are added to `n` reviews that sum up to `sum` stars. */
export function smoothedStars(sum: number, n: number): number {
  return (sum + 7 * 3.5) / (n + 7);
}

/** Stars of public texts, row by row. */
export class StarTally {
  readonly #exact: number[] = [0, 0, 0, 0, 0];
  readonly #shown: number[] = [0, 0, 0, 0, 0];

  /** Stars from 1 to 5 in halves; `null` is passed over. */
  add(stars: number | null): void {
    if (stars === null || !Number.isFinite(stars)) return;
    const value = Math.min(5, Math.max(1, stars));
    const below = Math.floor(value);
    const part = value - below;
    this.#exact[below - 1]! += 1 - part;
    if (part > 0) this.#exact[below]! += part;
    this.#shown[Math.round(value) - 1]! += 1;
  }

  /** The distribution by whole stars (as the filter `stars` finds them), and from 10 reviews on the mean. */
  figure(category: StarCounts = NO_STARS): ScoreFigure {
    const n = this.#shown.reduce((sum, one) => sum + one, 0);
    const known = n < MIN_STARS_N ? null : meanStars(this.#exact as unknown as StarCounts, category);
    return {
      kind: 'public-stars',
      label: '',
      n,
      value: known?.mean ?? null,
      low: known?.low ?? null,
      high: known?.high ?? null,
      min: 1,
      max: 5,
      formula: 'stars-posterior-mean',
      distribution: SCALE.map((value, at) => ({ value, n: this.#shown[at]! })),
      display: displayOf(n),
    };
  }
}
