import { BadInput } from '../../errors.ts';
import type { ItemStore } from '../store.ts';
import { TRUST_STATE } from '../trust-store.ts';
import { brandsWithItems, erase, VICTIM, type Victim } from './erase.ts';
import type { MongoDb } from './models.ts';
import { refreshRollups } from './rollups.ts';
import { takeAway } from './targets.ts';
import { forgetAllWords } from './words.ts';

type Forgotten = Parameters<ItemStore['forget']>[0];

/** Items of one step. */
const BATCH = 500;
/** Dirty days that are counted anew at once; the rest follows by itself. */
const MAX_DAYS = 100_000;

/** Brands that are spoken of; null where all are. */
async function namedBrands(db: MongoDb, { brand, madeUp }: Forgotten): Promise<readonly string[] | null> {
  if (madeUp !== true) return brand === undefined ? null : [brand];
  const made = await db.brands.find({ made_up: 1 }, { _id: 1 }).hint('made_up').lean();
  const ids = made.map(({ _id }) => _id);
  return brand === undefined ? ids : ids.filter((id) => id === brand);
}

/** Where all items of a brand are meant: brand by brand, so that each question has its index. */
function victims(db: MongoDb, brand: string, { authorHash, key }: Forgotten): Promise<Victim[]> {
  const which = {
    brand,
    ...(key === undefined ? {} : { _id: key }),
    ...(authorHash === undefined ? {} : { author_hash: authorHash }),
  };
  const index = key === undefined ? (authorHash === undefined ? 'brand_id' : 'author') : '_id_';
  return db.items.find(which, VICTIM).hint(index).limit(BATCH).lean<Victim[]>().exec();
}

async function brandsOf(db: MongoDb, what: Forgotten, named: readonly string[] | null): Promise<readonly string[]> {
  if (named !== null) return named;
  if (what.key === undefined) return brandsWithItems(db);
  const found = await db.items.findOne({ _id: what.key }, { brand: 1 }).lean();
  return found === null ? [] : [found.brand];
}

/**
 * Erases items with everything that came from them, and with a brand also what was set up for it; several words are joined by
 * "and". The roll-ups are made anew. Returns how many items went. Where it is broken off, repeating it erases the rest.
 */
async function forget(db: MongoDb, what: Forgotten): Promise<number> {
  const { authorHash, brand, madeUp, key } = what;
  if (authorHash === undefined && brand === undefined && madeUp !== true && key === undefined)
    throw new BadInput('what', 'Say what is to be forgotten: an author, a brand, made-up data or an item.');
  const whole = authorHash === undefined && key === undefined;
  const named = await namedBrands(db, what);
  let n = 0;
  for (const one of await brandsOf(db, what, named)) {
    // Where all go, no word has to be asked whether another item has it: before, and what came in meanwhile after.
    if (whole) await forgetAllWords(db, one);
    for (;;) {
      const found = await victims(db, one, what);
      await erase(db, found);
      n += found.length;
      if (found.length < BATCH) break;
    }
    if (whole) await forgetAllWords(db, one);
  }
  if (n > 0) await refreshRollups(db, MAX_DAYS);
  // Last, as the days of its items are read by the brand's zone.
  if (whole && named !== null) await forgetBrands(db, named, what);
  return n;
}

/**
 * Where all of a brand is meant: its views, who gets mail about it, and its targets, which would bring the texts back at their
 * next visit. The made-up brand itself goes too, with the place where its story stands.
 */
async function forgetBrands(db: MongoDb, named: readonly string[], { brand, madeUp }: Forgotten): Promise<void> {
  for (const one of named) {
    await db.views.deleteMany({ brand: one });
    await db.campaigns.deleteMany({ brand: one });
    await db.settings.deleteOne({ _id: `${TRUST_STATE}${one}` });
    await db.dirty.deleteMany({ brand: one, kind: 'weigh' }, { hint: 'brand_kind_value' });
    const subscriptions = await db.subscriptions.find({ brand: one }, { _id: 1 }).hint('brand').lean();
    await db.deliveries.deleteMany({ subscription_id: { $in: subscriptions.map(({ _id }) => _id) } });
    await db.subscriptions.deleteMany({ brand: one });
    await removeTargets(db, one);
  }
  if (madeUp !== true || brand !== undefined) return;
  await db.settings.deleteMany({ _id: /^demo\./ });
  await db.brands.deleteMany({ _id: { $in: named }, made_up: 1 });
}

/** Removed ones too: adding one again begins anew. */
async function removeTargets(db: MongoDb, brand: string): Promise<void> {
  const found = await db.targets.find({ brand }, { _id: 1 }).hint('brand_title').lean();
  for (const { _id } of found) await takeAway(db, { _id }, { backfilled_at: null });
}

export function forgetMethods(db: MongoDb): Pick<ItemStore, 'forget'> {
  return { forget: (what) => forget(db, what) };
}
