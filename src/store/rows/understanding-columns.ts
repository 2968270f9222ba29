import type { Understanding } from '../../domain/item.ts';
import { effectiveLanguage, effectiveSentiment } from './draft-row.ts';
import type { ItemRow, UnderstandingColumns } from './item-row.ts';

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
    mentions_brand: mentionsBrand === null ? null : mentionsBrand ? 1 : 0,
    understood: 1,
    indexed: 1,
  };
}

/** The columns of an item with another understanding. It leaves its set of copies, where the new one says so: the set settles what it is then. */
export function shownAs(
  stored: Pick<ItemRow, 'dup_key' | 'is_own' | 'corrected_sentiment' | 'corrected_language'>,
  columns: UnderstandingColumns,
): Partial<ItemRow> {
  const stays = columns.dup_key !== null && columns.dup_key === stored.dup_key;
  const corrected = { corrected_sentiment: stored.corrected_sentiment, corrected_language: stored.corrected_language };
  return {
    ...columns,
    effective_sentiment: effectiveSentiment({ ...columns, ...corrected }),
    effective_language: effectiveLanguage({ ...columns, ...corrected }),
    ...(stays ? {} : { copy_of: null, copies: 0, shown: stored.is_own === 1 ? 0 : 1 }),
  };
}
