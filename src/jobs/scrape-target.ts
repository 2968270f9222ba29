import { type WalkSummary, walkPages } from '../collect/pages.ts';
import type { AnyScraper } from '../collect/scraper.ts';
import type { Brand } from '../domain/brand.ts';
import type { Run } from '../domain/run.ts';
import type { Target } from '../domain/target.ts';
import { LeaseLost, MolvaError, Unavailable } from '../errors.ts';
import { endVisit, runsBefore } from './end-visit.ts';
import { keepFields } from './keep-fields.ts';
import { type Keeper, keepLease } from './keep-lease.ts';
import { handToOtherKind } from './other-kind.ts';
import { isTooOld, keptFrom } from './retention.ts';
import { isoNow, scraperOf, type VisitDeps } from './visiting.ts';

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
  if (!options.onlyDue || deps.turns === undefined) return await leaseAndVisit(seen, brand, deps, signal, false);
  const most = deps.scrapers.find(({ name }) => name === seen.scraper)?.pace.concurrency ?? 1;
  const turn = await deps.turns.begin(seen.url, most);
  if ('waitMs' in turn) {
    // No visit and no run: the place in the queue is for one whose host answers.
    const nextRunAt = new Date(clock.now() + turn.waitMs).toISOString();
    await store.updateTarget(targetId, { nextRunAt }, now);
    return null;
  }
  try {
    return await leaseAndVisit(seen, brand, deps, AbortSignal.any([signal, turn.lost]), true);
  } finally {
    await turn.free();
  }
}

async function leaseAndVisit(
  seen: Target,
  brand: Brand,
  deps: VisitDeps,
  signal: AbortSignal,
  inQueue: boolean,
): Promise<Run | null> {
  const { store, clock } = deps;
  const { id: targetId } = seen;
  const now = isoNow(clock);
  const first = await store.leaseTarget(targetId, { owner: deps.owner, ttlMs: deps.limits.leaseMs, now });
  if (first === null) return null;
  // Only who holds the lease sees the cursor as it is: a visit may have ended since it was looked at.
  const target = (await store.target(targetId)) ?? seen;
  const keeper = keepLease(first, deps, signal);
  const ended = await visit({ target, brand, keeper, deps, inQueue });
  if (ended.outcome === 'layout-changed' && ended.cards === 0 && target.backfilledAt === null) {
    await handToOtherKind(target, deps, signal);
  }
  return ended;
}

interface Visit {
  readonly target: Target;
  readonly brand: Brand;
  readonly keeper: Keeper;
  readonly deps: VisitDeps;
  readonly inQueue: boolean;
}

async function visit(options: Visit): Promise<Run> {
  const { target, keeper, deps } = options;
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
    const summary = await walk({ ...options, scraper, options: known.options, run });
    return await endVisit({ target, run, summary, keeper, deps, scraper });
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    log.error({ target: target.id, scraper: target.scraper, err: error }, 'visit failed');
    try {
      // Without an end the lease would run out, and three of those park a target that did nothing wrong.
      run ??= await begin(scraper);
      const soon = error instanceof Unavailable;
      return await endVisit({ target, run, summary: failedSummary(error), keeper, deps, scraper, soon });
    } catch {
      throw error;
    }
  } finally {
    keeper.stop();
  }
}

interface Walk extends Visit {
  readonly scraper: AnyScraper;
  readonly options: Record<string, unknown>;
  readonly run: Run;
}

async function walk({ target, brand, scraper, options, run, keeper, deps, inQueue }: Walk): Promise<WalkSummary> {
  const { store, clock, limits } = deps;
  const from = keptFrom(deps.retentionDays, clock.now());
  const { before, last } = await runsBefore(target, store);
  const full =
    target.backfilledAt === null ||
    scraper.order !== 'newest-first' ||
    last?.endedAt == null ||
    clock.now() - Date.parse(last.endedAt) >= limits.fullEveryMs;
  return walkPages({
    scraper,
    options,
    brand,
    keepNames: deps.keepNames,
    fetch: deps.fetchFor(scraper, target.url, keeper.signal, { inQueue }),
    compute: deps.compute,
    cursor: target.cursor,
    isKnown: (keys) => store.known(keys),
    onPage: async (page, cursor) =>
      store.commitPage({
        lease: keeper.lease(),
        runId: run.id,
        items: (await keepFields(page, before, store)).filter((draft) => !isTooOld(draft, from)),
        cursor,
        backfill: target.backfilledAt === null,
        goesOn: target.cursor !== null,
        now: isoNow(clock),
      }),
    limits: { maxPages: limits.maxPages, maxFollow: limits.maxFollow },
    mode: full ? 'full' : 'incremental',
    signal: keeper.signal,
    log: deps.log,
  });
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
