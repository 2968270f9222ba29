import type { ShareFigure } from '../../domain/share-figure.ts';
import { wilson } from '../intervals.ts';
import { displayOf, EMPTY_SHARE } from '../shares.ts';

/** A yes or no about a text that stands for `weight` texts (1 / the probability with which it was drawn). */
export interface Weighted {
  readonly is: boolean;
  readonly weight: number;
}

/**
 * Weighted share of the yes (Hajek's ratio). Wilson 95 % on the effective n of E. Korn and B. Graubard (Survey Methodology 24, 1998):
 * share * (1 - share) / its linearised variance, never more than Kish's (sum of weights)^2 / sum of their squares. `k`, `n`: texts read.
 */
export function weightedShare(list: readonly Weighted[]): ShareFigure {
  const n = list.length;
  if (n === 0) return EMPTY_SHARE;
  const [whole, yes, squares] = list.reduce(
    ([all, part, square], { is, weight }) => [all + weight, part + (is ? weight : 0), square + weight ** 2],
    [0, 0, 0] as readonly [number, number, number],
  );
  const value = yes / whole;
  const kish = whole ** 2 / squares;
  const spread = list.reduce((sum, { is, weight }) => sum + (weight * ((is ? 1 : 0) - value)) ** 2, 0);
  const linear = spread > 0 ? (value * (1 - value) * whole ** 2) / spread : kish;
  const nEff = Math.min(kish, linear);
  const { low, high } = wilson(value, nEff)!;
  return { k: list.filter((one) => one.is).length, n, nEff, value, low, high, display: displayOf(n) };
}
