import type { ItemFilter, StatsBy } from '../../domain/filter.ts';
import { byDifference } from '../rows/difference.ts';
import { isRolled, isRolledBy, STATS_COLUMNS } from '../rows/rolled.ts';
import type { StatsRow } from '../store.ts';
import { zoneOf } from './brands.ts';
import type { Connection } from './connection.ts';
import { type Condition, conditions, joined } from './filter-sql.ts';
import { wordsOf } from './pages.ts';
import { countingIndex } from './plan.ts';
import { ROLLED } from './rollups.ts';
import { isByTheme, isOfThemes, NAME_PARTS, themedItems, unfolded } from './theme-sql.ts';

interface Source {
  /** A relation named `i` with the rolled columns, `n`, `stars_sum` and `stars_n`. */
  readonly from: string;
  readonly where: Condition;
}

/**
 * Roll-ups of settled days together with the items of days that wait to be recomputed: always as of now, and no slower for
 * the dirty days than those days are large. Roll-ups count each opinion once: where copies are asked for, those are added one by one.
 */
function rolledSource({ copies, ...filter }: ItemFilter, zone: string): Source {
  const rolled = joined(conditions(filter, zone).filter((condition) => condition.sql !== 'i.shown = 1'));
  const inside = joined(conditions(filter, zone));
  const names = ROLLED.map((name) => `i.${name}`).join(', ');
  const settled = `SELECT ${names}, i.n, i.stars_sum, i.stars_n FROM rollup i
    WHERE ${rolled.sql} AND NOT EXISTS (SELECT 1 FROM dirty_day d WHERE d.brand = i.brand AND d.day = i.day)`;
  const dirty = `SELECT ${names}, 1, coalesce(i.stars, 0), i.stars IS NOT NULL FROM dirty_day d
    CROSS JOIN item i INDEXED BY item_day ON i.brand = d.brand AND i.day = d.day WHERE ${inside.sql}`;
  if (copies !== 'all')
    return {
      from: `(${settled} UNION ALL ${dirty}) i`,
      where: { sql: '1', values: [...rolled.values, ...inside.values] },
    };
  const more = joined(conditions({ ...filter, copies }, zone));
  const others = `SELECT ${names}, 1, coalesce(i.stars, 0), i.stars IS NOT NULL FROM item i INDEXED BY item_copy_of
    WHERE i.copy_of IS NOT NULL AND ${more.sql}`;
  return {
    from: `(${settled} UNION ALL ${dirty} UNION ALL ${others}) i`,
    where: { sql: '1', values: [...rolled.values, ...inside.values, ...more.values] },
  };
}

/** The matching items as a relation, for who reads rows of them. Words that cannot be searched match nothing. */
export function itemSource(
  connection: Connection,
  filter: ItemFilter,
): { readonly from: string; readonly values: Condition['values'] } {
  if (wordsOf(filter).nothing) return { from: '(SELECT * FROM item WHERE 0) i', values: [] };
  const { from, where } = directSource(filter, zoneOf(connection, filter.brand ?? ''), null);
  return { from, values: where.values };
}

export function directSource(filter: ItemFilter, zone: string, index: string | null): Source {
  const { match } = wordsOf(filter);
  const { sql, values } = joined(conditions(filter, zone));
  const columns = 'i.*, 1 AS n, coalesce(i.stars, 0) AS stars_sum, i.stars IS NOT NULL AS stars_n';
  const by = index === null ? '' : `INDEXED BY ${index}`;
  // With a range of days the index of days is the shorter way.
  if (match === null && isByTheme(filter) && filter.brand !== undefined && filter.published_from === undefined) {
    const themed = themedItems(filter.brand, filter);
    const rest = joined(conditions({ ...filter, theme: undefined, theme_sentiment: undefined }, zone));
    const from = `(SELECT ${columns} FROM ${themed.sql} CROSS JOIN item i ON i.id = t.item_id WHERE ${rest.sql}) i`;
    return { from, where: { sql: '1', values: [...themed.values, ...rest.values] } };
  }
  if (match === null)
    return { from: `(SELECT ${columns} FROM item i ${by} WHERE ${sql}) i`, where: { sql: '1', values } };
  const found = `SELECT ${columns} FROM item_words w CROSS JOIN item i ON i.id = w.rowid WHERE w.item_words MATCH ? AND ${sql}`;
  return { from: `(${found}) i`, where: { sql: '1', values: [match, ...values] } };
}

