import type { ItemFilter, ItemPage } from '../../domain/filter.ts';
import { BadInput } from '../../errors.ts';
import { queryStems } from '../../understand/stems.ts';
import type { PageOfItems } from '../store.ts';
import { zoneOf } from './brands.ts';
import type { Connection, SQLInputValue } from './connection.ts';
import { type Condition, conditions, joined } from './filter-sql.ts';
import { rangeIndex, type Way, wayFor } from './plan.ts';
import { itemsOf } from './read-items.ts';
import { matchExpression } from './search-index.ts';

/** Where a list goes on: its direction and the last id that was given out. */
interface Place {
  readonly newestFirst: boolean;
  readonly after: number | null;
}

interface Statement {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

function placeOf(page: Pick<ItemPage, 'sort' | 'cursor'>): Place {
  const newestFirst = page.sort === '-published';
  if (page.cursor === undefined) return { newestFirst, after: null };
  const text = Buffer.from(page.cursor, 'base64url').toString('latin1');
  const [, direction, digits] = /^([da])(\d{1,16})$/.exec(text) ?? [];
  const canonical = Buffer.from(text, 'latin1').toString('base64url') === page.cursor;
  if (digits === undefined || !canonical || !Number.isSafeInteger(Number(digits)))
    throw new BadInput('cursor', 'This cursor was not given out by a page before.');
  if ((direction === 'd') !== newestFirst) throw new BadInput('cursor', 'This cursor belongs to the other order.');
  return { newestFirst, after: Number(digits) };
}

function cursorAfter(id: number, newestFirst: boolean): string {
  return Buffer.from(`${newestFirst ? 'd' : 'a'}${id}`, 'latin1').toString('base64url');
}

function afterPlace(place: Place, column: 'i.id' | 'w.rowid' | 't.item_id'): readonly Condition[] {
  if (place.after === null) return [];
  // FTS5 takes a bound for its rows only from an integer; JavaScript's numbers are bound as reals.
  return [{ sql: `${column} ${place.newestFirst ? '<' : '>'} CAST(? AS INTEGER)`, values: [place.after] }];
}

/** What `q` asks of the index: no words at all = no condition, words that cannot be searched = nothing matches. */
export function wordsOf(filter: ItemFilter): { match: string | null; nothing: boolean } {
  if (filter.q === undefined || filter.q.trim() === '') return { match: null, nothing: false };
  const match = matchExpression(queryStems(filter.q.toWellFormed()));
  return { match, nothing: match === null };
}

/** The statements whose merged results are the ids of a page. Exported for the test that reads their plans. */
export function pageStatements(
  connection: Connection,
  filter: ItemFilter,
  { place, limit, seekRange }: { place: Place; limit: number; seekRange: boolean },
): readonly Statement[] {
  const { match, nothing } = wordsOf(filter);
  if (nothing) return [];
  const zone = zoneOf(connection, filter.brand ?? '');
  const asked = conditions(filter, zone);
  const direction = place.newestFirst ? 'DESC' : 'ASC';
  if (match !== null) {
    const { sql: rest, values } = joined([...asked, ...afterPlace(place, 'w.rowid')]);
    const sql = `SELECT w.rowid AS id FROM item_words w CROSS JOIN item i ON i.id = w.rowid
      WHERE w.item_words MATCH ? AND ${rest} ORDER BY w.rowid ${direction} LIMIT ${limit}`;
    return [{ sql, values: [match, ...values] }];
  }
  const range = seekRange ? rangeIndex(connection, filter, place.newestFirst) : null;
  const way = range === null ? wayFor(connection, filter) : { index: range, walks: [[]] };
  if (way.index === 'item_theme') return themeWalks(way, { filter, zone, place, limit });
  const after = afterPlace(place, 'i.id');
  return way.walks.map((walk) => {
    const { sql, values } = joined([...walk, ...asked.filter((condition) => !replacedBy(condition, walk)), ...after]);
    const from = way.index === null ? 'item i NOT INDEXED' : `item i INDEXED BY ${way.index}`;
    return { sql: `SELECT i.id AS id FROM ${from} WHERE ${sql} ORDER BY i.id ${direction} LIMIT ${limit}`, values };
  });
}

/** The texts of each theme in the order of ids, as `item_theme` has them. */
function themeWalks(
  way: Way,
  { filter, zone, place, limit }: { filter: ItemFilter; zone: string; place: Place; limit: number },
): readonly Statement[] {
  const rest = conditions({ ...filter, theme: undefined, theme_sentiment: undefined }, zone);
  const direction = place.newestFirst ? 'DESC' : 'ASC';
  return way.walks.map((walk) => {
    const { sql, values } = joined([...walk, ...rest, ...afterPlace(place, 't.item_id')]);
    const found = `SELECT t.item_id AS id FROM item_theme t CROSS JOIN item i ON i.id = t.item_id WHERE ${sql}`;
    return { sql: `${found} ORDER BY t.item_id ${direction} LIMIT ${limit}`, values };
  });
}

/** A walk's own equality makes the filter's list of values for that column needless, and SQLite would rather use the list. */
function replacedBy(condition: Condition, walk: readonly Condition[]): boolean {
  return walk.some((own) => {
    const column = own.sql.slice(0, own.sql.indexOf(' '));
    return condition.sql.startsWith(`${column} = `) || condition.sql.startsWith(`${column} IN `);
  });
}

function pageIds(connection: Connection, statements: readonly Statement[], place: Place, limit: number): number[] {
  const ids = new Set<number>();
  for (const { sql, values } of statements) {
    for (const row of connection.all<{ id: number }>(sql, ...values)) ids.add(row.id);
  }
  return [...ids].sort((a, b) => (place.newestFirst ? b - a : a - b)).slice(0, limit);
}

/** Throws `BadInput('cursor')`. */
export function items(connection: Connection, filter: ItemFilter, page: ItemPage): PageOfItems {
  const place = placeOf(page);
  const statements = pageStatements(connection, filter, { place, limit: page.limit + 1, seekRange: true });
  const ids = pageIds(connection, statements, place, page.limit + 1);
  const shown = ids.slice(0, page.limit);
  const last = shown.at(-1);
  const nextCursor = ids.length > page.limit && last !== undefined ? cursorAfter(last, place.newestFirst) : null;
  return { items: itemsOf(connection, shown), nextCursor };
}

/** Keys of what matches, newest first. Throws `BadInput`. */
export function keys(connection: Connection, filter: ItemFilter, limit: number): readonly string[] {
  const place = { newestFirst: true, after: null };
  const statements = pageStatements(connection, filter, { place, limit, seekRange: true });
  const ids = pageIds(connection, statements, place, limit);
  return ids.flatMap((id) => connection.get<{ key: string }>('SELECT key FROM item WHERE id = ?', id)?.key ?? []);
}

/** One batch of a stream: the items after an id, oldest first. A stream reads everything, so it never seeks a range. */
export function batch(
  connection: Connection,
  filter: ItemFilter,
  after: string | null,
  size: number,
): PageOfItems['items'] {
  const place = { newestFirst: false, after: after === null ? null : Number(after) };
  const statements = pageStatements(connection, filter, { place, limit: size, seekRange: false });
  return itemsOf(connection, pageIds(connection, statements, place, size));
}
