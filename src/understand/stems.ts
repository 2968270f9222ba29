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
/** Words whose stems are kept: about 6 MB. */
const CACHE_WORDS = 30_000;
/** Shorter beginnings ("он", "и") would match half of all texts. */
const MIN_PREFIX_CHARS = 3;

/** One word of a query: a text matches it when it has one of `any`, or with `prefix` a stem that begins with one. */
export interface QueryWord {
  readonly any: string[];
  readonly prefix: boolean;
}

const BEGINS_WORD = /^[\p{L}\p{N}]/u;
const MARK = /^\p{M}/u;
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

// A memo of a pure function: mood and themes ask for the stems of the same words, one after the other.
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

/** A stem, and the last text that had it: so each is taken once without a set of all. */
interface Stem {
  readonly stem: string;
  text: number;
}

// A memo of a pure function, so it cannot change a result. Emptied between texts only: within one each stem is one object.
const known = new Map<string, readonly Stem[]>();
const made = new Map<string, Stem>();
let text = 0;

function cachedStems(word: string): readonly Stem[] {
  let found = known.get(word);
  if (found === undefined) {
    found = stemWord(word).map((stem) => {
      const one = made.get(stem) ?? { stem, text: 0 };
      made.set(stem, one);
      return one;
    });
    known.set(word, found);
  }
  return found;
}

/** What each UTF-16 unit is, found out when it is met first. */
const KNOWN = 1;
const STARTS = 2;
const GOES_ON = 4;
const kinds = new Uint8Array(0x10000);

function kindOf(sign: string): number {
  return BEGINS_WORD.test(sign) ? KNOWN | STARTS | GOES_ON : MARK.test(sign) ? KNOWN | GOES_ON : KNOWN;
}

function kindAt(folded: string, at: number): number {
  const unit = folded.charCodeAt(at);
  if (unit >= 0xd800 && unit <= 0xdbff) return kindOf(folded.slice(at, at + 2));
  if (kinds[unit] === 0) kinds[unit] = kindOf(String.fromCharCode(unit));
  return kinds[unit]!;
}

/** 2 for a letter of two units. */
function widthAt(folded: string, at: number): number {
  const unit = folded.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff && folded.codePointAt(at)! > 0xffff ? 2 : 1;
}

/** A letter or digit with all letters, marks and digits behind it. */
function words(of: string): string[] {
  const folded = foldWords(of);
  const found: string[] = [];
  const { length } = folded;
  for (let at = 0; at < length; ) {
    const from = at;
    const isWord = (kindAt(folded, at) & STARTS) !== 0;
    at += widthAt(folded, at);
    if (!isWord) continue;
    while (at < length && (kindAt(folded, at) & GOES_ON) !== 0) at += widthAt(folded, at);
    found.push(folded.slice(from, Math.min(at, from + MAX_WORD_CHARS)));
  }
  return found;
}

/**
 * Stems of all words of a text, each once, in the order of first appearance, at most 2,000. Cyrillic words get the Russian
 * stem, Latin words the English and the Dutch one; numbers and other scripts stay as they are. Lower-case, no spaces.
 */
export function stems(of: string): string[] {
  if (known.size >= CACHE_WORDS) {
    known.clear();
    made.clear();
  }
  text += 1;
  const all: string[] = [];
  for (const word of words(of)) {
    for (const one of cachedStems(word)) {
      if (one.text === text) continue;
      one.text = text;
      all.push(one.stem);
    }
    if (all.length >= MAX_STEMS) break;
  }
  return all.slice(0, MAX_STEMS);
}

/**
 * The words of a search: all must match, each by one of its alternatives. The last word is also a beginning
 * (`prefix`) while it is being typed, that is when no space follows it and it is at least three letters long.
 */
export function queryStems(q: string): QueryWord[] {
  const list = words(q).slice(0, MAX_QUERY_WORDS);
  const typing = !/[\s\p{P}]$/u.test(q);
  return list.map((word, i) => {
    const alternatives = cachedStems(word).map(({ stem }) => stem);
    if (!typing || i < list.length - 1) return { any: alternatives, prefix: false };
    const raw = LATIN.test(word) ? plainLatin(word) : word;
    const any = [...new Set([...alternatives, raw])];
    return { any, prefix: any.every((stem) => stem.length >= MIN_PREFIX_CHARS) };
  });
}
