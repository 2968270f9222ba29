import type { Item, Label } from '../api/types.ts';

export const LABELS = ['positive', 'neutral', 'negative', 'mixed'] as const satisfies readonly Label[];

/** A sign beside the colour and the word: nobody has to see colours. */
export const SIGNS = {
  positive: '+',
  neutral: '○',
  negative: '−',
  mixed: '±',
  unsure: '?',
  waiting: '…',
  wordless: '·',
} as const;
export type Shade = keyof typeof SIGNS;

export interface Shown {
  readonly shade: Shade;
  /** The best guess beside "unsure". */
  readonly guess: Label | null;
  /** Set where a person's word stands in place of the model's. */
  readonly corrected: boolean;
}

/** What is shown of an item's sentiment: a person's word, else the model's, and never "neutral" for what is not known. */
export function shownSentiment(item: Item): Shown {
  const person = item.correction?.sentiment;
  if (person) return { shade: person, guess: null, corrected: true };
  if (item.understanding === null) return { shade: 'waiting', guess: null, corrected: false };
  const model = item.understanding.sentiment;
  if (model === null) return { shade: 'wordless', guess: null, corrected: false };
  if (model.unsure) return { shade: 'unsure', guess: model.label, corrected: false };
  return { shade: model.label, guess: null, corrected: false };
}

/** The language shown: a person's word, else the model's, else what the site declares. */
export function shownLanguage(item: Item): string | null {
  return item.correction?.language ?? item.understanding?.language ?? item.declaredLanguage;
}
