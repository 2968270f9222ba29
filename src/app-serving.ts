import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listen } from './api/listen.ts';
import { processHealth } from './api/process-health.ts';
import { createApi } from './api/server.ts';
import { GRACE_MS } from './app-carriers.ts';
import type { AppOptions, Parts } from './cli/context.ts';
import type { AnyScraper } from './collect/scraper.ts';
import type { Compute } from './compute/compute.ts';
import type { Log } from './domain/ambient.ts';
import { Unavailable } from './errors.ts';
import { createFeedbackDesk } from './feedback/desk.ts';
import { type CleanUpDeps, isCleanUpDue } from './jobs/clean-up.ts';
import type { Digests } from './jobs/digests.ts';
import { doJob } from './jobs/do-job.ts';
import { type DrawDeps, dueAudits } from './jobs/draw-audit.ts';
import type { Figures } from './jobs/figures.ts';
import { type Candidate, type Leading, standForLeader, takeOver } from './jobs/leader.ts';
import { bePresent } from './jobs/presence.ts';
import { createRising } from './jobs/rising-phrases.ts';
import { createScheduler } from './jobs/scheduler.ts';
import { SHARES } from './jobs/share.ts';
import type { Sources } from './jobs/sources.ts';
import { createThemes } from './jobs/themes.ts';
import type { UnderstandDeps } from './jobs/understand-pending.ts';
import { isoNow, type VisitDeps } from './jobs/visiting.ts';
import { createDueWeighings } from './jobs/weigh-unusual.ts';
import type { Queue } from './queue/queue.ts';
import type { LeaseStore } from './store/lease-store.ts';
import type { Store } from './store/store.ts';

/** A look at the store per second: a new text is understood, and a due target visited, within about that. */
const TICK_MS = 1000;
/** A leader that died is followed by another after at most this part of what a visit is waited for, and a third of it. */
const LEADS_FOR = 1 / 10;

export interface ServingDeps extends Pick<AppOptions, 'config' | 'clock' | 'stop' | 'version'> {
  readonly store: Store;
  /** Null: this process has the store to itself. */
  readonly leases: LeaseStore | null;
  /** Jobs are taken by other processes too. */
  readonly shared: boolean;
  readonly queue: Queue;
  readonly compute: Compute;
  readonly sources: Sources;
  readonly figures: Figures;
  readonly digests: Digests;
  readonly scrapers: readonly AnyScraper[];
  readonly visits: VisitDeps;
  readonly understanding: UnderstandDeps;
  readonly secret: string;
  readonly log: Log;
  readonly randomToken: () => string;
}

export interface Serving {
  /** Of the page, or of the process's health; null without either. */
  readonly url: string | null;
  close(): Promise<void>;
}

/**
 * What runs until it is told to stop, of all that there is: workers of the queue, the page with its API, the scheduler. Where others
 * share the work one process schedules and the rest stands by. Throws `Unavailable` when this one cannot be alone and has to be.
 */
export async function startServing(deps: ServingDeps, parts: Parts): Promise<Serving> {
  const { leases, visits, log } = deps;
  const ttlMs = leadMs(deps);
  const presence = leases === null ? null : await bePresent({ leases, owner: visits.owner, ttlMs, log });
  try {
    const serving = await startParts(deps, parts);
    return { ...serving, close: () => serving.close().finally(() => presence?.stop()) };
  } catch (error) {
    await presence?.stop();
    throw error;
  }
}

async function startParts(deps: ServingDeps, parts: Parts): Promise<Serving> {
  const { store, queue, clock, log } = deps;
  const alone = deps.shared ? null : await beAlone(deps);
  // Visits left open by a dead process: where others live too, who schedules looks for them all the time.
  if (!deps.shared) await store.closeOrphanRuns(isoNow(clock));
  if (parts.lanes.length > 0) consume(deps, parts.lanes);
  const scheduler = parts.schedule ? schedule(deps) : null;
  const leads = (): boolean => scheduler?.leads() ?? false;
  const listening = parts.page ? await openPage(deps) : await openHealth(deps, parts, leads);
  return {
    url: listening?.url ?? null,
    async close() {
      await scheduler?.stop();
      // Both at once: together they must not take longer than a supervisor waits.
      await Promise.all([listening?.close(), queue.close(GRACE_MS)]);
      await alone?.stop();
      log.debug({}, 'serving ended');
    },
  };
}

