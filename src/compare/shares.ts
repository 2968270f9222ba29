import type { Display, ShareFigure } from '../domain/comparison.ts';
import type { CountRow } from '../domain/count-row.ts';
import type { ClusterIds } from './cluster-ids.ts';
import { ClusterTally, MIN_CLUSTERS } from './clusters.ts';
import { wilson } from './intervals.ts';

/** Under 5 a percentage is hidden (the count is shown), under 30 it is grey (counting rules 13). */
const HIDE_UNDER = 5;
const GREY_UNDER = 30;

export function displayOf(n: number): Display {
  if (n < HIDE_UNDER) return 'hide';
  return n < GREY_UNDER ? 'grey' : 'show';
}

/** A share of nothing: no text has been counted. */
export const EMPTY_SHARE: ShareFigure = {
  k: 0,
  n: 0,
  nEff: 0,
  value: null,
  low: null,
  high: null,
  display: 'hide',
};

/** A share of `n` texts that are worth `nEff`, with its Wilson interval. */
export function shareFigure(k: number, n: number, nEff: number): ShareFigure {
  if (n === 0) return EMPTY_SHARE;
  const value = k / n;
  const { low, high } = wilson(value, nEff)!;
  return { k, n, nEff, value, low, high, display: displayOf(n) };
}

/** What is in a sentiment share: an outsider's text with a sentiment, unsure ones included. */
export function isJudged(row: Pick<CountRow, 'hasText' | 'sentiment'>): boolean {
  return row.hasText && row.sentiment !== null;
}

/** A person's word is never unsure. */
export function isUnsure(row: CountRow): boolean {
  return row.unsure && !row.corrected;
}

export function isNegative(row: CountRow): boolean {
  return row.sentiment === 'negative' && !isUnsure(row);
}

/** The negative share of texts, row by row, so that many texts can be counted in slices. Mixed and unsure ones are not negative. */
export class NegativeShare {
  readonly #clusters: ClusterTally;
  #unsure = 0;
  #corrected = 0;
  #correctedNegative = 0;

  constructor(ids?: ClusterIds) {
    this.#clusters = new ClusterTally(ids);
  }

  /** Rows that are not judged are passed over. */
  add(row: CountRow): void {
    if (!isJudged(row)) return;
    const negative = isNegative(row) ? 1 : 0;
    this.#clusters.add(row, negative);
    if (isUnsure(row)) this.#unsure += 1;
    if (row.corrected) {
      this.#corrected += 1;
      this.#correctedNegative += negative;
    }
  }

  get fewClusters(): boolean {
    return this.#clusters.clusters < MIN_CLUSTERS;
  }

  /** The share if unsure texts are all left out of, and all counted among, the negative ones; null without texts. */
  bounds(): { readonly low: number; readonly high: number } | null {
    const { n, sum } = this.#clusters;
    return n === 0 ? null : { low: sum / n, high: (sum + this.#unsure) / n };
  }

  figure(): ShareFigure {
    const { n, sum: k } = this.#clusters;
    if (n === 0) return EMPTY_SHARE;
    const left = n - this.#corrected;
    return {
      ...shareFigure(k, n, this.#clusters.effectiveN()),
      ...(this.#corrected === 0
        ? {}
        : {
            corrected: {
              n: this.#corrected,
              valueWithout: left === 0 ? null : (k - this.#correctedNegative) / left,
            },
          }),
    };
  }
}
