import type { Item, SentimentLabel, Why } from '../../domain/item.ts';
import type { TextKind, ThemeMention, ThemeSign } from '../../domain/theme.ts';

/** What an understanding writes. */
export interface UnderstandingColumns {
  model_version: string | null;
  language: string | null;
  label: string | null;
  score: number | null;
  confidence: number | null;
  unsure: number | null;
  mentions_brand: number | null;
  kind: string | null;
  /** JSON: a list of `Why`, null for none. */
  why: string | null;
  /** JSON: a list of `ThemeMention`, null for none. */
  themes: string | null;
  understood: number;
  /** 1 when the search index has a row for it. */
  indexed: number;
}

/** The state of an item whose content no model has read. */
export const NOT_UNDERSTOOD: UnderstandingColumns = {
  model_version: null,
  language: null,
  label: null,
  score: null,
  confidence: null,
  unsure: null,
  mentions_brand: null,
  kind: null,
  why: null,
  themes: null,
  understood: 0,
  indexed: 0,
};

/** A person's word. */
export interface CorrectionColumns {
  corrected_sentiment: string | null;
  corrected_language: string | null;
  corrected_kind: string | null;
  /** JSON: a list of `ThemeSign`; null where nobody said. */
  corrected_themes: string | null;
  corrected_by: string | null;
  corrected_at: string | null;
}

/** 0 or 1, as a row keeps it. */
export function flag(value: number | null): boolean | null {
  return value === null ? null : value === 1;
}

export function toUnderstanding(row: UnderstandingColumns): Item['understanding'] {
  if (row.understood === 0 || row.model_version === null) return null;
  const sentiment =
    row.label === null
      ? null
      : {
          label: row.label as SentimentLabel,
          score: row.score ?? 0,
          confidence: row.confidence ?? 0,
          unsure: row.unsure === 1,
        };
  return {
    modelVersion: row.model_version,
    language: row.language,
    sentiment,
    why: row.why === null ? [] : (JSON.parse(row.why) as Why[]),
    themes: row.themes === null ? [] : (JSON.parse(row.themes) as ThemeMention[]),
    kind: row.kind as TextKind | null,
    mentionsBrand: flag(row.mentions_brand),
  };
}

export function toCorrection(row: CorrectionColumns): Item['correction'] {
  const {
    corrected_sentiment: label,
    corrected_language: language,
    corrected_kind: kind,
    corrected_themes: themes,
  } = row;
  if (label === null && language === null && kind === null && themes === null) return null;
  return {
    ...(label === null ? {} : { sentiment: label as SentimentLabel }),
    ...(language === null ? {} : { language }),
    ...(kind === null ? {} : { kind: kind as TextKind }),
    ...(themes === null ? {} : { themes: JSON.parse(themes) as ThemeSign[] }),
    by: row.corrected_by ?? '',
    at: row.corrected_at ?? '',
  };
}
