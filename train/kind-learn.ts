import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import type { KindFeatures } from '../src/understand/kind/classify.ts';
import { KIND_SIGNS } from '../src/understand/kind/signs.ts';
import { BUCKETS, SORT_COUNT } from '../src/understand/kind/weights.ts';
import { random, shuffle } from './random.ts';

export interface KindExample {
  readonly language: ReadLanguage;
  readonly features: KindFeatures;
  /** Index in `SORTS`. */
  readonly sort: number;
  readonly weight: number;
}

export interface KindLearned {
  readonly tables: ReadonlyMap<ReadLanguage, Float32Array>;
  readonly signs: Float32Array;
  readonly bias: Float32Array;
}

export interface KindOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  /** Share of words left out of each step. */
  readonly dropout: number;
  readonly seed: number;
}

/** AdaGrad's sums begin here (Duchi et al. 2011). */
const FIRST_SQUARE = 0.05;
const SIGN_L2 = 2e-3;
const SIGN_RATE = 0.08;

export function softmax(z: readonly number[]): number[] {
  const top = Math.max(...z);
  const e = z.map((value) => Math.exp(value - top));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}

/** Softmax regression by AdaGrad: words of each language, signs of all together. Same input and seed, same weights. */
export function learnKinds(examples: readonly KindExample[], options: KindOptions): KindLearned {
  const tables = new Map(READ_LANGUAGES.map((one) => [one, new Float32Array(BUCKETS * SORT_COUNT)]));
  const squares = new Map(
    READ_LANGUAGES.map((one) => [one, new Float32Array(BUCKETS * SORT_COUNT).fill(FIRST_SQUARE)]),
  );
  const signs = new Float32Array(KIND_SIGNS * SORT_COUNT);
  const signSquares = new Float32Array(KIND_SIGNS * SORT_COUNT).fill(FIRST_SQUARE);
  const bias = new Float32Array(SORT_COUNT);
  const next = random(options.seed);
  const order = [...examples];
  const step = (
    table: Float32Array,
    square: Float32Array,
    at: number,
    gradient: number,
    rate: number,
    l2: number,
  ): void => {
    const g = gradient + l2 * table[at]!;
    const total = square[at]! + g * g;
    square[at] = total;
    table[at]! -= (rate * g) / Math.sqrt(total);
  };
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, next);
    const slower = 1 - epoch / options.epochs;
    for (const { language, features, sort, weight } of order) {
      const [table, square] = [tables.get(language)!, squares.get(language)!];
      const buckets = features.buckets.filter(() => next() >= options.dropout);
      const factor = 1 / Math.sqrt(buckets.length || 1);
      const z = [...bias];
      for (let k = 0; k < SORT_COUNT; k++) {
        for (const bucket of buckets) z[k]! += table[bucket * SORT_COUNT + k]! * factor;
        for (const sign of features.signs) z[k]! += signs[sign * SORT_COUNT + k]!;
      }
      const p = softmax(z);
      for (let k = 0; k < SORT_COUNT; k++) {
        const error = (p[k]! - (k === sort ? 1 : 0)) * weight;
        bias[k]! -= 0.02 * slower * error;
        for (const bucket of buckets)
          step(table, square, bucket * SORT_COUNT + k, error * factor, options.rate * slower, options.l2);
        for (const sign of features.signs)
          step(signs, signSquares, sign * SORT_COUNT + k, error, SIGN_RATE * slower, SIGN_L2);
      }
    }
  }
  return { tables, signs, bias };
}
