import type { Comparisons, RelatedText, RelationStore } from '../relation-store.ts';
import { candidatesOf, Pairs } from '../rows/candidates.ts';
import {
  again,
  bandsOf,
  COMPARE,
  isRelatable,
  keyed,
  movedBands,
  RELATED_COLUMNS,
  type RelatedRow,
  relatedText,
} from '../rows/related.ts';
import { type BandRow, firstOfEach, headsChanged, turnBands } from './bands.ts';
import type { Connection } from './connection.ts';

type Stored = RelatedRow & { readonly id: number; readonly bands: string | null };
const COLUMNS = ['id', 'bands', ...RELATED_COLUMNS].join(', ');
/** A step compares no more pairs than this, but for those of its first text. */
const MAX_PAIRS = 20_000;

/** One seek in the index a brand. */
export function brandsToRelate(connection: Connection): readonly string[] {
  const next = (than: string) =>
    `SELECT min(brand) FROM item INDEXED BY item_waiting WHERE partial = 0 AND related >= 0 AND brand > ${than}`;
  const sql = `WITH RECURSIVE b (brand) AS (${next("''")} UNION ALL SELECT (${next('b.brand')}) FROM b WHERE b.brand IS NOT NULL)
    SELECT brand FROM b WHERE brand IS NOT NULL`;
  return connection.all<{ brand: string }>(sql).map(({ brand }) => brand);
}

function waiting(connection: Connection, brand: string, range: string, limit: number): readonly Stored[] {
  const sql = `SELECT ${COLUMNS} FROM item INDEXED BY item_waiting
    WHERE brand = ? AND partial = 0 AND related >= 0 AND ${range} LIMIT ?`;
  return connection.all<Stored>(sql, brand, limit);
}

export function toKey(connection: Connection, brand: string, limit: number): readonly RelatedText[] {
  return waiting(connection, brand, `related < ${COMPARE}`, limit).map(relatedText);
}

export function saveBands(connection: Connection, texts: Parameters<RelationStore['saveBands']>[1]): number {
  const moved = new Map<string, number[]>();
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
    for (const band of isNew ? movedBands(row.bands, bands) : []) {
      const ids = moved.get(band);
      if (ids === undefined) moved.set(band, [row.id]);
      else ids.push(row.id);
    }
  }
  turnBands(connection, gone, come);
  headsChanged(connection, moved);
  return written;
}

/** The texts of a step; what was asked once is kept. */
class Search {
  readonly rows = new Map<number, Stored>();
  readonly #connection: Connection;
  readonly #brand: string;

  constructor(connection: Connection, brand: string) {
    this.#connection = connection;
    this.#brand = brand;
  }

  readonly row = (id: number): Stored | undefined => {
    const sql = `SELECT ${COLUMNS} FROM item WHERE id = ? AND brand = ?`;
    const found = this.rows.get(id) ?? this.#connection.get<Stored>(sql, id, this.#brand);
    if (found !== undefined) this.rows.set(id, found);
    return found;
  };

  linked(id: number): readonly Stored[] {
    const sql = 'SELECT other_id AS id FROM item_link WHERE item_id = ?';
    return this.#connection.all<{ id: number }>(sql, id).flatMap((other) => this.row(other.id) ?? []);
  }
}

export function toCompare(connection: Connection, brand: string, limit: number): Comparisons {
  const search = new Search(connection, brand);
  const [pairs, stalePairs] = [new Pairs(), new Pairs()];
  const due: string[] = [];
  const rows = waiting(connection, brand, `related >= ${COMPARE}`, limit);
  const first = firstOfEach(connection, [...new Set(rows.flatMap(({ bands }) => bandsOf(bands)))]);
  const firstOf = (band: string): readonly number[] => first.get(band) ?? [];
  for (const row of rows) {
    if (due.length > 0 && pairs.size >= MAX_PAIRS) break;
    search.rows.set(row.id, row);
    const { candidates, stale } = candidatesOf(row, firstOf, search.linked(row.id));
    for (const id of candidates) if (search.row(id) !== undefined) pairs.add(row.id, id);
    for (const id of stale) stalePairs.add(row.id, id);
    due.push(row.key);
  }
  const keys = new Map([...search.rows.values()].map(({ id, key }) => [id, key]));
  const texts = [...search.rows.values()].map(relatedText);
  return { due, texts, pairs: pairs.named(keys), stale: stalePairs.named(keys) };
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
