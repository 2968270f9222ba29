import { randomInt } from 'node:crypto';
import { Unavailable } from '../../errors.ts';
import type { ItemRow } from '../rows/item-row.ts';
import type { AliasDoc, CorrectionLine, DecisionLine, ItemDoc, TagDoc, UntoldEvent, VersionDoc } from './documents.ts';
import { failedAt, isDuplicate } from './failures.ts';
import { insertion, type StoredItem, storedItem, update } from './item-doc.ts';
import { freeIds } from './item-ids.ts';
import type { MongoDb } from './models.ts';
import { tell } from './outbox.ts';
import { Touched } from './touched.ts';
import { afterwards, each, isInTransaction, together } from './transaction.ts';
import { upsertAll } from './upsert-all.ts';

/** A row before its place among the others is known. */
export type NewItem = Omit<ItemRow, 'id'>;

/** What is to be written of one item. It is made again from what is stored then when another process was first. */
export interface ItemPlan {
  /** A new item; only where none is stored. */
  readonly insert?: NewItem;
  /** Columns to change; null takes one away. */
  readonly set?: Partial<ItemRow>;
  readonly tags?: readonly TagDoc[];
  /** Words of the search index, null for none. */
  readonly stems?: readonly string[] | null;
  /** The stored content, where it is replaced; written before. */
  readonly version?: VersionDoc;
  /** Results that were computed beside the shown ones belong to the old content. */
  readonly forgetNext?: boolean;
  /** Lines of its history, to be added. */
  readonly decisions?: readonly DecisionLine[];
  readonly corrections?: readonly CorrectionLine[];
  readonly events: readonly UntoldEvent[];
}

export type Planner = (stored: StoredItem | null) => ItemPlan | null;

const MAX_TRIES = 20;
const NEW_V = 2 ** 47;

interface Planned {
  readonly key: string;
  readonly stored: StoredItem | null;
  readonly plan: ItemPlan;
  readonly v: number;
}

export interface WriteOptions {
  readonly brand: string;
  readonly planners: ReadonlyMap<string, Planner>;
  readonly aliases?: readonly AliasDoc[];
}

/**
 * Changes items of one brand, each in one update that is compare-and-set on what was read. In this order: marks of the days and
 * sets of copies that change, replaced versions, the items with their events inside, the sets of copies, the end of the marks,
 * the outbox. A process killed anywhere in between leaves marks and untold events that are settled later; repeating the step
 * writes nothing twice. Throws `Unavailable` when other processes were always first.
 */
export function writeItems(db: MongoDb, options: WriteOptions): Promise<void> {
  return together(db, () => writeThem(db, options));
}

async function writeThem(db: MongoDb, { brand, planners, aliases = [] }: WriteOptions): Promise<void> {
  let waiting = [...planners.keys()];
  const touched = new Touched(db);
  const events: UntoldEvent[] = [];
  const kept = new Map<string, string>();
  for (let tries = 0; waiting.length > 0; tries += 1) {
    if (tries === MAX_TRIES)
      throw new Unavailable(`Other processes keep changing the same items of ${db.where}. Try again.`);
    const planned = await plan(db, brand, waiting, planners);
    await takeBack(db, brand, planned, kept);
    const marks = planned.flatMap(({ stored, plan: { set, insert } }) => Touched.by(stored, insert ?? set ?? {}));
    let ids: ReadonlyMap<string, number> = new Map();
    await each(db, [
      async () => {
        ids = await freeIds(db, newOnes(planned));
      },
      () => touched.begin(marks),
      async () => (tries === 0 ? keepAliases(db, aliases) : undefined),
      () => keepVersions(db, brand, planned),
    ]);
    const lost = await write(db, brand, planned, ids);
    events.push(...planned.filter(({ key }) => !lost.has(key)).flatMap(({ plan: { events: told } }) => told));
    waiting = [...lost];
  }
  await Promise.all([touched.settle(), afterwards(db, () => tell(db, 'items', events))]);
}

function newOnes(planned: readonly Planned[]) {
  return planned.flatMap(({ key, plan: { insert } }) => (insert === undefined ? [] : [{ key, row: insert }]));
}

