import type { ItemFilter, StatsBy } from '../../domain/filter.ts';
import { byDifference, byRareDifference } from '../rows/difference.ts';
import { isRolled, isRolledBy, type RolledBy, STATS_COLUMNS } from '../rows/rolled.ts';
import type { ItemStore, StatsRow } from '../store.ts';
import { type DaySums, sumsOfDays } from './day-figures.ts';
import type { ItemIndex } from './item-schema.ts';
import { conditions, type Match } from './match.ts';
import type { MongoDb } from './models.ts';
import { SUMS } from './rollups.ts';
import { unfolded } from './themes.ts';
import { brandsOf, type Way, wayFor } from './way.ts';
import { zoneOf } from './zones.ts';

interface Sums {
  readonly _id: Readonly<Record<string, string | number>>;
  readonly n: number;
  readonly stars_sum: number;
  readonly stars_n: number;
}

export function groupBy(by: readonly StatsBy[]) {
  return Object.fromEntries(by.map((name) => [name, `$${STATS_COLUMNS[name]}`]));
}

/** Counts have no order: a bound of the time of collection is quicker by its own index. */
function countingIndex(filter: ItemFilter, { index }: Way): ItemIndex {
  const bounded = filter.collected_from !== undefined || filter.collected_to !== undefined;
  return bounded && (index === 'feed' || index === 'brand_id') ? 'collected' : index;
}

/** What is asked to find all that matches, each once: a range of days by the ids of it, and apart what is `off`. */
export function countingParts(
  filter: ItemFilter,
  way: Way,
): readonly { readonly index: ItemIndex; readonly match: Match }[] {
  const { ids } = way;
  const index = countingIndex(filter, way);
  return way.brands.flatMap((brands) => {
    const all = [{ brand: brands.length === 1 ? brands[0] : { $in: brands } }, ...way.match];
    if (ids === null || index === 'collected') return [{ index, match: { $and: all } }];
    const outside = { $or: [{ id: { $lt: ids.$gte } }, { id: { $gt: ids.$lte } }] };
    return [
      { index, match: { $and: [...all, { id: ids }] } },
      { index: 'off' as const, match: { $and: [...all, { off: 1 }, outside] } },
    ];
  });
}

async function direct(db: MongoDb, filter: ItemFilter, by: readonly StatsBy[]): Promise<readonly Sums[]> {
  const parts = countingParts(filter, await wayFor(db, filter)).map(({ index, match }) =>
    db.items
      .aggregate<Sums>([{ $match: match }, ...unfolded(by), { $group: { _id: groupBy(by), ...SUMS } }])
      .hint(index)
      .exec(),
  );
  return (await Promise.all(parts)).flat();
}

/** Beside those of every store. */
const MORE_ROLLED: ReadonlySet<string> = new Set(['has_text', 'verified', 'late']);

/**
 * Roll-ups of settled days together with the items of days that wait to be recomputed: always as of now, and no slower for the
 * dirty days than those days are large. The marks are read first: a day that is marked after is read as it was before. Roll-ups
 * count each opinion once: where copies are asked for, those are added one by one.
 */
