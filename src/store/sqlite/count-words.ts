import { type Texts, wordCount } from '../rows/words.ts';
import type { Connection } from './connection.ts';

const BATCH = 500;

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