async function plan(
  db: MongoDb,
  brand: string,
  keys: readonly string[],
  planners: ReadonlyMap<string, Planner>,
): Promise<readonly Planned[]> {
  const found = await db.items.find({ _id: { $in: keys }, brand }).lean<ItemDoc[]>();
  const stored = new Map(found.map((doc) => [doc._id, storedItem(doc)]));
  return keys.flatMap((key) => {
    const now = stored.get(key) ?? null;
    const made = planners.get(key)?.(now) ?? null;
    return made === null ? [] : [{ key, stored: now, plan: made, v: randomInt(NEW_V) }];
  });
}

async function keepAliases(db: MongoDb, aliases: readonly AliasDoc[]): Promise<void> {
  const operations = aliases.map(({ _id, brand, key }) => ({
    updateOne: { filter: { _id, brand }, update: { $setOnInsert: { key } }, upsert: true },
  }));
  await upsertAll(db, db.aliases, operations);
}

async function keepVersions(db: MongoDb, brand: string, planned: readonly Planned[]): Promise<void> {
  const versions = planned.flatMap(({ plan: { version = [] } }) => version);
  // A version is what was stored at that revision, so whoever writes it writes the same: several at once, one that is late, or one
  // that finds what a broken step left. Only when it was replaced follows the last of them.
  const operations = versions.map((version) => ({
    replaceOne: { filter: { _id: version._id, brand }, replacement: version, upsert: true },
  }));
  await upsertAll(db, db.versions, operations);
  const stale = planned.flatMap(({ key, plan: { forgetNext } }) => (forgetNext === true ? [key] : []));
  if (stale.length > 0) await db.next.deleteMany({ brand, key: { $in: stale } });
}

/** What an earlier try has kept of items that another process has erased meanwhile is erased too. */
async function takeBack(
  db: MongoDb,
  brand: string,
  planned: readonly Planned[],
  kept: Map<string, string>,
): Promise<void> {
  const gone = planned.flatMap(({ key, stored }) => (stored === null ? (kept.get(key) ?? []) : []));
  if (gone.length > 0) await db.versions.deleteMany({ brand, _id: { $in: gone } });
  for (const {
    key,
    plan: { version },
  } of planned)
    if (version !== undefined) kept.set(key, version._id);
}

/** Returns the keys where another process was first. */
async function write(
  db: MongoDb,
  brand: string,
  planned: readonly Planned[],
  ids: ReadonlyMap<string, number>,
): Promise<ReadonlySet<string>> {
  if (planned.length === 0) return new Set();
  const operations = planned.map(({ key, stored, plan: made, v }) =>
    stored === null || made.insert !== undefined
      ? { insertOne: { document: insertion(made, { id: ids.get(key) ?? 0, v }) } }
      : { updateOne: { filter: { _id: key, brand, v: stored.v }, update: update(stored, made, v) } },
  );
  let twice: readonly number[] = [];
  try {
    const result = await db.items.bulkWrite(operations, { ordered: false });
    if (result.insertedCount + result.matchedCount === planned.length) return new Set();
  } catch (error) {
    if (!isDuplicate(error) || isInTransaction(db)) throw error;
    twice = failedAt(error);
  }
  const refused = twice.flatMap((at) => planned[at]?.key ?? []);
  const updates = planned.filter(({ stored, plan: { insert } }) => stored !== null && insert === undefined);
  return new Set([...refused, ...(await overtaken(db, brand, updates))]);
}

/** Updates that never were. One that another process has built upon since is none of them: it must not be made again. */
async function overtaken(db: MongoDb, brand: string, planned: readonly Planned[]): Promise<readonly string[]> {
  const mine = new Map(planned.map(({ key, v }) => [key, v]));
  const now = await db.items
    .find({ _id: { $in: [...mine.keys()] }, brand }, { v: 1, writes: 1 })
    .lean<Pick<ItemDoc, '_id' | 'v' | 'writes'>[]>();
  const won = new Set(
    now.flatMap(({ _id, v, writes = [] }) => ([v, ...writes].includes(mine.get(_id) ?? 0) ? [_id] : [])),
  );
  return [...mine.keys()].filter((key) => !won.has(key));
}
