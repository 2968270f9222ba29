import type { ItemFilter } from '../../domain/filter.ts';
import { isDecidedOnly, isShownOnly, sentimentGroups } from '../rows/filter-parts.ts';
import type { Connection } from './connection.ts';
import type { Condition } from './filter-sql.ts';
import { isByTheme, signsAsked } from './theme-sql.ts';

/**
 * How a page is read. Each way walks one index in the order of ids and stops when the page is full; where a filter names
 * several values of the index's column, each has its own walk and the results are merged. SQLite alone would sort all matches.
 */
export interface Way {
  /** Index to walk; null = the table itself, by id; `item_theme`: that table, its conditions are on `t`. */
  readonly index: string | null;
  /** The equality conditions of each walk. */
  readonly walks: readonly (readonly Condition[])[];
}

/** More walks than this cost more than reading past what does not match. */
const MAX_WALKS = 24;
/** Matches that are rather sorted than sought among the newer items. */
const FEW = 2_000;
/** Newer items that are rather read past than a larger range sorted. */
const PASSABLE = 20_000;

function equal(column: string, values: readonly string[]): readonly Condition[] {
  return values.map((value) => ({ sql: `i.${column} = ?`, values: [value] }));
}

function product(...lists: readonly (readonly Condition[])[]): readonly (readonly Condition[])[] {
  return lists.reduce<readonly (readonly Condition[])[]>(
    (walks, list) => walks.flatMap((walk) => list.map((condition) => [...walk, condition])),
    [[]],
  );
}

/** The brands that have items: one step in the index each. */
function brandsOf(connection: Connection, filter: ItemFilter): readonly string[] {
  if (filter.brand !== undefined) return [filter.brand];
  const sql = `WITH RECURSIVE b (brand) AS (
      SELECT min(brand) FROM item UNION ALL SELECT (SELECT min(brand) FROM item WHERE brand > b.brand) FROM b WHERE brand IS NOT NULL
    ) SELECT brand FROM b WHERE brand IS NOT NULL LIMIT ${MAX_WALKS + 1}`;
  return connection.all<{ brand: string }>(sql).map((row) => row.brand);
}

function wayBySmallSet(filter: ItemFilter, brands: readonly Condition[]): Way | null {
  const lists: readonly [string, readonly string[] | undefined, string][] = [
    ['item_author', filter.author, 'author_hash'],
    // '' stands for none, which that index leaves out.
    ['item_target', filter.target?.includes('') === true ? undefined : filter.target, 'target_id'],
  ];
  for (const [index, values, column] of lists) {
    if (values !== undefined && values.length > 0) return { index, walks: product(equal(column, values)) };
  }
  // By the ids of the tagged items, which people made one by one; the condition itself is among the filter's.
  if (filter.tag !== undefined && filter.tag.length > 0) return { index: null, walks: [[]] };
  if (isByTheme(filter)) return wayByTheme(filter, brands);
  if (filter.product !== undefined && filter.product.length > 0)
    return { index: 'item_product', walks: product(brands, equal('product_id', filter.product)) };
  if (filter.vanished === true) return { index: 'item_vanished', walks: product(brands) };
  if (filter.edited === true) return { index: 'item_edited', walks: product(brands) };
  if (filter.undated === true) return { index: 'item_day', walks: product(brands) };
  if (isDecidedOnly(filter)) return { index: 'item_decided', walks: product(brands) };
  const levels = filter.unusual ?? [];
  if (levels.length > 0 && !levels.includes('none'))
    return { index: 'item_unusual', walks: product(brands, equal('unusual_level', levels)) };
  return null;
}

function wayByTheme(filter: ItemFilter, brands: readonly Condition[]): Way {
  const ofBrand = brands.map(({ values }): Condition => ({ sql: 't.brand = ?', values }));
  const themes = [...new Set(filter.theme)].map((theme): Condition => ({ sql: 't.theme = ?', values: [theme] }));
  return { index: 'item_theme', walks: product(ofBrand, themes).map((walk) => [...walk, ...signsAsked(filter)]) };
}

/** What waits for a person, in one index with all that the feed filters by. */
function wayByOpen(
  connection: Connection,
  filter: ItemFilter,
  small: boolean,
  brands: readonly Condition[],
): Way | null {
  if (filter.open !== true || !isShownOnly(filter)) return null;
  if (small && !fewOpen(connection, filter.brand)) return null;
  return { index: 'item_open', walks: product(brands) };
}