/** The same sums with one row for all items that have the same themes: few lists are unfolded then, and not each item's. */
function gathered({ from, where }: Source, by: readonly StatsBy[]): Source {
  const others = by.filter((name) => name !== 'theme' && name !== 'theme_sentiment').map((name) => STATS_COLUMNS[name]);
  const names = [...new Set([...others, 'theme_signs'])].map((name) => `i.${name}`).join(', ');
  const sums = 'sum(i.n) AS n, sum(i.stars_sum) AS stars_sum, sum(i.stars_n) AS stars_n';
  const groups = `SELECT ${names}, ${sums} FROM ${from} WHERE ${where.sql} AND i.theme_signs IS NOT NULL GROUP BY ${names}`;
  return { from: `(${groups}) i`, where: { sql: '1', values: where.values } };
}

/** What each dimension is in a statement. */
export function dimensionsOf(by: readonly StatsBy[]): readonly string[] {
  return by.map((name) =>
    name === 'theme' || name === 'theme_sentiment' ? NAME_PARTS[name] : `i.${STATS_COLUMNS[name]}`,
  );
}

interface Options {
  /** For the test that compares the two ways: `direct` never reads the roll-ups. */
  readonly way?: 'direct';
}

/** Groups in the order of their keys. Answered from the roll-ups where the filter asks of rolled columns alone. */
export function stats(
  connection: Connection,
  filter: ItemFilter,
  by: readonly StatsBy[],
  options: Options = {},
): readonly StatsRow[] {
  if (wordsOf(filter).nothing) return by.length === 0 ? [{ key: {}, n: 0, starsSum: 0, starsN: 0 }] : [];
  const zone = zoneOf(connection, filter.brand ?? '');
  const source =
    options.way !== 'direct' && isRolled(filter) && isRolledBy(by)
      ? rolledSource(filter, zone)
      : directSource(filter, zone, countingIndex(filter));
  const { from, where } = isOfThemes(by) ? gathered(source, by) : source;
  const names = dimensionsOf(by);
  const parts = unfolded(by);
  const grouped = names.length === 0 ? '' : `GROUP BY ${names.join(', ')} ORDER BY ${names.join(', ')}`;
  const keys = names.map((name, at) => `CAST(${name} AS TEXT) AS k${at}`);
  const sums = [
    'coalesce(sum(i.n), 0) AS n',
    'coalesce(sum(i.stars_sum), 0) AS s',
    'coalesce(sum(i.stars_n), 0) AS sn',
  ];
  const sql = `SELECT ${[...keys, ...sums].join(', ')} FROM ${from} ${parts?.from ?? ''} WHERE ${where.sql} AND ${parts?.where ?? '1'} ${grouped}`;
  type Row = { readonly n: number; readonly s: number; readonly sn: number } & Readonly<Record<`k${number}`, string>>;
  return connection.all<Row>(sql, ...where.values).map((row) => ({
    key: Object.fromEntries(by.map((name, at) => [name, row[`k${at}`]])),
    n: row.n,
    starsSum: row.s,
    starsN: row.sn,
  }));
}

export function count(connection: Connection, filter: ItemFilter): number {
  const difference = byDifference(filter);
  if (difference !== null) return count(connection, difference.all) - count(connection, difference.less);
  if (isRolled(filter)) return stats(connection, filter, [])[0]?.n ?? 0;
  if (wordsOf(filter).nothing) return 0;
  // Without the sums of stars the index of what is counted is enough.
  const { from, where } = directSource(filter, zoneOf(connection, filter.brand ?? ''), countingIndex(filter));
  return connection.get<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, ...where.values)?.n ?? 0;
}
