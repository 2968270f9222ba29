/** NUL and other control characters but tab and newline: they break terminals, CSV readers and C strings. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** Characters without width and those that turn the writing direction: they hide words from search and make texts lie. */
const INVISIBLE =
  /\u034f|[\u00ad\u061c\u115f\u1160\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
/** The joiner is kept only where it builds an emoji (family, professions, flags). */
const STRAY_JOINER =
  /(?<!\ufe0f|[\p{Extended_Pictographic}\p{Emoji_Modifier}])\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
const NEEDS_CLEANING = /[\u0000-\u0008\u000b-\u001f\u007f-\uffff]/;
const NOT_ASCII = /[^\u0000-\u007f]/;
const COMBINING = /\p{M}/gu;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
/** Placeholders of `privacy.ts`: no words of the author. */
const PLACEHOLDER = /\[(?:phone|email|card|iban)\]/g;

/** Letters that look alike, Latin to Cyrillic; used only inside words that mix the two scripts. */
const LOOK_ALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
  i: 'і',
};
const LATIN_OF: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LOOK_ALIKE).map(([latin, cyrillic]) => [cyrillic, latin]),
);
const WORD = /\p{L}+/gu;
const LATIN = /[a-z]/;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/**
 * A text as it may be stored: well-formed UTF-16 (lone surrogates become U+FFFD), NFC, newlines as `\n`, without control
 * and invisible characters, trimmed. Emoji built with joiners stay whole.
 */
export function cleanText(text: string): string {
  if (!NEEDS_CLEANING.test(text)) return text.trim();
  return text
    .toWellFormed()
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
    .replace(CONTROLS, '')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .normalize('NFC')
    .trim();
}

/** Lower-case letters with ё as е, for matching words. Keeps the length of ordinary text and all punctuation. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return NOT_ASCII.test(lower) ? lower.replaceAll('ё', 'е') : lower;
}

/** Accents off Latin words; in a word of both scripts the rarer one is exchanged: "oтзыв" with a Latin o is отзыв. */
function oneScript(word: string): string {
  if (!NOT_ASCII.test(word)) return word;
  if (!CYRILLIC.test(word)) return word.normalize('NFD').replace(COMBINING, '').normalize('NFC');
  if (!LATIN.test(word)) return word;
  const latin = word.match(/[a-z]/g)?.length ?? 0;
  const map = latin * 2 > word.length ? LATIN_OF : LOOK_ALIKE;
  return word.replace(/./gu, (letter) => map[letter] ?? letter);
}

/** Anything but lower-case letters of English and Russian and what usually stands between them: only there are accents and third scripts. */
const NOT_PLAIN = /[^\u0000-\u007f\u00a0\u00ab\u00bb\u2010-\u201f\u2022\u2026\u20ac\u20bd\u2116а-яё]/;
/** In a plain text a word of both scripts has two neighbours of them somewhere. */
const MIXED_WORD = /[a-z][а-яё]|[а-яё][a-z]/;

/**
 * A text folded for comparison: NFKC, lower case, ё as е, look-alike letters by the word's main script, accents,
 * punctuation, emoji and placeholders off, words parted by one space. Two prints of one text fold alike.
 */
export function foldText(text: string): string {
  const lower = text.replace(PLACEHOLDER, ' ').normalize('NFKC').toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower.replace(NOT_WORD, ' ').trim();
  // Most texts: the steps between would change nothing, and they cost ten times as much.
  if (!NOT_PLAIN.test(lower) && !MIXED_WORD.test(lower))
    return lower.replaceAll('ё', 'е').replace(NOT_WORD, ' ').trim();
  return lower
    .normalize('NFC')
    .replaceAll('ё', 'е')
    .replace(INVISIBLE, '')
    .replace(WORD, oneScript)
    .replace(COMBINING, '')
    .replace(NOT_WORD, ' ')
    .trim();
}

/** The author's own words: placeholders of masked data are no evidence of language or mood. */
export function withoutPlaceholders(text: string): string {
  return text.includes('[') ? text.replace(PLACEHOLDER, ' ') : text;
}
