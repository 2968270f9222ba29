import type { Brand } from '../domain/brand.ts';
import type { Understanding } from '../domain/item.ts';

/** What the pure understanding stages need to know of a stored item. */
export interface ReadInput {
  readonly key: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly pros: string | null;
  readonly cons: string | null;
  readonly stars: number | null;
  readonly declaredLanguage: string | null;
  /** A person's correction of the language wins over detection. */
  readonly correctedLanguage: string | null;
  readonly brand: Brand;
  /** Social sources: is the brand named at all? False for pages that are about the brand anyway. */
  readonly matchMentions: boolean;
}

/** Everything learned that the stages need: weights, word lists. Loaded once per worker, passed in. */
export interface Models {
  /** Version of all models together; changes whenever any weight or word list changes. */
  readonly version: string;
}

/** Pure per item: normalise, language, sentiment, duplicate key, brand mention, stems. */
export function readItem(_input: ReadInput, _models: Models): Understanding {
  throw new Error('being built');
}

/** Loads weights and word lists from the files beside the code. */
export async function loadModels(): Promise<Models> {
  return { version: 'none' };
}
