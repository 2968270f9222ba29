import { randomUUID } from 'node:crypto';
import { Unavailable } from '../../errors.ts';
import type { Collection, CopyBodies, CopyRow, CopyStore } from '../copy-store.ts';
import { type LeaseStore, MIGRATION_LEASE, PROCESS_LEASE } from '../lease-store.ts';
import type { Store } from '../store.ts';
import { connect } from './connection.ts';
import { dumpItems, restoreItems } from './copy-items.ts';
import { KINDS, type Kind, stored } from './copy-rest.ts';
import { lastNumber } from './counter.ts';
import type { TargetDoc } from './documents.ts';
import { plainFailure } from './failures.ts';
import { migrate, requireSameSchema } from './migrate.ts';
import { type MongoDb, modelsOf } from './models.ts';
import { openMongoStore } from './open.ts';
import { EVENTS, LeftOver } from './outbox.ts';

const DAYS_A_STEP = 200;
const TIMEOUT_MS = 5000;
const MAX_CONNECTIONS = 10;
/** Who schedules, and who works alone: a migration is neither, but keeps both out, and by its own right all others. */
const RIGHTS = [MIGRATION_LEASE, 'alone', 'scheduler'];
const RIGHT_MS = 10_000;
/** Events that a killed process left are told by who meets them twice, this far apart. */
const MEET_AGAIN_MS = 3100;

/**
 * The side door of a MongoDB. The processes of Molva must have been stopped: what they wrote behind the copy would be found at its
 * end. Throws as `openMongoStore` does.
 */
export async function openMongoCopy(options: {
  readonly url: string;
  readonly side: 'from' | 'to';
  /** What has ended by then (links, sessions, kept answers) is left behind. */
  readonly now: string;
}): Promise<CopyStore> {
  const { url, side, now } = options;
  // Its own methods end visits that were left open, and compute the figures.
  const store = await openMongoStore({ url, role: side === 'to' ? 'loop' : 'beside' });
  const opened = await connect({ url, timeoutMs: TIMEOUT_MS, maxConnections: MAX_CONNECTIONS }).catch(async (error) => {
    await store.close();
    throw error;
  });
  let letGo: (() => Promise<void>) | undefined;
  try {
    const { connection, where } = opened;
    const db: MongoDb = { connection, where, readOnly: false, leaseClock: 'server', ...modelsOf(connection) };
    letGo = await keepOut(store, where);
    if (side === 'to') await migrate(db);
    else {
      await requireSameSchema(db);
      await store.closeOrphanRuns(now);
      await tellAll(db);
    }
    return copyOf({ db, store, now, letGo });
  } catch (error) {
    await letGo?.();
    await opened.connection.close();
    await store.close();
    throw error;
  }
}

/** Throws `Unavailable` where a process of any kind lives. Returns how to let them in again. */
async function keepOut(leases: LeaseStore, where: string): Promise<() => Promise<void>> {
  const owner = `migrate-${randomUUID()}`;
  const letGo = async (): Promise<void> => {
    clearInterval(timer);
    for (const name of RIGHTS) await leases.releaseLease(name, owner);
  };
  const hold = async (): Promise<boolean> => {
    const held = await Promise.all(RIGHTS.map((name) => leases.holdLease(name, { owner, ttlMs: RIGHT_MS })));
    return held.every((one) => one);
  };
  // A renewal that fails is met by the next one, or by the comparison at the end.
  const timer = setInterval(() => void hold().catch(() => undefined), RIGHT_MS / 3);
  timer.unref();
  if ((await hold()) && (await leases.heldLeases(PROCESS_LEASE)).length === 0) return letGo;
  await letGo();
  throw new Unavailable(`Molva is running on ${where}. Stop it first; one that was killed lets go within 10 seconds.`);
}

