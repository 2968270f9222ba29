import { stemIn } from '../stems.ts';
import {
  BUCKETS,
  CLASSES,
  type ContextWord,
  charBuckets,
  contextBuckets,
  contextWord,
  stemBucket,
  wordBucket,
} from './features.ts';
import { type Lexicon, unpackLexicon } from './lexicon.ts';
import { deniedAt, type Hit, hits, signs, type WordMood, wordMood } from './signs.ts';
import type { LanguageWeights } from './weights.ts';

/** Probabilities of negative, neutral, positive. */
export type Probabilities = readonly [number, number, number];
export type Logits = readonly [number, number, number];

/** What a word gives by itself, added up once. */
export interface Word extends WordMood, ContextWord {
  /** Class scores of the word and its stem, and of its letter runs; how many runs. */
  readonly own: Logits;
  readonly letters: Logits;
  readonly runs: number;
}

/** A language's weights and lexicon with the words met before. */
export interface Classifier {
  readonly weights: LanguageWeights;
  readonly lexicon: Lexicon;
  readonly words: Map<string, Word>;
}

/** About 200 bytes a word: under 8 MB a language. */
const CACHED_WORDS = 40_000;
const SHORT_TOKENS = 8;
const MEDIUM_TOKENS = 40;

export function classifier(weights: LanguageWeights): Classifier {
  if (weights.codes.length !== BUCKETS * CLASSES) throw new Error('weights of another size');
  return { weights, lexicon: unpackLexicon(weights.lexicon), words: new Map() };
}

function sum({ codes, decode }: LanguageWeights, buckets: readonly number[]): Logits {
  let [a, b, c] = [0, 0, 0];
  for (const bucket of buckets) {
    const at = bucket * CLASSES;
    a += decode[codes[at]! + 128]!;
    b += decode[codes[at + 1]! + 128]!;
    c += decode[codes[at + 2]! + 128]!;
  }
  return [a, b, c];
}

export function wordOf(model: Classifier, token: string): Word {
  const known = model.words.get(token);
  if (known) return known;
  const stem = stemIn(model.lexicon.language, token);
  const runs = charBuckets(token);
  const { stem: _, ...mood } = wordMood(model.lexicon, stem, token);
  const word: Word = {
    ...mood,
    stem,
    ...contextWord(token),
    own: sum(model.weights, [wordBucket(token), stemBucket(stem)]),
    letters: sum(model.weights, runs),
    runs: runs.length,
  };
  if (model.words.size >= CACHED_WORDS) model.words.clear();
  model.words.set(token, word);
  return word;
}

export function wordsOf(model: Classifier, list: readonly string[]): readonly Word[] {
  return list.map((token) => wordOf(model, token));
}

/** A list of tokens judged: class scores, the mood words found, and what scales the parts (for `why`). */
export interface Judged {
  readonly logits: Logits;
  readonly hits: readonly Hit[];
  /** Index of the sign of each hit. */
  readonly hitSigns: readonly number[];
  /** Places of denied mood words: their letters say the opposite of what they mean here. */
  readonly denied: ReadonlySet<number> | undefined;
  readonly words: readonly Word[];
  readonly byWords: number;
  readonly byRuns: number;
  readonly temperature: number;
}

/**
 * Class scores of a list of tokens, calibrated. Groups of features: words with their stems, letter runs, pairs and negated words,
 * each scaled by one over the root of its size, as in training; then the signs of the lexicon. A denied mood word speaks by its
 * pair and its sign alone. Divided by the temperature for the length.
 */
export function judge(model: Classifier, list: readonly string[], words = wordsOf(model, list)): Judged {
  const { bias, temperatures, signs: table } = model.weights;
  const found = hits(model.lexicon, list, words);
  const denied = deniedAt(found);
  let [w0, w1, w2, c0, c1, c2] = [0, 0, 0, 0, 0, 0];
  let runs = 0;
  let own = 0;
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.isStop) continue;
    count += 1;
    if (denied?.has(i) === true) continue;
    own += 1;
    runs += word.runs;
    w0 += word.own[0];
    w1 += word.own[1];
    w2 += word.own[2];
    c0 += word.letters[0];
    c1 += word.letters[1];
    c2 += word.letters[2];
  }
  const context = contextBuckets(words);
  const pairs = sum(model.weights, context);
  const byWords = 1 / Math.sqrt(2 * own || 1);
  const byRuns = 1 / Math.sqrt(runs || 1);
  const byPairs = 1 / Math.sqrt(context.length || 1);
  const { ofHits, ofText } = signs(list, found);
  const byHits = 1 / Math.sqrt(ofHits.length || 1);
  const temperature = temperatures[count <= SHORT_TOKENS ? 0 : count <= MEDIUM_TOKENS ? 1 : 2];
  const z: [number, number, number] = [
    bias[0] + w0 * byWords + c0 * byRuns + pairs[0] * byPairs,
    bias[1] + w1 * byWords + c1 * byRuns + pairs[1] * byPairs,
    bias[2] + w2 * byWords + c2 * byRuns + pairs[2] * byPairs,
  ];
  for (let k = 0; k < CLASSES; k++) {
    for (const sign of ofHits) z[k]! += table[sign * CLASSES + k]! * byHits;
    for (const sign of ofText) z[k]! += table[sign * CLASSES + k]!;
    z[k]! /= temperature;
  }
  return { logits: z, hits: found, hitSigns: ofHits, denied, words, byWords, byRuns, temperature };
}

export function softmax(z: Logits): Probabilities {
  const top = Math.max(...z);
  const [a, b, c] = [Math.exp(z[0] - top), Math.exp(z[1] - top), Math.exp(z[2] - top)];
  const total = a + b + c;
  return [a / total, b / total, c / total];
}
