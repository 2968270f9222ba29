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
    dup_key: understanding.dupKey,
    kind: understanding.kind,
    why: listed(understanding.why),
    themes: listed(understanding.themes),
    mentions_brand: mentionsBrand === null ? null : mentionsBrand ? 1 : 0,
    understood: 1,
    indexed: 1,
  };
}

/** The columns of an item with another understanding. It leaves its set of copies, where the new one says so: the set settles what it is then. */
export function shownAs(
  stored: Pick<
    ItemRow,
    'dup_key' | 'is_own' | 'corrected_sentiment' | 'corrected_language' | 'corrected_kind' | 'corrected_themes'
  >,
  columns: UnderstandingColumns,
): Partial<ItemRow> {
  const stays = columns.dup_key !== null && columns.dup_key === stored.dup_key;
  const { corrected_sentiment, corrected_language, corrected_kind, corrected_themes } = stored;
  const row = { ...columns, corrected_sentiment, corrected_language, corrected_kind, corrected_themes };
  return {
    ...columns,
    effective_sentiment: effectiveSentiment(row),
    effective_language: effectiveLanguage(row),
    ...shownThemes(row),
    ...(stays ? {} : { copy_of: null, copies: 0, shown: stored.is_own === 1 ? 0 : 1 }),
  };
}
