import { bandsOf } from './bands.ts';
import { foldShapes } from './fold.ts';
import { hashPair, hashText } from './hash.ts';
import type { DupInput } from './input.ts';
import { deniedBy, marksOf, NAMES, namesIn, RARE } from './marks.ts';
import { stripAdded } from './strip.ts';

/** Longer texts are compared by their beginnings: nobody writes a review of so many words twice with another beginning. */
const MAX_WORDS = 1500;
const MAX_CHARS = 20_000;
/** A longer run of letters is no word: it is cut in pieces. */
const MAX_WORD = 40;
const GRAM = 4;

/** What a text is compared by. All hashes are of 32 bits. */
export interface TextPrint {
  /** Of the folded words in their order; the lowest bit is set where the word is not a common one. */
  readonly words: Uint32Array;
  /** Per word what kind of word it is (marks.ts). */
  readonly kinds: Uint8Array;
  /** Of words with a denying prefix and of what they deny: "unhappy", "happy", and so on. */
  readonly denied: Uint32Array;
  /** Of pairs of neighbouring words; distinct, ascending. */
  readonly pairs: Uint32Array;
  /** Of runs of four letters, spaces left out; distinct, ascending. */
  readonly grams: Uint32Array;
  /** Of the folded text. */
  readonly whole: number;
}

/** All that is needed of one review for look-up and comparison. */
export interface Fingerprint extends TextPrint {
  readonly input: DupInput;
  /** Keys of the index, at most 40 of at most 16 characters. Two reviews that may be linked share at least one, almost surely. */
  readonly bands: readonly string[];
}

function distinct(values: Uint32Array): Uint32Array {
  values.sort();
  let kept = 0;
  for (let at = 0; at < values.length; at += 1)
    if (at === 0 || values[at] !== values[at - 1]) {
      values[kept] = values[at]!;
      kept += 1;
    }
  return values.slice(0, kept);
}

function gramsOf(letters: string): Uint32Array {
  const all = new Uint32Array(Math.max(1, letters.length - GRAM + 1));
  for (let at = 0; at < all.length; at += 1) all[at] = hashText(letters, at, Math.min(letters.length, at + GRAM));
  return distinct(all);
}

function pairsOf(words: Uint32Array): Uint32Array {
  const all = new Uint32Array(Math.max(0, words.length - 1));
  for (let at = 0; at < all.length; at += 1) all[at] = hashPair(words[at]!, words[at + 1]!);
  return distinct(all);
}

function wordsOf(folded: string): string[] {
  if (folded === '') return [];
  return folded
    .split(' ', MAX_WORDS)
    .flatMap((word) => (word.length <= MAX_WORD ? word : (word.match(/.{1,40}/gsu) ?? [])))
    .slice(0, MAX_WORDS);
}

function hashWord(word: string, kind: number): number {
  return ((hashText(word) & ~RARE) | (kind & RARE)) >>> 0;
}

interface Spelled extends Pick<TextPrint, 'grams' | 'whole'> {
  readonly kept: string;
  /** Folded. */
  readonly said: readonly string[];
}

function spelled(text: string): Spelled {
  const kept = stripAdded(text.slice(0, MAX_CHARS));
  const said = wordsOf(foldShapes(kept));
  const letters = said.join('');
  const grams = letters === '' ? new Uint32Array(0) : gramsOf(letters);
  return { kept, said, grams, whole: hashText(letters) };
}

/**
 * What of a text tells in most pairs that they are not alike (`isFar` of evidence.ts): half the work of a whole print. Its words are
 * not kept for the other half, which few pairs need: of thousands of texts in hand they took 10 to 20 MB. Never throws; linear in the
 * text.
 */
export function gramsIn(text: string): Uint32Array {
  return spelled(text).grams;
}

/** Reads one text for comparison. Never throws; linear in the text. */
export function printOf(text: string): TextPrint {
  const { kept, said, grams, whole } = spelled(text);
  const names = namesIn(kept);
  const kinds = Uint8Array.from(said, (word) => marksOf(word) | (names.has(word) ? NAMES : 0));
  const words = Uint32Array.from(said, (word, i) => hashWord(word, kinds[i]!));
  const denied = said.flatMap((word, i) => {
    const rest = deniedBy(word);
    return rest === null ? [] : [words[i]!, hashWord(rest, marksOf(rest))];
  });
  return { words, kinds, denied: Uint32Array.from(denied), pairs: pairsOf(words), grams, whole };
}

/** Reads one review for look-up and comparison. Never throws; linear in the text. */
export function fingerprint(input: DupInput): Fingerprint {
  const print = printOf(input.text);
  return { input, bands: bandsOf(print, input), ...print };
}