function leadMs({ config }: ServingDeps): number {
  return config.queue.deadAfterMs * LEADS_FOR;
}

/** Without a common queue two processes would ask the same sites at once, each at full pace. */
async function beAlone(deps: ServingDeps): Promise<Leading | null> {
  const { leases, visits, log, stop } = deps;
  if (leases === null) return null;
  const right = { leases, name: 'alone', owner: visits.owner, ttlMs: leadMs(deps) };
  if (!(await takeOver(right, stop)))
    throw new Unavailable(
      'Another Molva process works on this database. Several need a queue that they share: set queue.redis.url.',
    );
  return standForLeader({ ...right, log, lead: () => ({ stop: async () => undefined }) });
}

/** The one process on a store of its own always leads. */
function schedule(deps: ServingDeps): Candidate {
  const { leases, visits, log } = deps;
  if (leases !== null)
    return standForLeader({
      leases,
      name: 'scheduler',
      owner: visits.owner,
      ttlMs: leadMs(deps),
      log,
      lead: () => startScheduler(deps),
    });
  return { leads: () => true, stop: startScheduler(deps).stop };
}

async function openHealth(
  { config, store, queue }: ServingDeps,
  { healthPort, lanes }: Parts,
  leads: () => boolean,
): Promise<{ readonly url: string; close(): Promise<void> } | null> {
  if (healthPort === null) return null;
  const kind = lanes.length > 0 ? 'worker' : 'scheduler';
  const api = { app: processHealth({ store, queue, kind, leads }), close: async () => undefined };
  return listen({ api, host: config.web.host, port: healthPort });
}

function consume(deps: ServingDeps, lanes: Parts['lanes']): void {
  const weighing = { ...deps, owner: deps.visits.owner };
  const work = { ...deps, care: careOf(deps), audits: auditsOf(deps), weighing };
  deps.queue.consume((job, hurry) => doJob(job, work, AbortSignal.any([deps.stop, hurry])), { lanes });
}

function openPage(deps: ServingDeps): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { config, store, secret, clock, compute } = deps;
  const webRoot = fileURLToPath(new URL('./web/dist', import.meta.url));
  const { web, privacy } = config;
  const api = createApi({
    ...deps,
    themes: createThemes({ store, compute, clock }),
    rising: createRising({ store, compute, clock }),
    feedback: createFeedbackDesk({ store, secret, keepNames: privacy.keepAuthorNames, now: () => isoNow(clock) }),
    webRoot: existsSync(path.join(webRoot, 'index.html')) ? webRoot : null,
    allowedHosts: [...web.allowedHosts, ...(web.publicUrl === null ? [] : [new URL(web.publicUrl).hostname])],
    limits: { requestsPerMinute: web.requestsPerMinute, sessionDays: web.sessionDays },
  });
  return listen({ api, host: web.host, port: web.port });
}

function startScheduler(deps: ServingDeps): { stop(): Promise<void> } {
  const { store, queue, clock, log, compute, digests } = deps;
  let modelVersion: string | null = null;
  compute.modelVersion().then(
    (version) => {
      modelVersion = version;
    },
    (error: unknown) => log.error({ err: error }, 'models could not be loaded'),
  );
  const care = careOf(deps);
  const scheduler = createScheduler({
    store,
    queue,
    clock,
    log,
    modelVersion: () => modelVersion,
    dueDigests: digests.due,
    dueAudits: () => dueAudits(auditsOf(deps)),
    dueWeighings: createDueWeighings({ store, clock }),
    cleanUpDue: () => isCleanUpDue(care),
    ...(deps.shared ? { closeOrphans: () => store.closeOrphanRuns(isoNow(clock)) } : {}),
    shares: deps.shared ? SHARES : 1,
    tickMs: TICK_MS,
  });
  scheduler.start();
  return scheduler;
}

function auditsOf({ store, clock, log, config }: ServingDeps): DrawDeps {
  return { store, clock, log, perDay: config.audit.perDay };
}

function careOf({ store, clock, log, config }: ServingDeps): CleanUpDeps {
  return { store, clock, log, retentionDays: config.privacy.retentionDays };
}
