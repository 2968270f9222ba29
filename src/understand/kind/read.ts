import type { SentimentLabel } from '../../domain/item.ts';
import type { TextKind } from '../../domain/theme.ts';
import type { SentimentParts } from '../sentiment/read.ts';
import type { ThemeModels } from '../themes/read.ts';
import { readable, scan } from '../themes/scan.ts';
import { wordsIn } from '../themes/words.ts';
import { type KindModel, kindFeatures, kindModel, sortLogits } from './classify.ts';
import { type KindWeights, SORTS } from './weights.ts';

/** By language. */
export type KindModels = ReadonlyMap<string, KindModel>;

export function kindModels(weights: KindWeights): KindModels {
  return new Map(weights.languages.map((own) => [own.language, kindModel(weights, own)]));
}

const LETTER = /\p{L}/u;

function ofMood(mood: SentimentLabel | null): TextKind {
  return mood === 'negative' ? 'complaint' : mood === 'positive' ? 'praise' : 'other';
}

/**
 * Logits of `SORTS` by the words of a text; null for languages that are not read and where words do not decide: without letters
 * there is nothing to read, and pros and cons are opinions. `themes` were made with `models`: they know the words.
 */
export function weighSorts(
  { title, text, pros, cons }: SentimentParts,
  language: string | null,
  models: KindModels,
  themes: ThemeModels,
): readonly number[] | null {
  const model = language === null ? undefined : models.get(language);
  const known = language === null ? undefined : themes.get(language);
  if (model === undefined || known === undefined || isField(pros) || isField(cons)) return null;
  const whole = readable([title, text].filter((part) => part !== null && part !== '').join('\n'));
  if (!LETTER.test(whole)) return null;
  const scanned = scan(whole);
  return sortLogits(model, kindFeatures(model, whole, scanned, wordsIn(known, scanned)));
}

function isField(part: string | null): boolean {
  return part !== null && LETTER.test(part);
}

/**
 * What kind of text it is. Questions, suggestions, advertisements and official replies are told by their words; any other text is an
 * opinion, and its mood says which: blame is a complaint, praise is praise, both or none is `other`. Pros and cons are opinions. Null
 * for languages that are not read and for texts without letters. `shift`: what the installation's layer adds to the logits.
 */
export function readKind(
  parts: SentimentParts,
  language: string | null,
  mood: SentimentLabel | null,
  models: KindModels,
  themes: ThemeModels,
  shift?: readonly number[],
): TextKind | null {
  if (language === null || !models.has(language)) return null;
  const z = weighSorts(parts, language, models, themes);
  if (z === null) return isField(parts.pros) || isField(parts.cons) ? ofMood(mood) : null;
  const moved = shift === undefined ? z : z.map((one, k) => one + (shift[k] ?? 0));
  const sort = SORTS[moved.indexOf(Math.max(...moved))]!;
  return sort === 'opinion' ? ofMood(mood) : sort;
}
