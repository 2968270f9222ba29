import english from 'natural/lib/natural/util/stopwords.js';
import dutch from 'natural/lib/natural/util/stopwords_nl.js';
import russian from 'natural/lib/natural/util/stopwords_ru.js';
import type { ReadLanguage } from '../../domain/item.ts';
import { foldCase } from '../normalise.ts';
import { stemIn } from '../stems.ts';
import type { Scan } from './scan.ts';
import { foldWord } from './words.ts';

/** Words a phrase may have. */
const MAX_WORDS = 3;
/** Only the beginning of a long text is cut into phrases. */
const MAX_TOKENS = 400;
const MIN_WORD_CHARS = 3;
const DIGIT = /\d/;

/** Words of grammar, which natural lists, and words of opinion or time that rise and fall without a reason behind them. */
const STOP = new Set(
  [
    ...russian.words,
    ...english.words,
    ...dutch.words,
    ...'это очень просто всё все ещё уже также тоже вообще совсем сегодня вчера завтра раз снова опять теперь сейчас потом хорошо плохо отлично very really just also again today yesterday now then good bad great nice erg heel zeer gewoon ook weer vandaag gisteren nu toen goed slecht fijn leuk'.split(
      ' ',
    ),
  ].map(foldCase),
);

/** A run of one to three words, by their stems, and where it first stands in its text. */
export interface Phrase {
  /** Stems parted by spaces. */
  readonly key: string;
  readonly at: number;
  readonly size: number;
}

/** The phrases of a text, each once, in order of place. No phrase begins or ends with a word of grammar or crosses a mark. */
export function phrasesOf({ raw, isWord }: Scan, language: ReadLanguage): Phrase[] {
  const end = Math.min(raw.length, MAX_TOKENS);
  const words = Array.from({ length: end }, (_, i) => (isWord[i] ? foldWord(raw[i]!) : ''));
  const stems = words.map((word) => (word === '' ? '' : stemIn(language, word)));
  const isFull = words.map((word) => word.length >= MIN_WORD_CHARS && !DIGIT.test(word) && !STOP.has(word));
  const found = new Map<string, Phrase>();
  for (let at = 0; at < end; at++) {
    if (!isFull[at]) continue;
    let key = '';
    for (let size = 1; size <= MAX_WORDS && at + size <= end; size++) {
      const last = at + size - 1;
      if (stems[last] === '') break;
      key = size === 1 ? stems[last]! : `${key} ${stems[last]!}`;
      if (isFull[last] && !found.has(key)) found.set(key, { key, at, size });
    }
  }
  return [...found.values()];
}
