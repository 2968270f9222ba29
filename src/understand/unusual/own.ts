import { CALLS, DETAILS, SUPERLATIVES } from './style-words.ts';
import { WordList } from './word-list.ts';

const SUPERLATIVE = new WordList(SUPERLATIVES);
const CALL = new WordList(CALLS);
const DETAIL = new WordList(DETAILS);

/** What the words of one review show by themselves: all weak. */
export interface Style {
  /** Superlatives and calls to buy, per word of the text, 0..1; 1 from a fifth of the words on. */
  readonly praise: number;
  /** Neither numbers nor anything that a user would tell, in a text of six words or more. */
  readonly vague: boolean;
  /** How often the brand is named. */
  readonly named: number;
}

function nameWords(brand: string): readonly string[] {
  return brand
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
}

/** Is a word the first of the brand's name? Russian names are declined: all but the last two letters must agree. */
export function naming(brand: string): (word: string) => boolean {
  const [first] = nameWords(brand);
  return first === undefined ? () => false : (word) => begins(word, first);
}

function begins(word: string | undefined, name: string): boolean {
  return word?.startsWith(name.length > 4 ? name.slice(0, -2) : name) === true;
}

function timesNamed(words: readonly string[], brand: string): number {
  const [first, ...rest] = nameWords(brand);
  if (first === undefined) return 0;
  return words.filter(
    (word, i) =>
      begins(word, first) && rest.every((name) => words.slice(i + 1, i + 4).some((one) => begins(one, name))),
  ).length;
}

export function styleOf(words: readonly string[], brand: string): Style {
  const praise = words.filter((word) => SUPERLATIVE.has(word) || CALL.has(word)).length;
  const hasDetail = words.some((word) => DETAIL.has(word) || /\d/.test(word));
  return {
    praise: words.length === 0 ? 0 : Math.min(1, (5 * praise) / Math.max(8, words.length)),
    vague: words.length >= 6 && !hasDetail,
    named: timesNamed(words, brand),
  };
}
