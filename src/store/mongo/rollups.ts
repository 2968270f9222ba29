import { settleLeftCopies } from './copies.ts';
import { takeNumbers } from './counter.ts';
import { clear, dirty, dirtyCount } from './dirty.ts';
import type { DirtyDoc, RollupGroup } from './documents.ts';
import { isDuplicate } from './failures.ts';
import { LATE } from './match.ts';
import type { MongoDb } from './models.ts';

/** The dimensions that the roll-ups keep beside brand and day, and what makes each of an item. */
const ROLLED = {
  scraper: '$scraper',
  channel: '$channel',
  effective_language: '$effective_language',
  effective_sentiment: '$effective_sentiment',
  star_group: '$star_group',
  has_text: '$has_text',
  verified: { $cond: [{ $eq: ['$verified', 1] }, 1, 0] },
  late: { $cond: [LATE, 1, 0] },
} as const;

/** Days that are computed by one question. */
const DAYS_AT_ONCE = 100;
/** Days of one call: what is left waits for the next. */
const DAYS_IN_ALL = 20_000;
/** Sets of copies that are looked at in one call. */
const LEFT_COPIES = 500;

/** Sums of groups of items, as stages of an aggregation. */
export const SUMS = {
  n: { $sum: 1 },
  stars_sum: { $sum: '$stars' },
  stars_n: { $sum: { $cond: [{ $gt: ['$stars', null] }, 1, 0] } },
} as const;

type DayGroup = RollupGroup & { readonly day: string };

/** The groups of some days of a brand. */
async function groupsOf(db: MongoDb, brand: string, days: readonly string[]): Promise<Map<string, RollupGroup[]>> {
  const found = await db.items
    .aggregate<DayGroup>([
      { $match: { brand, day: { $in: days }, shown: 1 } },
      { $group: { _id: { day: '$day', ...ROLLED }, ...SUMS } },
      { $replaceWith: { $mergeObjects: ['$_id', { n: '$n', stars_sum: '$stars_sum', stars_n: '$stars_n' }] } },
    ])
    .hint('day')
    .exec();
  const groups = new Map<string, RollupGroup[]>(days.map((day) => [day, []]));
  for (const { day, ...group } of found) groups.get(day)?.push(group);
  return groups;
}

/** Returns the marks that may go: of the days whose figures are now these, not those of a computation that began later. */
async function put(
  db: MongoDb,
  marks: readonly DirtyDoc[],
  { groups, made }: { readonly groups: ReadonlyMap<string, RollupGroup[]>; readonly made: number },
): Promise<readonly DirtyDoc[]> {
  const operations = marks.map(({ brand, value: day }) => {
    const own = groups.get(day) ?? [];
    return {
      updateOne: {
        filter: { _id: `${brand}:${day}`, brand, made: { $lt: made } },
        update: { $set: { day, made, groups: own } },
        upsert: true,
      },
    };
  });
  try {
    await db.rollups.bulkWrite(operations, { ordered: false });
    return marks;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  const mine = await db.rollups.find({ _id: { $in: operations.map((one) => one.updateOne.filter._id) }, made }).lean();
  const ids = new Set(mine.map(({ _id }) => _id));
  return marks.filter(({ brand, value }) => ids.has(`${brand}:${value}`));
}

/**
 * A day's figures are always computed anew from its items: an increment repeated after a crash would count twice. The number of
 * the computation is taken after its mark was read and before its items are: the figures with the highest number have seen all
 * that was written before any mark that was taken away.
 */
async function refresh(db: MongoDb, limit: number): Promise<number> {
  await settleLeftCopies(db, LEFT_COPIES);
  const marks = await dirty(db, 'day', Math.min(limit, DAYS_IN_ALL));
  const { first: made } = marks.length === 0 ? { first: 0 } : await takeNumbers(db, 'rollup', 1);
  for (const [brand, own] of Map.groupBy(marks, (mark) => mark.brand)) {
    for (let at = 0; at < own.length; at += DAYS_AT_ONCE) {
      const some = own.slice(at, at + DAYS_AT_ONCE);
      const days = some.map(({ value }) => value);
      await clear(db, await put(db, some, { groups: await groupsOf(db, brand, days), made }));
    }
  }
  return dirtyCount(db, 'day');
}

/** Returns how many dirty days are left, but for those that somebody is writing: who calls until none is left would wait for him. */
export function refreshRollups(db: MongoDb, limit: number): Promise<number> {
  return refresh(db, Math.max(0, limit));
}
