import { Brand } from '../../domain/brand.ts';
import { BadInput } from '../../errors.ts';
import { movedTo } from '../rows/related.ts';
import { instant, isTimeZone } from '../rows/times.ts';
import type { TargetStore } from '../store.ts';
import type { MongoDb } from './models.ts';
import { type Planner, writeItems } from './write-items.ts';

const BATCH = 500;

/** Printed days are never shifted, so only items that have an instant and no printed day can move. */
async function moveDays(db: MongoDb, brand: string, zone: string): Promise<void> {
  const plan: Planner = (stored) => (stored === null ? null : { set: movedTo(stored.row, zone), events: [] });
  const movable = { published_on: { $exists: false }, published_at: { $exists: true } };
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const found = await db.items
      .find({ brand, id: { $lt: before }, ...movable }, { id: 1 })
      .sort({ id: -1 })
      .hint('brand_id')
      .limit(BATCH)
      .lean();
    const last = found.at(-1);
    if (last === undefined) return;
    await writeItems(db, { brand, planners: new Map(found.map(({ _id }) => [_id, plan])) });
    before = last.id;
  }
}

function parsed({ body }: { readonly body: string }): Brand {
  return Brand.parse(JSON.parse(body));
}

export function brandMethods(db: MongoDb): Pick<TargetStore, 'saveBrand' | 'brands' | 'brand'> {
  return {
    /**
     * Another zone moves the days of its items. Which zone they are in is written after, so that a move that is broken off is
     * made whole by the next saving.
     */
    async saveBrand(brand, now) {
      const { id, timeZone } = brand;
      if (!isTimeZone(timeZone))
        throw new BadInput('timeZone', `"${timeZone}" is not a time zone such as Europe/Moscow.`);
      const columns = {
        body: JSON.stringify(brand),
        time_zone: timeZone,
        made_up: brand.madeUp ? 1 : 0,
        saved_at: instant(now) ?? now,
      };
      const before = await db.brands
        .findOneAndUpdate({ _id: id }, { $set: columns }, { upsert: true, returnDocument: 'before' })
        .lean();
      if (before?.days_zone === timeZone) return;
      // Items of a brand that was never saved have their days in UTC.
      if ((before?.days_zone ?? 'UTC') !== timeZone) await moveDays(db, id, timeZone);
      await db.brands.updateOne({ _id: id, time_zone: timeZone }, { $set: { days_zone: timeZone } });
    },
    async brands() {
      return (await db.brands.find().sort({ _id: 1 }).lean()).map(parsed);
    },
    async brand(id) {
      const found = await db.brands.findById(id).lean();
      return found === null ? null : parsed(found);
    },
  };
}
