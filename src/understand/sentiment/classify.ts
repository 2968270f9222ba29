import { BUCKETS, CLASSES, charBuckets, contextBuckets, tokens, wordBucket } from './features.ts';
import type { LanguageWeights } from './weights.ts';

/** Probabilities of negative, neutral, positive. */
export type Probabilities = readonly [number, number, number];
export type Logits = readonly [number, number, number];

/** A language's weights with what was already added up: sums of the letter runs of words met before. */
export interface Classifier {
  readonly weights: LanguageWeights;
  readonly words: Map<string, readonly number[]>;
}

/** About 100 bytes a word: under 10 MB a language. */
const CACHED_WORDS = 50_000;
const SHORT_TOKENS = 8;
const MEDIUM_TOKENS = 40;

export function classifier(weights: LanguageWeights): Classifier {
  if (weights.codes.length !== BUCKETS * CLASSES) throw new Error('weights of another size');
  return { weights, words: new Map() };
}

function add(sum: number[], from: number, { codes, decode }: LanguageWeights, bucket: number): void {
  const at = bucket * CLASSES;
  for (let k = 0; k < CLASSES; k++) sum[from + k] = (sum[from + k] ?? 0) + (decode[(codes[at + k] ?? 0) + 128] ?? 0);
}

/** Sums of a word: itself (0-2), its letter runs (3-5) and how many runs it has (6). */
function wordSums({ weights, words }: Classifier, word: string): readonly number[] {
  const known = words.get(word);
  if (known) return known;
  const sums = [0, 0, 0, 0, 0, 0, 0];
  add(sums, 0, weights, wordBucket(word));
  const runs = charBuckets(word);
  for (const run of runs) add(sums, 3, weights, run);
  sums[6] = runs.length;
  if (words.size >= CACHED_WORDS) words.clear();
  words.set(word, sums);
  return sums;
}

/**
 * Class scores of a list of tokens, calibrated: three groups of features (words, letter runs, pairs and negated words),
 * each scaled by one over the root of its size, as in training; divided by the temperature for the length.
 */
export function logits(model: Classifier, list: readonly string[]): Logits {
  const { bias, temperatures } = model.weights;
  const total = [0, 0, 0, 0, 0, 0];
  let runs = 0;
  for (const token of list) {
    const sums = wordSums(model, token);
    for (let k = 0; k < 6; k++) total[k] = (total[k] ?? 0) + (sums[k] ?? 0);
    runs += sums[6] ?? 0;
  }
  const context = contextBuckets(list);
  const pairs = [0, 0, 0];
  for (const bucket of context) add(pairs, 0, model.weights, bucket);
  const byWords = 1 / Math.sqrt(list.length || 1);
  const byRuns = 1 / Math.sqrt(runs || 1);
  const byPairs = 1 / Math.sqrt(context.length || 1);
  const temperature = temperatures[list.length <= SHORT_TOKENS ? 0 : list.length <= MEDIUM_TOKENS ? 1 : 2];
  const one = (k: 0 | 1 | 2): number =>
    (bias[k] + (total[k] ?? 0) * byWords + (total[k + 3] ?? 0) * byRuns + (pairs[k] ?? 0) * byPairs) / temperature;
  return [one(0), one(1), one(2)];
}

export function softmax(z: Logits): Probabilities {
  const top = Math.max(...z);
  const [a, b, c] = [Math.exp(z[0] - top), Math.exp(z[1] - top), Math.exp(z[2] - top)];
  const sum = a + b + c;
  return [a / sum, b / sum, c / sum];
}

/** Probabilities of a text as one whole. */
export function classify(model: Classifier, text: string): Probabilities {
  return softmax(logits(model, tokens(text)));
}
