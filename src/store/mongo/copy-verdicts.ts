import { randomInt } from 'node:crypto';
import { withCopied } from '../rows/unusual-columns.ts';
import type { JudgedMember, VerdictChange } from '../rows/verdict-copies.ts';
import type { ItemDoc } from './documents.ts';
import { storedItem, update } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { tell, untold } from './outbox.ts';

const NEW_V = 2 ** 47;

interface Options {
  readonly brand: string;
  /** When a person spoke; null: long ago, and what is linked has changed. */
  readonly now: string | null;
  readonly verdicts: readonly VerdictChange<JudgedMember>[];
}

/** Writes what holds of copies, each compare-and-set: who has spoken of one of them himself meanwhile is not overruled. */
export async function copyVerdicts(db: MongoDb, { brand, now, verdicts }: Options): Promise<void> {
  if (verdicts.length === 0) return;
  const keys = verdicts.map(({ member }) => member.key);
  const docs = await db.items.find({ brand, _id: { $in: keys } }).lean<ItemDoc[]>();
  const stored = new Map(docs.map((doc) => [doc._id, storedItem(doc)]));
  const planned = verdicts.flatMap(({ member: { key }, said }) => {
    const item = stored.get(key);
    const set = item === undefined ? null : withCopied(item.row, said, now);
    if (item === undefined || set === null) return [];
    const at = now ?? said?.verdict_at ?? item.row.last_seen_at;
    const event = untold({ at, type: 'item.updated', subject: key, brand, quiet: true });
    const change = update(item, { set, events: [event] }, randomInt(NEW_V));
    return [{ event, operation: { updateOne: { filter: { _id: key, brand, v: item.v }, update: change } } }];
  });
  if (planned.length === 0) return;
  await db.items.bulkWrite(
    planned.map(({ operation }) => operation),
    { ordered: false },
  );
  await tell(
    db,
    'items',
    planned.map(({ event }) => event),
  );
}
