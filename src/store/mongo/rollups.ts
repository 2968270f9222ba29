import { settleLeftCopies } from './copies.ts';
import { takeNumbers } from './counter.ts';
import { clear, dirty } from './dirty.ts';
import type { DirtyDoc, RollupGroup } from './documents.ts';
import { isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';

/** The dimensions that the roll-ups keep beside brand and day, as fields of both the groups and the items. */
export const ROLLED = ['scraper', 'channel', 'effective_language', 'effective_sentiment', 'star_group'] as const;

/** Sets of copies that are looked at in one call. */
const LEFT_COPIES = 500;

/** Sums of groups of items, as stages of an aggregation. */
export const SUMS = {
  n: { $sum: 1 },
  stars_sum: { $sum: '$stars' },
  stars_n: { $sum: { $cond: [{ $gt: ['$stars', null] }, 1, 0] } },
} as const;

async function groupsOf(db: MongoDb, brand: string, day: string): Promise<RollupGroup[]> {
  const id = Object.fromEntries(ROLLED.map((name) => [name, `$${name}`]));
  return db.items
    .aggregate<RollupGroup>([
      { $match: { brand, day, shown: 1 } },
      { $group: { _id: id, ...SUMS } },
      { $replaceWith: { $mergeObjects: ['$_id', { n: '$n', stars_sum: '$stars_sum', stars_n: '$stars_n' }] } },
    ])
    .hint('day')
    .exec();
}

/** False where a computation that began later was first. */
async function put(
  db: MongoDb,
  { brand, value: day }: DirtyDoc,
  groups: RollupGroup[],
  made: number,
): Promise<boolean> {
  try {
    const filter = { _id: `${brand}:${day}`, brand, made: { $lt: made } };
    await db.rollups.updateOne(filter, { $set: { day, made, groups } }, { upsert: true });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/**
 * A day's figures are always computed anew from its items: an increment repeated after a crash would count twice. The number of
 * the computation is taken after its mark was read and before its items are: the figures with the highest number have seen all
 * that was written before any mark that was taken away.
 */
async function refresh(db: MongoDb, limit: number): Promise<number> {
  await settleLeftCopies(db, LEFT_COPIES);
  const marks = await dirty(db, 'day', limit);
  if (marks.length > 0) {
    const { first: made } = await takeNumbers(db, 'rollup', 1);
    for (const mark of marks) {
      const groups = await groupsOf(db, mark.brand, mark.value);
      if (await put(db, mark, groups, made)) await clear(db, mark);
    }
  }
  return db.dirty.countDocuments({ kind: 'day' }).hint('kind_value');
}

/** Returns how many dirty days are left. */
export function refreshRollups(db: MongoDb, limit: number): Promise<number> {
  return refresh(db, Math.max(0, limit));
}