async function rolled(
  db: MongoDb,
  { copies, ...filter }: ItemFilter,
  by: readonly RolledBy[],
): Promise<readonly DaySums[]> {
  const zone = await zoneOf(db, filter.brand ?? '');
  const ofBrand = filter.brand === undefined ? {} : { brand: filter.brand };
  const marks = await db.dirty.find({ ...ofBrand, kind: 'day' }, { brand: 1, value: 1 }).lean();
  const dirty = Map.groupBy(marks, ({ brand }) => brand);
  const brands: readonly string[] = filter.brand === undefined ? await db.rollups.distinct('brand') : [filter.brand];
  const { late, ...rest } = filter;
  const ofDays = conditions(rest, zone).filter((condition) => condition['shown'] === undefined);
  const settled = brands.map((brand) =>
    sumsOfDays(db, {
      brand,
      asked: [...ofDays, ...(late === undefined ? [] : [{ late: late ? 1 : 0 }])],
      by: by.map((name) => STATS_COLUMNS[name]),
      without: new Set(dirty.get(brand)?.map(({ value }) => value)),
    }),
  );
  const waiting = [...dirty].map(([brand, own]) =>
    db.items
      .aggregate<Sums>([
        { $match: { $and: [{ brand, day: { $in: own.map(({ value }) => value) } }, ...conditions(filter, zone)] } },
        { $group: { _id: groupBy(by), ...SUMS } },
      ])
      .hint('day')
      .exec()
      .then((sums) => sums.map((one) => daySums(one, by))),
  );
  const more = (copies === 'all' ? await brandsOf(db, filter) : []).map((brand) =>
    db.items
      .aggregate<Sums>([
        { $match: { $and: [{ brand, copy_of: { $gt: '' } }, ...conditions({ ...filter, copies }, zone)] } },
        { $group: { _id: groupBy(by), ...SUMS } },
      ])
      .hint('copy_of')
      .exec()
      .then((sums) => sums.map((one) => daySums(one, by))),
  );
  return (await Promise.all([...settled, ...waiting, ...more])).flat();
}

function daySums({ _id, n, stars_sum: starsSum, stars_n: starsN }: Sums, by: readonly StatsBy[]): DaySums {
  return { values: by.map((name) => _id[name] ?? ''), n, starsSum, starsN };
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Groups in the order of their keys. */
function joined(sums: readonly DaySums[], by: readonly StatsBy[]): readonly StatsRow[] {
  const groups = new Map<string, DaySums>();
  for (const one of sums) {
    const key = one.values.join('\0');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ...one });
    else {
      group.n += one.n;
      group.starsSum += one.starsSum;
      group.starsN += one.starsN;
    }
  }
  return [...groups.values()]
    .filter(({ n }) => n > 0)
    .sort((a, b) => a.values.reduce<number>((sign, value, at) => sign || compare(value, b.values[at] ?? ''), 0))
    .map(({ values, n, starsSum, starsN }) => ({
      key: Object.fromEntries(by.map((name, at) => [name, String(values[at])])),
      n,
      // What came of taking away is no half of a millionth of a star.
      starsSum: Math.round(starsSum * 1e6) / 1e6,
      starsN,
    }));
}

async function sumsOf(db: MongoDb, filter: ItemFilter, by: readonly StatsBy[]): Promise<readonly DaySums[]> {
  const difference = byDifference(filter);
  if (difference !== null) {
    const [all, less] = await Promise.all([sumsOf(db, difference.all, by), sumsOf(db, difference.less, by)]);
    return [...all, ...less.map(taken)];
  }
  if (isRolled(filter, MORE_ROLLED) && isRolledBy(by)) return rolled(db, filter, by);
  return (await direct(db, filter, by)).map((one) => daySums(one, by));
}

function taken({ values, n, starsSum, starsN }: DaySums): DaySums {
  return { values, n: -n, starsSum: -starsSum, starsN: -starsN };
}

async function stats(db: MongoDb, filter: ItemFilter, by: readonly StatsBy[]): Promise<readonly StatsRow[]> {
  const rows = joined(await sumsOf(db, filter, by), by);
  return by.length === 0 && rows.length === 0 ? [{ key: {}, n: 0, starsSum: 0, starsN: 0 }] : rows;
}

async function count(db: MongoDb, filter: ItemFilter): Promise<number> {
  const difference = byDifference(filter) ?? byRareDifference(filter);
  if (difference !== null) {
    const [all, less] = await Promise.all([count(db, difference.all), count(db, difference.less)]);
    return Math.max(0, all - less);
  }
  if (isRolled(filter, MORE_ROLLED)) return (await stats(db, filter, []))[0]?.n ?? 0;
  const parts = countingParts(filter, await wayFor(db, filter));
  const counts = await Promise.all(parts.map(({ index, match }) => db.items.countDocuments(match).hint(index)));
  return counts.reduce((sum, n) => sum + n, 0);
}

export function statsMethods(db: MongoDb): Pick<ItemStore, 'count' | 'stats'> {
  return { count: (filter) => count(db, filter), stats: (filter, by) => stats(db, filter, by) };
}
