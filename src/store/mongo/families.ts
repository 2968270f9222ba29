import type { CopyPlace } from '../relation-store.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';

type Placed = Pick<ItemDoc, '_id' | 'brand' | 'copy_of' | 'copies' | 'family'>;
type Place = Pick<ItemDoc, '_id' | 'scraper' | 'url' | 'copy_of'>;

function placeOf({ _id: key, scraper, url }: Place): CopyPlace {
  return { key, scraper, url: url ?? null };
}

/** See `RelationStore.copyPlaces`. One question for each that has copies. */
export async function copyPlaces(
  db: MongoDb,
  keys: readonly string[],
  limit: number,
): Promise<ReadonlyMap<string, readonly CopyPlace[]>> {
  const items = await db.items.find({ _id: { $in: keys } }, { brand: 1, copy_of: 1, copies: 1 }).lean<Placed[]>();
  const found = new Map<string, readonly CopyPlace[]>();
  for (const { _id: key, brand, copy_of: copyOf, copies } of items) {
    if (copyOf === undefined && copies === 0) continue;
    const fields = { scraper: 1, url: 1 } as const;
    const others = await db.items
      .find({ brand, copy_of: copyOf ?? key, _id: { $ne: key } }, fields)
      .sort({ _id: 1 })
      .hint('copy_of')
      .limit(limit)
      .lean<Place[]>();
    const original = copyOf === undefined ? [] : await db.items.find({ brand, _id: copyOf }, fields).lean<Place[]>();
    found.set(key, [...original, ...others].slice(0, limit).map(placeOf));
  }
  return found;
}

/** See `RelationStore.familyKeys`. */
export async function familyKeys(db: MongoDb, key: string, limit: number): Promise<readonly string[]> {
  const item = await db.items.findOne({ _id: key }, { brand: 1, family: 1 }).lean<Placed>();
  if (item === null) return [];
  const first = item.family ?? key;
  const others = await db.items
    .find({ brand: item.brand, family: first, _id: { $ne: key } }, { _id: 1 })
    .sort({ _id: 1 })
    .hint('family')
    .limit(limit)
    .lean<{ _id: string }[]>();
  return [...(first === key ? [] : [first]), ...others.map(({ _id }) => _id)].slice(0, limit);
}
