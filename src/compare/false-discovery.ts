import { criticalZ } from './normal.ts';

/** Of the differences that are told, about this part may be chance (counting rules 11). */
export const FALSE_DISCOVERIES = 0.1;
/** However many are found, none is told that one comparison alone would not be allowed to tell. */
const SINGLE = 0.05;

export interface Selection {
  /** How many are selected: those whose |z| is at least `z`. */
  readonly count: number;
  readonly z: number;
  /** Two-sided error probability of one test and of one interval at `z`. */
  readonly alpha: number;
}

/**
 * Which of many tests tell a difference: Benjamini and Hochberg's step-up procedure at 10 % (JRSS B 57, 1995), with no threshold over
 * 5 % (a step-up procedure with smaller thresholds keeps the rate: Blanchard and Roquain, EJS 2, 2008).
 * Intervals at the same `z`, alpha = R * 10 % / m for R selected of m, cover with a false coverage rate of at most 10 % (Benjamini and
 * Yekutieli, JASA 100, 2005). All that is not selected has a |z| below it, for R = 0 too, so that one level serves the whole table.
 */
export class Selector {
  /** Shuffles ask for the same few levels again and again. */
  readonly #thresholds = new Map<number, number>();

  select(absoluteZ: ArrayLike<number>): Selection {
    const m = absoluteZ.length;
    const sorted = Float64Array.from(absoluteZ).sort();
    let count = m;
    while (count > 0 && sorted[m - count]! < this.#threshold(count, m)) count--;
    const at = Math.max(1, count);
    return { count, z: this.#threshold(at, m), alpha: alphaOf(at, m) };
  }

  #threshold(rank: number, m: number): number {
    const alpha = alphaOf(rank, m);
    let z = this.#thresholds.get(alpha);
    if (z === undefined) {
      z = criticalZ(alpha);
      this.#thresholds.set(alpha, z);
    }
    return z;
  }
}

function alphaOf(rank: number, m: number): number {
  return m === 0 ? SINGLE : Math.min(SINGLE, (rank * FALSE_DISCOVERIES) / m);
}
