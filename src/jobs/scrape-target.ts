import { type WalkSummary, walkPages } from '../collect/pages.ts';
import type { AnyScraper } from '../collect/scraper.ts';
import type { Brand } from '../domain/brand.ts';
import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';
import { LeaseLost, MolvaError } from '../errors.ts';
import type { Lease } from '../store/store.ts';
import { provenAbsence } from './absence.ts';
import { healthAfter } from './health.ts';
import { handToOtherKind } from './other-kind.ts';
import { nextDue } from './schedule.ts';
import { isoNow, scraperOf, type VisitDeps } from './visiting.ts';

/** An unfinished walk goes on after this: soon enough to end the same day, late enough to let others go first. */
const GO_ON_MS = 60_000;
const RECENT_RUNS = 50;

/**
 * One visit: lease, pages (each committed with its cursor), vanished items, the run's end with health and the next due time.
 * Null when there is nothing to do (gone, paused, leased by another). Never throws for what a site does: that is the run's outcome.
 * Throws `LeaseLost` and `Unavailable`; then nothing more is written and the next due run goes on from the cursor.
 */
export async function scrapeTarget(targetId: string, deps: VisitDeps, signal: AbortSignal): Promise<Run | null> {
  const { store, clock } = deps;
  const target = await store.target(targetId);
  if (target === null || target.paused || signal.aborted) return null;
  const brand = await store.brand(target.brand);
  if (brand === null) return null;
  const first = await store.leaseTarget(targetId, {
    owner: deps.owner,
    ttlMs: deps.limits.leaseMs,
    now: isoNow(clock),
  });
  if (first === null) return null;
  const keeper = keepLease(first, deps);
  const ended = await visit(target, brand, keeper, deps, signal);
  if (ended.outcome === 'layout-changed' && ended.cards === 0 && target.backfilledAt === null) {
    await handToOtherKind(target, deps, signal);
  }
  return ended;
}

async function visit(target: Target, brand: Brand, keeper: Keeper, deps: VisitDeps, signal: AbortSignal): Promise<Run> {
  const { store, clock, log } = deps;
  try {
    let scraper: AnyScraper | undefined;
    let run: Run | undefined;
    try {
      const known = scraperOf(deps, target.scraper, target.options);
      scraper = known.scraper;
      run = await store.startRun({
        lease: keeper.lease(),
        by: 'network',
        parserVersion: scraper.parserVersion,
        now: isoNow(clock),
      });
      const summary = await walk({ target, brand, scraper, options: known.options, run, keeper, deps, signal });
      return await finish({ target, run, summary, keeper, deps, scraper });
    } catch (error) {
      if (error instanceof LeaseLost || !(error instanceof MolvaError) || error.name === 'Unavailable') throw error;
      run ??= await store.startRun({
        lease: keeper.lease(),
        by: 'network',
        parserVersion: scraper?.parserVersion ?? 0,
        now: isoNow(clock),
      });
      log.warn({ target: target.id, scraper: target.scraper, error: error.name }, 'visit failed');
      return await finish({ target, run, summary: failedSummary(error), keeper, deps, scraper });
    }
  } finally {
    keeper.stop();
  }
}

interface Keeper {
  lease(): Lease;
  stop(): void;
}

/** Renews the lease while the visit lasts. A lost lease shows at the next write, which throws `LeaseLost`. */
function keepLease(first: Lease, { store, clock, limits, log }: VisitDeps): Keeper {
  let lease = first;
  const timer = setInterval(() => {
    store.renewLease(lease, { ttlMs: limits.leaseMs, now: isoNow(clock) }).then(
      (renewed) => {
        lease = renewed;
      },
      (error: unknown) => log.warn({ target: first.targetId, err: error }, 'lease could not be renewed'),
    );
  }, limits.leaseMs / 3);
  timer.unref();
  return { lease: () => lease, stop: () => clearInterval(timer) };
}

interface Walk {
  readonly target: Target;
  readonly brand: Brand;
  readonly scraper: AnyScraper;
  readonly options: Record<string, unknown>;
  readonly run: Run;
  readonly keeper: Keeper;
  readonly deps: VisitDeps;
  readonly signal: AbortSignal;
}

