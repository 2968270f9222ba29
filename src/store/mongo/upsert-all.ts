import { failedAt, isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';
import { isInTransaction } from './transaction.ts';

/** One refusal a step is what two at once come to; each more needs the document to be erased and written again in between. */
const MAX_TRIES = 5;

interface Bulk<Operation> {
  bulkWrite(operations: Operation[], options: { readonly ordered: false }): Promise<unknown>;
}

/**
 * Upserts that may be made by several processes at once. The server itself makes an upsert again only where its filter names the
 * unique field and nothing else; ours name the brand too, as the collections are sharded by it. Of two at once it refuses one
 * (E11000), which finds the document the second time. In a transaction a refusal ends the whole: `together` goes on without it.
 */
export async function upsertAll<Operation>(
  db: MongoDb,
  collection: Bulk<Operation>,
  operations: readonly Operation[],
): Promise<void> {
  if (operations.length === 0) return;
  if (isInTransaction(db)) await collection.bulkWrite([...operations], { ordered: false });
  else await upsertOutside(collection, operations);
}

/** The same for steps that are never part of a transaction. */
export async function upsertOutside<Operation>(
  collection: Bulk<Operation>,
  operations: readonly Operation[],
): Promise<void> {
  let waiting = [...operations];
  for (let tries = 1; waiting.length > 0; tries += 1) {
    try {
      await collection.bulkWrite(waiting, { ordered: false });
      return;
    } catch (error) {
      if (!isDuplicate(error) || tries === MAX_TRIES) throw error;
      waiting = failedAt(error).flatMap((at) => waiting[at] ?? []);
    }
  }
}
