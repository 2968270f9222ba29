import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { listen } from './api/listen.ts';
import { createApi } from './api/server.ts';
import type { AppOptions } from './cli/context.ts';
import type { AnyScraper } from './collect/scraper.ts';
import type { Compute } from './compute/compute.ts';
import type { Log } from './domain/ambient.ts';
import { createFeedbackDesk } from './feedback/desk.ts';
import { cleanUp, isCleanUpDue } from './jobs/clean-up.ts';
import type { Digests } from './jobs/digests.ts';
import type { Figures } from './jobs/figures.ts';
import { createScheduler } from './jobs/scheduler.ts';
import { scrapeTarget } from './jobs/scrape-target.ts';
import type { Sources } from './jobs/sources.ts';
import { type UnderstandDeps, understandPending } from './jobs/understand-pending.ts';
import { isoNow, type VisitDeps } from './jobs/visiting.ts';
import type { Queue } from './queue/queue.ts';
import type { Store } from './store/store.ts';

/** A look at the store per second: a new text is understood, and a due target visited, within about that. */
const TICK_MS = 1000;
/** SIGTERM: jobs get this long to store what they hold; in all less than ten seconds. */
export const GRACE_MS = 7000;

export interface ServingDeps extends Pick<AppOptions, 'config' | 'clock' | 'stop' | 'version'> {
  readonly store: Store;
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
  readonly url: string;
  close(): Promise<void>;
}

/** Everything that runs until it is told to stop: workers of the queue, the page with its API, the scheduler. */
export async function startServing(deps: ServingDeps): Promise<Serving> {
  const { store, queue, clock, log } = deps;
  await store.closeOrphanRuns(isoNow(clock));
  consume(deps);
  const listening = await openPage(deps);
  const scheduler = startScheduler(deps);
  return {
    url: listening.url,
    async close() {
      await scheduler.stop();
      // Both at once: together they must not take longer than a supervisor waits.
      await Promise.all([listening.close(), queue.close(GRACE_MS)]);
      log.debug({}, 'serving ended');
    },
  };
}

function consume(deps: ServingDeps): void {
  const { queue, visits, understanding, digests, stop } = deps;
  queue.consume(async (job, hurry) => {
    const signal = AbortSignal.any([stop, hurry]);
    if (job.name === 'scrape-target') await scrapeTarget(job.subject, visits, signal, { onlyDue: true });
    else if (job.name === 'understand-pending') await understandPending(understanding, { signal });
    else if (job.name === 'send-digest') await digests.send(job.subject, signal);
    else if (job.name === 'clean-up') await cleanUp(careOf(deps), signal);
    else if (job.name === 'understand-all') await understandPending(understanding, { signal, reread: true });
  });
}

function openPage(deps: ServingDeps): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { config, store, secret, clock } = deps;
  const webRoot = fileURLToPath(new URL('./web/dist', import.meta.url));
  const { web, privacy } = config;
  const api = createApi({
    ...deps,
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
    cleanUpDue: () => isCleanUpDue(care),
    tickMs: TICK_MS,
  });
  scheduler.start();
  return scheduler;
}

function careOf({ store, clock, log, config }: ServingDeps): Parameters<typeof cleanUp>[0] {
  return { store, clock, log, retentionDays: config.privacy.retentionDays };
}
