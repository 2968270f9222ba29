import type { Understanding } from '../../domain/item.ts';
import { effectiveLanguage, effectiveSentiment } from './draft-row.ts';
import type { ItemRow, UnderstandingColumns } from './item-row.ts';
import { shownThemes } from './theme-columns.ts';

function listed(values: readonly unknown[]): string | null {
  return values.length === 0 ? null : JSON.stringify(values);
}

export function columnsOf(understanding: Understanding): UnderstandingColumns {
  const { sentiment, mentionsBrand } = understanding;
  return {
    model_version: understanding.modelVersion,
    language: understanding.language,
    label: sentiment?.label ?? null,
    score: sentiment?.score ?? null,
    confidence: sentiment?.confidence ?? null,
    unsure: sentiment === null ? null : sentiment.unsure ? 1 : 0,
    kind: understanding.kind,
    why: listed(understanding.why),
    themes: listed(understanding.themes),
    mentions_brand: mentionsBrand === null ? null : mentionsBrand ? 1 : 0,
    understood: 1,
    indexed: 1,
  };
}

/** The columns of an item with another understanding. */
export function shownAs(
  stored: Pick<ItemRow, 'corrected_sentiment' | 'corrected_language' | 'corrected_kind' | 'corrected_themes'>,
  columns: UnderstandingColumns,
): Partial<ItemRow> {
  const { corrected_sentiment, corrected_language, corrected_kind, corrected_themes } = stored;
  const row = { ...columns, corrected_sentiment, corrected_language, corrected_kind, corrected_themes };
  return {
    ...columns,
    effective_sentiment: effectiveSentiment(row),
    effective_language: effectiveLanguage(row),
    ...shownThemes(row),
  };
}
