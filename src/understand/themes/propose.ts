import type { OwnTheme } from '../../domain/theme.ts';
import { type ReadText, readText } from './hits.ts';
import { ownHits } from './own.ts';
import type { ThemeModels } from './read.ts';
import { type DatedText, type RisingPhrase, risingPhrases } from './rising.ts';
import { scan } from './scan.ts';

/** What new themes of a brand are looked for in. */
export interface ProposeInput {
  readonly texts: readonly DatedText[];
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
  /** Days that "now" has, and how many times as long the past is. */
  readonly days: number;
  readonly windows: number;
  /** The brand's own names. */
  readonly known: readonly string[];
  readonly own: readonly OwnTheme[];
  readonly limit: number;
}

/** Phrases looked through for ones without a theme, for each that is asked for. */
const SPARE = 3;

/** Rising phrases that no theme names yet: neither one of the user's own, nor a built-in one by each of their words. */
export function proposeThemes({ texts, own, limit, ...options }: ProposeInput, models: ThemeModels): RisingPhrase[] {
  return risingPhrases(texts, { ...options, limit: SPARE * limit })
    .filter(({ phrase, language }) => {
      const model = models.get(language);
      if (model === undefined) return true;
      const read = readText(model, scan(phrase));
      return ownHits(language, read, own).length === 0 && !isNamed(read);
    })
    .slice(0, limit);
}

/** Whether each word of a phrase stands in what names a built-in theme: "fast delivery" is no news beside the theme of delivery. */
function isNamed({ scan: { isWord }, hits }: ReadText): boolean {
  return isWord.every((word, at) => !word || hits.some((hit) => hit.isPlain && hit.at <= at && at < hit.at + hit.size));
}
