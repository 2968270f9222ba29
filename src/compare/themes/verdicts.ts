import type { ThemeVerdict } from '../../domain/theme-figures.ts';
import { SAME_WITHIN } from '../gap.ts';
import { scoreZ } from '../score-test.ts';
import { type Counted, isEnough, sampleOf } from './counted.ts';

/** Texts of one theme and one length on both sides. */
export interface Pair {
  readonly public: Counted;
  readonly direct: Counted;
}

/** A difference that was tested together with others: selected where |z| reaches the level of the table. */
export interface Tested {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly selected: boolean;
  readonly byLength: readonly Pair[];
}

/**
 * Among texts of one length the sides stand the other way round only if that difference is at least its own standard error: a theme
 * that short texts hardly ever name differs there by a hair, to either side by chance.
 */
const FLIP_Z = 1;

/** Verdict of a tested difference (counting rules 12 and 20); `minDifference`: the smallest that is told. */
export function verdictOf(tested: Tested, minDifference: number): ThemeVerdict {
  const { value, low, high, selected, byLength } = tested;
  if (selected && Math.abs(value) >= minDifference) {
    if (byLength.some((pair) => flips(pair, value))) return 'depends-on-length';
    return value > 0 ? 'more-in-public' : 'more-in-surveys';
  }
  return low >= -SAME_WITHIN && high <= SAME_WITHIN ? 'about-the-same' : 'no-clear-difference';
}

function flips(pair: Pair, overall: number): boolean {
  if (!isEnough(pair.public, pair.direct)) return false;
  const z = scoreZ(sampleOf(pair.public), sampleOf(pair.direct));
  return Math.sign(overall) * z <= -FLIP_Z;
}

/** Clear differences first, the largest at the top; then what is not clear, by how often it is named. */
export function orderOf(verdict: ThemeVerdict): number {
  if (verdict === 'more-in-public' || verdict === 'more-in-surveys') return 0;
  if (verdict === 'depends-on-length') return 1;
  return verdict === 'too-few' || verdict === 'not-comparable' ? 3 : 2;
}
