import { randomUUID } from 'node:crypto';
import { LeaseLost } from '../../errors.ts';
import type { TargetRow } from '../rows/target-row.ts';
import { MAX_LOSSES, PARKED_NOTE } from '../rows/target-rules.ts';
import type { Lease } from '../store.ts';
import type { Connection } from './connection.ts';
import { changeTarget, targetRow } from './targets.ts';

export const NO_LEASE = { lease_token: null, lease_owner: null, lease_expires_at: null } as const;

function expiry(now: string, ttlMs: number): string {
  return new Date(Date.parse(now) + ttlMs).toISOString();
}

/** One lease more was lost. Returns whether the target is parked now. */
export function countLoss(connection: Connection, row: TargetRow, now: string): boolean {
  const losses = row.lease_losses + 1;
  const parked = losses >= MAX_LOSSES;
  const rest = parked ? { health: 'parked', health_note: PARKED_NOTE, next_run_at: null } : {};
  if (parked) changeTarget(connection, row, { ...NO_LEASE, lease_losses: losses, ...rest }, now);
  else connection.run('UPDATE target SET lease_token = NULL, lease_losses = ? WHERE id = ?', losses, row.id);
  return parked;
}

/** Null when another holds it, when the target is parked (or is parked now, by its third lost lease), or is not there. */
export function leaseTarget(
  connection: Connection,
  id: string,
  { owner, ttlMs, now }: { owner: string; ttlMs: number; now: string },
): Lease | null {
  const row = targetRow(connection, id);
  if (row === undefined || row.health === 'parked') return null;
  if (row.lease_token !== null) {
    if ((row.lease_expires_at ?? '') > now) return null;
    if (countLoss(connection, row, now)) return null;
  }
  const lease = { targetId: id, token: randomUUID(), expiresAt: expiry(now, ttlMs) };
  const sql = 'UPDATE target SET lease_token = ?, lease_owner = ?, lease_expires_at = ? WHERE id = ?';
  connection.run(sql, lease.token, owner, lease.expiresAt, id);
  return lease;
}

/** The row of the target whose lease this is. One that ran out but was taken by nobody still holds. Throws `LeaseLost`. */
export function held(connection: Connection, lease: Lease): TargetRow {
  const row = targetRow(connection, lease.targetId);
  if (row === undefined || row.lease_token !== lease.token)
    throw new LeaseLost(`The lease on target ${lease.targetId} was lost.`, { details: { targetId: lease.targetId } });
  return row;
}

export function renewLease(
  connection: Connection,
  lease: Lease,
  { ttlMs, now }: { ttlMs: number; now: string },
): Lease {
  held(connection, lease);
  const expiresAt = expiry(now, ttlMs);
  connection.run('UPDATE target SET lease_expires_at = ? WHERE id = ?', expiresAt, lease.targetId);
  return { ...lease, expiresAt };
}
