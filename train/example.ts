import type { ReadLanguage } from '../src/domain/item.ts';
import {
  charBuckets,
  contextBuckets,
  contextWord,
  isStop,
  stemBucket,
  tokens,
  wordBucket,
} from '../src/understand/sentiment/features.ts';
import type { Lexicon } from '../src/understand/sentiment/lexicon.ts';
import { deniedAt, hits, signs, type WordMood, wordMood } from '../src/understand/sentiment/signs.ts';
import { stemIn } from '../src/understand/stems.ts';
import { LABELS } from './data.ts';

/** Wanted probabilities of negative, neutral, positive. */
export type Target = readonly [number, number, number];

/** One text as the trainer sees it. */
export interface Example {
  readonly language: ReadLanguage;
  /** Buckets of words and stems, of pairs and negated words, of letter runs. */
  readonly groups: readonly Int32Array[];
  /** Signs of the lexicon: of each mood word, and of the text as a whole. Both empty: the words alone are to be learned from. */
  readonly ofHits: Int32Array;
  readonly ofText: Int32Array;
  readonly target: Target;
  readonly weight: number;
}

export function targetOf(label: (typeof LABELS)[number]): Target {
  const at = LABELS.indexOf(label);
  return [at === 0 ? 1 : 0, at === 1 ? 1 : 0, at === 2 ? 1 : 0];
}

/** Praise and blame, seldom called neutral. */
export const MIXED_TARGET: Target = [0.4, 0.2, 0.4];

/** Makes examples of one language; words met before are remembered. */
export function exampleMaker(
  lexicon: Lexicon,
): (text: string, target: Target, weight: number, withSigns?: boolean) => Example {
  const known = new Map<string, WordMood>();
  const look = (word: string): WordMood => {
    let found = known.get(word);
    if (found === undefined) {
      found = wordMood(lexicon, stemIn(lexicon.language, word), word);
      known.set(word, found);
    }
    return found;
  };
  return (text, target, weight, withSigns = true) => {
    const list = tokens(text);
    const moods = hits(lexicon, list, list.map(look));
    const denied = deniedAt(moods);
    const words = list.filter((token, i) => !isStop(token) && denied?.has(i) !== true);
    const found = withSigns ? signs(list, moods) : { ofHits: [], ofText: [] };
    return {
      language: lexicon.language,
      groups: [
        Int32Array.from([...words.map(wordBucket), ...words.map((word) => stemBucket(look(word).stem))]),
        Int32Array.from(contextBuckets(list.map(contextWord))),
        Int32Array.from(words.flatMap(charBuckets)),
      ],
      ofHits: Int32Array.from(found.ofHits),
      ofText: Int32Array.from(found.ofText),
      target,
      weight,
    };
  };
}
