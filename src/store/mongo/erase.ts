import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';
import { Touched } from './touched.ts';
import { forgetWords } from './words.ts';

/** What has to be known of an item to erase it. */
export type Victim = Pick<ItemDoc, '_id' | 'brand' | 'day' | 'dup_key' | 'stems'>;
export const VICTIM = { brand: 1, day: 1, dup_key: 1, stems: 1 } as const;

async function eraseOf(db: MongoDb, brand: string, victims: readonly Victim[]): Promise<void> {
  const keys = victims.map(({ _id }) => _id);
  const touched = new Touched(db);
  await touched.begin(
    victims.flatMap(({ day = '', dup_key: dupKey = null }) =>
      Touched.by(null, { brand, day, ...(dupKey === null ? {} : { dup_key: dupKey }) }),
    ),
  );
  await forgetWords(db, brand, { words: victims.flatMap(({ stems = [] }) => stems), keys });
  const ofThem = { brand, key: { $in: keys } };
  await db.versions.deleteMany(ofThem);
  await db.aliases.deleteMany(ofThem);
  await db.next.deleteMany(ofThem);
  await db.events.deleteMany({ subject: { $in: keys } });
  // Last, so that who is killed before it finds the items again and begins anew.
  await db.items.deleteMany({ brand, _id: { $in: keys } }, { hint: '_id_' });
  // What another process told of them meanwhile.
  await db.events.deleteMany({ subject: { $in: keys } });
  await touched.settle();
}

/** Erases items with all that hangs on them. Their days and sets of copies are marked before, so the figures follow. */
export async function erase(db: MongoDb, victims: readonly Victim[]): Promise<void> {
  for (const [brand, own] of Map.groupBy(victims, (victim) => victim.brand)) await eraseOf(db, brand, own);
}

/** Brands that have items, saved or not: one seek each. */
export async function brandsWithItems(db: MongoDb): Promise<readonly string[]> {
  const found: unknown[] = await db.items.distinct('brand');
  return found.filter((brand) => typeof brand === 'string').sort();
}
