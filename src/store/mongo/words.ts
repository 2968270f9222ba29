import { indexWords } from '../rows/index-words.ts';
import { lastNumber, takeNumbers } from './counter.ts';
import type { MongoDb } from './models.ts';
import { upsertAll } from './upsert-all.ts';

/** A longer one is no word; its beginning stands for it, in texts and in questions. */
const MAX_CHARS = 200;
/** Words whose being there is remembered, so that they are not written each time. */
const MAX_KNOWN = 50_000;
/** Words that are looked for at once before they are forgotten. */
const LOOKED_UP = 2_000;
/** Texts whose words are taken for common: a word that none of so many has is in less than one of some hundreds. */
const NEWEST = 1_000;
/** A beginning of more words than this is sought in the texts, newest first: then there are many of them. */
export const MAX_BEGUN = 80;

/** Counter of the times that words were forgotten: what a process remembers from before counts no more. */
const FORGOTTEN = 'word.forgotten';

interface Known {
  times: number;
  readonly ids: Set<string>;
}

const known = new WeakMap<MongoDb, Known>();

async function knownNow(db: MongoDb): Promise<Known> {
  const times = await lastNumber(db, FORGOTTEN);
  const kept = known.get(db);
  if (kept?.times === times) return kept;
  const anew = { times, ids: new Set<string>() };
  known.set(db, anew);
  return anew;
}

/** The words of an item as its document keeps them: each once, in order. */
export function wordsOf(stems: readonly string[]): readonly string[] {
  return [...new Set(indexWords(stems).map((word) => word.slice(0, MAX_CHARS)))].sort();
}

/**
 * Remembers that a brand has these words, for who types only the beginning of one. Written before the items that have them, and
 * after them again where words were forgotten meanwhile: `since` is what the call before has returned.
 */
export async function addWords(
  db: MongoDb,
  brand: string,
  { words, since }: { readonly words: readonly string[]; readonly since?: number },
): Promise<number> {
  const { times, ids } = await knownNow(db);
  if (times === since) return times;
  const fresh = [...new Set(words)].filter((word) => !ids.has(`${brand}:${word}`));
  if (fresh.length === 0) return times;
  const operations = fresh.map((word) => ({
    updateOne: { filter: { _id: `${brand}:${word}`, brand }, update: { $setOnInsert: { word } }, upsert: true },
  }));
  await upsertAll(db, db.words, operations);
  if (ids.size > MAX_KNOWN) ids.clear();
  for (const word of fresh) ids.add(`${brand}:${word}`);
  return times;
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
export async function forgetWords(db: MongoDb, brand: string, { words, keys }: Erased): Promise<void> {
  if (words.length > 0) await takeNumbers(db, FORGOTTEN, 1);
  const newest = await wordsOfNewest(db, brand, keys);
  const ids = [...new Set(words)].filter((word) => !newest.has(word)).map((word) => `${brand}:${word}`);
  for (let at = 0; at < ids.length; at += LOOKED_UP) {
    const gone = await wordsOfNoOther(db, brand, { words: ids.slice(at, at + LOOKED_UP), keys });
    if (gone.length === 0) continue;
    await db.words.deleteMany({ brand, _id: { $in: gone.map(({ _id }) => _id) } });
    // Once more: who wrote a word between the first time and the erasing, and its item after it, writes the word again.
    await takeNumbers(db, FORGOTTEN, 1);
    await keepComing(db, brand, { words: gone.map(({ word }) => word), keys });
  }
}

interface Erased {
  readonly words: readonly string[];
  /** Items that are about to be erased. */
  readonly keys: readonly string[];
}

/** Most words of a text are common ones: what the newest of the others have need not be sought one by one. */
async function wordsOfNewest(db: MongoDb, brand: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await db.items
    .find({ brand, _id: { $nin: keys } }, { stems: 1, _id: 0 })
    .sort({ id: -1 })
    .hint('brand_id')
    .limit(NEWEST)
    .lean();
  return new Set(found.flatMap(({ stems = [] }) => stems));
}

/** Of words by their `_id`. Asked in the server, word by word: each is one seek. */
function wordsOfNoOther(db: MongoDb, brand: string, { words, keys }: Erased) {
  return db.words
    .aggregate<{ _id: string; word: string }>([
      { $match: { _id: { $in: words }, brand } },
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
      { $project: { word: 1 } },
    ])
    .exec();
}

/** A word that came in with an item between the question and the erasing is written again. */
async function keepComing(db: MongoDb, brand: string, { words, keys }: Erased): Promise<void> {
  const wanted = new Set(words);
  const found = await db.items
    .find({ brand, stems: { $in: words }, indexed: 1, _id: { $nin: keys } }, { stems: 1 })
    .hint('words')
    .lean();
  const back = found.flatMap(({ stems = [] }) => stems.filter((word) => wanted.has(word)));
  if (back.length > 0) await addWords(db, brand, { words: back });
}

/** All words of a brand whose items are erased one and all. */
export async function forgetAllWords(db: MongoDb, brand: string): Promise<void> {
  await takeNumbers(db, FORGOTTEN, 1);
  await db.words.deleteMany({ brand });
}

/** A word as the index has it. */
export function cut(word: string): string {
  return word.slice(0, MAX_CHARS);
}
