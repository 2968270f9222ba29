import type { ItemFilter, StatsBy } from '../../domain/filter.ts';
import type { UnusualLevel } from '../../domain/unusual.ts';
import type { WeighedGroup } from '../trust-store.ts';
import { zoneOf } from './brands.ts';
import type { Connection } from './connection.ts';
import { wordsOf } from './pages.ts';
import { countingIndex } from './plan.ts';
import { dimensionsOf, directSource } from './stats.ts';
import { unfolded } from './theme-sql.ts';

type Row = Omit<WeighedGroup, 'key' | 'level'> & { readonly level: UnusualLevel | null } & Readonly<
    Record<`k${number}`, string>
  >;

/** See `TrustStore.weighedStats`. */
export function weighedStats(
  connection: Connection,
  filter: ItemFilter,
  by: readonly StatsBy[],
): readonly WeighedGroup[] {
  if (wordsOf(filter).nothing) return [];
  const { from, where } = directSource(filter, zoneOf(connection, filter.brand ?? ''), countingIndex(filter));
  const parts = unfolded(by);
  const names = dimensionsOf(by);
  const keys = names.map((name, at) => `CAST(${name} AS TEXT) AS k${at}, `).join('');
  const alike = 'i.stars, i.unusual_score, i.unusual_level, i.verdict';
  const sql = `SELECT ${keys}count(*) AS n, i.stars AS stars, i.unusual_score AS score, i.unusual_level AS level, i.verdict AS verdict
    FROM ${from} ${parts?.from ?? ''} WHERE ${where.sql} AND ${parts?.where ?? '1'} GROUP BY ${[...names, alike].join(', ')}`;
  return connection.all<Row>(sql, ...where.values).map(({ n, stars, score, level, verdict, ...row }) => ({
    key: Object.fromEntries(by.map((name, at) => [name, row[`k${at}`]])),
    ...{ n, stars, score, verdict },
    level: level ?? 'none',
  }));
}