async function tellAll(db: MongoDb): Promise<void> {
  const where = { 'outbox.nonce': { $exists: true } };
  const waits = async (): Promise<boolean> =>
    (await db.items.exists(where)) !== null || (await db.targets.exists(where)) !== null;
  const leftOver = new LeftOver();
  while (await waits()) {
    await leftOver.tell(db);
    await new Promise((resolve) => setTimeout(resolve, MEET_AGAIN_MS));
  }
}

type AnyKind = Kind<Collection, { readonly _id: string | number }>;

function kindOf(collection: Exclude<Collection, 'items'>): AnyKind {
  // Each collection's own kind; the union of their document types means nothing to a reader of any of them.
  return KINDS[collection] as unknown as AnyKind;
}

interface Opened {
  readonly db: MongoDb;
  readonly store: Store;
  readonly now: string;
  readonly letGo: () => Promise<void>;
}

function copyOf({ db, store, now, letGo }: Opened): CopyStore {
  const collectionOf = (collection: Collection) =>
    db[collection === 'items' ? 'items' : kindOf(collection).model].collection;
  const which = (collection: Collection): object =>
    collection === 'items' ? {} : (kindOf(collection).which?.(now) ?? {});

  async function dump(collection: Collection, after: string | null, limit: number): Promise<readonly CopyRow[]> {
    if (collection === 'items') return dumpItems(db, after, limit);
    const place = after === null ? null : (JSON.parse(after) as string | number);
    const found = await collectionOf(collection)
      .find({ $and: [which(collection), place === null ? {} : { _id: { $gt: place as never } }] })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    const { read } = kindOf(collection);
    return found.map((doc) => ({ at: JSON.stringify(doc._id), body: read(doc as never) }));
  }

  async function restore(collection: Collection, rows: readonly CopyRow[]): Promise<void> {
    if (collection === 'items')
      return restoreItems(
        db,
        rows.map(({ body }) => body as CopyBodies['items']),
      );
    const { write } = kindOf(collection);
    const docs = rows.map(({ body }) => stored(write(body)));
    if (collection === 'runs') await nameBrands(db, docs);
    await collectionOf(collection).bulkWrite(
      docs.map((doc) => ({ replaceOne: { filter: { _id: doc['_id'] as never }, replacement: doc, upsert: true } })),
      { ordered: false },
    );
    const last = collection === 'events' ? Math.max(...docs.map((doc) => Number(doc['_id']))) : 0;
    if (last > (collection === 'events' ? await lastNumber(db, EVENTS) : 0))
      await db.counters.updateOne({ _id: EVENTS }, { $max: { value: last } }, { upsert: true });
  }

  const guard = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      throw plainFailure(error, db.where);
    }
  };

  return {
    setting: (name) => store.setting(name),
    saveSetting: (name, value) =>
      guard(async () => {
        if (value === null) await db.settings.deleteOne({ _id: name });
        else await store.saveSetting(name, value);
      }),
    count: (collection) => guard(() => collectionOf(collection).countDocuments(which(collection))),
    dump: <C extends Collection>(collection: C, after: string | null, limit: number) =>
      guard(async () => (await dump(collection, after, limit)) as readonly CopyRow<C>[]),
    restore: (collection, rows) => guard(() => restore(collection, rows)),
    async finish() {
      while ((await store.refreshRollups(DAYS_A_STEP)) > 0);
    },
    async close() {
      await letGo();
      await db.connection.close();
      await store.close();
    },
  };
}

/** Runs carry the brand of their target, by which they are erased. */
async function nameBrands(db: MongoDb, docs: readonly Record<string, unknown>[]): Promise<void> {
  const ids = [...new Set(docs.map((doc) => String(doc['target_id'])))];
  const found = await db.targets.find({ _id: { $in: ids } }, { brand: 1 }).lean<Pick<TargetDoc, '_id' | 'brand'>[]>();
  const brands = new Map(found.map(({ _id, brand }) => [_id, brand]));
  for (const doc of docs) doc['brand'] = brands.get(String(doc['target_id'])) ?? '';
}
