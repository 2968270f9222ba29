import path from 'node:path';
import type { ReadLanguage } from '../src/domain/item.ts';
import { isNegation, isStop, tokens } from '../src/understand/sentiment/features.ts';
import { readLexicon } from './data.ts';

/** A sum of word polarities with negation, 0 where nothing is known: what a plain lexicon gives. For comparison only. */
export type Baseline = (text: string) => number;

const NAMES: Readonly<Partial<Record<ReadLanguage, string>>> = { en: 'en-vader', nl: 'nl-pattern' };

/** VADER's or Pattern's lexicon with a negation that turns the next three words; undefined for Russian, which has none. */
export function lexiconBaseline(language: ReadLanguage, folder: string): Baseline | undefined {
  const name = NAMES[language];
  if (name === undefined) return undefined;
  const polarity = new Map(
    readLexicon(path.join(folder, 'lexicons'), name).map((entry) => [entry.word, entry.polarity]),
  );
  return (text) => {
    let sum = 0;
    let turned = 0;
    for (const token of tokens(text)) {
      if (isStop(token)) continue;
      sum += (polarity.get(token) ?? 0) * (turned > 0 ? -0.74 : 1);
      turned = isNegation(token) ? 3 : turned - 1;
    }
    return sum;
  };
}
