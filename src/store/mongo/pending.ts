import type { PendingItem } from '../store.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';
import { itemOf, SHOWN_FIELDS } from './read-items.ts';
import { activeVersion } from './versions.ts';

const BATCH = 500;

/** Where the last search of a version left off, newest first: what lies above is done, so it is not searched each time. */
const reached = new WeakMap<MongoDb, Map<string, number>>();

type Candidate = Pick<ItemDoc, '_id' | 'id' | 'revision' | 'partial'>;

/** Of some items those without a result of the version for the revision that they have. */
async function lackingAmong(db: MongoDb, version: string, items: readonly Candidate[]): Promise<readonly Candidate[]> {
  const whole = items.filter(({ partial }) => partial === 0);
  const ids = whole.map(({ _id }) => `${version}:${_id}`);
  const done = await db.next.find({ _id: { $in: ids } }, { key: 1, revision: 1, _id: 0 }).lean();
  const revisions = new Map(done.map(({ key, revision }) => [key, revision]));
  return whole.filter(({ _id, revision }) => revisions.get(_id) !== revision);
}

async function lacking(db: MongoDb, version: string, from: number, limit: number): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  let bound: Readonly<Record<string, number>> = { $lte: from };
  while (found.length < limit) {
    const batch = await db.items
      .find({ id: bound }, { id: 1, revision: 1, partial: 1 })
      .sort({ id: -1 })
      .hint('by_id')
      .limit(BATCH)
      .lean<Candidate[]>();
    found.push(...(await lackingAmong(db, version, batch)));
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) break;
    bound = { $lt: last.id };
  }
  return found.slice(0, limit);
}

async function pendingOf(db: MongoDb, version: string, limit: number): Promise<readonly string[]> {
  const marks = reached.get(db) ?? new Map<string, number>();
  reached.set(db, marks);
  const mark = marks.get(version) ?? Number.MAX_SAFE_INTEGER;
  let found = await lacking(db, version, mark, limit);
  // Newer items, or edited ones above the mark, are found by one more search from the top.
  if (found.length < limit && mark !== Number.MAX_SAFE_INTEGER)
    found = await lacking(db, version, Number.MAX_SAFE_INTEGER, limit);
  marks.set(version, found[0]?.id ?? Number.MAX_SAFE_INTEGER);
  return found.map(({ _id }) => _id);
}

async function isBeside(db: MongoDb, version: string | undefined): Promise<boolean> {
  if (version === undefined) return false;
  const active = await activeVersion(db);
  return active !== null && active !== version;
}

/** Waiting items, newest first. */
export async function pending(db: MongoDb, limit: number, version?: string): Promise<readonly PendingItem[]> {
  if (limit <= 0) return [];
  const beside = version !== undefined && (await isBeside(db, version));
  const query = beside
    ? db.items.find({ _id: { $in: await pendingOf(db, version, limit) } }, SHOWN_FIELDS)
    : db.items.find({ understood: 0, partial: 0 }, SHOWN_FIELDS).sort({ id: -1 }).hint('pending').limit(limit);
  const found = await query.lean<ItemDoc[]>();
  return found
    .sort((a, b) => b.id - a.id)
    .map(itemOf)
    .map((item) => ({ item, revision: item.revision }));
}

export async function pendingCount(db: MongoDb, version?: string): Promise<number> {
  if (version === undefined || !(await isBeside(db, version)))
    return db.items.countDocuments({ understood: 0, partial: 0 }).hint('pending');
  // A result beside is dropped with the revision it read, so each one stands for a whole item.
  const [all, partial, done] = await Promise.all([
    db.items.countDocuments({ id: { $gte: 0 } }).hint('by_id'),
    db.items.countDocuments({ partial: 1 }).hint('teasers'),
    db.next.countDocuments({ version }).hint('of_version'),
  ]);
  return Math.max(0, all - partial - done);
}