async function walk({ target, brand, scraper, options, run, keeper, deps, signal }: Walk): Promise<WalkSummary> {
  const { store, clock, limits } = deps;
  const full =
    target.backfilledAt === null ||
    scraper.order !== 'newest-first' ||
    (await lastFullAgo(target, deps)) >= limits.fullEveryMs;
  return walkPages({
    scraper,
    options,
    brand,
    keepNames: deps.keepNames,
    fetch: deps.fetchFor(scraper, target.url, signal),
    compute: deps.compute,
    cursor: target.cursor,
    isKnown: (keys) => store.known(keys),
    onPage: ({ drafts }, cursor) =>
      store.commitPage({
        lease: keeper.lease(),
        runId: run.id,
        items: drafts,
        cursor,
        backfill: target.backfilledAt === null,
        now: isoNow(clock),
      }),
    limits: { maxPages: limits.maxPages, maxFollow: limits.maxFollow },
    mode: full ? 'full' : 'incremental',
    signal,
    log: deps.log,
  });
}

async function lastFullAgo(target: Target, { store, clock }: VisitDeps): Promise<number> {
  const last = await lastComplete(target, store);
  return last?.endedAt == null ? Number.POSITIVE_INFINITY : clock.now() - Date.parse(last.endedAt);
}

async function lastComplete(target: Target, store: VisitDeps['store']): Promise<Run | undefined> {
  const runs = await store.runs({ targetId: target.id, limit: RECENT_RUNS });
  return runs.find((one) => one.complete && one.endedAt !== null && one.by === 'network');
}

interface Finish {
  readonly target: Target;
  readonly run: Run;
  readonly summary: WalkSummary;
  readonly keeper: Keeper;
  readonly deps: VisitDeps;
  readonly scraper: AnyScraper | undefined;
}

async function finish({ target, run, summary, keeper, deps, scraper }: Finish): Promise<Run> {
  const { store, clock, limits } = deps;
  const now = isoNow(clock);
  const good = summary.outcome === 'ok' || summary.outcome === 'empty';
  let vanished = 0;
  const proof = provenAbsence(summary, scraper, summary.window ? await lastComplete(target, store) : undefined);
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
  const ended: Run = {
    ...run,
    endedAt: now,
    outcome: summary.outcome,
    pages: summary.pages,
    cards: summary.cards,
    new: summary.new,
    changed: summary.changed,
    vanished,
    skipped: { ...summary.skipped },
    siteTotal: summary.siteTotal,
    fill: { ...summary.fill },
    complete: summary.complete,
    error: summary.error,
  };
  const { health, note } = healthAfter({
    outcome: summary.outcome,
    error: summary.error,
    publishedMs: scraper?.kind === 'generic' ? [] : await publishedTimes(target, deps),
    nowMs: clock.now(),
    siteTotal: summary.siteTotal,
    stored: await store.count({ target: [target.id], copies: 'all', vanished: false }),
  });
  const scheduled = nextDue({
    schedule: target.schedule,
    timeZone: target.timeZone,
    after: clock.now(),
    jitterMs: limits.jitterMs,
    random: deps.random,
  });
  const goOn =
    summary.outcome === 'partial' && summary.error === null ? new Date(clock.now() + GO_ON_MS).toISOString() : null;
  await store.endRun({
    lease: keeper.lease(),
    run: ended,
    nextRunAt: goOn !== null && (scheduled === null || goOn < scheduled) ? goOn : scheduled,
    health,
    healthNote: note,
    backfilled: target.backfilledAt !== null || (good && summary.complete),
    now,
  });
  return ended;
}

async function publishedTimes(target: Target, { store }: VisitDeps): Promise<number[]> {
  const days = await store.stats({ target: [target.id], copies: 'all' }, ['day']);
  return days
    .filter((row) => row.key.day)
    .flatMap((row) => Array.from({ length: Math.min(row.n, 50) }, () => Date.parse(`${row.key.day}T12:00:00Z`)));
}

function failedSummary(error: MolvaError): WalkSummary {
  return {
    outcome: 'failed',
    pages: 0,
    cards: 0,
    new: 0,
    changed: 0,
    complete: false,
    window: false,
    siteTotal: null,
    skipped: {},
    fill: {},
    error: { name: error.name, message: error.message },
    oldestPublished: null,
  };
}
