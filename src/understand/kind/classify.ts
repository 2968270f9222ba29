import { compile, find, type Patterns } from '../themes/patterns.ts';
import type { Scan } from '../themes/scan.ts';
import type { Word } from '../themes/words.ts';
import { kindSigns } from './signs.ts';
import { BUCKETS, type KindLanguage, type KindWeights, SORT_COUNT } from './weights.ts';

/** The weights of a language. */
export interface KindModel {
  readonly weights: KindWeights;
  readonly own: KindLanguage;
  readonly turns: Patterns;
}

const NONE: readonly number[] = [];

export function kindModel(weights: KindWeights, own: KindLanguage): KindModel {
  const turns = compile(
    own.turns.flatMap(([group, patterns]) => patterns.map((pattern) => ({ words: pattern.split(' '), value: group }))),
  );
  return { weights, own, turns };
}

function bucketOf(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h >>> 7) & (BUCKETS - 1);
}

/** What the kind of a text is judged by. */
export interface KindFeatures {
  /** Buckets of words and pairs. */
  readonly buckets: readonly number[];
  /** Indices of `kindSigns`. */
  readonly signs: readonly number[];
}

/** `text` is what was scanned, with placeholders of masked data still in it; `words` are those of `scan`. */
export function kindFeatures(model: KindModel, text: string, scan: Scan, words: readonly Word[]): KindFeatures {
  const { isWord } = scan;
  const buckets: number[] = [];
  let before = 0;
  for (let at = 0; at < words.length; at++) {
    if (!isWord[at]) continue;
    const { id } = words[at]!;
    buckets.push(bucketOf(id), bucketOf(Math.imul(before, 0x9e3779b1) ^ id));
    before = id;
  }
  const symbols = words.map(({ turns }, at) => (isWord[at] ? turns : NONE));
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
