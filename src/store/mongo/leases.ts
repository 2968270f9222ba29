import { randomUUID } from 'node:crypto';
import { LeaseLost } from '../../errors.ts';
import { MAX_LOSSES, PARKED_NOTE } from '../rows/target-rules.ts';
import { instant } from '../rows/times.ts';
import type { Lease, TargetStore } from '../store.ts';
import type { TargetDoc } from './documents.ts';
import { leaseEnd, leaseNow } from './lease-clock.ts';
import type { MongoDb } from './models.ts';
import { tell } from './outbox.ts';
import { newV, targetChanged } from './target-doc.ts';

export function lost(targetId: string): LeaseLost {
  return new LeaseLost(`The lease on target ${targetId} was lost.`, { details: { targetId } });
}

/** The target whose lease this is. One that ran out but was taken by nobody still holds. Throws `LeaseLost`. */
export async function held(db: MongoDb, { targetId, token }: Lease): Promise<TargetDoc> {
  const found = await db.targets.findOne({ _id: targetId, removed: 0, lease_token: token }).lean();
  if (found === null) throw lost(targetId);
  return found;
}

const PARKED = { $gte: ['$lease_losses', MAX_LOSSES] };

/** One way where the target is parked by this loss, another where not. A field that is not there stays away. */
function parkedOr(parked: unknown, otherwise: unknown) {
  return { $cond: [PARKED, parked, otherwise] };
}

/**
 * One update decides: a free target, or one whose lease has run out by the server's clock, which counts as lost; the third loss
 * in a row parks the target instead.
 */
async function take(
  db: MongoDb,
  id: string,
  { owner, ttlMs, now }: { owner: string; ttlMs: number; now: string },
): Promise<Lease | null> {
  const token = randomUUID();
  const told = targetChanged({ _id: id, brand: '' }, now);
  const outbox = {
    $concatArrays: [{ $ifNull: ['$outbox', []] }, [{ $mergeObjects: [{ $literal: told }, { brand: '$brand' }] }]],
  };
  const doc = await db.targets
    .findOneAndUpdate(
      {
        _id: id,
        removed: 0,
        health: { $ne: 'parked' },
        $or: [{ lease_token: { $exists: false } }, { $expr: { $lte: ['$lease_until', leaseNow(db, now)] } }],
      },
      [
        {
          $set: {
            v: newV(),
            lease_losses: {
              $add: ['$lease_losses', { $cond: [{ $eq: [{ $type: '$lease_token' }, 'string'] }, 1, 0] }],
            },
          },
        },
        {
          $set: {
            lease_token: parkedOr('$$REMOVE', token),
            lease_owner: parkedOr('$$REMOVE', { $literal: owner }),
            lease_until: parkedOr('$$REMOVE', leaseEnd(db, now, ttlMs)),
            health: parkedOr('parked', '$health'),
            health_note: parkedOr(PARKED_NOTE, '$health_note'),
            next_run_at: parkedOr('$$REMOVE', '$next_run_at'),
            outbox: parkedOr(outbox, '$outbox'),
          },
        },
      ],
      { returnDocument: 'after', updatePipeline: true },
    )
    .lean();
  if (doc === null) return null;
  if (doc.lease_token !== token || doc.lease_until === undefined) {
    await tell(db, 'targets', [{ ...told, brand: doc.brand }]);
    return null;
  }
  return { targetId: id, token, expiresAt: doc.lease_until.toISOString() };
}

export function targetLeaseMethods(db: MongoDb): Pick<TargetStore, 'leaseTarget' | 'renewLease'> {
  return {
    leaseTarget: (id, options) => take(db, id, { ...options, now: instant(options.now) ?? options.now }),
    async renewLease(lease, { ttlMs, now }) {
      const renewed = await db.targets
        .findOneAndUpdate(
          { _id: lease.targetId, removed: 0, lease_token: lease.token },
          [{ $set: { lease_until: leaseEnd(db, now, ttlMs) } }],
          { returnDocument: 'after', updatePipeline: true },
        )
        .lean();
      if (renewed?.lease_until === undefined) throw lost(lease.targetId);
      return { ...lease, expiresAt: renewed.lease_until.toISOString() };
    },
  };
}
