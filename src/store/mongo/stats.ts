import type { PipelineStage } from 'mongoose';
import type { ItemFilter, StatsBy } from '../../domain/filter.ts';
import { isRolled, STATS_COLUMNS } from '../rows/rolled.ts';
import type { ItemStore, StatsRow } from '../store.ts';
import type { ItemIndex } from './item-schema.ts';
import { conditions, type Match } from './match.ts';
import type { MongoDb } from './models.ts';
import { SUMS } from './rollups.ts';
import { type Way, wayFor } from './way.ts';
import { zoneOf } from './zones.ts';

interface Sums {
  readonly _id: Readonly<Record<string, string | number>>;
  readonly n: number;
  readonly stars_sum: number;
  readonly stars_n: number;
}

function groupBy(by: readonly StatsBy[]) {
  return Object.fromEntries(by.map((name) => [name, `$${STATS_COLUMNS[name]}`]));
}

/** Counts have no order: a bound of the time of collection is quicker by its own index. */
export function countingIndex(filter: ItemFilter, { index }: Way): ItemIndex {
  const bounded = filter.collected_from !== undefined || filter.collected_to !== undefined;
  return bounded && (index === 'feed' || index === 'brand_id') ? 'collected' : index;
}

function matchOf(way: Way, brands: readonly string[]): Match {
  return { $and: [{ brand: brands.length === 1 ? brands[0] : { $in: brands } }, ...way.match] };
}

async function direct(db: MongoDb, filter: ItemFilter, by: readonly StatsBy[]): Promise<readonly Sums[]> {
  const way = await wayFor(db, filter);
  const parts = way.brands.map((brands) =>
    db.items
      .aggregate<Sums>([{ $match: matchOf(way, brands) }, { $group: { _id: groupBy(by), ...SUMS } }])
      .hint(countingIndex(filter, way))
      .exec(),
  );
  return (await Promise.all(parts)).flat();
}

/** Sums of the groups of days; where one dimension is asked for, of the sums that were made for it. */
function fromRollups(asked: readonly Match[], by: readonly StatsBy[]): readonly PipelineStage.FacetPipelineStage[] {
  const wanted = by.filter((name) => name !== 'day').map((name) => STATS_COLUMNS[name]);
  const dimensions = new Set([...wanted, ...asked.flatMap((condition) => Object.keys(condition))]);
  const [only] = dimensions;
  const from = dimensions.size > 1 ? 'groups' : `by.${only ?? 'all'}`;
  const field = (name: string) => (dimensions.size > 1 ? `groups.${name}` : `${from}.value`);
  const named = asked.map((condition) =>
    Object.fromEntries(Object.entries(condition).map(([name, value]) => [field(name), value])),
  );
  return [
    { $project: { day: 1, [from]: 1 } },
    { $unwind: `$${from}` },
    { $match: { $and: [{}, ...named] } },
    {
      $group: {
        _id: Object.fromEntries(by.map((name) => [name, name === 'day' ? '$day' : `$${field(STATS_COLUMNS[name])}`])),
        n: { $sum: `$${from}.n` },
        stars_sum: { $sum: `$${from}.stars_sum` },
        stars_n: { $sum: `$${from}.stars_n` },
      },
    },
  ];
}

/**
 * Roll-ups of settled days together with the items of days that wait to be recomputed: always as of now, and no slower for the
 * dirty days than those days are large. The marks are read first: a day that is marked after is read as it was before.
 */
async function rolled(db: MongoDb, filter: ItemFilter, by: readonly StatsBy[]): Promise<readonly Sums[]> {
  const zone = await zoneOf(db, filter.brand ?? '');
  const asked = conditions(filter, zone).filter((condition) => condition['shown'] === undefined);
  const ofBrand = filter.brand === undefined ? {} : { brand: filter.brand };
  const marks = await db.dirty.find({ ...ofBrand, kind: 'day' }, { brand: 1, value: 1 }).lean();
  const ofDay = (condition: Match) => condition['day'] !== undefined;
  const unmarked = { _id: { $nin: marks.map(({ brand, value }) => `${brand}:${value}`) } };
  const settled: PipelineStage[] = [
    { $match: { $and: [ofBrand, ...asked.filter(ofDay), unmarked] } },
    ...fromRollups(
      asked.filter((condition) => !ofDay(condition)),
      by,
    ),
  ];
  const waiting = [...Map.groupBy(marks, ({ brand }) => brand)].map(([brand, own]) =>
    db.items
      .aggregate<Sums>([
        { $match: { $and: [{ brand, shown: 1, day: { $in: own.map(({ value }) => value) } }, ...asked] } },
        { $group: { _id: groupBy(by), ...SUMS } },
      ])
      .hint('day')
      .exec(),
  );
  const found = await Promise.all([db.rollups.aggregate<Sums>(settled).hint('brand_day').exec(), ...waiting]);
  return found.flat();
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Groups in the order of their keys. */
function joined(sums: readonly Sums[], by: readonly StatsBy[]): readonly StatsRow[] {
  const groups = new Map<string, { values: readonly (string | number)[]; n: number; stars: number; starsN: number }>();
  for (const { _id, n, stars_sum, stars_n } of sums) {
    const values = by.map((name) => _id[name] ?? '');
    const key = JSON.stringify(values);
    const group = groups.get(key) ?? { values, n: 0, stars: 0, starsN: 0 };
    group.n += n;
    group.stars += stars_sum;
    group.starsN += stars_n;
    groups.set(key, group);
  }
  return [...groups.values()]
    .sort((a, b) => a.values.reduce<number>((sign, value, at) => sign || compare(value, b.values[at] ?? ''), 0))
    .map(({ values, n, stars, starsN }) => ({
      key: Object.fromEntries(by.map((name, at) => [name, String(values[at])])),
      n,
      starsSum: stars,
      starsN,
    }));
}

async function stats(db: MongoDb, filter: ItemFilter, by: readonly StatsBy[]): Promise<readonly StatsRow[]> {
  const fromRollups = isRolled(filter) && !by.includes('touchpoint');
  const rows = joined(fromRollups ? await rolled(db, filter, by) : await direct(db, filter, by), by);
  return by.length === 0 && rows.length === 0 ? [{ key: {}, n: 0, starsSum: 0, starsN: 0 }] : rows;
}

async function count(db: MongoDb, filter: ItemFilter): Promise<number> {
  if (isRolled(filter)) return (await stats(db, filter, []))[0]?.n ?? 0;
  const way = await wayFor(db, filter);
  const counts = await Promise.all(
    way.brands.map((brands) => db.items.countDocuments(matchOf(way, brands)).hint(countingIndex(filter, way))),
  );
  return counts.reduce((sum, n) => sum + n, 0);
}

export function statsMethods(db: MongoDb): Pick<ItemStore, 'count' | 'stats'> {
  return { count: (filter) => count(db, filter), stats: (filter, by) => stats(db, filter, by) };
}
