import english from 'natural/lib/natural/stemmers/porter_stemmer.js';
import dutch from 'natural/lib/natural/stemmers/porter_stemmer_nl.js';
import russian from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';

/** A longer "word" is a hash, a drawing or an attack; text and query are cut alike, so it can still be found. */
const MAX_WORD_CHARS = 40;
/** Bounds the search index of one hostile text; the longest honest review seen has about 1,500 different words. */
const MAX_STEMS = 2_000;
/** Only this much of a text is folded and cut into words: 2,000 different words fit many times over. */
const MAX_TEXT_CHARS = 200_000;
const MAX_QUERY_WORDS = 20;
/** Words per generation of the cache: two generations of 20,000 words hold about 6 MB. */
const CACHE_WORDS = 20_000;
/** Shorter beginnings ("он", "и") would match half of all texts. */
const MIN_PREFIX_CHARS = 3;

/** One word of a query: a text matches it when it has one of `any`, or with `prefix` a stem that begins with one. */
export interface QueryWord {
  readonly any: string[];
  readonly prefix: boolean;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const COMBINING = /\p{M}/gu;
/** An apostrophe inside a word joins it: don't = dont, foto's = fotos, п'ять = пять. */
const INNER_APOSTROPHE = /(?<=\p{L})['’ʼ`´](?=\p{L})/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /[a-z\u00df-\u024f]/;
const NOT_ASCII = /[^\u0000-\u007f]/;

/** Folding of words for search: NFKC, lower case, ё as е, accents off, apostrophes inside words off. */
function foldWords(text: string): string {
  const cut = text.length > MAX_TEXT_CHARS ? text.slice(0, MAX_TEXT_CHARS) : text;
  const lower = cut.normalize('NFKC').toLowerCase().replace(INNER_APOSTROPHE, '');
  return NOT_ASCII.test(lower) ? lower.replaceAll('ё', 'е') : lower;
}

/** й is a letter of its own, so accents are taken off Latin words alone. */
function plainLatin(word: string): string {
  return NOT_ASCII.test(word) ? word.normalize('NFD').replace(COMBINING, '').normalize('NFC') : word;
}

// A memo of a pure function: mood, themes and kind ask for the stems of the same words, one after the other.
const STEMS = { ru: new Map<string, string>(), en: new Map<string, string>(), nl: new Map<string, string>() } as const;
const STEMS_KEPT = 8_000;

/** The stem of one folded word in a known language. */
export function stemIn(language: 'ru' | 'en' | 'nl', word: string): string {
  if (word.length > MAX_WORD_CHARS) return makeStem(language, word);
  const kept = STEMS[language];
  let stem = kept.get(word);
  if (stem === undefined) {
    stem = makeStem(language, word);
    if (kept.size >= STEMS_KEPT) kept.clear();
    kept.set(word, stem);
  }
  return stem;
}

function makeStem(language: 'ru' | 'en' | 'nl', word: string): string {
  if (/\d/.test(word)) return word;
  if (CYRILLIC.test(word)) return russian.stem(word);
  if (!LATIN.test(word)) return word;
  const plain = plainLatin(word);
  if (language !== 'nl') return english.stem(plain);
  // natural's Dutch stemmer keeps this mark from the word before; without the reset a stem depends on its neighbours.
  dutch.suffixeRemoved = false;
  return dutch.stem(plain);
}

function stemWord(word: string): readonly string[] {
  if (/\d/.test(word)) return [word];
  if (CYRILLIC.test(word)) return [russian.stem(word)];
  if (!LATIN.test(word)) return [word];
  const en = stemIn('en', word);
  const nl = stemIn('nl', word);
  return en === nl ? [en] : [en, nl];
}

// A memo of a pure function, so it cannot change a result: two generations, the older one is dropped when the younger is full.
let young = new Map<string, readonly string[]>();
let old = new Map<string, readonly string[]>();

function cachedStems(word: string): readonly string[] {
  const known = young.get(word);
  if (known) return known;
  const found = old.get(word) ?? stemWord(word);
  if (young.size >= CACHE_WORDS) {
    old = young;
    young = new Map();
  }
  young.set(word, found);
  return found;
}

function words(text: string): string[] {
  const found = foldWords(text).match(WORD) ?? [];
  return found.map((word) => (word.length > MAX_WORD_CHARS ? word.slice(0, MAX_WORD_CHARS) : word));
}

/**
 * Stems of all words of a text, each once, in the order of first appearance, at most 2,000. Cyrillic words get the Russian
 * stem, Latin words the English and the Dutch one; numbers and other scripts stay as they are. Lower-case, no spaces.
 */
export function stems(text: string): string[] {
  const all = new Set<string>();
  for (const word of words(text)) {
    for (const stem of cachedStems(word)) all.add(stem);
    if (all.size >= MAX_STEMS) break;
  }
  return [...all].slice(0, MAX_STEMS);
}

/**
 * The words of a search: all must match, each by one of its alternatives. The last word is also a beginning
 * (`prefix`) while it is being typed, that is when no space follows it and it is at least three letters long.
 */
export function queryStems(q: string): QueryWord[] {
  const list = words(q).slice(0, MAX_QUERY_WORDS);
  const typing = !/[\s\p{P}]$/u.test(q);
  return list.map((word, i) => {
    const alternatives = [...cachedStems(word)];
    if (!typing || i < list.length - 1) return { any: alternatives, prefix: false };
    const raw = LATIN.test(word) ? plainLatin(word) : word;
    const any = [...new Set([...alternatives, raw])];
    return { any, prefix: any.every((stem) => stem.length >= MIN_PREFIX_CHARS) };
  });
}
