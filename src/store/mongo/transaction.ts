import { AsyncLocalStorage } from 'node:async_hooks';
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { Sessions } from './connection.ts';
import { isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';

type Step = () => Promise<unknown>;

interface Running {
  readonly db: MongoDb;
  /** When all is written. */
  readonly done: Step[];
  /** When all is written, and when nothing is. */
  readonly ended: Step[];
}

/** So long others may be first. One that was killed amid its transaction stands in the way until the server ends it, after a minute. */
const PATIENCE_MS = 10_000;
const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 500;
/** Read at one moment, there for good when it is acknowledged. */
const OPTIONS = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', j: true } } as const;

const running = new AsyncLocalStorage<Running | 'plain'>();

function transactionOf(db: MongoDb): Running | null {
  const now = running.getStore();
  return now === undefined || now === 'plain' || now.db !== db ? null : now;
}

/**
 * Writes of several documents: in one transaction where the server is a set, else one after the other in an order that a kill in
 * between does no harm to. `work` may be called more than once. Inside of another such step it is a part of that.
 */
export async function together<T>(db: MongoDb, work: () => Promise<T>): Promise<T> {
  if (db.transactions === undefined || running.getStore() !== undefined) return work();
  try {
    return await inTransaction(db, db.transactions, work);
  } catch (error) {
    // Another process brought in the same item: only the plain way can go on behind a refused step.
    if (!isDuplicate(error)) throw error;
  }
  return running.run('plain', work);
}

async function inTransaction<T>(db: MongoDb, sessions: Sessions, work: () => Promise<T>): Promise<T> {
  const session = await db.connection.startSession();
  const beginMs = performance.now();
  try {
    for (let tries = 0; ; tries += 1) {
      const own: Running = { db, done: [], ended: [] };
      try {
        session.startTransaction(OPTIONS);
        const result = await sessions.run({ session }, () => running.run(own, work));
        await session.commitTransaction();
        for (const step of [...own.ended, ...own.done]) await step();
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(() => undefined);
        if (!isPassing(error) || performance.now() - beginMs > PATIENCE_MS) throw error;
        for (const step of own.ended) await step();
      }
      await setTimeout(randomInt(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries)));
    }
  } finally {
    await session.endSession().catch(() => undefined);
  }
}

/** Another transaction was first, or the set has changed its primary: nothing was written, and the next time it may be. */
function isPassing(error: unknown): boolean {
  return error instanceof mongoose.mongo.MongoError && error.hasErrorLabel('TransientTransactionError');
}

/** Whether a refused step undoes all those before it. */
export function isInTransaction(db: MongoDb): boolean {
  return transactionOf(db) !== null;
}

/** At once, or when the transaction is written for good; then outside of it. */
export async function afterwards(db: MongoDb, step: Step): Promise<void> {
  const own = transactionOf(db);
  if (own === null) await step();
  else own.done.push(step);
}

/** The same, also where the transaction came to nothing and is made again. */
export async function whenEnded(db: MongoDb, step: Step): Promise<void> {
  const own = transactionOf(db);
  if (own === null) await step();
  else own.ended.push(step);
}

/** All at once, but in a transaction, where the server takes one step after the other. */
export async function each(db: MongoDb, steps: readonly Step[]): Promise<void> {
  if (isInTransaction(db)) for (const step of steps) await step();
  else await Promise.all(steps.map((step) => step()));
}
