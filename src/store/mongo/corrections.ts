import type { Item } from '../../domain/item.ts';
import { NotFound } from '../../errors.ts';
import type { LoopStore } from '../loop-store.ts';
import { correctRow } from '../rows/correction-rules.ts';
import { instant } from '../rows/times.ts';
import { withVerdict } from '../rows/unusual-columns.ts';
import type { ItemStore } from '../store.ts';
import type { TrustStore } from '../trust-store.ts';
import { placeMarks } from './copies.ts';
import type { StoredItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { untold } from './outbox.ts';
import { itemDoc, itemOf } from './read-items.ts';
import { Touched } from './touched.ts';
import { type ItemPlan, writeItems } from './write-items.ts';
import { zoneOf } from './zones.ts';

function missing(key: string): NotFound {
  return new NotFound(`There is no item ${key}.`, { details: { key } });
}

/** Changes one item, and gives it back as it is then. Throws `NotFound`. */
async function changeItem(
  db: MongoDb,
  key: string,
  plan: (stored: StoredItem, brand: string) => ItemPlan | null,
): Promise<Item> {
  const found = await db.items.findOne({ _id: key }, { brand: 1 }).lean();
  if (found === null) throw missing(key);
  const { brand } = found;
  await writeItems(db, {
    brand,
    planners: new Map([[key, (stored) => (stored === null ? null : plan(stored, brand))]]),
  });
  const doc = await itemDoc(db, key);
  if (doc === null) throw missing(key);
  return itemOf(doc);
}

function updated(key: string, brand: string, now: string) {
  return untold({ at: now, type: 'item.updated', subject: key, brand, quiet: true });
}

/** See `TrustStore.setVerdict`. The word is kept in the history of corrections, too, holds for copies, and the day is weighed again: others lean on this review. */
export async function changeVerdict(
  db: MongoDb,
  { key, verdict, by, now: given }: Parameters<TrustStore['setVerdict']>[0],
): Promise<Item> {
  const now = instant(given) ?? given;
  const touched = new Touched(db);
  const found = await db.items.findOne({ _id: key }, { brand: 1, day: 1 }).lean();
  if (found !== null) {
    const { brand, day = '' } = found;
    await touched.begin([{ kind: 'weigh', brand, value: day }, ...placeMarks(brand, [key])]);
  }
  const item = await changeItem(db, key, ({ row }, brand) => {
    const set = withVerdict(row, { verdict, by, now });
    if (set === null) return null;
    const said = { field: 'unusual', ...(verdict === null ? {} : { value: verdict }), by, at: now };
    return { set, corrections: [said], events: [updated(key, brand, now)] };
  });
  await touched.settle(now);
  return item;
}

export function correctionMethods(
  db: MongoDb,
): Pick<ItemStore, 'correct' | 'setTags' | 'tags'> & Pick<LoopStore, 'correctedKeys'> {
  return {
    async correctedKeys(brand, limit) {
      const found = db.items
        .find({ brand, corrected_at: { $exists: true } }, { _id: 1 })
        .sort({ corrected_at: -1, _id: 1 });
      return (await found.hint('corrected').limit(limit).lean()).map(({ _id }) => String(_id));
    },
    async correct(given) {
      const options = { ...given, now: instant(given.now) ?? given.now };
      const { key, by, now } = options;
      const found = await db.items.findOne({ _id: key }, { brand: 1 }).lean();
      const zone = found === null ? 'UTC' : await zoneOf(db, found.brand);
      return changeItem(db, key, (stored, brand) => {
        const corrected = correctRow(stored.row, options, zone);
        if (corrected === null) return null;
        const { row, newLanguage, said } = corrected;
        return {
          set: row,
          ...(newLanguage ? { stems: null, forgetNext: true } : {}),
          corrections: said.map(({ field, value }) => ({ field, ...(value === null ? {} : { value }), by, at: now })),
          events: [updated(key, brand, now)],
        };
      });
    },
    /** A tag that is both added and removed is removed. */
    setTags({ key, add, remove, by, now: given }) {
      const now = instant(given) ?? given;
      const gone = new Set(remove.map((tag) => tag.toWellFormed()));
      const wanted = [...new Set(add.map((tag) => tag.toWellFormed()))].filter((tag) => !gone.has(tag));
      return changeItem(db, key, ({ tags }, brand) => {
        const there = new Set(tags.map(({ tag }) => tag));
        const fresh = wanted.filter((tag) => !there.has(tag));
        const kept = tags.filter(({ tag }) => !gone.has(tag));
        if (fresh.length === 0 && kept.length === tags.length) return null;
        const next = [...kept, ...fresh.map((tag) => ({ tag, by, at: now }))];
        return { tags: next, events: [updated(key, brand, now)] };
      });
    },
    /** Most used first. */
    async tags(brand) {
      const tagged = { 'tags.tag': { $exists: true } };
      const found = await db.items
        .aggregate<{ tag: string; n: number }>([
          { $match: brand === undefined ? tagged : { brand, ...tagged } },
          { $project: { _id: 0, 'tags.tag': 1 } },
          { $unwind: '$tags' },
          { $group: { _id: '$tags.tag', n: { $sum: 1 } } },
          { $project: { _id: 0, tag: '$_id', n: 1 } },
        ])
        .hint('tagged');
      return found.sort((a, b) => b.n - a.n || (a.tag < b.tag ? -1 : 1));
    },
  };
}
