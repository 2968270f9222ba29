import type { NewTarget, Target } from '../../domain/target.ts';
import { NotFound } from '../../errors.ts';
import { type TargetRow, toTarget } from '../rows/target-row.ts';
import { addedAgain, newTargetRow, type TargetChange, targetChange } from '../rows/target-rules.ts';
import type { DueTarget } from '../store.ts';
import type { Connection, SQLInputValue } from './connection.ts';
import { tell } from './event-log.ts';

export function targetRow(connection: Connection, id: string): TargetRow | undefined {
  return connection.get<TargetRow>('SELECT * FROM target WHERE id = ? AND removed = 0', id);
}

/** Changes columns of a target and tells of it. */
export function changeTarget(
  connection: Connection,
  row: Pick<TargetRow, 'id' | 'brand'>,
  change: Partial<TargetRow>,
  now: string,
): void {
  const columns: [string, SQLInputValue][] = Object.entries(change);
  if (columns.length === 0) return;
  const sets = columns.map(([name]) => `${name} = ?`).join(', ');
  connection.run(`UPDATE target SET ${sets} WHERE id = ?`, ...columns.map(([, value]) => value), row.id);
  tell(connection, { at: now, type: 'target.changed', subject: row.id, brand: row.brand, quiet: false });
}

function insert(connection: Connection, target: NewTarget, now: string): void {
  const columns: [string, SQLInputValue][] = Object.entries(newTargetRow(target, now));
  const names = columns.map(([name]) => name).join(', ');
  connection.run(
    `INSERT INTO target (${names}) VALUES (?${', ?'.repeat(columns.length - 1)})`,
    ...columns.map(([, value]) => value),
  );
  tell(connection, { at: now, type: 'target.changed', subject: target.id, brand: target.brand, quiet: false });
}

export function addTarget(connection: Connection, target: NewTarget, now: string): Target {
  const stored = connection.get<TargetRow>('SELECT * FROM target WHERE id = ?', target.id);
  if (stored === undefined) insert(connection, target, now);
  else changeTarget(connection, stored, addedAgain(stored, target, now), now);
  return required(connection, target.id);
}

function required(connection: Connection, id: string): Target {
  const row = targetRow(connection, id);
  if (row === undefined) throw new NotFound(`There is no target ${id}.`, { details: { targetId: id } });
  return toTarget(row);
}

/** In the order of their titles. */
export function targets(connection: Connection, filter: { readonly brand?: string } = {}): readonly Target[] {
  const { brand } = filter;
  const where = brand === undefined ? 'removed = 0' : 'removed = 0 AND brand = ?';
  const sql = `SELECT * FROM target WHERE ${where} ORDER BY title, id`;
  return connection.all<TargetRow>(sql, ...(brand === undefined ? [] : [brand])).map(toTarget);
}

export function target(connection: Connection, id: string): Target | null {
  const row = targetRow(connection, id);
  return row === undefined ? null : toTarget(row);
}

export function updateTarget(connection: Connection, id: string, change: TargetChange, now: string): Target {
  const row = targetRow(connection, id);
  if (row === undefined) throw new NotFound(`There is no target ${id}.`, { details: { targetId: id } });
  changeTarget(connection, row, targetChange(row, change, now), now);
  return required(connection, id);
}

/** Its runs and items stay; who visits it now loses the lease, and `endVisit` ends the visit. Nothing happens when there is none. */
export function removeTarget(
  connection: Connection,
  id: string,
  endVisit: (connection: Connection, id: string, now: string) => unknown,
): void {
  const row = targetRow(connection, id);
  if (row === undefined) return;
  const now = connection.get<{ now: string }>("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS now")?.now ?? '';
  const rest = { next_run_at: null, cursor: null, lease_token: null, lease_owner: null, lease_expires_at: null };
  endVisit(connection, id, now);
  changeTarget(connection, row, { removed: 1, ...rest }, now);
}

export function dueTargets(connection: Connection, now: string, limit: number): readonly DueTarget[] {
  const sql = `SELECT id, brand, next_run_at AS due, backfilled_at FROM target INDEXED BY target_due
    WHERE paused = 0 AND removed = 0 AND next_run_at <= ? AND health <> 'parked'
      AND (lease_token IS NULL OR lease_expires_at <= ?) ORDER BY next_run_at, id LIMIT ?`;
  return connection
    .all<{ id: string; brand: string; due: string; backfilled_at: string | null }>(sql, now, now, limit)

    .map((row) => ({ id: row.id, brand: row.brand, nextRunAt: row.due, backfilled: row.backfilled_at !== null }));
}
