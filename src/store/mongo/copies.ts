import { randomInt } from 'node:crypto';
import { copiesAmong } from '../rows/copies.ts';
import { begin, clear, dayMarks, dirty, end, type Mark, marksOf } from './dirty.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';

const MAX_TRIES = 20;
const NEW_V = 2 ** 47;

/** Sets of one step. */
const BATCH = 500;

type Member = Pick<ItemDoc, '_id' | 'v' | 'day' | 'dup_day' | 'dup_key' | 'is_own' | 'copy_of' | 'copies'>;
const MEMBER = { v: 1, day: 1, dup_day: 1, dup_key: 1, is_own: 1, copy_of: 1, copies: 1 } as const;

/** One try. Returns the sets of which another process changed a member meanwhile, or may have. */
async function settleOnce(db: MongoDb, brand: string, sets: readonly string[]): Promise<readonly string[]> {
  const found = await db.items
    .find({ brand, dup_key: { $in: sets } }, MEMBER)
    .hint('copies')
    .lean<Member[]>();
  const members = found.map((doc) => ({ ...doc, key: doc._id, day: doc.day ?? '', copy_of: doc.copy_of ?? null }));
  const changes = [...Map.groupBy(members, ({ dup_key: set }) => set).values()].flatMap((own) => copiesAmong(own));
  if (changes.length === 0) return [];
  const days = [...new Set(changes.map(({ member }) => member.day))];
  const marks = days.flatMap((day) => dayMarks(brand, day));
  const token = await begin(db, marks);
  const result = await db.items.bulkWrite(
    changes.map(({ member, copyOf, copies, shown }) => ({
      updateOne: {
        filter: { _id: member.key, brand, v: member.v },
        update: {
          $set: { copies, shown, v: randomInt(NEW_V), ...(copyOf === null ? {} : { copy_of: copyOf }) },
          ...(copyOf === null ? { $unset: { copy_of: 1 } } : {}),
        },
      },
    })),
    { ordered: false },
  );
  await end(db, token, marks);
  if (result.matchedCount === changes.length) return [];
  return [...new Set(changes.flatMap(({ member }) => member.dup_key ?? []))];
}

async function settle(db: MongoDb, brand: string, sets: readonly string[]): Promise<void> {
  let waiting = sets;
  for (let tries = 0; tries < MAX_TRIES && waiting.length > 0; tries += 1) {
    const marks = waiting.map((value) => ({ kind: 'copies', brand, value }) as const);
    const read = await marksOf(db, brand, marks);
    const again = new Set(await settleOnce(db, brand, waiting));
    await clear(
      db,
      read.filter(({ value }) => !again.has(value)),
    );
    waiting = [...again];
  }
}

/** Brings sets of copies in order and takes their marks away. What cannot be settled now keeps its mark. */
export async function settleCopies(db: MongoDb, sets: readonly Pick<Mark, 'brand' | 'value'>[]): Promise<void> {
  for (const [brand, own] of Map.groupBy(sets, (set) => set.brand)) {
    const values = [...new Set(own.map(({ value }) => value))];
    for (let at = 0; at < values.length; at += BATCH) await settle(db, brand, values.slice(at, at + BATCH));
  }
}

/** Sets that a killed process did not settle. */
export async function settleLeftCopies(db: MongoDb, limit: number): Promise<void> {
  await settleCopies(db, await dirty(db, 'copies', limit));
}
