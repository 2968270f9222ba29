import type { Target } from '../../domain/target.ts';

export interface TargetRow {
  id: string;
  brand: string;
  scraper: string;
  options: string;
  url: string;
  title: string;
  schedule: string;
  time_zone: string;
  paused: number;
  removed: number;
  origin: string;
  created_at: string;
  next_run_at: string | null;
  cursor: string | null;
  backfilled_at: string | null;
  last_run_at: string | null;
  last_outcome: string | null;
  failures: number;
  health: string;
  health_note: string | null;
  lease_token: string | null;
  lease_owner: string | null;
  lease_expires_at: string | null;
  /** Leases in a row whose holder never came back. */
  lease_losses: number;
}

export function toTarget(row: TargetRow): Target {
  return {
    id: row.id,
    brand: row.brand,
    scraper: row.scraper,
    options: JSON.parse(row.options) as Target['options'],
    url: row.url,
    title: row.title,
    schedule: row.schedule,
    timeZone: row.time_zone,
    paused: row.paused === 1,
    origin: row.origin as Target['origin'],
    createdAt: row.created_at,
    nextRunAt: row.next_run_at,
    cursor: row.cursor === null ? null : (JSON.parse(row.cursor) as Target['cursor']),
    backfilledAt: row.backfilled_at,
    lastRunAt: row.last_run_at,
    lastOutcome: row.last_outcome,
    failures: row.failures,
    health: row.health as Target['health'],
    healthNote: row.health_note,
  };
}

/** What a domain target says of its row; the lease and whether it was removed are not in it. */
export function targetColumns(target: Target) {
  const { timeZone, createdAt, nextRunAt, backfilledAt, lastRunAt, lastOutcome, healthNote, ...same } = target;
  return {
    ...same,
    options: JSON.stringify(target.options),
    cursor: target.cursor === null ? null : JSON.stringify(target.cursor),
    paused: target.paused ? 1 : 0,
    time_zone: timeZone,
    created_at: createdAt,
    next_run_at: nextRunAt,
    backfilled_at: backfilledAt,
    last_run_at: lastRunAt,
    last_outcome: lastOutcome,
    health_note: healthNote,
  };
}

/** Health by the last visit alone: what a target that is taken up again is called until the next one. */
export function healthAfter(lastOutcome: string | null): Target['health'] {
  switch (lastOutcome) {
    case null:
      return 'new';
    case 'ok':
    case 'empty':
      return 'ok';
    case 'blocked':
      return 'blocked';
    case 'layout-changed':
      return 'broken';
    default:
      return 'failing';
  }
}
