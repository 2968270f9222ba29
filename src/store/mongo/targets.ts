import { NotFound } from '../../errors.ts';
import type { TargetRow } from '../rows/target-row.ts';
import { addedAgain, newTargetRow, targetChange } from '../rows/target-rules.ts';
import { instant } from '../rows/times.ts';
import type { TargetStore } from '../store.ts';
import type { TargetDoc } from './documents.ts';
import { isDuplicate } from './failures.ts';
import { leaseNow } from './lease-clock.ts';
import type { MongoDb } from './models.ts';
import { tell } from './outbox.ts';
import { changeAndTell, REMOVAL_OF_LEASE, targetChanged, targetDoc, targetOf, targetRowOf } from './target-doc.ts';
import { breakOff, settleEnd } from './visits.ts';

type TargetMethods = 'addTarget' | 'targets' | 'target' | 'updateTarget' | 'removeTarget' | 'dueTargets';

function find(db: MongoDb, id: string): Promise<TargetDoc | null> {
  return db.targets.findOne({ _id: id, removed: 0 }).lean();
}

async function required(db: MongoDb, id: string): Promise<TargetDoc> {
  const found = await find(db, id);
  if (found === null) throw new NotFound(`There is no target ${id}.`, { details: { targetId: id } });
  return found;
}

/**
 * Takes a target away: its runs and items stay, and who visits it now loses the lease; his visit, which can have no other end,
 * ends as broken off. With `place` it also forgets what it has read. Nothing happens when there is none.
 */
export async function takeAway(
  db: MongoDb,
  query: { readonly _id: string; readonly removed?: 0 },
  place: Partial<TargetRow> = {},
): Promise<void> {
  const now = await serverNow(db);
  const removal = { removed: 1, next_run_at: null, cursor: null, ...REMOVAL_OF_LEASE, ...place };
  await changeAndTell(
    db,
    () => db.targets.findOne(query).lean(),
    (doc) => {
      const broken = breakOff(doc, now);
      const told = doc.removed === 1 ? [] : [targetChanged(doc, now)];
      return { ...broken, set: { ...broken.set, ...removal }, events: [...broken.events, ...told] };
    },
    (doc) => settleEnd(db, doc),
  );
}

/** Due, not resting, and nobody has it. */
export function dueQuery(db: MongoDb, now: string) {
  return {
    paused: 0,
    removed: 0,
    next_run_at: { $lte: now },
    health: { $ne: 'parked' },
    $or: [{ lease_token: { $exists: false } }, { $expr: { $lte: ['$lease_until', leaseNow(db, now)] } }],
  };
}

export function targetMethods(db: MongoDb): Pick<TargetStore, TargetMethods> {
  return {
    async addTarget(target, nowGiven) {
      const now = instant(nowGiven) ?? nowGiven;
      const told = [targetChanged({ _id: target.id, brand: target.brand }, now)];
      try {
        // Most often it is there: adding is what a configuration does at each start.
        const stored = await db.targets.findById(target.id).lean();
        if (stored === null) {
          await db.targets.insertOne(targetDoc(newTargetRow(target, now), told));
          await tell(db, 'targets', told);
          return targetOf(await required(db, target.id));
        }
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const read = () => db.targets.findById(target.id).lean();
      await changeAndTell(db, read, (doc) => {
        const set = addedAgain(targetRowOf(doc), target, now);
        return Object.keys(set).length === 0 ? null : { set, events: told };
      });
      return targetOf(await required(db, target.id));
    },
    /** In the order of their titles. */
    async targets({ brand } = {}) {
      const found = db.targets.find(brand === undefined ? { removed: 0 } : { brand, removed: 0 });
      const ordered = found.sort({ title: 1, _id: 1 }).hint(brand === undefined ? 'title' : 'brand_title');
      return (await ordered.lean()).map(targetOf);
    },
    async target(id) {
      const found = await find(db, id);
      return found === null ? null : targetOf(found);
    },
    async updateTarget(id, change, nowGiven) {
      const now = instant(nowGiven) ?? nowGiven;
      await changeAndTell(
        db,
        () => required(db, id),
        (doc) => {
          const set = targetChange(targetRowOf(doc), change, now);
          return Object.keys(set).length === 0 ? null : { set, events: [targetChanged(doc, now)] };
        },
      );
      return targetOf(await required(db, id));
    },
    removeTarget: (id) => takeAway(db, { _id: id, removed: 0 }),
    async dueTargets(nowGiven, limit) {
      if (limit <= 0) return [];
      const found = await db.targets
        .find(dueQuery(db, instant(nowGiven) ?? nowGiven), { brand: 1, next_run_at: 1, backfilled_at: 1 })
        .sort({ next_run_at: 1, _id: 1 })
        .hint('due')
        .limit(limit)
        .lean();
      return found.map((doc) => ({
        id: doc._id,
        brand: doc.brand,
        nextRunAt: doc.next_run_at ?? '',
        backfilled: doc.backfilled_at !== undefined,
      }));
    },
  };
}

/** The port gives this step no time, so it is the server's. */
async function serverNow(db: MongoDb): Promise<string> {
  const answer = await db.connection.db?.admin().command({ hello: 1 });
  const now: unknown = answer?.['localTime'];
  return (now instanceof Date ? now : new Date(0)).toISOString();
}
