import { foldShapes } from './fold.ts';
import { hashPair, hashText, mix } from './hash.ts';
import type { DupInput } from './input.ts';

/** Longer texts are compared by their beginnings: nobody writes a review of so many words twice with another beginning. */
const MAX_WORDS = 1500;
const MAX_CHARS = 20_000;
/** Texts of fewer words are said by many people alike. */
export const SHORT_WORDS = 6;
const GRAM = 4;
const PAIR_BANDS = 28;

/** All that is needed of one text for look-up and comparison. */
export interface Fingerprint {
  readonly input: DupInput;
  /** Keys of the index, at most 40 of at most 16 characters. Two texts that may be linked share at least one, almost surely. */
  readonly bands: readonly string[];
  /** Hashes of the folded words in their order. */
  readonly words: Uint32Array;
  /** Distinct hashes of runs of four letters, ascending. */
  readonly grams: Uint32Array;
  /** Hash of the folded text. */
  readonly whole: number;
}

function gramsOf(letters: string): Uint32Array {
  const n = Math.max(1, letters.length - GRAM + 1);
  const all = new Uint32Array(n);
  for (let at = 0; at < n; at += 1) all[at] = hashText(letters, at, Math.min(letters.length, at + GRAM));
  all.sort();
  let kept = 0;
  for (let at = 0; at < n; at += 1) if (at === 0 || all[at] !== all[at - 1]) all[kept++] = all[at]!;
  return all.slice(0, kept);
}

const SEEDS = Array.from({ length: PAIR_BANDS }, (_, i) => mix(0x5bd1e995 + i));

/** The look-up keys: MinHash over pairs of neighbouring longer words, one value a band. */
function bandsOf(words: readonly string[], hashes: Uint32Array, input: DupInput, whole: number): string[] {
  if (words.length < SHORT_WORDS) {
    const author = input.author === null ? null : foldShapes(input.author).replaceAll(' ', '').slice(0, 3);
    return author === null ? [] : [`s${hashPair(whole, hashText(author)).toString(36)}`];
  }
  const long: number[] = [];
  for (let i = 0; i < words.length; i += 1) if (words[i]!.length >= 4) long.push(hashes[i]!);
  const source = long.length >= 3 ? long : [...hashes];
  const bands = new Set([`w${whole.toString(36)}`]);
  const pairs = source.slice(1).map((hash, i) => hashPair(source[i]!, hash));
  for (const seed of SEEDS) {
    let least = 0xffffffff;
    for (const pair of pairs) least = Math.min(least, mix(pair ^ seed));
    bands.add(`p${least.toString(36)}`);
  }
  return [...bands];
}

/** Reads one review for look-up and comparison. Never throws; linear in the text. */
export function fingerprint(input: DupInput): Fingerprint {
  const folded = foldShapes(input.text.slice(0, MAX_CHARS));
  const words = folded === '' ? [] : folded.split(' ', MAX_WORDS);
  const hashes = Uint32Array.from(words, (word) => hashText(word));
  const whole = hashText(folded);
  return {
    input,
    bands: words.length === 0 ? [] : bandsOf(words, hashes, input, whole),
    words: hashes,
    grams: words.length === 0 ? new Uint32Array(0) : gramsOf(words.join('')),
    whole,
  };
}
