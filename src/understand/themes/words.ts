import { foldCase } from '../normalise.ts';
import { type Classifier, type Word as MoodWord, wordOf as moodWordOf } from '../sentiment/classify.ts';
import { stemIn } from '../stems.ts';
import { unpackLists } from './lists.ts';
import { compile, type Patterns, symbolsOf } from './patterns.ts';
import type { Scan } from './scan.ts';
import { BUCKETS, COUNT, type LanguageWeights, type SharedWeights } from './weights.ts';

/** What a word gives by itself, worked out once. */
export interface Word {
  /** Folded, with stretched letters shortened: a token of the sentiment model. */
  readonly token: string;
  readonly mood: MoodWord;
  /** Number that pairs of words are hashed from. */
  readonly id: number;
  /** Symbols of the word lists. */
  readonly symbols: readonly number[];
  /** Symbols of the turns of speech that tell the kind of a text. */
  readonly turns: readonly number[];
  /** Where the codes of its learned logits begin, one a theme. */
  readonly codesAt: number;
}

/** The weights of a language with the words met before. */
export interface ThemeModel {
  readonly weights: LanguageWeights;
  readonly shared: SharedWeights;
  readonly lists: Patterns;
  readonly turns: Patterns;
  readonly mood: Classifier;
  readonly words: Map<string, Word>;
}

/** About 250 bytes a word: some 10 MB a language. */
const CACHED_WORDS = 40_000;
const MAX_WORD_CHARS = 30;

const NO_TURNS = compile([]);

export function themeModel(
  weights: LanguageWeights,
  shared: SharedWeights,
  mood: Classifier,
  turns: Patterns = NO_TURNS,
): ThemeModel {
  return { weights, shared, lists: unpackLists(weights.lists), turns, mood, words: new Map() };
}

/** FNV-1a over UTF-16 units with the final mix of MurmurHash3. */
export function hashWord(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return h ^ (h >>> 13);
}

export function wordBucket(id: number): number {
  return (Math.imul(id, 0xc2b2ae35) >>> 8) & (BUCKETS - 1);
}

export function pairBucket(before: number, id: number): number {
  let h = Math.imul(before, 0x9e3779b1) ^ id;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return ((h ^ (h >>> 13)) >>> 8) & (BUCKETS - 1);
}

function unstretch(word: string): string {
  return word.replace(/(\p{L})\1{2,}/gu, (_, letter: string) => (letter < '\u0250' ? letter + letter : letter));
}

/** The word as it is compared: lower case, ё as е, apostrophes off, stretched letters shortened, at most 30 characters. */
export function foldWord(raw: string): string {
  return unstretch(foldCase(raw.slice(0, 4 * MAX_WORD_CHARS)).replace(/['’`]/g, '')).slice(0, MAX_WORD_CHARS);
}

function makeWord(model: ThemeModel, raw: string): Word {
  const { weights, lists, turns, mood } = model;
  const token = foldWord(raw);
  const stem = stemIn(weights.language, token);
  const id = hashWord(stem);
  return {
    token,
    mood: moodWordOf(mood, token),
    id,
    symbols: symbolsOf(lists, token, [stem]),
    turns: symbolsOf(turns, token, [stem]),
    codesAt: wordBucket(id) * COUNT,
  };
}

export function wordOf(model: ThemeModel, raw: string): Word {
  const known = model.words.get(raw);
  if (known !== undefined) return known;
  const word = makeWord(model, raw);
  if (model.words.size >= CACHED_WORDS) model.words.clear();
  // A long "word" is a drawing or an attack: it would hold its whole text in memory.
  if (raw.length <= 2 * MAX_WORD_CHARS) model.words.set(raw, word);
  return word;
}

// A memo of a pure function: themes and kind of a text are read one after the other.
let last: { readonly model: ThemeModel; readonly scan: Scan; readonly words: readonly Word[] } | undefined;

/** What is known of the words and marks of a text. */
export function wordsIn(model: ThemeModel, scan: Scan): readonly Word[] {
  if (last?.scan !== scan || last.model !== model)
    last = { model, scan, words: scan.raw.map((raw) => wordOf(model, raw)) };
  return last.words;
}
