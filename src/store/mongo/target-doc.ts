import { randomInt } from 'node:crypto';
import type { Target } from '../../domain/target.ts';
import { Unavailable } from '../../errors.ts';
import { type TargetRow, toTarget } from '../rows/target-row.ts';
import { DOCUMENT_VERSION, type TargetDoc, type UntoldEvent, type VisitDoc } from './documents.ts';
import { checkVersion, compact } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { tell, untold } from './outbox.ts';

const MAX_TRIES = 20;
const NEW_V = 2 ** 47;

/** Another number for each write of a target. */
export function newV(): number {
  return randomInt(NEW_V);
}

const NULLS = {
  next_run_at: null,
  cursor: null,
  backfilled_at: null,
  last_run_at: null,
  last_outcome: null,
  health_note: null,
  lease_token: null,
  lease_owner: null,
} as const;

/** The row, with its nulls back. Throws `Unavailable` for a document from a newer Molva. */
export function targetRowOf(doc: TargetDoc): TargetRow {
  checkVersion(doc);
  const { _id: id, v: _v, sv: _sv, outbox: _outbox, visit: _visit, lease_until: until, ...columns } = doc;
  return { ...NULLS, ...columns, id, lease_expires_at: until?.toISOString() ?? null };
}

export function targetOf(doc: TargetDoc): Target {
  return toTarget(targetRowOf(doc));
}

/** The document of a new target. */
export function targetDoc({ id, lease_expires_at: _, ...row }: TargetRow, events: readonly UntoldEvent[]): TargetDoc {
  return { ...compact(row), _id: id, v: newV(), sv: DOCUMENT_VERSION, outbox: [...events] } as TargetDoc;
}

export function targetChanged(target: { readonly _id: string; readonly brand: string }, now: string): UntoldEvent {
  return untold({ at: now, type: 'target.changed', subject: target._id, brand: target.brand, quiet: false });
}

/** What is to be written of a target; a column that is null is taken away. */
export interface TargetPlan {
  readonly set: Partial<TargetRow>;
  readonly visit?: VisitDoc | null;
  readonly events: readonly UntoldEvent[];
}

/** The update that makes the change, its events inside. */
function updateOf({ set: { lease_expires_at: until, ...set }, visit, events }: TargetPlan) {
  const columns = Object.entries({ ...set, ...(visit === undefined ? {} : { visit }) });
  const gone = columns.filter(([, value]) => value === null).map(([name]) => [name, 1]);
  return {
    $set: { ...Object.fromEntries(columns.filter(([, value]) => value !== null)), v: newV() },
    // A lease is only ever given back here; it is taken and renewed by the server's clock.
    $unset: { ...Object.fromEntries(gone), ...(until === null ? { lease_until: 1 } : {}) },
    $push: { outbox: { $each: events } },
  };
}

export const REMOVAL_OF_LEASE = { lease_token: null, lease_owner: null, lease_expires_at: null } as const;

/**
 * Changes a target in one update, compare-and-set on what was read, and tells of it; `plan` is asked again when another process
 * was first, and may throw. Between the two comes `then`. Returns what was changed, null where nothing is read or `plan` wants no
 * change. Throws `Unavailable` when others were always first.
 */
export async function changeAndTell(
  db: MongoDb,
  read: () => Promise<TargetDoc | null>,
  plan: (doc: TargetDoc) => TargetPlan | null | Promise<TargetPlan | null>,
  then: (doc: TargetDoc) => Promise<void> = async () => undefined,
): Promise<TargetPlan | null> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const doc = await read();
    if (doc === null) return null;
    checkVersion(doc);
    const made = await plan(doc);
    if (made === null) return null;
    const changed = await db.targets.updateOne({ _id: doc._id, v: doc.v }, updateOf(made));
    if (changed.matchedCount === 0) continue;
    await then(doc);
    await tell(db, 'targets', made.events);
    return made;
  }
  throw new Unavailable(`Other processes keep changing the same target of ${db.where}. Try again.`);
}
