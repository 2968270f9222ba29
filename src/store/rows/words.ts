import type { DraftColumns } from './item-row.ts';

export type Texts = Pick<DraftColumns, 'title' | 'text' | 'pros' | 'cons'>;

/** Runs of letters, marks and digits in all text parts together; what joins two letters (don't, из-за) parts no word. */
export function wordCount({ title, text, pros, cons }: Texts): number {
  let words = 0;
  for (const part of [title, text, pros, cons]) {
    if (part !== null) words += part.match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0;
  }
  return words;
}
