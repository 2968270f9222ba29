import type { NewTarget } from '../../domain/target.ts';
import type { TargetStore } from '../store.ts';
import { healthAfter, type TargetRow } from './target-row.ts';
import { instant } from './times.ts';

export type TargetChange = Parameters<TargetStore['updateTarget']>[1];

/** A target whose visits end without a word three times in a row is taken for the cause of it. */
export const MAX_LOSSES = 3;
export const PARKED_NOTE =
  'Three visits in a row broke off without a word: the process died or hung each time. Look at its log, then resume the target.';

/** Due at once. */
export function newTargetRow(target: NewTarget, now: string): TargetRow {
  return {
    id: target.id,
    brand: target.brand,
    scraper: target.scraper,
    options: JSON.stringify(target.options),
    url: target.url,
    title: target.title,
    schedule: target.schedule,
    time_zone: target.timeZone,
    paused: 0,
    removed: 0,
    origin: target.origin,
    created_at: now,
    next_run_at: now,
    cursor: null,
    backfilled_at: null,
    last_run_at: null,
    last_outcome: null,
    failures: 0,
    health: 'new',
    health_note: null,
    lease_token: null,
    lease_owner: null,
    lease_expires_at: null,
    lease_losses: 0,
  };
}

type Standing = Pick<TargetRow, 'paused' | 'removed' | 'health'>;

function isResting(row: Standing): boolean {
  return row.paused === 1 || row.removed === 1 || row.health === 'parked';
}

/** What takes a target up again after a pause, a removal or three lost leases: due at once. */
function revival(row: Pick<TargetRow, 'last_outcome'>, now: string): Partial<TargetRow> {
  return {
    paused: 0,
    removed: 0,
    lease_losses: 0,
    next_run_at: now,
    health: healthAfter(row.last_outcome),
    health_note: null,
  };
}

type Followed = Standing & Pick<TargetRow, 'title' | 'schedule' | 'time_zone' | 'last_outcome'>;

/** What adding a stored target again changes; empty where nothing does. */
export function addedAgain(stored: Followed, target: NewTarget, now: string): Partial<TargetRow> {
  const follows = { title: target.title, schedule: target.schedule, time_zone: target.timeZone };
  if (isResting(stored)) return { ...follows, ...revival(stored, now) };
  const same =
    follows.title === stored.title && follows.schedule === stored.schedule && follows.time_zone === stored.time_zone;
  return same ? {} : follows;
}

/** A paused or parked target has no due time, whatever the change says of it. */
export function targetChange(
  row: Standing & Pick<TargetRow, 'last_outcome'>,
  change: TargetChange,
  now: string,
): Partial<TargetRow> {
  const next: Partial<TargetRow> = {
    ...(change.title === undefined ? {} : { title: change.title }),
    ...(change.schedule === undefined ? {} : { schedule: change.schedule }),
    ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
    ...(change.paused === false && isResting(row) ? revival(row, now) : {}),
    ...(change.paused === true ? { paused: 1, health: 'paused', health_note: null } : {}),
  };
  if (isResting({ ...row, ...next })) next.next_run_at = null;
  else if (change.nextRunAt !== undefined) next.next_run_at = instant(change.nextRunAt);
  return next;
}
