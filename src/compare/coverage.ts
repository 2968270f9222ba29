import type { LeftOut, LeftOutReason } from '../domain/comparison.ts';
import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';

const HOUR_MS = 3_600_000;
/** A window counts as read to its end when the last good visit is no older than that many usual gaps between visits. */
const GAPS = 1.5;
const MIN_TOLERANCE_MS = HOUR_MS;
const MAX_TOLERANCE_MS = 48 * HOUR_MS;
/** Taken for the usual gap of a target with fewer than three visits, and of rows that are sent in. */
const UNKNOWN_GAP_MS = 24 * HOUR_MS;

export interface CoverageInput {
  readonly targets: readonly Target[];
  /** Visits by target id, in any order. */
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  /** When the last rows without a target came (ISO); null when there are none: then nobody misses them. */
  readonly lastSentInAt: string | null;
  /** Ends of the windows that are compared, in ms; none later than now. */
  readonly endsMs: readonly number[];
}

export interface Coverage {
  /** Ids of targets that cover every window; '' stands for rows that were sent in. */
  readonly covered: ReadonlySet<string>;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Which places were read to the end of every window (counting rules 7). A good visit brings all that was published before it,
 * because it reads on to what is known; so a window is covered when the place was once read whole and a good visit lies at or
 * after the window's end, or no longer before it than visits usually lie apart.
 */
export function coverageOf({ targets, runs, lastSentInAt, endsMs }: CoverageInput): Coverage {
  const covered = new Set<string>();
  const leftOut: LeftOut[] = [];
  const latestEndMs = Math.max(...endsMs);
  for (const target of targets) {
    const missing = missingOf(target, runs.get(target.id) ?? [], latestEndMs);
    if (missing === null) covered.add(target.id);
    else leftOut.push({ targetId: target.id, title: target.title, ...missing });
  }
  if (lastSentInAt !== null) {
    if (Date.parse(lastSentInAt) >= latestEndMs - GAPS * UNKNOWN_GAP_MS) covered.add('');
    else leftOut.push({ targetId: '', title: '', reason: 'no-import', since: lastSentInAt });
  }
  return { covered, leftOut };
}

type Missing = Pick<LeftOut, 'reason' | 'since'>;

function missingOf(target: Target, runs: readonly Run[], endMs: number): Missing | null {
  const ordered = [...runs].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const lastGood = ordered.findLastIndex(isGood);
  const toleranceMs = Math.min(MAX_TOLERANCE_MS, Math.max(MIN_TOLERANCE_MS, GAPS * usualGapMs(ordered)));
  const good = ordered[lastGood];
  const read = target.backfilledAt !== null && good !== undefined;
  if (read && Date.parse(good.startedAt) >= endMs - toleranceMs) return null;
  const bad = ordered.slice(lastGood + 1).find((run) => run.outcome !== null);
  const since = bad?.startedAt ?? good?.startedAt ?? target.createdAt;
  if (bad !== undefined) return { reason: reasonOf(bad), since };
  if (target.paused) return { reason: 'paused', since };
  return { reason: read ? 'no-visit' : 'not-read-yet', since };
}

function isGood(run: Run): boolean {
  return run.outcome === 'ok' || run.outcome === 'empty';
}

function reasonOf({ outcome }: Run): LeftOutReason {
  return outcome === 'blocked' || outcome === 'layout-changed' || outcome === 'partial' ? outcome : 'failed';
}

/** Median time between the starts of visits. */
function usualGapMs(ordered: readonly Run[]): number {
  if (ordered.length < 3) return UNKNOWN_GAP_MS;
  const gaps = ordered
    .slice(1)
    .map((run, at) => Date.parse(run.startedAt) - Date.parse(ordered[at]!.startedAt))
    .sort((a, b) => a - b);
  return gaps[gaps.length >> 1]!;
}
