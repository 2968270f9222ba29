import { randomUUID } from 'node:crypto';
import type { Run } from '../../domain/run.ts';
import { LeaseLost } from '../../errors.ts';
import { afterRun, openedRun } from '../rows/run-rules.ts';
import { instant } from '../rows/times.ts';
import type { RunStore } from '../store.ts';
import { isDuplicate } from './failures.ts';
import { held } from './leases.ts';
import type { MongoDb } from './models.ts';
import { untold } from './outbox.ts';
import type { RunDoc } from './own-documents.ts';
import { changeAndTell, targetChanged, targetRowOf } from './target-doc.ts';
import { afterBreak, clearVisit, runDoc, settleVisit, writeRun } from './visits.ts';

type RunMethods = 'startRun' | 'endRun' | 'runs' | 'run';

function toRun({ body }: Pick<RunDoc, 'body'>): Run {
  return JSON.parse(body) as Run;
}

async function insertRun(db: MongoDb, brand: string, run: Run): Promise<void> {
  try {
    await db.runs.insertOne(runDoc(brand, run));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // It was ended by another process already: this one stood still until its lease had run out.
    throw new LeaseLost(`The lease on target ${run.targetId} was lost.`, { cause: error });
  }
}

export function runMethods(db: MongoDb): Pick<RunStore, RunMethods> {
  return {
    /** Who holds the lease is alone, so a visit that is still open was left by a process that died. */
    async startRun({ lease, by, parserVersion, now: given }) {
      const now = instant(given) ?? given;
      const run = openedRun({ id: randomUUID(), targetId: lease.targetId, by, parserVersion, now });
      await changeAndTell(
        db,
        () => held(db, lease),
        async (doc) => {
          const broken = await settleVisit(db, doc, now);
          const visit = { state: 'open', id: run.id, by, body: JSON.stringify(run) } as const;
          return { set: {}, events: [], ...(broken === null ? {} : afterBreak(doc, broken, now)), visit };
        },
        ({ brand }) => insertRun(db, brand, run),
      );
      return run;
    },
    /** The end is first written into the target, in the update that gives the lease back; then it goes to the other runs. */
    async endRun({ lease, run: given, ...rest }) {
      const now = instant(rest.now) ?? rest.now;
      const options = { ...rest, now, nextRunAt: instant(rest.nextRunAt) };
      const run: Run = { ...given, endedAt: given.endedAt ?? now };
      const visit = { state: 'ended', id: run.id, by: run.by, body: JSON.stringify(run) } as const;
      await changeAndTell(
        db,
        () => held(db, lease),
        async (doc) => {
          if (doc.visit !== undefined && doc.visit.id !== run.id) await settleVisit(db, doc, now);
          const ended = { at: now, type: 'run.ended', subject: run.id, brand: doc.brand, quiet: false } as const;
          const events = [targetChanged(doc, now), untold(ended)];
          return { set: afterRun(targetRowOf(doc), run, options), visit, events };
        },
        ({ brand }) => writeRun(db, brand, run),
      );
      await clearVisit(db, lease.targetId, visit);
    },
    /** Newest first. `before`: the id of a run, or an instant. */
    async runs({ targetId, limit, before }) {
      if (limit <= 0) return [];
      const known = before === undefined ? null : await db.runs.findById(before, { started_at: 1 }).lean();
      const at = known?.started_at ?? before;
      const query = {
        ...(targetId === undefined ? {} : { target_id: targetId }),
        ...(at === undefined ? {} : { started_at: { $lte: at } }),
        // Of one instant, those behind it in the order; of an instant that is no run's, none.
        ...(at === undefined
          ? {}
          : { $or: [{ started_at: { $lt: at } }, ...(known === null ? [] : [{ _id: { $lt: known._id } }])] }),
      };
      const found = await db.runs
        .find(query)
        .sort({ started_at: -1, _id: -1 })
        .hint(targetId === undefined ? 'started' : 'of_target')
        .limit(limit)
        .lean();
      return found.map(toRun);
    },
    async run(id) {
      const found = await db.runs.findById(id).lean();
      return found === null ? null : toRun(found);
    },
  };
}
