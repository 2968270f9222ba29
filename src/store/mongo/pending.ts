import { ALL, isInShare, type Share } from '../../domain/share.ts';
import { toPending, WAITING_COLUMNS } from '../rows/waiting-row.ts';
import type { PendingItem, UnderstandingStore } from '../store.ts';
import type { ItemDoc } from './documents.ts';
import { storedItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { activeVersion } from './versions.ts';

const BATCH = 500;

/** Where the last search of a version left off, newest first: what lies above is done, so it is not searched each time. */
const reached = new WeakMap<MongoDb, Map<string, number>>();

/** What is asked for: of one version beside the shown one, of one share. */
interface Wanted {
  readonly version: string;
  readonly share: Share;
  readonly limit: number;
  readonly without: readonly string[];
}

type Candidate = Pick<ItemDoc, '_id' | 'id' | 'revision' | 'partial'>;

/** Of some items those without a result of the version for the revision that they have. */
async function lackingAmong(db: MongoDb, version: string, whole: readonly Candidate[]): Promise<readonly Candidate[]> {
  const ids = whole.map(({ _id }) => `${version}:${_id}`);
  const done = await db.next.find({ _id: { $in: ids } }, { key: 1, revision: 1, _id: 0 }).lean();
  const revisions = new Map(done.map(({ key, revision }) => [key, revision]));
  return whole.filter(({ _id, revision }) => revisions.get(_id) !== revision);
}

async function lacking(db: MongoDb, wanted: Wanted, from: number): Promise<readonly Candidate[]> {
  const { version, share, limit } = wanted;
  const inHand = new Set(wanted.without);
  const found: Candidate[] = [];
  let bound: Readonly<Record<string, number>> = { $lte: from };
  while (found.length < limit) {
    const batch = await db.items
      .find({ id: bound }, { id: 1, revision: 1, partial: 1 })
      .sort({ id: -1 })
      .hint('by_id')
      .limit(BATCH)
      .lean<Candidate[]>();
    const own = batch.filter(({ _id, partial }) => partial === 0 && isInShare(_id, share) && !inHand.has(_id));
    if (own.length > 0) found.push(...(await lackingAmong(db, version, own)));
    const last = batch.at(-1);
    if (last === undefined || batch.length < BATCH) break;
    bound = { $lt: last.id };
  }
  return found.slice(0, limit);
}

async function pendingOf(db: MongoDb, wanted: Wanted): Promise<readonly string[]> {
  const marks = reached.get(db) ?? new Map<string, number>();
  reached.set(db, marks);
  const name = `${wanted.version} ${wanted.share.index}/${wanted.share.of}`;
  const mark = marks.get(name) ?? Number.MAX_SAFE_INTEGER;
  let found = await lacking(db, wanted, mark);
  // Newer items, or edited ones above the mark, are found by one more search from the top.
  if (found.length < wanted.limit && mark !== Number.MAX_SAFE_INTEGER)
    found = await lacking(db, wanted, Number.MAX_SAFE_INTEGER);
  marks.set(name, found[0]?.id ?? Number.MAX_SAFE_INTEGER);
  return found.map(({ _id }) => _id);
}

/** With what `storedItem` needs: the version of the document and its place in the order. */
const FIELDS = Object.fromEntries(['id', 'v', 'sv', ...WAITING_COLUMNS].map((name) => [name, 1] as const));
const WAITING = { understood: 0, partial: 0 };

/** Keys of waiting items of a share, newest first: of the others no more than the key is fetched. */
async function waitingOf(db: MongoDb, { share, limit, without }: Omit<Wanted, 'version'>): Promise<readonly string[]> {
  const inHand = new Set(without);
  const found: string[] = [];
  const all = db.items.find(WAITING, { _id: 1 }).sort({ id: -1 }).hint('pending').lean<{ _id: string }[]>().cursor();
  for await (const { _id } of all) {
    if (isInShare(_id, share) && !inHand.has(_id)) found.push(_id);
    if (found.length === limit) break;
  }
  return found;
}

async function isBeside(db: MongoDb, version: string | undefined): Promise<boolean> {
  if (version === undefined) return false;
  const active = await activeVersion(db);
  return active !== null && active !== version;
}

/** Waiting items, newest first. */
export async function pending(
  db: MongoDb,
  { limit, version, share = ALL, without = [] }: Parameters<UnderstandingStore['pending']>[0],
): Promise<readonly PendingItem[]> {
  if (limit <= 0) return [];
  const beside = version !== undefined && (await isBeside(db, version));
  const byKey = async (keys: Promise<readonly string[]>) =>
    db.items.find({ _id: { $in: await keys } }, FIELDS).lean<ItemDoc[]>();
  const others = without.length > 0 ? { ...WAITING, _id: { $nin: [...without] } } : WAITING;
  const newest = () => db.items.find(others, FIELDS).sort({ id: -1 }).hint('pending').limit(limit).lean<ItemDoc[]>();
  const found = await (beside
    ? byKey(pendingOf(db, { version, share, limit, without }))
    : share.of > 1
      ? byKey(waitingOf(db, { share, limit, without }))
      : newest());
  return found.sort((a, b) => b.id - a.id).map((doc) => toPending(storedItem(doc).row));
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
