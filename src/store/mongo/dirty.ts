import { randomUUID } from 'node:crypto';
import type { DirtyDoc } from './documents.ts';
import type { MongoDb } from './models.ts';
import { upsertOutside } from './upsert-all.ts';

/** A step that takes longer than this between its mark and its end has died, or marks anew when it ends. */
const WRITER_SECONDS = 60;

export type Mark = Pick<DirtyDoc, 'brand' | 'kind' | 'value'>;

/** What a change of a day's reviews leaves to be done: its figures, and weighing them again. */
export function dayMarks(brand: string, day: string): readonly Mark[] {
  return [
    { kind: 'day', brand, value: day },
    { kind: 'weigh', brand, value: day },
  ];
}

function idOf({ kind, brand, value }: Mark): string {
  return `${kind}:${brand}:${value}`;
}

type Stage = Readonly<Record<string, unknown>>;

/** Marks are made by pipelines, so that the server's clock is the only one. */
async function mark(db: MongoDb, marks: readonly Mark[], writers: Stage): Promise<void> {
  const rev = randomUUID();
  const operations = marks.map((one) => ({
    updateOne: {
      filter: { _id: idOf(one), brand: one.brand },
      update: [{ $set: { kind: one.kind, value: { $literal: one.value }, rev, writers } }],
      upsert: true,
    },
  }));
  // Outside of any transaction: others see a mark before what it stands for.
  await upsertOutside(db.dirty.collection, operations as never);
}

const STANDING = {
  $filter: { input: { $ifNull: ['$writers', []] }, cond: { $gt: ['$$this.until', '$$NOW'] } },
};

/**
 * Says what a step is about to change. It is not settled for good until the step has ended: who recomputes a day in between
 * leaves the mark. Returns the step's token.
 */
export async function begin(db: MongoDb, marks: readonly Mark[]): Promise<string> {
  const token = randomUUID();
  const until = { $dateAdd: { startDate: '$$NOW', unit: 'second', amount: WRITER_SECONDS } };
  await mark(db, marks, { $concatArrays: [STANDING, [{ token, until }]] });
  return token;
}

/** The step's writes are done. The mark is made anew where somebody has taken it away, so that it is settled after them. */
export async function end(db: MongoDb, token: string, marks: readonly Mark[]): Promise<void> {
  await mark(db, marks, { $filter: { input: STANDING, cond: { $ne: ['$$this.token', token] } } });
}

/** Nobody is writing: what is marked so can be settled for good. */
const QUIET = { $expr: { $eq: [STANDING, []] } };

/** What is marked and can be settled now, newest days first. */
export async function dirty(db: MongoDb, kind: DirtyDoc['kind'], limit: number): Promise<readonly DirtyDoc[]> {
  if (limit <= 0) return [];
  const sort = { kind: 1, value: -1, brand: 1 } as const;
  return db.dirty
    .find({ kind, ...QUIET })
    .sort(sort)
    .hint('kind_value')
    .limit(limit)
    .lean();
}

/** Those of one brand, by value. */
export async function dirtyOf(
  db: MongoDb,
  { kind, brand }: Pick<Mark, 'kind' | 'brand'>,
  limit: number,
): Promise<readonly DirtyDoc[]> {
  if (limit <= 0) return [];
  return db.dirty
    .find({ brand, kind, ...QUIET })
    .sort({ brand: 1, kind: 1, value: 1 })
    .hint('brand_kind_value')
    .limit(limit)
    .lean();
}

/** What is marked, also while somebody is writing. */
export function markedNow(db: MongoDb, kind: DirtyDoc['kind'], limit: number): Promise<readonly DirtyDoc[]> {
  return db.dirty.find({ kind }).sort({ kind: 1, value: -1, brand: 1 }).hint('kind_value').limit(limit).lean().exec();
}

/** The same of one brand, by value. */
export function markedOf(
  db: MongoDb,
  { kind, brand }: Pick<Mark, 'kind' | 'brand'>,
  limit: number,
): Promise<DirtyDoc[]> {
  const sort = { brand: 1, kind: 1, value: 1 } as const;
  return db.dirty.find({ brand, kind }).sort(sort).hint('brand_kind_value').limit(limit).lean<DirtyDoc[]>().exec();
}

/** How much of it there is. */
export function dirtyCount(db: MongoDb, kind: DirtyDoc['kind']): Promise<number> {
  return db.dirty
    .countDocuments({ kind, ...QUIET })
    .hint('kind_value')
    .exec();
}

/** Marks of a brand as they stand; those that are not there are left out. */
export function marksOf(db: MongoDb, brand: string, marks: readonly Mark[]): Promise<readonly DirtyDoc[]> {
  return db.dirty
    .find({ _id: { $in: marks.map(idOf) }, brand })
    .lean<DirtyDoc[]>()
    .exec();
}

/** Takes marks away, each if it is still the one that was read and nobody is writing. */
export async function clear(db: MongoDb, read: readonly DirtyDoc[]): Promise<void> {
  if (read.length === 0) return;
  const operations = read.map(({ _id, brand, rev }) => ({
    deleteOne: { filter: { _id, brand, rev, ...QUIET } },
  }));
  await db.dirty.bulkWrite(operations, { ordered: false });
}
