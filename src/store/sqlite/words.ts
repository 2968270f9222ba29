import type { Connection } from './connection.ts';
import type { DraftColumns } from './item-row.ts';

type Texts = Pick<DraftColumns, 'title' | 'text' | 'pros' | 'cons'>;

const BATCH = 500;

/** Runs of letters, marks and digits in all text parts together; what joins two letters (don't, из-за) parts no word. */
export function wordCount({ title, text, pros, cons }: Texts): number {
  let words = 0;
  for (const part of [title, text, pros, cons]) {
    if (part !== null) words += part.match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0;
  }
  return words;
}

/** For items that were stored before their words were counted. */
export function countStoredWords(connection: Connection): void {
  const sql = `SELECT id, title, text, pros, cons FROM item WHERE id > ? ORDER BY id LIMIT ${BATCH}`;
  let after = -1;
  for (;;) {
    const rows = connection.all<Texts & { readonly id: number }>(sql, after);
    for (const row of rows) {
      connection.run('UPDATE item SET words = ? WHERE id = ?', wordCount(row), row.id);
      after = row.id;
    }
    if (rows.length < BATCH) return;
  }
}
