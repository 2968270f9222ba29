import { Unavailable } from '../../errors.ts';
import { COMPARE, NOT_RELATED } from '../rows/related.ts';
import { begin, end } from './dirty.ts';
import { isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';
import { refreshRollups } from './rollups.ts';

/** Forward only, in order; the n-th makes version n. A published one is never edited. The first makes the collections with their indexes. */
const MIGRATIONS: readonly ((db: MongoDb) => Promise<void>)[] = [
  async () => undefined,
  second,
  third,
  fourth,
  fifth,
  sixth,
  seventh,
];

/**
 * An index of targets that knows more stands beside the one that goes. The figures of days got more dimensions: all days are
 * computed again, a hundred at a time.
 */
async function second(db: MongoDb): Promise<void> {
  const indexes = await db.items.collection.indexes();
  if (indexes.some(({ name }) => name === 'target')) await db.items.collection.dropIndex('target');
  // Sums of one dimension alone stood there.
  await db.rollups.collection.updateMany({}, { $unset: { by: '' } });
  const days = await db.rollups.find({}, { brand: 1, day: 1 }).lean();
  const marks = days.map(({ brand, day }) => ({ kind: 'day', brand, value: day }) as const);
  if (marks.length === 0) return;
  await end(db, await begin(db, marks), marks);
  while ((await refreshRollups(db, marks.length)) > 0);
}

/** Texts that were understood before kinds were told: until they are read again theirs is not told. */
async function third(db: MongoDb): Promise<void> {
  const items = db.items.collection;
  const before = { effective_kind: { $exists: false } };
  await items.updateMany({ ...before, understood: 0 }, { $set: { effective_kind: 'pending' } });
  await items.updateMany(before, { $set: { effective_kind: 'unread' } });
}

/** Audits came in: their collection was made with its index before this step. */
async function fourth(): Promise<void> {}

/** Copies and families of texts: those that are there keep the copies that they have until they are compared. */
async function fifth(db: MongoDb): Promise<void> {
  const items = db.items.collection;
  if ((await items.indexes()).some(({ name }) => name === 'copies')) await items.dropIndex('copies');
  const before = { related: { $exists: false } };
  const gone = { $unset: { dup_key: '', dup_day: '' } };
  await items.updateMany(
    { ...before, $or: [{ channel: { $ne: 'public' } }, { is_own: 1 }] },
    { ...gone, $set: { related: NOT_RELATED } },
  );
  await items.updateMany(before, { ...gone, $set: { related: 0 } });
}

/** What looks paid for came in, and campaigns: fields that no item has yet, and a collection with its index. */
async function sixth(): Promise<void> {}

/** A person's word on one of several copies holds for all of them: where something was said, copies are related once more and get it then. */
async function seventh(db: MongoDb): Promise<void> {
  const judged = { verdict: { $exists: true }, related: { $lt: 0 } };
  const again = { $mod: [{ $multiply: ['$related', -1] }, COMPARE] };
  await db.items.collection.updateMany({ ...judged, $or: [{ copy_of: { $exists: true } }, { copies: { $gt: 0 } }] }, [
    { $set: { related: again, v: { $add: ['$v', 1] } } },
  ]);
}

export const SCHEMA_VERSION = MIGRATIONS.length;
const SCHEMA = 'schema';

/** Version of the database, 0 when it is empty. Throws `Unavailable` for one that a newer Molva made. */
async function versionOf(db: MongoDb): Promise<number> {
  const version = (await db.meta.findById(SCHEMA).lean())?.version ?? 0;
  if (version > SCHEMA_VERSION)
    throw new Unavailable(
      `The database ${db.where} was made by a newer Molva (schema ${version}, this one knows ${SCHEMA_VERSION}). Update Molva.`,
      { details: { where: db.where, version, known: SCHEMA_VERSION } },
    );
  return version;
}

/**
 * Makes what is missing of collections and indexes; those that stand cost nothing. Throws `Unavailable` where a unique index
 * cannot be built, because documents were brought in twice.
 */
async function buildIndexes(db: MongoDb): Promise<void> {
  const built = Object.values(db.connection.models).map(async (model) => {
    const specifications = model.schema.indexes().map(([key, options]) => ({ ...options, key }));
    if (specifications.length === 0) return;
    const name = model.collection.name;
    try {
      await model.collection.createIndexes(specifications as never);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      throw new Unavailable(
        `The collection ${name} of ${db.where} has documents twice, so its unique index cannot be built. They were not written by Molva, or the database was put together from two: remove the doubles, or start with an empty database.`,
        { cause: error, details: { where: db.where, collection: name } },
      );
    }
  });
  await Promise.all(built);
}

/** Brings the database to this schema. Every step may be repeated, also by two processes at once. */
export async function migrate(db: MongoDb): Promise<void> {
  const version = await versionOf(db);
  await buildIndexes(db);
  for (const step of MIGRATIONS.slice(version)) await step(db);
  await db.meta.updateOne({ _id: SCHEMA }, { $max: { version: SCHEMA_VERSION } }, { upsert: true });
}

/** For who opens the database beside the processes that keep it: any other version is refused, nothing is changed. */
export async function requireSameSchema(db: MongoDb): Promise<void> {
  const version = await versionOf(db);
  if (version === SCHEMA_VERSION) return;
  const what =
    version === 0 ? 'is empty' : `is of an older Molva (schema ${version}, this one needs ${SCHEMA_VERSION})`;
  throw new Unavailable(`The database ${db.where} ${what}. Start Molva once to bring it up to date.`, {
    details: { where: db.where, version, known: SCHEMA_VERSION },
  });
}
