import { randomInt } from 'node:crypto';
import { stems } from '../../understand/stems.ts';
import { Turns } from '../rows/heads.ts';
import { placeMarks } from './copies.ts';
import { dayMarks } from './dirty.ts';
import type { ItemDoc } from './documents.ts';
import { headsHaveChanged, headsWillChange } from './heads.ts';
import type { MongoDb } from './models.ts';
import { Touched } from './touched.ts';
import { each, together } from './transaction.ts';
import { forgetWords, wordsOf } from './words.ts';

const NEW_V = 2 ** 47;

/** What has to be known of an item to erase it. */
export type Victim = Pick<ItemDoc, '_id' | 'id' | 'brand' | 'day' | 'stems' | 'bands' | 'links'>;
export const VICTIM = { id: 1, brand: 1, day: 1, stems: 1, bands: 1, links: 1 } as const;

async function eraseOf(db: MongoDb, brand: string, victims: readonly Victim[]): Promise<void> {
  const keys = victims.map(({ _id }) => _id);
  const touched = new Touched(db);
  const others = linkedOthers(victims);
  await touched.begin([...victims.flatMap(({ day = '' }) => dayMarks(brand, day)), ...placeMarks(brand, others)]);
  const now = victims.flatMap(({ stems: words = [] }) => words);
  await forgetWords(db, brand, { words: [...now, ...(await formerWords(db, brand, keys))], keys });
  const turns = new Turns();
  for (const { id, bands = [] } of victims) turns.add(id, bands.join(''), null);
  const noted = await headsWillChange(db, brand, turns.all);
  const ofThem = { brand, key: { $in: keys } };
  await together(db, async () => {
    await each(db, [
      async () => db.versions.deleteMany(ofThem),
      async () => db.aliases.deleteMany(ofThem),
      async () => db.next.deleteMany(ofThem),
      async () => db.audits.deleteMany({ brand, _id: { $in: keys } }, { hint: '_id_' }),
      async () => db.events.deleteMany({ subject: { $in: keys } }),
    ]);
    await unlink(db, brand, { others, keys });
    // Last, so that who is killed before it finds the items again and begins anew.
    await db.items.deleteMany({ brand, _id: { $in: keys } }, { hint: '_id_' });
  });
  // What another process told of them meanwhile, or drew, or kept.
  await db.versions.deleteMany(ofThem);
  await db.next.deleteMany(ofThem);
  await db.audits.deleteMany({ brand, _id: { $in: keys } }, { hint: '_id_' });
  await db.events.deleteMany({ subject: { $in: keys } });
  await headsHaveChanged(db, brand, turns.all, noted);
  await touched.settle();
}

function linkedOthers(victims: readonly Victim[]): readonly string[] {
  const own = new Set(victims.map(({ _id }) => _id));
  const linked = new Set(victims.flatMap(({ links = [] }) => links.map(({ key }) => key)));
  return [...linked].filter((key) => !own.has(key));
}

/** Takes what is to be erased out of the lists of what it is linked to. */
async function unlink(
  db: MongoDb,
  brand: string,
  { others, keys }: { readonly others: readonly string[]; readonly keys: readonly string[] },
): Promise<void> {
  if (others.length === 0) return;
  const operations = others.map((_id) => ({
    updateOne: {
      filter: { _id, brand },
      update: { $pull: { links: { key: { $in: [...keys] } } }, $set: { v: randomInt(NEW_V) } },
    },
  }));
  await db.items.bulkWrite(operations, { ordered: false });
}

/** Words of older contents: their items have not had them any more, the list of words has. */
async function formerWords(db: MongoDb, brand: string, keys: readonly string[]): Promise<readonly string[]> {
  const contents = { title: 1, text: 1, pros: 1, cons: 1 } as const;
  const found = await db.versions
    .find({ brand, key: { $in: keys } }, contents)
    .hint('of_item')
    .lean();
  return found.flatMap(({ title, text, pros, cons }) => wordsOf(stems([title, text, pros, cons].join('\n'))));
}

/** Erases items with all that hangs on them. Their days and what they are linked to are marked before, so the figures follow. */
export async function erase(db: MongoDb, victims: readonly Victim[]): Promise<void> {
  for (const [brand, own] of Map.groupBy(victims, (victim) => victim.brand)) await eraseOf(db, brand, own);
}

/** Brands that have items, saved or not: one seek each. */
export async function brandsWithItems(db: MongoDb): Promise<readonly string[]> {
  const found: unknown[] = await db.items.distinct('brand');
  return found.filter((brand) => typeof brand === 'string').sort();
}
