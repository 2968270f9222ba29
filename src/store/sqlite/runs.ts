import { randomUUID } from 'node:crypto';
import type { Run } from '../../domain/run.ts';
import { afterRun, brokenOff, openedRun } from '../rows/run-rules.ts';
import type { TargetRow } from '../rows/target-row.ts';
import type { Lease, RunStore } from '../store.ts';
import type { Connection } from './connection.ts';
import { tell } from './event-log.ts';
import { countLoss, held } from './leases.ts';
import { changeTarget } from './targets.ts';

function toRun(row: { readonly body: string }): Run {
  return JSON.parse(row.body) as Run;
}

function write(connection: Connection, run: Run): void {
  const sql = `INSERT INTO run (id, target_id, started_at, ended_at, made_by, body) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET ended_at = excluded.ended_at, body = excluded.body`;
  connection.run(sql, run.id, run.targetId, run.startedAt, run.endedAt, run.by, JSON.stringify(run));
}

/** Opens a visit. Who holds the lease is alone, so a visit that is still open was left by a process that died. */
export function startRun(
  connection: Connection,
  { lease, by, parserVersion, now }: { lease: Lease; by: Run['by']; parserVersion: number; now: string },
): Run {
  held(connection, lease);
  closeOpenRuns(connection, lease.targetId, now);
  const run = openedRun({ id: randomUUID(), targetId: lease.targetId, by, parserVersion, now });
  write(connection, run);
  return run;
}

export function endRun(connection: Connection, options: Parameters<RunStore['endRun']>[0]): void {
  const { lease, now } = options;
  const row = held(connection, lease);
  const run: Run = { ...options.run, endedAt: options.run.endedAt ?? now };
  write(connection, run);
  changeTarget(connection, row, afterRun(row, run, options), now);
  tell(connection, { at: now, type: 'run.ended', subject: run.id, brand: row.brand, quiet: false });
}

/** Ends what a process left open, or what can have no other end because its target was removed. Returns how many visits. */
export function closeOpenRuns(connection: Connection, targetId: string, now: string): number {
  const sql = `SELECT r.body, t.brand FROM run r INDEXED BY run_open JOIN target t ON t.id = r.target_id
    WHERE r.ended_at IS NULL AND r.target_id = ?`;
  const open = connection.all<{ body: string; brand: string }>(sql, targetId);
  for (const row of open) {
    const run = brokenOff(toRun(row), now);
    write(connection, run);
    connection.run(
      "UPDATE target SET last_run_at = ?, last_outcome = 'partial', failures = failures + 1 WHERE id = ?",
      now,
      targetId,
    );
    tell(connection, { at: now, type: 'run.ended', subject: run.id, brand: row.brand, quiet: false });
  }
  return open.length;
}

/**
 * At the start of the one process that runs loops, every visit by network was left by a process that died: it ends as
 * `partial`, its lease is given back at once and counted as lost. Pages that a person is bringing in from beside, under a lease
 * that has not run out, are left alone. Returns how many visits were ended.
 */
export function closeOrphanRuns(connection: Connection, now: string): number {
  const sql = `SELECT t.* FROM target t WHERE (t.lease_token IS NOT NULL
      OR EXISTS (SELECT 1 FROM run r INDEXED BY run_open WHERE r.ended_at IS NULL AND r.target_id = t.id))
    AND NOT (t.lease_token IS NOT NULL AND t.lease_expires_at > ? AND EXISTS (
      SELECT 1 FROM run r INDEXED BY run_open WHERE r.ended_at IS NULL AND r.target_id = t.id AND r.made_by = 'hand'))`;
  let closed = 0;
  for (const row of connection.all<TargetRow>(sql, now)) {
    closed += closeOpenRuns(connection, row.id, now);
    if (row.lease_token !== null) countLoss(connection, row, now);
  }
  return closed;
}

/** Newest first. `before`: the id of a run, or an instant. */
export function runs(
  connection: Connection,
  { targetId, limit, before }: { targetId?: string; limit: number; before?: string },
): readonly Run[] {
  const known =
    before === undefined
      ? undefined
      : connection.get<{ started_at: string }>('SELECT started_at FROM run WHERE id = ?', before);
  const bounds = before === undefined ? [] : [known?.started_at ?? before, known === undefined ? '' : before];
  const where = [
    ...(targetId === undefined ? [] : ['target_id = ?']),
    ...(before === undefined ? [] : ['(started_at, id) < (?, ?)']),
  ];
  const sql = `SELECT body FROM run ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
    ORDER BY started_at DESC, id DESC LIMIT ?`;
  return connection
    .all<{ body: string }>(sql, ...(targetId === undefined ? [] : [targetId]), ...bounds, limit)
    .map(toRun);
}

export function run(connection: Connection, id: string): Run | null {
  const row = connection.get<{ body: string }>('SELECT body FROM run WHERE id = ?', id);
  return row === undefined ? null : toRun(row);
}