function fewOpen(connection: Connection, brand: string | undefined): boolean {
  return brand !== undefined && atMost(connection, 'i.brand = ? AND i.shown = 1 AND i.open = 1', FEW, brand);
}

function wayByAnswer(filter: ItemFilter, brands: readonly Condition[]): Way | null {
  const names = filter.touchpoint ?? [];
  if (names.length > 0 && !names.includes(''))
    return { index: 'item_touchpoint', walks: product(brands, equal('touchpoint', names)) };
  if (filter.metric !== undefined && filter.metric.length > 0)
    return { index: 'item_metric', walks: product(brands, equal('metric_kind', filter.metric)) };
  return null;
}

function wayByGroup(filter: ItemFilter, brands: readonly Condition[]): Way | null {
  if (!isShownOnly(filter)) return null;
  if (filter.kind !== undefined && filter.kind.length > 0)
    return { index: 'item_kind', walks: product(brands, equal('effective_kind', filter.kind)) };
  const sources = equal('scraper', filter.source ?? []);
  const { groups } = sentimentGroups(filter);
  const labels = equal('effective_sentiment', groups ?? []);
  if (sources.length > 0 && labels.length > 0)
    return { index: 'item_source_sentiment', walks: product(brands, sources, labels) };
  if (sources.length > 0) return { index: 'item_source', walks: product(brands, sources) };
  if (labels.length > 0) return { index: 'item_sentiment', walks: product(brands, labels) };
  return null;
}

/** The index and the walks for a filter without words. Ranges of days are the business of `rangeIndex`. */
export function wayFor(connection: Connection, filter: ItemFilter): Way {
  const brands = equal('brand', brandsOf(connection, filter));
  const small = wayBySmallSet(filter, brands) ?? wayByAnswer(filter, brands);
  const way = wayByOpen(connection, filter, small !== null, brands) ??
    small ??
    wayByGroup(filter, brands) ?? { index: 'item_brand', walks: product(brands) };
  if (way.walks.length <= MAX_WALKS) return way;
  return brands.length <= MAX_WALKS && brands.length > 0
    ? { index: 'item_brand', walks: product(brands) }
    : { index: null, walks: [[]] };
}

/** The index in which the decisions alone tell what is counted, null where SQLite's own choice is as good. */
export function countingIndex(filter: ItemFilter): string | null {
  const small = [filter.author, filter.target, filter.tag, filter.product].some((values) => (values ?? []).length > 0);
  if (small) return null;
  if (filter.open === true && isShownOnly(filter)) return 'item_open';
  return isDecidedOnly(filter) ? 'item_decided' : null;
}

function atMost(connection: Connection, sql: string, limit: number, ...values: string[]): boolean {
  const counted = `SELECT count(*) AS n FROM (SELECT 1 FROM item i WHERE ${sql} LIMIT ${limit + 1})`;
  return (connection.get<{ n: number }>(counted, ...values)?.n ?? 0) <= limit;
}

/**
 * The index of a range, where reading the range and sorting it is cheaper than reading past everything between the end of the
 * list and the range. Two or three counts, each of at most 20,000 index entries. Null = walk in the order of ids.
 */
export function rangeIndex(connection: Connection, filter: ItemFilter, newestFirst: boolean): string | null {
  const brand = filter.brand;
  if (brand === undefined) return null;
  const ranges = [
    {
      index: 'item_day',
      column: 'day',
      from: filter.published_from?.slice(0, 10),
      to: filter.published_to?.slice(0, 10),
    },
    { index: 'item_collected', column: 'collected_at', from: filter.collected_from, to: filter.collected_to },
  ];
  for (const { index, column, from, to } of ranges) {
    if (from === undefined && to === undefined) continue;
    // A bound that is an instant asks of two columns; the index of days knows one of them.
    if (column === 'day' && [filter.published_from, filter.published_to].some((bound) => bound?.includes('T')))
      continue;
    const low = from ?? '0';
    const high = `${to ?? '9999'}\uffff`;
    const range = `i.brand = ? AND i.${column} >= ? AND i.${column} <= ?`;
    if (atMost(connection, range, FEW, brand, low, high)) return index;
    if (column !== 'day') continue;
    const outside = newestFirst ? [`i.brand = ? AND i.day > ?`, high] : [`i.brand = ? AND i.day < ?`, low];
    if (!atMost(connection, outside[0] ?? '', PASSABLE, brand, outside[1] ?? '')) return index;
  }
  return null;
}
