import type { SentimentLabel } from '../../domain/item.ts';
import type { TextKind } from '../../domain/theme.ts';
import type { SentimentParts } from '../sentiment/read.ts';
import { readable, scan } from '../themes/scan.ts';
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
 * What kind of text it is. Questions, suggestions, advertisements and official replies are told by their words; any other text is an
 * opinion, and its mood says which: blame is a complaint, praise is praise, both or none is `other`. Pros and cons are opinions. Null
 * for languages that are not read and for texts without letters.
 */
export function readKind(
  { title, text, pros, cons }: SentimentParts,
  language: string | null,
  mood: SentimentLabel | null,
  models: KindModels,
): TextKind | null {
  const model = language === null ? undefined : models.get(language);
  if (model === undefined) return null;
  const whole = readable([title, text].filter((part) => part !== null && part !== '').join('\n'));
  const fields = [pros, cons].filter((part) => part !== null && LETTER.test(part));
  if (!LETTER.test(whole)) return fields.length === 0 ? null : ofMood(mood);
  if (fields.length > 0) return ofMood(mood);
  const z = sortLogits(model, kindFeatures(model, whole, scan(whole)));
  const sort = SORTS[z.indexOf(Math.max(...z))]!;
  return sort === 'opinion' ? ofMood(mood) : sort;
}
