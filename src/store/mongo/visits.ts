import type { Run } from '../../domain/run.ts';
import { brokenOff } from '../rows/run-rules.ts';
import type { TargetDoc, VisitDoc } from './documents.ts';
import { isDuplicate } from './failures.ts';
import type { MongoDb } from './models.ts';
import { untold } from './outbox.ts';
import type { RunDoc } from './own-documents.ts';
import type { TargetPlan } from './target-doc.ts';

/** `ended_at` is left out while it runs. */
export function runDoc(brand: string, run: Run): RunDoc {
  const { id: _id, targetId: target_id, startedAt: started_at, endedAt, by: made_by } = run;
  const ended = endedAt === null ? {} : { ended_at: endedAt };
  return { _id, brand, target_id, started_at, made_by, body: JSON.stringify(run), ...ended };
}

/** Writes the end of a visit. One that has an end keeps it, so repeating this changes nothing. */
export async function writeRun(db: MongoDb, brand: string, run: Run): Promise<void> {
  const { _id, ...rest } = runDoc(brand, run);
  try {
    await db.runs.updateOne({ _id, ended_at: { $exists: false } }, { $set: rest }, { upsert: true });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/** Takes the note of a visit away once it stands among the runs. */
export async function clearVisit(db: MongoDb, targetId: string, { id, state }: VisitDoc): Promise<void> {
  await db.targets.updateOne({ _id: targetId, 'visit.id': id, 'visit.state': state }, { $unset: { visit: 1 } });
}

/**
 * Brings what a dead process left in the target among the runs: a visit that had ended, as it ended; one that was still open, as
 * broken off. Returns the one that is broken off, null where none was open. May be repeated.
 */
export async function settleVisit(db: MongoDb, { brand, visit }: TargetDoc, now: string): Promise<Run | null> {
  if (visit === undefined) return null;
  const run = JSON.parse(visit.body) as Run;
  const ended = visit.state === 'ended' ? run : brokenOff(run, now);
  await writeRun(db, brand, ended);
  return visit.state === 'ended' ? null : ended;
}

/** What a visit that broke off changes of its target. */
export function afterBreak(doc: TargetDoc, run: Run, now: string): TargetPlan {
  return {
    set: { last_run_at: now, last_outcome: 'partial', failures: doc.failures + 1 },
    visit: null,
    events: [untold({ at: now, type: 'run.ended', subject: run.id, brand: doc.brand, quiet: false })],
  };
}

/**
 * Ends the open visit of a target whose holder may still be at work, in the update that takes his lease: the end is noted in the
 * target, from where `settleEnd` brings it among the runs. A visit that has ended is left as it is noted.
 */
export function breakOff(doc: TargetDoc, now: string): TargetPlan {
  if (doc.visit?.state !== 'open') return { set: {}, events: [] };
  const run = brokenOff(JSON.parse(doc.visit.body) as Run, now);
  const visit = { state: 'ended', id: run.id, by: run.by, body: JSON.stringify(run) } as const;
  return { ...afterBreak(doc, run, now), visit };
}

/** After the update: brings the noted end of a visit among the runs. */
export async function settleEnd(db: MongoDb, { _id }: Pick<TargetDoc, '_id'>): Promise<void> {
  const doc = await db.targets.findOne({ _id, 'visit.state': 'ended' }).lean();
  if (doc?.visit === undefined) return;
  await settleVisit(db, doc, '');
  await clearVisit(db, _id, doc.visit);
}
