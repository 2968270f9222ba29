import type { Run } from '../../domain/run.ts';
import type { RunStore } from '../store.ts';
import type { TargetRow } from './target-row.ts';

const BROKE_OFF = { name: 'LeaseLost', message: 'The process that made this visit ended before the visit did.' };

type Opening = Omit<Parameters<RunStore['startRun']>[0], 'lease'> & { readonly id: string; readonly targetId: string };

/** A visit at its beginning. */
export function openedRun({ id, targetId, by, parserVersion, now }: Opening): Run {
  return {
    id,
    targetId,
    startedAt: now,
    endedAt: null,
    outcome: null,
    by,
    pages: 0,
    cards: 0,
    new: 0,
    changed: 0,
    vanished: 0,
    skipped: {},
    siteTotal: null,
    fill: {},
    parserVersion,
    complete: false,
    error: null,
  };
}

/** A visit whose process died. */
export function brokenOff(run: Run, now: string): Run {
  return { ...run, endedAt: now, outcome: 'partial', error: BROKE_OFF };
}

type Ended = Pick<TargetRow, 'paused' | 'health' | 'failures'> &
  Partial<Pick<TargetRow, 'health_note' | 'backfilled_at'>>;

/** What the end of a visit changes of its target. A pause that was asked for during the visit outlives it. */
export function afterRun(
  row: Ended,
  run: Run,
  options: Omit<Parameters<RunStore['endRun']>[0], 'lease' | 'run'>,
): Partial<TargetRow> {
  const well = run.outcome === 'ok' || run.outcome === 'empty';
  const rests = row.paused === 1;
  return {
    lease_token: null,
    lease_owner: null,
    lease_expires_at: null,
    lease_losses: 0,
    next_run_at: rests ? null : options.nextRunAt,
    health: rests ? row.health : options.health,
    health_note: rests ? (row.health_note ?? null) : options.healthNote,
    last_run_at: run.endedAt,
    last_outcome: run.outcome,
    failures: well ? 0 : row.failures + 1,
    backfilled_at: row.backfilled_at ?? (options.backfilled ? options.now : null),
  };
}
