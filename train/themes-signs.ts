import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import type { Found } from '../src/understand/themes/find.ts';
import type { ReadText } from '../src/understand/themes/hits.ts';
import { logitSigns, SIGN_SIGNS } from '../src/understand/themes/sign.ts';
import { MOST_SIGN_BUCKETS, signBuckets, signShare } from '../src/understand/themes/sign-words.ts';
import { SIGN_CODES } from '../src/understand/themes/weights.ts';
import type { ThemeModel } from '../src/understand/themes/words.ts';
import { random, shuffle } from './random.ts';
import type { ThemeText } from './themes-data.ts';
import { casesOf } from './themes-fit.ts';

const EPOCHS = 4;
const RATE = 0.1;
const L2 = 1e-3;
const DROPOUT = 0.5;
const SEED = 1;
/** AdaGrad's sums begin here, which bounds the first steps (Duchi et al. 2011). */
const FIRST_SQUARE = 0.05;
const FIRST_SIGN_SQUARE = 1;
const WRITTEN_WEIGHT = 1.5;

interface Example {
  readonly language: ReadLanguage;
  readonly signs: readonly number[];
  readonly buckets: Int32Array;
  readonly y: number;
  readonly weight: number;
}

function bucketsOf(text: ReadText, { span, theme }: Found): Int32Array {
  const found = new Int32Array(MOST_SIGN_BUCKETS);
  return found.slice(0, signBuckets(text, span, theme, found));
}

function examplesOf(source: ThemeText, model: ThemeModel): Example[] {
  const weight = source.set.endsWith('written') ? WRITTEN_WEIGHT : 1;
  return casesOf(model, source).map(({ text, found, y }) => ({
    language: source.language,
    signs: found.signs.map((value, i) => (logitSigns.has(i) ? 0 : value)),
    buckets: bucketsOf(text, found),
    y,
    weight,
  }));
}

/** Weights with their sums of squared gradients. */
class Weights {
  readonly values: Float32Array;
  readonly #squares: Float32Array;
  constructor(size: number, first: number) {
    this.values = new Float32Array(size);
    this.#squares = new Float32Array(size).fill(first);
  }
  step(at: number, gradient: number, rate: number): void {
    this.#squares[at]! += gradient * gradient;
    this.values[at]! -= (rate * gradient) / Math.sqrt(this.#squares[at]!);
  }
}

/**
 * What words and pairs say of the sign of a theme, as `signCodes` before packing: softmax regression by AdaGrad, beside the words of
 * mood of the lists. What the sentiment model says is left out: it was trained on these texts, and would leave nothing to learn.
 */
export function learnSigns(
  texts: readonly ThemeText[],
  models: ReadonlyMap<string, ThemeModel>,
): ReadonlyMap<ReadLanguage, Float32Array> {
  const order = texts.flatMap((text) => examplesOf(text, models.get(text.language)!));
  const tables = new Map(READ_LANGUAGES.map((language) => [language, new Weights(SIGN_CODES, FIRST_SQUARE)]));
  const shared = new Weights(SIGN_SIGNS * 3, FIRST_SIGN_SQUARE);
  const next = random(SEED);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, next);
    const rate = RATE * (1 - epoch / EPOCHS);
    for (const { language, signs, buckets, y, weight } of order) {
      const table = tables.get(language)!;
      const kept = buckets.filter(() => next() >= DROPOUT);
      const share = signShare(buckets.length);
      const z = [0, 1, 2].map((k) => {
        let sum = 0;
        for (const bucket of kept) sum += (table.values[bucket * 3 + k]! * share) / (1 - DROPOUT);
        for (let i = 0; i < signs.length; i++) sum += shared.values[i * 3 + k]! * signs[i]!;
        return sum;
      });
      const top = Math.max(...z);
      const e = z.map((value) => Math.exp(value - top));
      const total = e[0]! + e[1]! + e[2]!;
      for (let k = 0; k < 3; k++) {
        const error = (e[k]! / total - (k === y ? 1 : 0)) * weight;
        for (const bucket of kept) {
          const at = bucket * 3 + k;
          table.step(at, error * share + L2 * table.values[at]!, rate);
        }
        for (let i = 0; i < signs.length; i++) if (signs[i] !== 0) shared.step(i * 3 + k, error * signs[i]!, rate);
      }
    }
  }
  return new Map([...tables].map(([language, { values }]) => [language, values]));
}
