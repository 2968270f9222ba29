import { MAX_LOSSES, PARKED_NOTE } from '../rows/target-rules.ts';
import { instant } from '../rows/times.ts';
import type { RunStore } from '../store.ts';
import type { TargetDoc } from './documents.ts';
import { leaseNow } from './lease-clock.ts';
import type { MongoDb } from './models.ts';
import { changeAndTell, REMOVAL_OF_LEASE, type TargetPlan, targetChanged } from './target-doc.ts';
import { breakOff, settleEnd } from './visits.ts';

/** Leases that have run out, and visits that nobody has a lease for. */
function left(db: MongoDb, now: string) {
  const over = { $expr: { $lte: ['$lease_until', leaseNow(db, now)] } };
  return {
    leased: { lease_token: { $exists: true }, ...over },
    visited: { 'visit.state': { $exists: true }, $or: [{ lease_token: { $exists: false } }, over] },
  };
}

/** The loss of a lease, which counts as in `leaseTarget`. */
function afterLoss(doc: TargetDoc, now: string): TargetPlan {
  if (doc.lease_token === undefined) return { set: {}, events: [] };
  const losses = doc.lease_losses + 1;
  const parked = losses >= MAX_LOSSES;
  return {
    set: {
      ...REMOVAL_OF_LEASE,
      lease_losses: losses,
      ...(parked ? { health: 'parked', health_note: PARKED_NOTE, next_run_at: null } : {}),
    },
    events: parked ? [targetChanged(doc, now)] : [],
  };
}

/**
 * Other processes are at work while this one starts, so only a visit whose lease has run out was left by one that died: it ends
 * as `partial`, and its lease is counted as lost. Returns how many visits were ended.
 */
export function orphanMethods(db: MongoDb): Pick<RunStore, 'closeOrphanRuns'> {
  async function ids(query: Readonly<Record<string, unknown>>, index: string): Promise<readonly string[]> {
    return (await db.targets.find(query, { _id: 1 }).hint(index).lean()).map(({ _id }) => _id);
  }

  return {
    async closeOrphanRuns(given) {
      const now = instant(given) ?? given;
      const { leased, visited } = left(db, now);
      const found = new Set([...(await ids(leased, 'leased')), ...(await ids(visited, 'visited'))]);
      let closed = 0;
      for (const id of found) closed += await close(db, { _id: id, $or: [leased, visited] }, now);
      return closed;
    },
  };
}

async function close(db: MongoDb, query: Readonly<Record<string, unknown>>, now: string): Promise<number> {
  let closed = 0;
  await changeAndTell(
    db,
    // None where another process has taken it up meanwhile.
    () => db.targets.findOne(query).lean(),
    (doc) => {
      const broken = breakOff(doc, now);
      const loss = afterLoss(doc, now);
      closed = doc.visit?.state === 'open' ? 1 : 0;
      return { ...broken, set: { ...broken.set, ...loss.set }, events: [...broken.events, ...loss.events] };
    },
    (doc) => settleEnd(db, doc),
  );
  return closed;
}
