import { stemIn } from '../stems.ts';
import { compile, find, type Patterns, symbolsOf } from '../themes/patterns.ts';
import type { Scan } from '../themes/scan.ts';
import { foldWord, hashWord } from '../themes/words.ts';
import { kindSigns } from './signs.ts';
import { BUCKETS, type KindLanguage, type KindWeights, SORT_COUNT } from './weights.ts';

interface Word {
  readonly id: number;
  readonly bucket: number;
  readonly symbols: readonly number[];
}

/** The weights of a language with the words met before. */
export interface KindModel {
  readonly weights: KindWeights;
  readonly own: KindLanguage;
  readonly turns: Patterns;
  readonly words: Map<string, Word>;
}

const CACHED_WORDS = 20_000;
const MAX_WORD_CHARS = 60;
const NONE: Word = { id: 0, bucket: 0, symbols: [] };

export function kindModel(weights: KindWeights, own: KindLanguage): KindModel {
  const turns = compile(
    own.turns.flatMap(([group, patterns]) => patterns.map((pattern) => ({ words: pattern.split(' '), value: group }))),
  );
  return { weights, own, turns, words: new Map() };
}

function bucketOf(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h >>> 7) & (BUCKETS - 1);
}

function wordOf(model: KindModel, raw: string): Word {
  const known = model.words.get(raw);
  if (known !== undefined) return known;
  const token = foldWord(raw);
  const stem = stemIn(model.own.language, token);
  const id = hashWord(stem);
  const word = { id, bucket: bucketOf(id), symbols: symbolsOf(model.turns, token, [stem]) };
  if (model.words.size >= CACHED_WORDS) model.words.clear();
  if (raw.length <= MAX_WORD_CHARS) model.words.set(raw, word);
  return word;
}

/** What the kind of a text is judged by. */
export interface KindFeatures {
  /** Buckets of words and pairs. */
  readonly buckets: readonly number[];
  /** Indices of `kindSigns`. */
  readonly signs: readonly number[];
}

/** `text` is what was scanned, with placeholders of masked data still in it. */
export function kindFeatures(model: KindModel, text: string, scan: Scan): KindFeatures {
  const symbols: (readonly number[])[] = [];
  const buckets: number[] = [];
  let before = 0;
  for (let at = 0; at < scan.raw.length; at++) {
    const word = scan.isWord[at] ? wordOf(model, scan.raw[at]!) : NONE;
    symbols.push(word.symbols);
    if (word === NONE) continue;
    buckets.push(word.bucket, bucketOf(Math.imul(before, 0x9e3779b1) ^ word.id));
    before = word.id;
  }
  const groups = find(model.turns, symbols).map(({ value, at }) => [value, at] as const);
  return { buckets, signs: kindSigns(text, scan, groups) };
}

/** Logits of `SORTS`. Words weigh less the more there are: in a long text each says less of the whole. */
export function sortLogits(model: KindModel, { buckets, signs }: KindFeatures): number[] {
  const { codes, scale } = model.own;
  const z = [...model.weights.bias];
  const factor = scale / Math.sqrt(buckets.length || 1);
  for (const bucket of buckets) for (let k = 0; k < SORT_COUNT; k++) z[k]! += codes[bucket * SORT_COUNT + k]! * factor;
  for (const sign of signs) for (let k = 0; k < SORT_COUNT; k++) z[k]! += model.weights.signs[sign]![k]!;
  return z;
}
