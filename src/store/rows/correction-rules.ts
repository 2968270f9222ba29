import type { ItemStore } from '../store.ts';
import { derive } from './draft-row.ts';
import { type ItemRow, NOT_UNDERSTOOD } from './item-row.ts';

export type CorrectionOptions = Parameters<ItemStore['correct']>[0];

export interface Corrected {
  readonly row: ItemRow;
  /** The text is to be read again. */
  readonly newLanguage: boolean;
  /** What was said of which field; null takes it back. */
  readonly said: readonly { readonly field: 'sentiment' | 'language'; readonly value: string | null }[];
}

/**
 * The row after a person's word; null where it stands so already. Another language asks for the text to be read again in it: the
 * revision grows, so that what was read in the wrong one cannot be written any more.
 */
export function correctRow(row: ItemRow, options: CorrectionOptions, timeZone: string): Corrected | null {
  const sentiment = options.sentiment === undefined ? row.corrected_sentiment : options.sentiment;
  const language = options.language === undefined ? row.corrected_language : options.language;
  const newLanguage = language !== row.corrected_language;
  const newSentiment = sentiment !== row.corrected_sentiment;
  if (!newSentiment && !newLanguage) return null;
  const gone = sentiment === null && language === null;
  const changed: ItemRow = {
    ...row,
    ...(newLanguage ? { ...NOT_UNDERSTOOD, copy_of: null, copies: 0, revision: row.revision + 1 } : {}),
    corrected_sentiment: sentiment,
    corrected_language: language,
    corrected_by: gone ? null : options.by,
    corrected_at: gone ? null : options.now,
  };
  return {
    row: { ...changed, ...derive(changed, timeZone) },
    newLanguage,
    said: [
      ...(newSentiment ? [{ field: 'sentiment', value: sentiment } as const] : []),
      ...(newLanguage ? [{ field: 'language', value: language } as const] : []),
    ],
  };
}
