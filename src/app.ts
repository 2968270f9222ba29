import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { scrapers } from '../scrapers/index.ts';
import { createApiKey, createSignInLink } from './api/secrets.ts';
import { GRACE_MS, openCarriers } from './app-carriers.ts';
import type { Demo } from './app-demo.ts';
import { createFetching, later } from './app-fetching.ts';
import { createMail } from './app-mail.ts';
import { makeDataFolder, noStore, openStore } from './app-store.ts';
import { readPageOnce, syncBrands } from './app-work.ts';
import type { App, AppOptions } from './cli/context.ts';
import { findBrowser } from './collect/find-browser.ts';
import { createPool } from './compute/pool.ts';
import { Unavailable } from './errors.ts';
import { createFigures } from './jobs/figures.ts';
import { scrapeTarget } from './jobs/scrape-target.ts';
import { createSources } from './jobs/source-desk.ts';
import { understandPending } from './jobs/understand-pending.ts';
import { unpark } from './jobs/unpark.ts';
import { isoNow, type VisitDeps } from './jobs/visiting.ts';
import { createLog } from './log.ts';
import { matchSecret, readSecret } from './secret.ts';

/** SIGTERM: the page on its way gets this long to arrive, less than the jobs get to store it. */
const ARRIVE_MS = 5000;
const WEEK_MS = 7 * 86_400_000;

/** A command's own answer says what went wrong; log lines in between are for those who ask for `debug`. */
function besideLevel(level: string): string {
  return level === 'info' || level === 'warn' ? 'error' : level;
}

/** Composition root: the one file that knows all implementations. What it opens, `close` closes in reverse. */
export async function openApp(options: AppOptions): Promise<App> {
  const { config, clock, role, stop } = options;
  const log = createLog(role === 'loop' ? config.log.level : besideLevel(config.log.level));
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const folder = path.resolve(options.cwd, config.data);
    if (role !== 'none') makeDataFolder(folder);
    const secret =
      role === 'none' ? randomToken() : readSecret({ dataFolder: folder, fromEnv: options.env['MOLVA_SECRET'] });
    const { store, leases } =
      role === 'none' ? { store: noStore(), leases: null } : await openStore(config, folder, role);
    closers.push(() => store.close());
    if (role !== 'none') await matchSecret(store, secret);

    const wanted =
      options.demo === 'if-empty' ? !(await store.brands()).some((brand) => !brand.madeUp) : options.demo === true;
    const demo: Demo | null = wanted ? await (await demoRoom()).openDemo({ store, clock, log }) : null;
    if (demo !== null) closers.push(() => demo.close());
    const workers = config.compute.workers ?? Math.max(1, availableParallelism() - 1);
    const compute = createPool({
      workers,
      understandTimeoutMs: config.compute.understandTimeoutMs,
      parseTimeoutMs: config.compute.parseTimeoutMs,
      secret,
    });
    closers.push(() => compute.close());
    const carriers = await openCarriers({ config, role, secret, log });
    const { queue, pace, places, shared } = carriers;
    closers.push(
      () => carriers.close(),
      () => queue.close(GRACE_MS),
    );
    const fetching = createFetching({
      config,
      version: options.version,
      clock,
      log,
      pace,
      places,
      random: Math.random,
      origins: demo?.origins ?? {},
      cut: role === 'loop' ? later(stop, ARRIVE_MS) : stop,
    });
    closers.push(() => fetching.close());

    const visits: VisitDeps = {
      store,
      compute,
      scrapers,
      clock,
      log,
      fetchFor: fetching.fetchFor,
      turns: fetching.turns,
      random: Math.random,
      owner: `${process.pid}-${randomBytes(4).toString('hex')}`,
      keepNames: config.privacy.keepAuthorNames,
      retentionDays: config.privacy.retentionDays,
      limits: {
        maxPages: config.collect.maxPages,
        maxFollow: config.collect.maxFollow,
        jitterMs: config.collect.jitterMs,
        leaseMs: config.queue.deadAfterMs,
        fullEveryMs: demo === null ? WEEK_MS : 0,
      },
    };
    const understanding = {
      store,
      compute,
      matchMentions: (name: string) => scrapers.find((one) => one.name === name)?.kind === 'social',
      now: () => isoNow(clock),
      log,
      leases: leases === null ? undefined : { store: leases, owner: visits.owner },
    };
    const sources = createSources({
      ...visits,
      queue,
      schedule: config.collect.schedule,
      demoOrigins: Object.keys(demo?.origins ?? {}),
      stop,
    });
    const understandAll = async (onProgress?: (left: number) => void): Promise<void> =>
      void (await understandPending(understanding, { onProgress, signal: stop }));

    const figures = createFigures({ store, clock });
    const mail = await createMail({ ...options, store, figures, scrapers, compute, log });
    closers.push(() => mail.close());
    const { digests } = mail;

    const serve: App['serve'] = async (parts) => {
      const { startServing } = await import('./app-serving.ts');
      const deps = {
        ...options,
        store,
        leases,
        shared,
        queue,
        sources,
        figures,
        digests,
        scrapers,
        log,
        compute,
        secret,
        visits,
        understanding,
        randomToken,
      };
      const serving = await startServing(deps, parts);
      closers.push(() => serving.close());
      if (demo !== null)
        void demo.play(store, sources.runNow, stop).catch((error: unknown) => log.error({ err: error }, 'demo failed'));
      return { url: serving.url };
    };

    return {
      config,
      secret,
      store,
      compute,
      sources,
      figures,
      digests,
      scrapers,
      clock,
      log,
      async syncConfig() {
        if (demo !== null) {
          const visitAt = (id: string, nowMs: number) =>
            scrapeTarget(id, { ...visits, clock: { now: () => nowMs } }, stop);
          await demo.prepare({ store, scrapers, secret, visitAt });
        } else await syncBrands({ store, scrapers, config, clock, pauseOthers: role === 'loop' });
      },
      serve,
      visit: async (id) => void (await scrapeTarget(id, visits, stop)),
      understandAll,
      readPage: (request) => readPageOnce(request, { ...visits, stop }),
      async signInLink(name, linkRole, base) {
        const { path: where } = await createSignInLink({ store, clock, randomToken, name, role: linkRole });
        return new URL(where, base).href;
      },
      addApiKey: (name, scope) => createApiKey({ store, clock, randomToken, name, scope }),
      findBrowser: async () => findBrowser(config.collect.browser),
      sharedQueue: () => carriers.atQueue(async (one) => ({ ...(await one.counts()), parked: await one.parked() })),
      unpark: async (id) =>
        (await carriers.atQueue((one) => unpark(id, { store, queue: one, clock }))) ??
        unpark(id, { store, queue, clock }),
      async playDemo(onProgress) {
        if (demo === null) throw new Unavailable('This process serves no demo');
        const ids = (await store.targets()).map((target) => target.id);
        let done = 0;
        const visit = async (id: string): Promise<void> => {
          await scrapeTarget(id, visits, stop);
          onProgress?.(++done, 2 * ids.length);
        };
        for (const id of ids) await visit(id);
        await demo.play(store, visit, stop);
        await understandAll();
      },
      demoReport: async () => (await demoRoom()).reportDemo(store, clock),
      demo: demo !== null,
      hasDemoData: async () => (await store.brands()).some((brand) => brand.madeUp),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Rooms that most commands never enter are fetched when somebody does: a command's start is half of its time. */
const demoRoom = () => import('./app-demo.ts');

const randomToken = (): string => randomBytes(32).toString('base64url');
