import type { Item, ItemChange } from '../api/types.ts';

/** What a person says of a text in place of the models; `null` takes the word back. */
export type Word = Pick<ItemChange, 'sentiment' | 'language' | 'kind' | 'themes'>;

const FIELDS = ['sentiment', 'language', 'kind', 'themes'] as const satisfies readonly (keyof Word)[];

/** The item as it will be with this word of `by`; what was corrected before and is not spoken of stays. */
export function corrected(item: Item, word: Word, { by, at }: { readonly by: string; readonly at: string }): Item {
  const old = item.correction;
  const said = {
    sentiment: (word.sentiment === undefined ? old?.sentiment : word.sentiment) ?? undefined,
    language: (word.language === undefined ? old?.language : word.language) ?? undefined,
    kind: (word.kind === undefined ? old?.kind : word.kind) ?? undefined,
    themes: (word.themes === undefined ? old?.themes : word.themes) ?? undefined,
  };
  const isEmpty = FIELDS.every((field) => said[field] === undefined);
  return { ...item, correction: isEmpty ? null : { ...said, by, at } };
}

/** The word that brings back what stood in this item before `word`. */
export function wordBack({ correction }: Item, word: Word): Word {
  const spoken = FIELDS.filter((field) => word[field] !== undefined);
  return Object.fromEntries(spoken.map((field) => [field, correction?.[field] ?? null]));
}
