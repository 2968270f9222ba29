import { foldText } from '../normalise.ts';
import { type Style, styleOf } from './own.ts';
import { findReward, type Reward } from './reward.ts';
import type { UnusualInput } from './types.ts';

/** Longer texts are judged by their beginning: what repeats or betrays itself stands there. */
const MAX_CHARS = 6000;

/** What the words of one review show by themselves. */
export interface TextSigns {
  /** How many words there are. */
  readonly length: number;
  readonly reward: Reward | null;
  readonly style: Style;
}

type Words = Pick<UnusualInput, 'text' | 'lang' | 'stars' | 'brand'>;

/** Words folded for comparison. */
export function wordsOf(text: string): readonly string[] {
  return foldText(text.slice(0, MAX_CHARS)).split(' ').filter(Boolean);
}

/** `words`: those of the text, where they are there already. */
export function signsOfText({ text, lang, stars, brand }: Words, words: readonly string[] = wordsOf(text)): TextSigns {
  return { length: words.length, reward: findReward(text, lang, stars), style: styleOf(words, brand) };
}
