import type { RelatedText, RelationStore } from '../relation-store.ts';
import { Turns } from '../rows/heads.ts';
import { again, bandsOf, COMPARE, isRelatable, keyed, relatedText } from '../rows/related.ts';
import { type BandRow, headsChanged, turnBands } from './bands.ts';
import { waiting } from './comparisons.ts';
import type { Connection } from './connection.ts';

/** One seek in the index a brand. */
export function brandsToRelate(connection: Connection): readonly string[] {
  const next = (than: string) =>
    `SELECT min(brand) FROM item INDEXED BY item_waiting WHERE partial = 0 AND related >= 0 AND brand > ${than}`;
  const sql = `WITH RECURSIVE b (brand) AS (${next("''")} UNION ALL SELECT (${next('b.brand')}) FROM b WHERE b.brand IS NOT NULL)
    SELECT brand FROM b WHERE brand IS NOT NULL`;
  return connection.all<{ brand: string }>(sql).map(({ brand }) => brand);
}

export function toKey(connection: Connection, brand: string, limit: number): readonly RelatedText[] {
  return waiting(connection, brand, `related < ${COMPARE}`, limit).map(relatedText);
}

type Keys = Parameters<RelationStore['saveBands']>[1];

/** See `RelationStore.saveBands`. */
export function saveBands(connection: Connection, texts: Keys): number {
  const turns = new Turns();
  const [gone, come]: [BandRow[], BandRow[]] = [[], []];
  let written = 0;
  for (const { key, state, bands } of texts) {
    const sql = 'SELECT id, related, bands FROM item WHERE key = ?';
    const row = connection.get<{ id: number; related: number; bands: string | null }>(sql, key);
    if (row === undefined || row.related !== state) continue;
    written += 1;
    const isNew = row.bands !== bands;
    if (isNew) connection.run('UPDATE item SET related = ?, bands = ? WHERE id = ?', keyed(state), bands, row.id);
    else connection.run('UPDATE item SET related = ? WHERE id = ?', keyed(state), row.id);
    if (isNew) {
      for (const band of bandsOf(row.bands)) gone.push([band, row.id]);
      for (const band of bandsOf(bands)) come.push([band, row.id]);
    }
    turns.add(row.id, row.bands, bands);
  }
  turnBands(connection, gone, come);
  headsChanged(connection, turns.all);
  return written;
}

/** See `RelationStore.relateAgain`. */
export function relateAgain(connection: Connection, after: number, limit: number): number | null {
  const sql = 'SELECT id, channel, is_own, related FROM item WHERE id > ? ORDER BY id LIMIT ?';
  const rows = connection.all<{ id: number; channel: string; is_own: number; related: number }>(sql, after, limit);
  for (const row of rows) {
    if (isRelatable(row)) connection.run('UPDATE item SET related = ? WHERE id = ?', again(row.related), row.id);
  }
  return rows.length < limit ? null : (rows.at(-1)?.id ?? null);
}
