import { indexWords } from '../rows/index-words.ts';
import type { MongoDb } from './models.ts';

/** A longer one is no word; its beginning stands for it, in texts and in questions. */
const MAX_CHARS = 200;
/** Words whose being there is remembered, so that they are not written each time. */
const MAX_KNOWN = 50_000;
/** Words that are looked for at once before they are forgotten. */
const LOOKED_UP = 2_000;
/** A beginning of more words than this is sought in the texts, newest first: then there are many of them. */
export const MAX_BEGUN = 80;

const known = new WeakMap<MongoDb, Set<string>>();

/** The words of an item as its document keeps them: each once, in order. */
export function wordsOf(stems: readonly string[]): readonly string[] {
  return [...new Set(indexWords(stems).map((word) => word.slice(0, MAX_CHARS)))].sort();
}

/** Remembers that a brand has these words, for who types only the beginning of one. Written before the items that have them. */
export async function addWords(db: MongoDb, brand: string, words: readonly string[]): Promise<void> {
  const seen = known.get(db) ?? new Set<string>();
  known.set(db, seen);
  const fresh = [...new Set(words)].filter((word) => !seen.has(`${brand}:${word}`));
  if (fresh.length === 0) return;
  const operations = fresh.map((word) => ({
    updateOne: { filter: { _id: `${brand}:${word}`, brand }, update: { $setOnInsert: { word } }, upsert: true },
  }));
  await db.words.bulkWrite(operations, { ordered: false });
  if (seen.size > MAX_KNOWN) seen.clear();
  for (const word of fresh) seen.add(`${brand}:${word}`);
}

/** The words of some brands that begin so; null where they are too many. */
export async function begunBy(
  db: MongoDb,
  brands: readonly string[],
  beginning: string,
): Promise<readonly string[] | null> {
  const range = { $gte: beginning, $lt: `${beginning}\u{10ffff}` };
  const found = await db.words
    .find({ brand: { $in: brands }, word: range }, { word: 1, _id: 0 })
    .hint('brand_word')
    .limit(MAX_BEGUN * Math.max(1, brands.length) + 1)
    .lean();
  const words = new Set(found.map(({ word }) => word));
  return words.size > MAX_BEGUN ? null : [...words];
}

/** Before these items are erased: words that no other item of the brand has go too. */
export async function forgetWords(
  db: MongoDb,
  brand: string,
  { words, keys }: { readonly words: readonly string[]; readonly keys: readonly string[] },
): Promise<void> {
  const ids = [...new Set(words)].map((word) => `${brand}:${word}`);
  for (let at = 0; at < ids.length; at += LOOKED_UP) {
    const some = ids.slice(at, at + LOOKED_UP);
    // Asked in the server, word by word: each is one seek.
    const gone = await db.words
      .aggregate<{ _id: string }>([
        { $match: { _id: { $in: some }, brand } },
        {
          $lookup: {
            from: db.items.collection.name,
            localField: 'word',
            foreignField: 'stems',
            pipeline: [{ $match: { brand, indexed: 1, _id: { $nin: keys } } }, { $limit: 1 }, { $project: { _id: 1 } }],
            as: 'still',
          },
        },
        { $match: { still: [] } },
        { $project: { _id: 1 } },
      ])
      .exec();
    await dropWords(
      db,
      brand,
      gone.map(({ _id }) => _id),
    );
  }
}

/** All words of a brand whose items are erased one and all. */
export async function forgetAllWords(db: MongoDb, brand: string): Promise<void> {
  known.delete(db);
  await db.words.deleteMany({ brand });
}

async function dropWords(db: MongoDb, brand: string, ids: readonly string[]): Promise<void> {
  for (const id of ids) known.get(db)?.delete(id);
  if (ids.length > 0) await db.words.deleteMany({ brand, _id: { $in: ids } });
}

/** A word as the index has it. */
export function cut(word: string): string {
  return word.slice(0, MAX_CHARS);
}
