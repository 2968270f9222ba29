import { type WalkSummary, walkPages } from '../collect/pages.ts';
import type { AnyScraper } from '../collect/scraper.ts';
import type { Brand } from '../domain/brand.ts';
import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';
import { LeaseLost, MolvaError, Unavailable } from '../errors.ts';
import { provenAbsence } from './absence.ts';
import { healthAfter } from './health.ts';
import { type Keeper, keepLease } from './keep-lease.ts';
import { handToOtherKind } from './other-kind.ts';
import { isTooOld, keptFrom } from './retention.ts';
import { nextDue } from './schedule.ts';
import { isoNow, scraperOf, type VisitDeps } from './visiting.ts';

/** An unfinished walk goes on after this: soon enough to end the same day, late enough to let others go first. */
const GO_ON_MS = 60_000;
const RECENT_RUNS = 50;

/**
 * One visit: lease, pages (each committed with its cursor), vanished items, the run's end with health and the next due time.
 * Null when there is nothing to do (gone, paused, leased by another; `onlyDue`: visited meanwhile by another job). Never throws
 * for what a site does: that is the run's outcome. A store that fails ends the run too, if it can still be told; else what it
 * threw is thrown, and the next due run goes on from the cursor. Throws `LeaseLost`; then nothing more is written.
 */
export async function scrapeTarget(
  targetId: string,
  deps: VisitDeps,
  signal: AbortSignal,
  options: { readonly onlyDue?: boolean } = {},
): Promise<Run | null> {
  const { store, clock } = deps;
  const now = isoNow(clock);
  const seen = await store.target(targetId);
  if (seen === null || seen.paused || signal.aborted) return null;
  if (options.onlyDue && (seen.nextRunAt === null || seen.nextRunAt > now)) return null;
  const brand = await store.brand(seen.brand);
  if (brand === null) return null;
  const first = await store.leaseTarget(targetId, { owner: deps.owner, ttlMs: deps.limits.leaseMs, now });
  if (first === null) return null;
  // Only who holds the lease sees the cursor as it is: a visit may have ended since it was looked at.
  const target = (await store.target(targetId)) ?? seen;
  const keeper = keepLease(first, deps, signal);
  const ended = await visit(target, brand, keeper, deps);
  if (ended.outcome === 'layout-changed' && ended.cards === 0 && target.backfilledAt === null) {
    await handToOtherKind(target, deps, signal);
  }
  return ended;
}

async function visit(target: Target, brand: Brand, keeper: Keeper, deps: VisitDeps): Promise<Run> {
  const { store, clock, log } = deps;
  const begin = (scraper: AnyScraper | undefined): Promise<Run> =>
    store.startRun({
      lease: keeper.lease(),
      by: 'network',
      parserVersion: scraper?.parserVersion ?? 0,
      now: isoNow(clock),
    });
  let scraper: AnyScraper | undefined;
  let run: Run | undefined;
  try {
    const known = scraperOf(deps, target.scraper, target.options);
    scraper = known.scraper;
    run = await begin(scraper);
    const summary = await walk({ target, brand, scraper, options: known.options, run, keeper, deps });
    return await finish({ target, run, summary, keeper, deps, scraper });
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    log.error({ target: target.id, scraper: target.scraper, err: error }, 'visit failed');
    try {
      // Without an end the lease would run out, and three of those park a target that did nothing wrong.
      run ??= await begin(scraper);
      const soon = error instanceof Unavailable;
      return await finish({ target, run, summary: failedSummary(error), keeper, deps, scraper, soon });
    } catch {
      throw error;
    }
  } finally {
    keeper.stop();
  }
}

interface Walk {
  readonly target: Target;
  readonly brand: Brand;
  readonly scraper: AnyScraper;
  readonly options: Record<string, unknown>;
  readonly run: Run;
  readonly keeper: Keeper;
  readonly deps: VisitDeps;
}

async function walk({ target, brand, scraper, options, run, keeper, deps }: Walk): Promise<WalkSummary> {
  const { store, clock, limits } = deps;
  const from = keptFrom(deps.retentionDays, clock.now());
  const full =
    target.backfilledAt === null ||
    scraper.order !== 'newest-first' ||
    (await lastFullAgo(target, deps)) >= limits.fullEveryMs;
  return walkPages({
    scraper,
    options,
    brand,
    keepNames: deps.keepNames,
    fetch: deps.fetchFor(scraper, target.url, keeper.signal),
    compute: deps.compute,
    cursor: target.cursor,
    isKnown: (keys) => store.known(keys),
    onPage: ({ drafts }, cursor) =>
      store.commitPage({
        lease: keeper.lease(),
        runId: run.id,
        items: drafts.filter((draft) => !isTooOld(draft, from)),
        cursor,
        backfill: target.backfilledAt === null,
        now: isoNow(clock),
      }),
    limits: { maxPages: limits.maxPages, maxFollow: limits.maxFollow },
    mode: full ? 'full' : 'incremental',
    signal: keeper.signal,
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
  /** The fault was ours: the site need not wait for its schedule. */
  readonly soon?: boolean;
}

async function finish({ target, run, summary, keeper, deps, scraper, soon = false }: Finish): Promise<Run> {
  const { store, clock, limits } = deps;
  const now = isoNow(clock);
  const good = summary.outcome === 'ok' || summary.outcome === 'empty';
  let vanished = 0;
  const proof = provenAbsence(summary, scraper, await lastComplete(target, store));
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
  // The schedule may have been changed while the visit lasted.
  const { schedule, timeZone } = (await store.target(target.id)) ?? target;
  const scheduled = nextDue({
    schedule,
    timeZone,
    after: clock.now(),
    jitterMs: limits.jitterMs,
    random: deps.random,
  });
  const goOn =
    soon || (summary.outcome === 'partial' && summary.error === null)
      ? new Date(clock.now() + GO_ON_MS).toISOString()
      : null;
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

/** The words of a failure outside the taxonomy may quote what a person wrote: they stay out. */
export function failureOf(error: unknown): { readonly name: string; readonly message: string } {
  if (error instanceof MolvaError) return { name: error.name, message: error.message };
  return { name: error instanceof Error ? error.name : 'Error', message: 'an unexpected failure, see the log' };
}

function failedSummary(error: unknown): WalkSummary {
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
    error: failureOf(error),
    oldestPublished: null,
  };
}
