import type { WalkSummary } from '../collect/pages.ts';
import type { AnyScraper } from '../collect/scraper.ts';
import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';
import { provenAbsence } from './absence.ts';
import { cutList, lostFields } from './fewer.ts';
import { healthAfter } from './health.ts';
import type { Keeper } from './keep-lease.ts';
import { nextDue } from './schedule.ts';
import { isoNow, type VisitDeps } from './visiting.ts';

/** An unfinished walk goes on after this: soon enough to end the same day, late enough to let others go first. */
const GO_ON_MS = 60_000;
const RECENT_RUNS = 50;
/** Visits in a row that came when the host's wait was over and met the next one, without a page. */
const MAX_COME_BACKS = 5;

const isWhole = (run: Run): boolean => run.complete && run.endedAt !== null && run.by === 'network';

/** The ended runs of a target, newest first, and the last of them that read the whole list. */
export async function runsBefore(
  { id: targetId }: Target,
  store: VisitDeps['store'],
): Promise<{ readonly before: readonly Run[]; readonly last: Run | undefined }> {
  const before = (await store.runs({ targetId, limit: RECENT_RUNS })).filter((one) => one.endedAt !== null);
  return { before, last: before.find(isWhole) };
}

interface Ended {
  readonly target: Target;
  readonly run: Run;
  readonly summary: WalkSummary;
  readonly keeper: Keeper;
  readonly deps: VisitDeps;
  readonly scraper: AnyScraper | undefined;
  /** The fault was ours: the site need not wait for its schedule. */
  readonly soon?: boolean;
}

/**
 * What a visit's end writes: what vanished, the run, the health of its target and when it is due again, the last three in one step.
 * A host that asked for a wait ends no visit: it goes on then. Only one that never lets a page through is a wall.
 */
export async function endVisit(options: Ended): Promise<Run> {
  const { target, run, keeper, deps, scraper, soon = false } = options;
  const { store, clock, limits } = deps;
  const now = isoNow(clock);
  const { before, last } = await runsBefore(target, store);
  const countStored = (): Promise<number> => store.count({ target: [target.id], copies: 'all', vanished: false });
  const { summary, comesBack } = judged(options, { last, stored: await countStored() });
  let vanished = 0;
  const proof = provenAbsence(summary, scraper, last);
  if (proof !== undefined) {
    vanished = await store.markVanished({
      lease: keeper.lease(),
      runId: run.id,
      notSeenSince: summary.since ?? run.startedAt,
      publishedAfter: proof.after,
      seenSince: proof.since,
      now,
    });
  }
  const { outcome, pages, cards, siteTotal, complete, error } = summary;
  const counts = { new: summary.new, changed: summary.changed, vanished };
  const read = { skipped: { ...summary.skipped }, siteTotal, fill: { ...summary.fill }, complete };
  const ended: Run = { ...run, endedAt: now, outcome, pages, cards, ...counts, ...read, error };
  const sameReviews = complete && proof?.after === null && vanished === 0;
  const { health, note } = comesBack
    ? { health: target.health, note: target.healthNote }
    : healthAfter({
        outcome,
        error,
        lost: lostFields({ summary, sameReviews, before }) ?? null,
        publishedMs: scraper?.kind === 'generic' ? [] : await publishedTimes(target, deps),
        nowMs: clock.now(),
        siteTotal,
        stored: await countStored(),
      });
  // The schedule may have been changed while the visit lasted.
  const { schedule, timeZone } = (await store.target(target.id)) ?? target;
  const { jitterMs } = limits;
  const scheduled = nextDue({ schedule, timeZone, after: clock.now(), jitterMs, random: deps.random });
  const goOn = soon || (outcome === 'partial' && error === null) ? inMs(deps, GO_ON_MS) : null;
  const onSchedule = goOn !== null && (scheduled === null || goOn < scheduled) ? goOn : scheduled;
  const good = outcome === 'ok' || outcome === 'empty';
  await store.endRun({
    lease: keeper.lease(),
    run: ended,
    nextRunAt: comesBack ? inMs(deps, summary.heldMs ?? 0) : onSchedule,
    health,
    healthNote: note,
    backfilled: target.backfilledAt !== null || (good && complete),
    now,
  });
  return ended;
}

const inMs = ({ clock }: VisitDeps, delayMs: number): string => new Date(clock.now() + delayMs).toISOString();

/** The summary as it stands beside what is known from before, and whether the visit only waits for its host. */
function judged(
  { target, summary }: Ended,
  { last, stored }: { last: Run | undefined; stored: number },
): { readonly summary: WalkSummary; readonly comesBack: boolean } {
  // A visit that began at a saved place has not shown the whole list by itself.
  const cut = target.cursor === null ? cutList({ summary, last, stored }) : undefined;
  if (cut !== undefined) {
    const error = { name: 'LayoutChanged', message: cut };
    return { summary: { ...summary, outcome: 'layout-changed', complete: false, error }, comesBack: false };
  }
  if (summary.heldMs === undefined) return { summary, comesBack: false };
  const comesBack = summary.pages > 0 || target.failures < MAX_COME_BACKS;
  return { summary: comesBack ? summary : { ...summary, outcome: 'blocked' }, comesBack };
}

async function publishedTimes(target: Target, { store }: VisitDeps): Promise<number[]> {
  const days = await store.stats({ target: [target.id], copies: 'all' }, ['day']);
  return days
    .filter((row) => row.key.day)
    .flatMap((row) => Array.from({ length: Math.min(row.n, 50) }, () => Date.parse(`${row.key.day}T12:00:00Z`)));
}
