import type { CareStore, CleanUp } from '../care-store.ts';
import { instant } from '../rows/times.ts';
import { forgetOldAccess } from './access.ts';
import { brandsWithItems, erase, VICTIM, type Victim } from './erase.ts';
import type { MongoDb } from './models.ts';
import { ERASED_EVENTS } from './outbox.ts';

/** Each brand that has items is one seek in the index, where its undated items stand before the oldest day. */
async function oldItems(db: MongoDb, before: string, limit: number): Promise<readonly Victim[]> {
  const brands = await brandsWithItems(db);
  const found: Victim[] = [];
  for (const which of [{ day: { $gt: '', $lt: before } }, { day: '', collected_at: { $lt: before } }]) {
    for (const brand of brands) {
      const rest = limit - found.length;
      if (rest <= 0) return found;
      const query = db.items.find({ brand, ...which }, VICTIM).hint('day');
      found.push(...(await query.limit(rest).lean<Victim[]>()));
    }
  }
  return found;
}

/** Up to which number they went is remembered: who reads the rest does not wait for them. */
async function eraseEvents(db: MongoDb, before: string, limit: number): Promise<number> {
  const old = await db.events
    .find({ at: { $lt: before } }, { _id: 1 })
    .sort({ at: 1 })
    .hint('at')
    .limit(limit)
    .lean();
  if (old.length === 0) return 0;
  const numbers = old.map(({ _id }) => _id);
  await db.counters.updateOne({ _id: ERASED_EVENTS }, { $max: { value: Math.max(...numbers) } }, { upsert: true });
  return (await db.events.deleteMany({ _id: { $in: numbers } })).deletedCount;
}

async function cleanUp(db: MongoDb, { itemsBefore, eventsBefore, now, limit }: CleanUp) {
  if (limit <= 0) return { items: 0, events: 0, more: false };
  const victims = itemsBefore === null ? [] : await oldItems(db, itemsBefore, limit);
  await erase(db, victims);
  const events = await eraseEvents(db, instant(eventsBefore) ?? eventsBefore, limit);
  await forgetOldAccess(db, instant(now) ?? now);
  return { items: victims.length, events, more: victims.length === limit || events === limit };
}

export function careMethods(db: MongoDb): CareStore {
  return { cleanUp: (options) => cleanUp(db, options) };
}
