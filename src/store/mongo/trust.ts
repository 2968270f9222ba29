import type { UnusualChange } from '../../domain/unusual.ts';
import { REVIEW_COLUMNS, toReview } from '../rows/review-row.ts';
import { instant } from '../rows/times.ts';
import { campaignsInOrder, latestChanges, toHistory, toJudged } from '../rows/trust-rules.ts';
import { UNUSUAL_COLUMNS, withResult } from '../rows/unusual-columns.ts';
import type { ReviewsToWeigh, TrustStore } from '../trust-store.ts';
import { changeVerdict } from './corrections.ts';
import { clear, dirtyOf, marksOf } from './dirty.ts';
import type { ItemDoc } from './documents.ts';
import { storedItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { weighedStats } from './weighed-stats.ts';
import { type Planner, writeItems } from './write-items.ts';

type Asked<M extends keyof TrustStore> = Parameters<TrustStore[M]>[0];

const UNUSUAL_FIELDS = Object.fromEntries(['sv', 'brand', ...UNUSUAL_COLUMNS].map((name) => [name, 1 as const]));
const REVIEW_FIELDS = Object.fromEntries(['sv', 'id', ...REVIEW_COLUMNS].map((name) => [name, 1 as const]));
/** Authors asked for at once: one seek each and brand. */
const AUTHORS = 1_000;
const OTHER_BRANDS = 50;

/** A walk along the index of days, in which the items of a day stand newest first. */
async function reviewsToWeigh(
  db: MongoDb,
  { brand, from, to, after, limit }: Asked<'reviewsToWeigh'>,
): Promise<ReviewsToWeigh> {
  const [day, id] = after === null ? [from, Number.MAX_SAFE_INTEGER] : (JSON.parse(after) as [string, number]);
  const rest = { brand, channel: 'public', is_own: 0 };
  // Two walks of one index: the rest of the day that was begun, and the days after it.
  const parts = [{ day, id: { $lt: id } }, { day: { $gt: day, $lte: to } }];
  const docs: ItemDoc[] = [];
  for (const part of parts) {
    if (docs.length >= limit) break;
    const found = db.items
      .find({ ...rest, ...part }, REVIEW_FIELDS)
      .sort({ brand: 1, day: 1, id: -1 })
      .hint('day');
    docs.push(...(await found.limit(limit - docs.length).lean<ItemDoc[]>()));
  }
  const last = docs.at(-1);
  return {
    reviews: docs.map((doc) => toReview(storedItem(doc).row)),
    next: last === undefined || docs.length < limit ? null : JSON.stringify([last.day, last.id]),
  };
}

async function praisedBrands(
  db: MongoDb,
  brand: string,
  authors: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const brands = (await db.items.distinct('brand')).filter((one) => one !== brand).slice(0, OTHER_BRANDS);
  const praised = new Map<string, number>();
  for (let at = 0; brands.length > 0 && at < authors.length; at += AUTHORS) {
    const found = await db.items
      .aggregate<{ _id: { author: string } }>([
        {
          $match: {
            brand: { $in: brands },
            author_hash: { $in: authors.slice(at, at + AUTHORS) },
            stars: { $gte: 4 },
          },
        },
        { $group: { _id: { author: '$author_hash', brand: '$brand' } } },
      ])
      .hint('author');
    for (const { _id } of found) praised.set(_id.author, (praised.get(_id.author) ?? 0) + 1);
  }
  return praised;
}

/** Compare-and-set on each document: a verdict that comes in meanwhile is not lost. */
async function saveWeighed(db: MongoDb, { brand, version, results, now }: Asked<'saveWeighed'>): Promise<number> {
  const changed = new Set<string>();
  const planners = results.map(({ key, ...result }): [string, Planner] => [
    key,
    (stored) => {
      changed.delete(key);
      if (stored === null) return null;
      const set = withResult(stored.row, { ...result, version }, instant(now) ?? now);
      if (UNUSUAL_COLUMNS.every((name) => set[name] === stored.row[name])) return null;
      if (set.unusual_level !== stored.row.unusual_level) changed.add(key);
      return { set, events: [] };
    },
  ]);
  await writeItems(db, { brand, planners: new Map(planners) });
  return changed.size;
}

async function changesOf(db: MongoDb, key: string): Promise<readonly UnusualChange[]> {
  const doc = await db.items.findOne({ _id: key }, UNUSUAL_FIELDS).lean<ItemDoc>();
  return doc === null ? [] : toHistory(storedItem(doc).row);
}

export function trustMethods(db: MongoDb): TrustStore {
  return {
    async dueDays(brand, limit) {
      const found = await dirtyOf(db, { kind: 'weigh', brand }, limit);
      return found.map(({ value, rev }) => ({ day: value, mark: rev }));
    },
    async clearDueDays(brand, days) {
      const marks = new Map(days.map(({ day, mark }) => [day, mark]));
      const read = await marksOf(
        db,
        brand,
        days.map(({ day }) => ({ kind: 'weigh', brand, value: day })),
      );
      await clear(
        db,
        read.filter(({ value, rev }) => marks.get(value) === rev),
      );
    },
    reviewsToWeigh: (options) => reviewsToWeigh(db, options),
    praisedBrands: (brand, authors) => praisedBrands(db, brand, authors),
    saveWeighed: (options) => saveWeighed(db, options),
    setVerdict: (options) => changeVerdict(db, options),
    async verdicts({ brand, limit }) {
      const said = { brand, verdict_at: { $exists: true }, verdict_of: { $exists: false } };
      const found = db.items.find(said, UNUSUAL_FIELDS).sort({ brand: 1, verdict_at: -1, id: -1 }).hint('verdict');
      return (await found.limit(limit).lean<ItemDoc[]>()).map((doc) => toJudged(storedItem(doc).row));
    },
    unusualHistory: (key) => changesOf(db, key),
    async unusualChanges({ brand, limit }) {
      const changed = { brand, unusual_at: { $exists: true } };
      const found = db.items.find(changed, UNUSUAL_FIELDS).sort({ brand: 1, unusual_at: -1 }).hint('unusual_at');
      const rows = (await found.limit(limit).lean<ItemDoc[]>()).map((doc) => storedItem(doc).row);
      return latestChanges(rows, limit);
    },
    /** One walk along the index of what belongs to a family; its first review stands in none. */
    async families({ brand, limit }) {
      const found = await db.items
        .aggregate<{ _id: string; n: number }>([
          { $match: { brand, family: { $exists: true } } },
          { $group: { _id: '$family', n: { $sum: 1 } } },
        ])
        .hint('family');
      const largest = found.sort((a, b) => b.n - a.n || (a._id < b._id ? -1 : 1)).slice(0, limit);
      return largest.map(({ _id: key, n }) => ({ key, n: n + 1 }));
    },
    weighedStats: (filter, by) => weighedStats(db, filter, by),
    async campaigns(brand) {
      const found = await db.campaigns.find({ brand }).hint('brand').lean();
      return campaignsInOrder(found.map(({ body }) => JSON.parse(body)));
    },
    async saveCampaign(campaign) {
      const { id, brand } = campaign;
      await db.campaigns.replaceOne({ _id: id }, { brand, body: JSON.stringify(campaign) }, { upsert: true });
    },
    async removeCampaign(id) {
      return (await db.campaigns.deleteOne({ _id: id })).deletedCount > 0;
    },
  };
}
