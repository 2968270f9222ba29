import { indexWords, type QueryWords } from '../rows/index-words.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { Connection } from './connection.ts';

/** Puts the words of an item into the index in place of those it had. */
export function putIntoIndex(
  connection: Connection,
  row: Pick<ItemRow, 'id' | 'indexed'>,
  stems: readonly string[],
): void {
  dropFromIndex(connection, row);
  const words = [...new Set(indexWords(stems))].join(' ');
  connection.run('INSERT INTO item_words (rowid, words) VALUES (?, ?)', row.id, words);
}

export function dropFromIndex(connection: Connection, row: Pick<ItemRow, 'id' | 'indexed'>): void {
  if (row.indexed === 1) connection.run('DELETE FROM item_words WHERE rowid = ?', row.id);
}

/** The expression for the index, null when no word is left to look for. Every word is quoted: none of it is syntax. */
export function matchExpression(query: QueryWords): string | null {
  const words = query.flatMap(({ any, prefix }) => {
    const alternatives = any.flatMap((stem) => {
      const parts = indexWords([stem]).map((part) => `"${part}"`);
      if (parts.length === 0) return [];
      const last = parts.length - 1;
      return [`(${parts.map((part, at) => (prefix && at === last ? `${part}*` : part)).join(' AND ')})`];
    });
    return alternatives.length === 0 ? [] : [`(${[...new Set(alternatives)].join(' OR ')})`];
  });
  return words.length === 0 ? null : words.join(' AND ');
}
