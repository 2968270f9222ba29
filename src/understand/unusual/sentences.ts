import type { Unusual, UnusualReason } from '../../domain/unusual.ts';
import { EN } from './sentences-en.ts';
import { NL } from './sentences-nl.ts';
import { RU } from './sentences-ru.ts';

/** The languages in which Molva speaks to its people. */
export type SpokenLanguage = 'ru' | 'en' | 'nl';

/** Figures and words of a reason; one that is not there is 0 or empty. */
export interface Said {
  number(name: string): number;
  text(name: string): string;
}

/** Sentences of one language: by level, and by code of the reason. A reason without a sentence is not told. */
export interface Phrasebook {
  readonly levels: Readonly<Record<Unusual['level'], string>>;
  /** What stands before the sentence that speaks against the level. */
  readonly otherHand: string;
  readonly reasons: Readonly<Record<string, (said: Said) => string>>;
}

const BOOKS: Readonly<Record<SpokenLanguage, Phrasebook>> = { ru: RU, en: EN, nl: NL };

/** Reasons told beside the level. */
const MOST = 3;
/** What speaks for an honest review is told from this weight on. */
const AGAINST = -0.5;

function saidOf({ values }: UnusualReason): Said {
  return {
    number: (name) => (typeof values[name] === 'number' ? values[name] : 0),
    text: (name) => (typeof values[name] === 'string' ? values[name] : ''),
  };
}

/**
 * One to four plain sentences: the level, then the strongest reasons, and the strongest that speaks for an honest review. Names of
 * the words: "unusual", "likely paid", "rewarded"; nobody is accused.
 */
export function sentences(unusual: Unusual, language: SpokenLanguage): readonly string[] {
  const book = BOOKS[language];
  const told = (reasons: readonly UnusualReason[]): string[] =>
    reasons.flatMap((reason) => {
      const sentence = book.reasons[reason.code]?.(saidOf(reason));
      return sentence === undefined ? [] : [sentence];
    });
  const byWeight = [...unusual.reasons].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const speaksFor = told(byWeight.filter(({ weight }) => weight > 0));
  const speaksAgainst = told(byWeight.filter(({ weight }) => weight <= AGAINST)).slice(0, 1);
  if (unusual.level === 'none') return [book.levels.none, ...speaksAgainst];
  const kept = speaksFor.slice(0, MOST - speaksAgainst.length);
  return [book.levels[unusual.level], ...kept, ...speaksAgainst.map((sentence) => `${book.otherHand} ${sentence}`)];
}
