import { READ_LANGUAGES, type ReadLanguage } from '../src/domain/item.ts';
import { THEMES } from '../src/domain/theme.ts';
import { BUCKETS, COUNT } from '../src/understand/themes/weights.ts';
import { random, shuffle } from './random.ts';
import type { Prepared } from './themes-prepare.ts';

/** What is learned: logits by theme of words and pairs of each language, of listed words, and where a sentence stands without any. */
export interface ThemeLearned {
  readonly tables: ReadonlyMap<ReadLanguage, Float32Array>;
  readonly bias: Float32Array;
  readonly plain: Float32Array;
  readonly hint: Float32Array;
}

export interface LearnOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  /** Share of words left out of each step, so that many weak signs share the work of a few strong ones. */
  readonly dropout: number;
  /** Epochs in which the lists learn alone, and how fast they learn beside the words. */
  readonly listEpochs: number;
  readonly listRate: number;
  readonly seed: number;
}

/** Where learning begins: a listed word makes its theme likely, so that labels of several themes find theirs. */
const FIRST = { bias: -3.5, plain: 2.5, hint: 0.7 } as const;
/** AdaGrad's sums begin here, which bounds the first steps (Duchi et al. 2011). */
const FIRST_SQUARE = 0.05;
const LISTS_ALONE_RATE = 0.02;

/** What an open theme counts as an absent one. */
const UNLIKELY = 0.3;
const NO_BUCKETS = new Int32Array(0);

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** Logits of a sentence. */
export function sentenceLogits(
  learned: ThemeLearned,
  language: ReadLanguage,
  buckets: ArrayLike<number>,
  counts: Uint8Array,
): Float32Array {
  const table = learned.tables.get(language)!;
  const z = new Float32Array(COUNT);
  for (let t = 0; t < COUNT; t++)
    z[t] = learned.bias[t]! + learned.plain[t]! * counts[t]! + learned.hint[t]! * counts[COUNT + t]!;
  for (let i = 0; i < buckets.length; i++) {
    const at = buckets[i]! * COUNT;
    for (let t = 0; t < COUNT; t++) z[t]! += table[at + t]!;
  }
  return z;
}

/**
 * Logistic regression a theme by AdaGrad, one text at a time. A text has a theme where one of its sentences has it, and a label that
 * may mean several themes is there where one of them is (noisy or), so that both find their place by themselves.
 */
export function learnThemes(texts: readonly Prepared[], options: LearnOptions): ThemeLearned {
  const tables = new Map(READ_LANGUAGES.map((language) => [language, new Float32Array(BUCKETS * COUNT)]));
  const squares = new Map(
    READ_LANGUAGES.map((language) => [language, new Float32Array(BUCKETS * COUNT).fill(FIRST_SQUARE)]),
  );
  const learned: ThemeLearned = {
    tables,
    bias: new Float32Array(COUNT).fill(FIRST.bias),
    plain: new Float32Array(COUNT).fill(FIRST.plain),
    hint: new Float32Array(COUNT).fill(FIRST.hint),
  };
  const next = random(options.seed);
  const order = [...texts];
  for (let epoch = -options.listEpochs; epoch < options.epochs; epoch++) {
    shuffle(order, next);
    const isAlone = epoch < 0;
    const rate = isAlone ? 0 : options.rate * (1 - epoch / options.epochs);
    const sharedRate = isAlone ? LISTS_ALONE_RATE : options.listRate * (1 - epoch / options.epochs);
    for (const text of order) {
      const table = tables.get(text.language)!;
      const square = squares.get(text.language)!;
      const kept = text.sentences.map(({ buckets }) =>
        isAlone ? NO_BUCKETS : buckets.filter(() => next() >= options.dropout),
      );
      const p = text.sentences.map(({ counts }, s) =>
        sentenceLogits(learned, text.language, kept[s]!, counts).map(sigmoid),
      );
      // d loss / d logit of each theme in each sentence.
      const gradients = p.map(() => new Float32Array(COUNT));
      for (const t of text.absent) for (let s = 0; s < p.length; s++) gradients[s]![t]! += p[s]![t]!;
      for (const t of text.unlikely) for (let s = 0; s < p.length; s++) gradients[s]![t]! += UNLIKELY * p[s]![t]!;
      for (const themes of text.present) {
        let none = 1;
        for (const row of p) for (const t of themes) none *= 1 - row[t]!;
        const any = Math.max(1e-4, 1 - none);
        for (let s = 0; s < p.length; s++) for (const t of themes) gradients[s]![t]! -= (none / any) * p[s]![t]!;
      }
      for (let s = 0; s < p.length; s++) {
        const g = gradients[s]!;
        const { counts } = text.sentences[s]!;
        for (let t = 0; t < COUNT; t++) {
          const value = g[t]! * text.weight;
          if (value === 0) continue;
          learned.bias[t]! -= sharedRate * 0.5 * value;
          learned.plain[t]! -= sharedRate * value * counts[t]!;
          learned.hint[t]! -= sharedRate * value * counts[COUNT + t]!;
          for (const bucket of kept[s]!) {
            const at = bucket * COUNT + t;
            const own = value + options.l2 * table[at]!;
            const total = square[at]! + own * own;
            square[at] = total;
            table[at]! -= (rate * own) / Math.sqrt(total);
          }
        }
      }
    }
  }
  return learned;
}

export function themeIndex(theme: string): number {
  return (THEMES as readonly string[]).indexOf(theme);
}
