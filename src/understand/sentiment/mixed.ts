import type { Probabilities } from './classify.ts';
import type { ClauseMoods } from './clauses.ts';
import { type Hit, shifted } from './signs.ts';

/** Of more clauses than these some are of the other mood by chance alone: their extremes count for less. */
const FEW_CLAUSES = 3;
/** How many signs `mixedSigns` gives. */
export const MIXED_SIGNS = 9;

/**
 * Signs that a text has both praise and blame, each about 0..1: the smaller mood's share and amount of the mood words, whether a
 * turning word stands between words of opposite moods, how unsure the judgement of the whole is, the clearest praise and blame
 * of its clauses and their balance, length.
 */
export function mixedSigns(
  words: number,
  hits: readonly Hit[],
  whole: Probabilities,
  moods: ClauseMoods,
): readonly number[] {
  let [good, bad, before, after] = [0, 0, 0, 0];
  const last = hits.at(-1)?.turns ?? 0;
  for (const hit of hits) {
    const value = shifted(hit);
    if (value > 0) good += value;
    else bad -= value;
    if (hit.turns === last) after += value;
    else before += value;
  }
  const smaller = Math.min(good, bad);
  return [
    good + bad === 0 ? 0 : (2 * smaller) / (good + bad),
    Math.min(1, smaller / 4),
    last > 0 && before * after < 0 ? 1 : 0,
    Math.min(whole[0], whole[2]) * 2,
    whole[1],
    Math.min(moods.praise, moods.blame) * Math.min(1, FEW_CLAUSES / Math.max(1, moods.count)),
    1 - Math.abs(2 * moods.blameShare - 1),
    moods.count >= 2 ? 1 : 0,
    Math.min(1, Math.log2(1 + words) / 8),
  ];
}

/** Probability of `mixed`: logistic regression on the signs. `weights` with the bias first. */
export function mixedProbability(weights: readonly number[], found: readonly number[]): number {
  const z = found.reduce((total, value, i) => total + value * weights[i + 1]!, weights[0]!);
  return 1 / (1 + Math.exp(-z));
}
