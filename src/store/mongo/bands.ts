import { BAND_HEAD } from '../relation-store.ts';
import { behindWhom } from '../rows/candidates.ts';
import { COMPARE } from '../rows/related.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';

/** Keys that are looked up by one question, if no more items than these have them. */
const AT_ONCE = 128;
const ITEMS_AT_ONCE = 1024;

type Keyed = Pick<ItemDoc, 'id' | 'bands'>;

/** Ids of the first texts of each key in their order, one more than are compared with all. */
export async function firstOfEach(
  db: MongoDb,
  brand: string,
  bands: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const first = new Map<string, readonly number[]>();
  for (let at = 0; at < bands.length; at += AT_ONCE) {
    const some = bands.slice(at, at + AT_ONCE);
    const found = await db.items
      .find({ brand, bands: { $in: some } }, { _id: 0, id: 1, bands: 1 })
      .hint('bands')
      .limit(ITEMS_AT_ONCE)
      .lean<Keyed[]>();
    // Where there are more, one key may have very many: each by itself, as far as it is needed.
    if (found.length < ITEMS_AT_ONCE) gather(first, some, found);
    else await Promise.all(some.map(async (band) => first.set(band, await firstOf(db, brand, band))));
  }
  return first;
}

function gather(into: Map<string, readonly number[]>, bands: readonly string[], found: readonly Keyed[]): void {
  const asked = new Map<string, number[]>(bands.map((band) => [band, []]));
  for (const { id, bands: own = [] } of found) for (const band of own) asked.get(band)?.push(id);
  for (const [band, ids] of asked) into.set(band, ids.sort((a, b) => a - b).slice(0, BAND_HEAD + 1));
}

async function firstOf(db: MongoDb, brand: string, band: string): Promise<readonly number[]> {
  const found = await db.items
    .find({ brand, bands: band }, { _id: 0, id: 1 })
    .sort({ id: 1 })
    .hint('bands')
    .limit(BAND_HEAD + 1)
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
  const behind = new Set<number>();
  for (const [band, ids] of moved) {
    const last = behindWhom(first.get(band) ?? [], ids);
    if (last === null) continue;
    const found = await db.items
      .find({ brand, bands: band, id: { $gt: last } }, { _id: 0, id: 1 })
      .hint('bands')
      .lean<Keyed[]>();
    for (const { id } of found) behind.add(id);
  }
  if (behind.size === 0) return;
  // Each once, however many of its keys are concerned.
  const which = { brand, id: { $in: [...behind] } };
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
