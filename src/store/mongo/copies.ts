import { randomInt } from 'node:crypto';
import type { Link } from '../relation-store.ts';
import { type PlaceChange, placesAmong } from '../rows/copies.ts';
import { begin, clear, dayMarks, end, type Mark, markedNow, marksOf } from './dirty.ts';
import type { ItemDoc } from './documents.ts';
import { compact } from './item-doc.ts';
import type { MongoDb } from './models.ts';

const MAX_TRIES = 20;
const NEW_V = 2 ** 47;

/** Items of one mark, and marks that are settled in one step. */
const OF_A_MARK = 50;
const MARKS = 20;

const MEMBER = {
  v: 1,
  day: 1,
  is_own: 1,
  shown: 1,
  copy_of: 1,
  copies: 1,
  family: 1,
  similarity: 1,
  links: 1,
} as const;
type Found = Pick<ItemDoc, '_id' | 'links' | keyof typeof MEMBER>;

/** All that hangs together with some items by links. */
async function linkedTo(db: MongoDb, brand: string, keys: readonly string[]): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  const asked = new Set(keys);
  for (let next = [...asked]; next.length > 0; ) {
    const docs = await db.items.find({ brand, _id: { $in: next } }, MEMBER).lean<Found[]>();
    for (const doc of docs) found.set(doc._id, doc);
    next = [...new Set(docs.flatMap(({ links = [] }) => links.map(({ key }) => key)))].filter((key) => !asked.has(key));
    for (const key of next) asked.add(key);
  }
  return [...found.values()];
}

function linksOf(docs: readonly Found[]): readonly Link[] {
  const links = docs.flatMap(({ _id, links: own = [] }) =>
    own.map(({ key, level, similarity }): Link => {
      const [a, b] = _id < key ? [_id, key] : [key, _id];
      return { a, b, level, similarity };
    }),
  );
  return [...new Map(links.map((link) => [`${link.a} ${link.b}`, link])).values()];
}

/** One try. Returns how much was changed: what another process changed meanwhile is met by the next. */
async function settleOnce(db: MongoDb, brand: string, keys: readonly string[]): Promise<number> {
  const docs = await linkedTo(db, brand, keys);
  const members = docs.map((doc) => ({
    v: doc.v,
    key: doc._id,
    day: doc.day ?? '',
    is_own: doc.is_own,
    shown: doc.shown,
    copy_of: doc.copy_of ?? null,
    copies: doc.copies,
    family: doc.family ?? null,
    similarity: doc.similarity ?? null,
  }));
  const changes = placesAmong(members, linksOf(docs));
  if (changes.length === 0) return 0;
  const marks = [...new Set(changes.map(({ member }) => member.day))].flatMap((day) => dayMarks(brand, day));
  const token = await begin(db, marks);
  await db.items.bulkWrite(
    changes.map((change) => updateOf(brand, change)),
    { ordered: false },
  );
  await end(db, token, marks);
  return changes.length;
}

type Member = PlaceChange<Parameters<typeof placesAmong>[0][number] & { readonly v: number }>;

function updateOf(brand: string, { member, place }: Member) {
  const gone = Object.entries(place).flatMap(([name, value]) => (value === null ? [[name, 1]] : []));
  return {
    updateOne: {
      filter: { _id: member.key, brand, v: member.v },
      update: {
        $set: { ...compact(place), v: randomInt(NEW_V) },
        ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone) }),
      },
    },
  };
}

/**
 * Until a look finds nothing to change: who wrote what another process had made old meanwhile sees it then. What cannot be settled
 * now keeps its mark.
 */
async function settle(db: MongoDb, brand: string, marks: readonly Mark[]): Promise<void> {
  const keys = marks.flatMap(({ value }) => value.split(' '));
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const read = await marksOf(db, brand, marks);
    if ((await settleOnce(db, brand, keys)) > 0) continue;
    await clear(db, read);
    return;
  }
}

/** Marks of items whose places may change: some of them in each mark, as a mark is written four times before it is gone. */
export function placeMarks(brand: string, keys: readonly string[]): readonly Mark[] {
  return Array.from({ length: Math.ceil(keys.length / OF_A_MARK) }, (_, at) => ({
    kind: 'copies',
    brand,
    value: keys.slice(at * OF_A_MARK, (at + 1) * OF_A_MARK).join(' '),
  }));
}

/** Brings marked items and all that they are linked to in order, and takes their marks away. */
export async function settleCopies(db: MongoDb, marks: readonly Mark[]): Promise<void> {
  for (const [brand, given] of Map.groupBy(marks, (mark) => mark.brand)) {
    const own = [...new Map(given.map((mark) => [mark.value, mark])).values()];
    for (let at = 0; at < own.length; at += MARKS) await settle(db, brand, own.slice(at, at + MARKS));
  }
}

/** Items that a killed process did not settle. Also where it seems to be writing yet: to settle too early does no harm, its mark stays. */
export async function settleLeftCopies(db: MongoDb, limit: number): Promise<void> {
  await settleCopies(db, await markedNow(db, 'copies', limit));
}
