import { randomInt } from 'node:crypto';
import type { Link } from '../relation-store.ts';
import { type PlaceChange, placesAmong } from '../rows/copies.ts';
import { type JudgedMember, verdictsAmong } from '../rows/verdict-copies.ts';
import { copyVerdicts } from './copy-verdicts.ts';
import { begin, clear, dayMarks, end, type Mark, markedNow, marksOf } from './dirty.ts';
import type { DirtyDoc, ItemDoc } from './documents.ts';
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
  verdict: 1,
  verdict_by: 1,
  verdict_at: 1,
  verdict_of: 1,
} as const;
type Found = Pick<ItemDoc, '_id' | 'links' | keyof typeof MEMBER>;

/** All that hangs together with some items by links. */
async function linkedTo(db: MongoDb, brand: string, keys: readonly string[]): Promise<readonly Found[]> {
  const found = new Map<string, Found>();
  const asked = new Set(keys);
  for (let next = [...asked]; next.length > 0; ) {
    const docs = await db.items
      .find({ brand, _id: { $in: next } }, MEMBER)
      .batchSize(next.length + 1)
      .lean<Found[]>();
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

/** One try. Returns the keys of all that hangs together where it stands as it should, and no other process has changed any of it meanwhile. */
async function settleOnce(
  db: MongoDb,
  { brand, keys, now }: { readonly brand: string; readonly keys: readonly string[]; readonly now: string | null },
): Promise<readonly string[] | null> {
  const docs = await linkedTo(db, brand, keys);
  const all = docs.map(({ _id }) => _id);
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
    verdict: doc.verdict ?? null,
    verdict_by: doc.verdict_by ?? null,
    verdict_at: doc.verdict_at ?? null,
    verdict_of: doc.verdict_of ?? null,
  }));
  const changes = placesAmong(members, linksOf(docs));
  if (changes.length === 0) {
    const verdicts = verdictsAmong(members, []);
    await copyVerdicts(db, { brand, now, verdicts });
    return verdicts.length === 0 ? all : null;
  }
  const marks = [...new Set(changes.map(({ member }) => member.day))].flatMap((day) => dayMarks(brand, day));
  const token = await begin(db, marks);
  const versions = new Map(docs.map(({ _id, v }) => [_id, v]));
  for (const { member } of changes) versions.set(member.key, randomInt(NEW_V));
  const operations = changes.map((change) => updateOf(brand, change, versions.get(change.member.key) ?? 0));
  await db.items.collection.bulkWrite(operations as never, { ordered: false });
  await end(db, token, marks);
  // What people said follows the places: it is looked at when these stand.
  return verdictsAmong(members, changes).length === 0 && (await areStill(db, brand, versions)) ? all : null;
}

/** Whether the items are as they were left: each change of one gives it another `v`, so that all else need not be read again. */
async function areStill(db: MongoDb, brand: string, versions: ReadonlyMap<string, number>): Promise<boolean> {
  const now = await db.items
    .find({ brand, _id: { $in: [...versions.keys()] } }, { v: 1 })
    .batchSize(versions.size + 1)
    .lean<Pick<ItemDoc, '_id' | 'v'>[]>();
  return now.length === versions.size && now.every(({ _id, v }) => versions.get(_id) === v);
}

type Member = PlaceChange<JudgedMember & { readonly v: number }>;

function updateOf(brand: string, { member, place }: Member, v: number) {
  const gone = Object.entries(place).flatMap(([name, value]) => (value === null ? [[name, 1]] : []));
  return {
    updateOne: {
      filter: { _id: member.key, brand, v: member.v },
      update: {
        $set: { ...compact(place), v },
        ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone) }),
      },
    },
  };
}

/**
 * Until all stands as it should: who wrote what another process had made old meanwhile sees it then. What cannot be settled now
 * keeps its mark. Returns the keys of what is settled.
 */
async function settle(
  db: MongoDb,
  brand: string,
  marks: readonly Mark[],
  now: string | null,
): Promise<readonly string[]> {
  const keys = marks.flatMap(({ value }) => value.split(' '));
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const read = await marksOf(db, brand, marks);
    const settled = await settleOnce(db, { brand, keys, now });
    if (settled === null) continue;
    await clear(db, read);
    return settled;
  }
  return [];
}

/** Marks of items whose places may change: some of them in each mark, as a mark is written four times before it is gone. */
export function placeMarks(brand: string, keys: readonly string[]): readonly Mark[] {
  return Array.from({ length: Math.ceil(keys.length / OF_A_MARK) }, (_, at) => ({
    kind: 'copies',
    brand,
    value: keys.slice(at * OF_A_MARK, (at + 1) * OF_A_MARK).join(' '),
  }));
}

/** Brings marked items and all that they are linked to in order, and takes their marks away. `now`: when a person spoke of one of them. */
export async function settleCopies(db: MongoDb, marks: readonly Mark[], now: string | null = null): Promise<void> {
  for (const [brand, given] of Map.groupBy(marks, (mark) => mark.brand)) {
    const own = [...new Map(given.map((mark) => [mark.value, mark])).values()];
    for (let at = 0; at < own.length; at += MARKS) await settle(db, brand, own.slice(at, at + MARKS), now);
  }
}

/**
 * The same of one brand, whole groups, no further one where so many items were looked at. A group is looked at once for all the marks
 * that lead to it, if these were read before: `marks` as they stand. Returns how many of them are settled.
 */
export async function settleGroups(db: MongoDb, marks: readonly DirtyDoc[], limit: number): Promise<number> {
  const brand = marks[0]?.brand ?? '';
  const settled = new Set<string>();
  const isSettled = ({ value }: Mark): boolean => value.split(' ').every((key) => settled.has(key));
  for (
    let left = marks;
    left.length > 0 && settled.size < limit;
    left = left.slice(MARKS).filter((one) => !isSettled(one))
  )
    for (const key of await settle(db, brand, left.slice(0, MARKS), null)) settled.add(key);
  await clear(db, marks.filter(isSettled));
  const stand = new Map((await marksOf(db, brand, marks)).map(({ _id, rev }) => [_id, rev]));
  return marks.filter(({ _id, rev }) => stand.get(_id) !== rev).length;
}

/** Items that a killed process did not settle. Also where it seems to be writing yet: to settle too early does no harm, its mark stays. */
export async function settleLeftCopies(db: MongoDb, limit: number): Promise<void> {
  await settleCopies(db, await markedNow(db, 'copies', limit));
}
