import { readFile } from 'node:fs/promises';
import type { Detector } from '../language.ts';
import { NgramCounter } from './ngrams.ts';
import { readNgramTable } from './table.ts';

/** What eld keeps beside its scores, by the names of its own modules. */
interface Particulars {
  /** Runs of what is no letter. */
  readonly separators: RegExp;
  /** Character for each byte of UTF-8. */
  readonly dictionary: readonly string[];
  /** Score of a language where it was found rightly, 0..1. */
  readonly avgScore: Readonly<Record<string, number>>;
}

/** Characters that are read at all. */
const MAX_CHARS = 1000;
/** Sum of scores per n-gram at which the score is a half. */
const HALF_AT = 25;
/** Reliable: three n-grams, and three quarters of the score that is usual for the language. */
const MIN_NGRAMS = 3;
const USUAL_SHARE = 0.75;

/**
 * The detector of `eld/extrasmall` (Nito T.M., Apache-2.0): its data and its formulae, with its answers to every text, in 1.5 MB
 * instead of 80 and in half of the time. Throws where the package is not the one that this was written for.
 */
export async function loadDetector(): Promise<Detector> {
  const entry = import.meta.resolve('eld/extrasmall');
  const part = async (name: string): Promise<unknown> => import(new URL(`../${name}.js`, entry).href);
  const [source, ...parts] = await Promise.all([
    readFile(new URL('../ngrams/extrasmall.js', entry), 'utf8'),
    ...['regexPatterns', 'dictionary', 'avgScore'].map(part),
  ]);
  const { separators, dictionary, avgScore } = Object.assign({}, ...parts) as Particulars;
  const table = readNgramTable(source);
  const counter = new NgramCounter(
    table,
    Uint8Array.from(dictionary, (char) => char.charCodeAt(0)),
  );
  return {
    detect(text) {
      const words = text.slice(0, MAX_CHARS).replace(separators, ' ').trim().toLowerCase();
      const { scores, count } = counter.sum(words);
      let best = -1;
      scores.forEach((score, number) => {
        if (score > (best < 0 ? 0 : scores[best]!)) best = number;
      });
      const language = table.languages[best] ?? '';
      return {
        language,
        isReliable: () => {
          if (best < 0 || count < MIN_NGRAMS) return false;
          return scale(scores[best]!, count) >= avgScore[language]! * USUAL_SHARE;
        },
        getScores: () => byScore(scores, count, table.languages),
      };
    },
  };
}

/** 0..1 */
const scale = (sum: number, count: number): number => sum / count / (sum / count + HALF_AT);

/** The highest first. */
function byScore(sums: Float64Array, count: number, languages: readonly string[]): Readonly<Record<string, number>> {
  const found: [string, number][] = [];
  sums.forEach((sum, number) => {
    if (sum > 0) found.push([languages[number]!, scale(sum, count)]);
  });
  return Object.fromEntries(found.sort(([, a], [, b]) => b - a));
}
