import type { ReadLanguage } from '../../domain/item.ts';
import { foldCase } from '../normalise.ts';
import { stemIn } from '../stems.ts';

/** How phrases with one first stem go on: most words that may begin one do not, which their neighbour tells. */
export interface Starter {
  /** Words of the longest. */
  readonly longest: number;
  readonly seconds: ReadonlySet<string>;
  /** `markOf` of all `seconds`: a word whose mark is not among them need not be looked up. */
  readonly marks: number;
}

/** One bit of 32, by a word's letters. */
export function markOf(word: string): number {
  let h = word.length;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193);
  return 1 << (h ^ (h >>> 15));
}

/** Words and phrases that carry mood, with words that turn or scale it, of one language. */
export interface Lexicon {
  readonly language: ReadLanguage;
  /** Folded word -> mood -3..3. Looked up before `stems`. */
  readonly words: ReadonlyMap<string, number>;
  /** Stem -> mood -3..3: inflected forms of the words above. Stems of words of both moods are left out. */
  readonly stems: ReadonlyMap<string, number>;
  /** Stems of a phrase joined by spaces -> mood -3..3. */
  readonly phrases: ReadonlyMap<string, number>;
  /** First stem of a phrase of either kind -> how such phrases go on. */
  readonly starters: ReadonlyMap<string, Starter>;
  /**
   * Folded word, or stems of a phrase joined by spaces -> factor: below 0 it negates, 0 it turns the sentence ("but"), between 0
   * and 1 it weakens, above 1 it strengthens; 1 is a turn of speech that changes nothing.
   */
  readonly shifters: ReadonlyMap<string, number>;
}

/** Words of a mood (-3..3), as the lexicon files list them; phrases have `_` between their words. */
export type Entries = readonly (readonly [mood: number, words: readonly string[]])[];

/** What a lexicon is made from. */
export interface LexiconSource {
  readonly language: ReadLanguage;
  readonly entries: Entries;
  readonly shifters: Entries;
}

/** A lexicon as it travels with the weights: its stems are made once, so that it is loaded in milliseconds. */
export interface PackedLexicon {
  readonly language: ReadLanguage;
  readonly words: Entries;
  readonly stems: Entries;
  readonly phrases: Entries;
  readonly shifters: Entries;
}

/** A stem shared by words of both moods says nothing; so weak a mean is left out. */
const TELLING = 0.5;
/** Longer phrases do not occur twice. */
const MAX_PHRASE_WORDS = 6;

/** Words as texts are cut into: without apostrophes, a hyphen parts two words. Stems of a phrase joined by spaces. */
function keyOf(language: ReadLanguage, entry: string): { readonly key: string; readonly isPhrase: boolean } {
  const parts = foldCase(entry)
    .replace(/['’]/g, '')
    .split(/[_-]/)
    .filter((part) => part !== '');
  if (parts.length === 1) return { key: parts[0]!, isPhrase: false };
  return { key: parts.map((part) => stemIn(language, part)).join(' '), isPhrase: true };
}

/** Makes stems and phrases. An entry that stands twice has the mean of its moods. */
export function packLexicon({ language, entries, shifters }: LexiconSource): PackedLexicon {
  const words = new Map<string, number[]>();
  const phrases = new Map<string, number[]>();
  for (const [mood, list] of entries) {
    for (const entry of list) {
      const { key, isPhrase } = keyOf(language, entry);
      push(isPhrase ? phrases : words, key, mood);
    }
  }
  const stems = new Map<string, number[]>();
  for (const [word, moods] of words) push(stems, stemIn(language, word), mean(moods));
  const byStem = means(stems, TELLING);
  // A word whose stem says the same need not be kept twice.
  const special = new Map([...means(words, 0)].filter(([word, mood]) => byStem.get(stemIn(language, word)) !== mood));
  const folded = shifters.map(([factor, list]) => [factor, list.map((entry) => keyOf(language, entry).key)] as const);
  return {
    language,
    words: byMood(special),
    stems: byMood(byStem),
    phrases: byMood(means(phrases, 0)),
    shifters: folded,
  };
}

export function unpackLexicon({ language, words, stems, phrases, shifters }: PackedLexicon): Lexicon {
  const all = toMap(phrases);
  const shifts = toMap(shifters);
  const starters = new Map<string, { longest: number; seconds: Set<string>; marks: number }>();
  for (const key of [...all.keys(), ...shifts.keys()]) {
    const parts = key.split(' ');
    if (parts.length === 1) continue;
    const [first = '', second = ''] = parts;
    const starter = starters.get(first) ?? { longest: 0, seconds: new Set<string>(), marks: 0 };
    starters.set(first, starter);
    starter.longest = Math.min(MAX_PHRASE_WORDS, Math.max(starter.longest, parts.length));
    starter.seconds.add(second);
    starter.marks |= markOf(second);
  }
  return { language, words: toMap(words), stems: toMap(stems), phrases: all, starters, shifters: shifts };
}

function byMood(map: ReadonlyMap<string, number>): Entries {
  const found = new Map<number, string[]>();
  for (const [key, mood] of map) {
    const list = found.get(mood);
    if (list === undefined) found.set(mood, [key]);
    else list.push(key);
  }
  return [...found];
}

function toMap(entries: Entries): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (const [mood, list] of entries) for (const key of list) map.set(key, mood);
  return map;
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function mean(values: readonly number[]): number {
  return Math.round((values.reduce((a, b) => a + b, 0) / values.length) * 100) / 100;
}

function means(map: ReadonlyMap<string, readonly number[]>, least: number): Map<string, number> {
  return new Map(
    [...map].map(([key, moods]) => [key, mean(moods)] as const).filter(([, mood]) => Math.abs(mood) > least),
  );
}

/** Prefixes that turn a word round: "неудобный", "onvriendelijk", "unfriendly"; used where the word itself is not listed. */
const TURNING: Readonly<Record<ReadLanguage, string>> = { ru: 'не', en: 'un', nl: 'on' };
/** What is left without the prefix must be a word, not a rest. */
const MIN_REST_CHARS = 4;
/** A denied praise is a weaker blame ("неудобный" is less than "ужасный"); a denied blame hardly praise. */
const TURNED_PRAISE = -0.75;
const TURNED_BLAME = -0.4;

/** Mood of a folded word, 0 where none is known. */
export function moodOf(lexicon: Lexicon, word: string, stem: string): number {
  const own = lexicon.words.get(word) ?? lexicon.stems.get(stem);
  if (own !== undefined) return own;
  const prefix = TURNING[lexicon.language];
  if (!word.startsWith(prefix) || word.length < prefix.length + MIN_REST_CHARS) return 0;
  const rest = word.slice(prefix.length);
  const turned = lexicon.words.get(rest) ?? lexicon.stems.get(stemIn(lexicon.language, rest)) ?? 0;
  return turned * (turned > 0 ? TURNED_PRAISE : TURNED_BLAME);
}
