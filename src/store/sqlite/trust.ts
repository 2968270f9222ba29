import type { Item } from '../../domain/item.ts';
import type { Campaign, UnusualChange } from '../../domain/unusual.ts';
import { NotFound } from '../../errors.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { REVIEW_COLUMNS, type ReviewRow, toReview } from '../rows/review-row.ts';
import { campaignsInOrder, latestChanges, toHistory, toJudged } from '../rows/trust-rules.ts';
import { type UnusualColumns, withResult, withVerdict } from '../rows/unusual-columns.ts';
import type { DueDay, JudgedReview, ReviewsToWeigh, TrustStore } from '../trust-store.ts';
import type { Connection } from './connection.ts';
import { tell } from './event-log.ts';
import { placeLinked } from './places.ts';
import { item } from './read-items.ts';
import { markDueDay, Touched } from './touched.ts';
import { writeColumns } from './write-item.ts';

type Asked<M extends keyof TrustStore> = Parameters<TrustStore[M]>[0];
type Row = UnusualColumns & Pick<ItemRow, 'id' | 'key' | 'brand' | 'day'>;

const COLUMNS = `id, key, brand, day, unusual_score, unusual_found, unusual_level, unusual_reasons, unusual_version, unusual_log,
  unusual_at, verdict, verdict_by, verdict_at, verdict_of`;

export function dueDays(connection: Connection, brand: string, limit: number): readonly DueDay[] {
  const found = connection.all<DueDay>(
    'SELECT day, mark FROM weigh_day WHERE brand = ? ORDER BY day LIMIT ?',
    brand,
    Math.max(0, limit),
  );
  return found.map(({ day, mark }) => ({ day, mark }));
}

export function clearDueDays(connection: Connection, brand: string, days: readonly DueDay[]): void {
  for (const { day, mark } of days)
    connection.run('DELETE FROM weigh_day WHERE brand = ? AND day = ? AND mark = ?', brand, day, mark);
}

/** A walk along the index of days, in which the rows of a day stand by id. */
export function reviewsStatement({ brand, from, to, after, limit }: Asked<'reviewsToWeigh'>) {
  const [day, id] = after === null ? [from, -1] : (JSON.parse(after) as [string, number]);
  const columns = REVIEW_COLUMNS.map((name) => `i.${name}`).join(', ');
  const sql = `SELECT i.id, ${columns} FROM item i INDEXED BY item_day
    WHERE i.brand = ? AND i.day >= ? AND i.day <= ? AND (i.day, i.id) > (?, ?) AND i.channel = 'public' AND i.is_own = 0
    ORDER BY i.day, i.id LIMIT ?`;
  return { sql, values: [brand, day, to, day, id, limit] };
}

export function reviewsToWeigh(connection: Connection, options: Asked<'reviewsToWeigh'>): ReviewsToWeigh {
  const { sql, values } = reviewsStatement(options);
  const rows = connection.all<ReviewRow & { readonly id: number }>(sql, ...values);
  const last = rows.at(-1);
  return {
    reviews: rows.map(toReview),
    next: last === undefined || rows.length < options.limit ? null : JSON.stringify([last.day, last.id]),
  };
}

export function praisedBrands(
  connection: Connection,
  brand: string,
  authors: readonly string[],
): ReadonlyMap<string, number> {
  const sql = `SELECT author_hash, count(DISTINCT brand) AS n FROM item INDEXED BY item_author
    WHERE author_hash IN (SELECT value FROM json_each(?)) AND brand <> ? AND stars >= 4 GROUP BY author_hash`;
  const rows = connection.all<{ author_hash: string; n: number }>(sql, JSON.stringify(authors), brand);
  return new Map(rows.map(({ author_hash: author, n }) => [author, n]));
}

