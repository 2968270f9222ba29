import type { ItemDraft } from '../../../src/domain/item.ts';
import { draft } from '../drafts.ts';

export const PAGES = 6;
const CARDS = 5;

/** The same cards in each round, each edited by then. */
export function pageOf(page: number, round: number): ItemDraft[] {
  return Array.from({ length: CARDS }, (_, card) =>
    draft(`${page}-${card}`, {
      brand: 'child',
      text: `Text of round ${round}`,
      publishedOn: `2026-05-0${1 + (card % 3)}`,
      fetchedAt: new Date(Date.UTC(2026, 4, 20, 12, 0, round)).toISOString(),
    }),
  );
}
