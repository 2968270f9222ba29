import type { ThemeSign } from '../../domain/theme.ts';
import type { ItemStore } from '../store.ts';
import { derive } from './draft-row.ts';
import { type ItemRow, NOT_UNDERSTOOD } from './item-row.ts';
import { signName, signOf } from './theme-columns.ts';

export type CorrectionOptions = Parameters<ItemStore['correct']>[0];

type Field = 'sentiment' | 'language' | 'kind' | 'themes';

export interface Corrected {
  readonly row: ItemRow;
  /** The text is to be read again. */
  readonly newLanguage: boolean;
  /** What was said of which field; null takes it back. */
  readonly said: readonly { readonly field: Field; readonly value: string | null }[];
}

/**
 * The row after a person's word; null where it stands so already. Another language asks for the text to be read again in it: the
 * revision grows, so that what was read in the wrong one cannot be written any more.
 */
export function correctRow(row: ItemRow, options: CorrectionOptions, timeZone: string): Corrected | null {
  const sentiment = options.sentiment === undefined ? row.corrected_sentiment : options.sentiment;
  const language = options.language === undefined ? row.corrected_language : options.language;
  const kind = options.kind === undefined ? row.corrected_kind : options.kind;
  const themes = options.themes === undefined ? row.corrected_themes : themesSaid(options.themes);
  const newLanguage = language !== row.corrected_language;
  const said = [
    { field: 'sentiment', value: sentiment, was: row.corrected_sentiment },
    { field: 'language', value: language, was: row.corrected_language },
    { field: 'kind', value: kind, was: row.corrected_kind },
    { field: 'themes', value: themes, was: row.corrected_themes },
  ] as const;
  const news = said.filter(({ value, was }) => value !== was);
  if (news.length === 0) return null;
  const gone = said.every(({ value }) => value === null);
  const changed: ItemRow = {
    ...row,
    ...(newLanguage ? { ...NOT_UNDERSTOOD, revision: row.revision + 1 } : {}),
    corrected_sentiment: sentiment,
    corrected_language: language,
    corrected_kind: kind,
    corrected_themes: themes,
    corrected_by: gone ? null : options.by,
    corrected_at: gone ? null : options.now,
  };
  return {
    row: { ...changed, ...derive(changed, timeZone) },
    newLanguage,
    said: news.map(({ field, value }) => ({ field, value })),
  };
}

/** In one order and each once, so that the same word said again changes nothing. */
function themesSaid(themes: readonly ThemeSign[] | null): string | null {
  if (themes === null) return null;
  const names = new Set(themes.map((one) => signName(one.theme.toWellFormed(), one.sentiment)));
  return JSON.stringify([...names].sort().map(signOf));
}