export function saveWeighed(connection: Connection, { brand, version, results, now }: Asked<'saveWeighed'>): number {
  let changed = 0;
  for (const { key, ...result } of results) {
    const row = connection.get<Row>(`SELECT ${COLUMNS} FROM item WHERE key = ? AND brand = ?`, key, brand);
    if (row === undefined) continue;
    const written = writeColumns(connection, row, withResult(row, { ...result, version }, now));
    if (written.includes('unusual_level')) changed += 1;
  }
  return changed;
}

/** The word is kept in the history of corrections, too, holds for copies, and the day is weighed again: others lean on this review. */
export function setVerdict(connection: Connection, { key, verdict, by, now }: Asked<'setVerdict'>): Item {
  const row = connection.get<Row>(`SELECT ${COLUMNS} FROM item WHERE key = ?`, key);
  const next = row === undefined ? null : withVerdict(row, { verdict, by, now });
  if (row !== undefined && next !== null) {
    writeColumns(connection, row, next);
    const log = 'INSERT INTO correction (item_id, field, value, made_by, made_at) VALUES (?, ?, ?, ?, ?)';
    connection.run(log, row.id, 'unusual', verdict, by, now);
    markDueDay(connection, row);
    tell(connection, { at: now, type: 'item.updated', subject: key, brand: row.brand, quiet: true });
    const touched = new Touched();
    placeLinked(connection, { brand: row.brand, ids: [row.id], now }, touched);
    touched.settle(connection);
  }
  const found = item(connection, key);
  if (found === null) throw new NotFound(`There is no item ${key}.`, { details: { key } });
  return found;
}

export function verdicts(connection: Connection, { brand, limit }: Asked<'verdicts'>): readonly JudgedReview[] {
  const sql = `SELECT ${COLUMNS} FROM item INDEXED BY item_verdict WHERE brand = ? AND verdict IS NOT NULL AND verdict_of IS NULL
    ORDER BY verdict_at DESC, id DESC LIMIT ?`;
  return connection.all<Row>(sql, brand, limit).map(toJudged);
}

export function unusualHistory(connection: Connection, key: string): readonly UnusualChange[] {
  const row = connection.get<Row>(`SELECT ${COLUMNS} FROM item WHERE key = ?`, key);
  return row === undefined ? [] : toHistory(row);
}

export function unusualChanges(
  connection: Connection,
  { brand, limit }: Asked<'unusualChanges'>,
): readonly UnusualChange[] {
  const sql = `SELECT ${COLUMNS} FROM item INDEXED BY item_unusual_at WHERE brand = ? AND unusual_at IS NOT NULL
    ORDER BY unusual_at DESC LIMIT ?`;
  return latestChanges(connection.all<Row>(sql, brand, limit), limit);
}

/** One walk along the index of what belongs to a family; its first review stands in none. */
export function families(
  connection: Connection,
  { brand, limit }: Asked<'families'>,
): readonly { readonly key: string; readonly n: number }[] {
  const sql = `SELECT family AS key, count(*) + 1 AS n FROM item INDEXED BY item_family
    WHERE brand = ? AND family IS NOT NULL GROUP BY family ORDER BY n DESC, family LIMIT ?`;
  return connection.all<{ key: string; n: number }>(sql, brand, limit).map(({ key, n }) => ({ key, n }));
}

export function campaigns(connection: Connection, brand: string): readonly Campaign[] {
  const rows = connection.all<{ body: string }>('SELECT body FROM campaign WHERE brand = ?', brand);
  return campaignsInOrder(rows.map(({ body }) => JSON.parse(body) as Campaign));
}

export function saveCampaign(connection: Connection, campaign: Campaign): void {
  const sql = 'INSERT OR REPLACE INTO campaign (id, brand, body) VALUES (?, ?, ?)';
  connection.run(sql, campaign.id, campaign.brand, JSON.stringify(campaign));
}

export function removeCampaign(connection: Connection, id: string): boolean {
  return connection.run('DELETE FROM campaign WHERE id = ?', id) > 0;
}
