import type { TextPrint } from './fingerprint.ts';
import { foldShapes } from './fold.ts';
import { hashPair, hashText, mix } from './hash.ts';
import type { DupInput } from './input.ts';

/** Texts of fewer words are said by many people alike: they are only ever linked to texts of the same author. */
export const SHORT_WORDS = 6;
/** MinHash values over pairs of rarer words: of texts of which each shares a fifth with the other, 99.6 % share one of 25. */
const PAIR_BANDS = 25;
/** Few words have few pairs, and a typing error breaks two: two MinHash values of runs of letters together. */
const GRAM_BANDS = 12;
const GRAM_WORDS = 24;
const COMMON_WEIGHT = 8;

const SEEDS = Array.from({ length: PAIR_BANDS + 2 * GRAM_BANDS }, (_, i) => mix(0x5bd1e995 + i));

function least(values: Uint32Array, seed: number): number {
  let found = 0xffffffff;
  for (let i = 0; i < values.length; i += 1) {
    const value = mix(values[i]! ^ seed);
    if (value < found) found = value;
  }
  return found;
}

/**
 * Pairs of rarer words beside each other or with one between, so that a word put in breaks little; then, `rare` on, pairs of any
 * neighbours, for texts of few rare words. A text and its first half must choose alike, so both kinds always compete.
 */
function pairsOf(words: Uint32Array): { pairs: Uint32Array; rare: number } {
  const rare = words.filter((word) => (word & 1) === 1);
  const pairs: number[] = [];
  for (let i = 0; i + 1 < rare.length; i += 1) {
    pairs.push(hashPair(rare[i]!, rare[i + 1]!));
    if (i + 2 < rare.length) pairs.push(hashPair(rare[i]!, rare[i + 2]!));
  }
  const count = pairs.length;
  for (let i = 0; i + 1 < words.length; i += 1) pairs.push(hashPair(words[i]!, words[i + 1]!));
  return { pairs: Uint32Array.from(pairs), rare: count };
}

/** The pair that a seed chooses: any of the rare ones `COMMON_WEIGHT` times as often as another (weighted MinHash). */
function choose(pairs: Uint32Array, rare: number, seed: number): number {
  let [value, found] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < pairs.length; i += 1) {
    const drawn = mix(pairs[i]! ^ seed) * (i < rare ? 1 : COMMON_WEIGHT);
    if (drawn >= value) continue;
    value = drawn;
    found = pairs[i]!;
  }
  return hashPair(found, seed);
}

/** The beginning of a name, which its variants share: "MikeL.", "Mike" and "MIKE L.". */
function nameKey(author: string): number {
  return hashText(foldShapes(author).replaceAll(' ', '').slice(0, 3));
}

/** The look-up keys of a review: a letter for the kind and a number in base 36. */
export function bandsOf(print: TextPrint, { author }: DupInput): string[] {
  const { words, grams, whole } = print;
  if (words.length === 0) return [];
  if (words.length < SHORT_WORDS) {
    if (author === null) return [];
    const name = nameKey(author);
    return ['a', 'b', 'c'].map((kind, i) => kind + hashPair(least(grams, SEEDS[i]!), name).toString(36));
  }
  const bands = new Set([`w${whole.toString(36)}`]);
  const { pairs, rare } = pairsOf(words);
  for (let i = 0; i < PAIR_BANDS; i += 1) bands.add(`p${choose(pairs, rare, SEEDS[i]!).toString(36)}`);
  if (words.length < GRAM_WORDS)
    for (let i = 0; i < GRAM_BANDS; i += 1) {
      const [a, b] = [SEEDS[PAIR_BANDS + 2 * i]!, SEEDS[PAIR_BANDS + 2 * i + 1]!];
      bands.add(`g${hashPair(least(grams, a), least(grams, b)).toString(36)}`);
    }
  return [...bands];
}
