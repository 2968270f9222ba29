import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import { BUCKETS, CLASSES } from '../src/understand/sentiment/features.ts';
import { SIGNS } from '../src/understand/sentiment/signs.ts';
import type { Example } from './example.ts';
import { random, shuffle } from './random.ts';

/** What is learned of one language: interleaved weights `[bucket * 3 + class]`, `[sign * 3 + class]`, bias. */
export interface Linear {
  readonly weights: Float32Array;
  readonly signs: Float32Array;
  readonly bias: Float32Array;
}

export interface LearnOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  /** Share of word features left out of each step, so that many weak signs share the work of a few strong ones. */
  readonly dropout: number;
  /** Share of steps without the lexicon's signs, so that words and lexicon both learn to stand alone. */
  readonly withoutSigns: number;
  readonly seed: number;
}

/** AdaGrad's sums begin here, which bounds the first steps (Duchi et al. 2011). */
const FIRST_SQUARE = 1e-2;
/** The bias learns slowly: the classes are weighted, not counted. */
const BIAS_RATE = 0.02;
/** Signs have few weights and many examples: less decay. Those of one language lean on the shared ones and learn at half the rate. */
const SIGN_L2 = 1e-4;
const OWN_SIGN_L2 = 1e-3;
const OWN_SIGN_RATE = 0.5;

class Table {
  readonly weights: Float32Array;
  readonly #squares: Float32Array;
  constructor(size: number) {
    this.weights = new Float32Array(size * CLASSES);
    this.#squares = new Float32Array(size * CLASSES).fill(FIRST_SQUARE);
  }
  add(z: number[], indices: Int32Array, scale: number): void {
    let [a, b, c] = [0, 0, 0];
    for (const index of indices) {
      const at = index * CLASSES;
      a += this.weights[at]!;
      b += this.weights[at + 1]!;
      c += this.weights[at + 2]!;
    }
    z[0]! += a * scale;
    z[1]! += b * scale;
    z[2]! += c * scale;
  }
  step(indices: Int32Array, k: number, gradient: number, rate: number, l2: number): void {
    for (const index of indices) {
      const at = index * CLASSES + k;
      const g = gradient + l2 * this.weights[at]!;
      const square = this.#squares[at]! + g * g;
      this.#squares[at] = square;
      this.weights[at]! -= (rate * g) / Math.sqrt(square);
    }
  }
}

export function softmax(z: readonly number[], temperature = 1): number[] {
  const top = Math.max(...z);
  const e = z.map((value) => Math.exp((value - top) / temperature));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((value) => value / sum);
}

function scaleOf(list: { readonly length: number }): number {
  return 1 / Math.sqrt(list.length || 1);
}

/**
 * Softmax regression by AdaGrad, one example at a time, all languages together: each has its own words, the signs of the lexicon
 * have weights that all share and corrections of each language. Same input and seed, same weights.
 */
export function learn(examples: readonly Example[], options: LearnOptions): ReadonlyMap<ReadLanguage, Linear> {
  const words = new Map(READ_LANGUAGES.map((language) => [language, new Table(BUCKETS)]));
  const own = new Map(READ_LANGUAGES.map((language) => [language, new Table(SIGNS)]));
  const bias = new Map(READ_LANGUAGES.map((language) => [language, new Float32Array(CLASSES)]));
  const shared = new Table(SIGNS);
  const next = random(options.seed);
  const order = [...examples];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(order, next);
    const rate = options.rate * (1 - epoch / options.epochs);
    for (const { language, groups: all, ofHits, ofText, target, weight } of order) {
      const [table, mine, start] = [words.get(language)!, own.get(language)!, bias.get(language)!];
      const groups = all
        .map((group) => group.filter(() => next() >= options.dropout))
        .filter(({ length }) => length > 0);
      const hasSigns = ofText.length > 0 && next() >= options.withoutSigns;
      const z = [...start];
      for (const group of groups) table.add(z, group, scaleOf(group));
      if (hasSigns) {
        for (const signs of [shared, mine]) {
          signs.add(z, ofHits, scaleOf(ofHits));
          signs.add(z, ofText, 1);
        }
      }
      const p = softmax(z);
      for (let k = 0; k < CLASSES; k++) {
        const error = (p[k]! - target[k]!) * weight;
        start[k]! -= BIAS_RATE * rate * error;
        for (const group of groups) table.step(group, k, error * scaleOf(group), rate, options.l2);
        if (!hasSigns) continue;
        shared.step(ofHits, k, error * scaleOf(ofHits), rate, SIGN_L2);
        shared.step(ofText, k, error, rate, SIGN_L2);
        mine.step(ofHits, k, error * scaleOf(ofHits), rate * OWN_SIGN_RATE, OWN_SIGN_L2);
        mine.step(ofText, k, error, rate * OWN_SIGN_RATE, OWN_SIGN_L2);
      }
    }
  }
  return new Map(
    READ_LANGUAGES.map((language) => [
      language,
      {
        weights: words.get(language)!.weights,
        signs: own.get(language)!.weights.map((w, i) => w + shared.weights[i]!),
        bias: bias.get(language)!,
      },
    ]),
  );
}

/** Class scores before calibration, as `classify` will make them from the packed weights. */
export function scores(model: Linear, { groups, ofHits, ofText }: Example): number[] {
  const z = [...model.bias];
  const add = (weights: Float32Array, indices: Int32Array, scale: number): void => {
    for (const index of indices) for (let k = 0; k < CLASSES; k++) z[k]! += weights[index * CLASSES + k]! * scale;
  };
  for (const group of groups) add(model.weights, group, scaleOf(group));
  add(model.signs, ofHits, scaleOf(ofHits));
  add(model.signs, ofText, 1);
  return z;
}

/** The mean of models of several seeds: the order of the examples then matters less. */
export function average(models: readonly Linear[]): Linear {
  const mean = (arrays: readonly Float32Array[]): Float32Array =>
    arrays[0]!.map((_, i) => arrays.reduce((sum, array) => sum + array[i]!, 0) / arrays.length);
  return {
    weights: mean(models.map(({ weights }) => weights)),
    signs: mean(models.map(({ signs }) => signs)),
    bias: mean(models.map(({ bias }) => bias)),
  };
}
