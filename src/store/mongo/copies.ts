import { randomInt } from 'node:crypto';
import { copiesAmong } from '../rows/copies.ts';
import { begin, clear, dirty, end, type Mark, markOf } from './dirty.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';

const MAX_TRIES = 20;
const NEW_V = 2 ** 47;

type Member = Pick<ItemDoc, '_id' | 'v' | 'day' | 'dup_day' | 'is_own' | 'copy_of' | 'copies'>;
const MEMBER = { v: 1, day: 1, dup_day: 1, is_own: 1, copy_of: 1, copies: 1 } as const;

/** One try. False when another process changed a member meanwhile. */
async function settleOnce(db: MongoDb, { brand, value }: Mark): Promise<boolean> {
  const members = await db.items.find({ brand, dup_key: value }, MEMBER).hint('copies').lean<Member[]>();
  const changes = copiesAmong(
    members.map((member) => ({ ...member, key: member._id, day: member.day ?? '', copy_of: member.copy_of ?? null })),
  );
  if (changes.length === 0) return true;
  const days = [...new Set(changes.map(({ member }) => member.day))];
  const marks = days.map((day) => ({ kind: 'day', brand, value: day }) as const);
  const token = await begin(db, marks);
  const result = await db.items.bulkWrite(
    changes.map(({ member, copyOf, copies, shown }) => ({
      updateOne: {
        filter: { _id: member.key, brand, v: member.v, dup_key: value },
        update: {
          $set: { copies, shown, v: randomInt(NEW_V), ...(copyOf === null ? {} : { copy_of: copyOf }) },
          ...(copyOf === null ? { $unset: { copy_of: 1 } } : {}),
        },
      },
    })),
    { ordered: false },
  );
  await end(db, token, marks);
  return result.matchedCount === changes.length;
}

/** Brings a set of copies in order and takes its mark away. What cannot be settled now keeps its mark. */
export async function settleCopies(db: MongoDb, set: Mark): Promise<void> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const read = await markOf(db, set);
    if (!(await settleOnce(db, set))) continue;
    if (read !== null) await clear(db, read);
    return;
  }
}

/** Sets that a killed process did not settle. */
export async function settleLeftCopies(db: MongoDb, limit: number): Promise<void> {
  for (const set of await dirty(db, 'copies', limit)) await settleCopies(db, set);
}
