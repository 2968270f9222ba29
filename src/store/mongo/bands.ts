import { BAND_HEAD } from '../relation-store.ts';
import { behindWhom } from '../rows/candidates.ts';
import { COMPARE } from '../rows/related.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';

/** Keys that are looked up by one question, and items that it finds at most. */
const AT_ONCE = 4096;
const ITEMS_AT_ONCE = 2048;
const BEHIND_AT_ONCE = 10_000;
const ENOUGH = BAND_HEAD + 1;

type Keyed = Pick<ItemDoc, 'id' | 'bands'>;
type Heads = Map<string, readonly number[]>;

/** Ids of the first texts of each key in their order, one more than are compared with all. */
export async function firstOfEach(
  db: MongoDb,
  brand: string,
  bands: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const heads: Heads = new Map();
  for (let waiting = [...bands].sort(); waiting.length > 0; ) {
    const some = waiting.slice(0, AT_ONCE);
    const rest = await lookUp(db, brand, some, heads);
    waiting = [...rest, ...waiting.slice(AT_ONCE)];
  }
  return heads;
}

/**
 * One question for sorted keys. The index gives the items key by key, each item at the first of its keys: where there are more than
 * fit, those before the key of the last one are complete, and keys of which enough were seen already are asked for below the
 * ids that were seen. Returns the keys that are to be asked again, fewer than came in.
 */
async function lookUp(db: MongoDb, brand: string, bands: readonly string[], heads: Heads): Promise<readonly string[]> {
  const found = await itemsWith(db, { brand, bands: { $in: bands } });
  const seen = gather(bands, found);
  if (found.length < ITEMS_AT_ONCE) {
    for (const [band, ids] of seen) heads.set(band, ids);
    return [];
  }
  const own = new Set(found.at(-1)?.bands);
  const reached = bands.find((band) => own.has(band)) ?? '';
  const isOpen = (band: string): boolean => !heads.has(band);
  for (const band of bands) if (band < reached) heads.set(band, seen.get(band) ?? []);
  const many = bands.filter((band) => isOpen(band) && seen.get(band)?.length === ENOUGH);
  await lookUpMany(db, brand, many, { below: Math.max(...many.map((band) => seen.get(band)?.at(-1) ?? 0)), heads });
  return bands.filter(isOpen);
}

/** Keys that very many items have, mostly the same ones: the first of each are at or `below` an id. */
async function lookUpMany(
  db: MongoDb,
  brand: string,
  bands: readonly string[],
  { below, heads }: { readonly below: number; readonly heads: Heads },
): Promise<void> {
  if (bands.length === 0) return;
  const found = await itemsWith(db, { brand, bands: { $in: bands }, id: { $lte: below } });
  const seen = gather(bands, found);
  // Where one key's items are much older than another's, each by itself.
  const isWhole = found.length < ITEMS_AT_ONCE;
  await Promise.all(
    bands.map(async (band) => heads.set(band, isWhole ? (seen.get(band) ?? []) : await firstOf(db, brand, band))),
  );
}

function itemsWith(db: MongoDb, which: Record<string, unknown>): Promise<Keyed[]> {
  return db.items
    .find(which, { _id: 0, id: 1, bands: 1 })
    .hint('bands')
    .limit(ITEMS_AT_ONCE)
    .batchSize(ITEMS_AT_ONCE)
    .lean<Keyed[]>()
    .exec();
}

function gather(bands: readonly string[], found: readonly Keyed[]): Heads {
  const seen = new Map<string, number[]>(bands.map((band) => [band, []]));
  for (const { id, bands: own = [] } of found) for (const band of own) seen.get(band)?.push(id);
  return new Map([...seen].map(([band, ids]) => [band, ids.sort((a, b) => a - b).slice(0, ENOUGH)]));
}

async function firstOf(db: MongoDb, brand: string, band: string): Promise<readonly number[]> {
  const found = await db.items
    .find({ brand, bands: band }, { _id: 0, id: 1 })
    .sort({ id: 1 })
    .hint('bands')
    .limit(ENOUGH)
    .lean<Keyed[]>();
  return found.map(({ id }) => id);
}

/** As `again` and then `keyed` of `rows/related.ts`. */
const CHANGES = { $cond: [{ $lt: ['$related', 0] }, { $subtract: [-1, '$related'] }, { $mod: ['$related', COMPARE] }] };
const COMPARED_AGAIN = { $add: [{ $mod: [{ $add: [CHANGES, 1] }, COMPARE] }, COMPARE] };

/**
 * Items came to keys, or went from them: where one is among the first of more than are compared with all, another is now or is no
 * more, and those behind them are to be compared again.
 */
export async function headsChanged(
  db: MongoDb,
  brand: string,
  moved: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  const first = await firstOfEach(db, brand, [...moved.keys()]);
  const lasts = new Map<string, number>();
  for (const [band, ids] of moved) {
    const last = behindWhom(first.get(band) ?? [], ids);
    if (last !== null) lasts.set(band, last);
  }
  if (lasts.size === 0) return;
  // One question for all keys, as those who have one of them mostly have the others; each item once.
  const found = await db.items
    .find({ brand, bands: { $in: [...lasts.keys()] }, id: { $gt: Math.min(...lasts.values()) } }, { id: 1, bands: 1 })
    .hint('bands')
    .batchSize(BEHIND_AT_ONCE)
    .lean<Keyed[]>();
  const isBehind = ({ id, bands = [] }: Keyed): boolean => bands.some((band) => id > (lasts.get(band) ?? id));
  const behind = found.filter(isBehind).map(({ id }) => id);
  if (behind.length === 0) return;
  // What waits for other keys is compared when it has them.
  const which = { brand, id: { $in: behind }, related: { $not: { $gte: 0, $lt: COMPARE } } };
  await db.items.collection.updateMany(which, [{ $set: { related: COMPARED_AGAIN } }], { hint: 'brand_id' });
}

/** By their keys: who came to each or went from it. */
export function byBand(
  items: readonly { readonly id: number; readonly bands: readonly string[] }[],
): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  for (const { id, bands } of items) {
    for (const band of bands) {
      const ids = found.get(band);
      if (ids === undefined) found.set(band, [id]);
      else ids.push(id);
    }
  }
  return found;
}
