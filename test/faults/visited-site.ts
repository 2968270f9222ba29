import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Config } from '../../config/schema.ts';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { createFetching, type Fetching } from '../../src/app-fetching.ts';
import { LocalPace } from '../../src/collect/local-pace.ts';
import { createLocalPlaces } from '../../src/collect/local-places.ts';
import type { AnyScraper } from '../../src/collect/scraper.ts';
import { createPool } from '../../src/compute/pool.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import type { Run } from '../../src/domain/run.ts';
import type { Target } from '../../src/domain/target.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { targetId } from '../../src/jobs/target-id.ts';
import { NO_BRAND, type VisitDeps } from '../../src/jobs/visiting.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';

/** Budgets of the tests: small, so that breaking one takes no time. */
const SMALL = {
  collect: { deadlineMs: 1000, maxBytes: 1_000_000, maxDecodedBytes: 2_000_000, retries: 1, maxPages: 6 },
  manners: {
    backoffBaseMs: 1,
    backoffCapMs: 5,
    minHoldMs: 30,
    maxHolds: 2,
    defaultRetryAfterMs: 40,
    robotsDeadlineMs: 1000,
  },
};

export interface Overrides {
  readonly collect?: Readonly<Record<string, unknown>>;
  readonly manners?: Readonly<Record<string, unknown>>;
}

/** The whole collecting chain as the product puts it together (fetchers, robots.txt, pace, parser threads, SQLite), without a server. */
export interface Chain {
  readonly store: Store;
  readonly deps: VisitDeps;
  /** Adds a page as a target; jsonld reads it. */
  add(url: string): Promise<Target>;
  visit(target: Target, options?: { readonly onlyDue?: boolean; readonly signal?: AbortSignal }): Promise<Run>;
  target(target: Target): Promise<Target>;
  /** Texts that are not known to be gone, and their number. */
  kept(target: Target): Promise<{ readonly keys: readonly string[]; readonly gone: number }>;
  close(): Promise<void>;
}

const compute = createPool({ workers: 1, parseTimeoutMs: 10_000, secret: 'a secret of the test' });

/** The parser threads are shared by the tests of a file. */
export const closeThreads = (): Promise<void> => compute.close();

/** Collects as fast as the test wants: the pace of the scrapers is for sites of other people. */
export function swift(scraper: AnyScraper, perMinute = 60_000): AnyScraper {
  return { ...scraper, pace: { ...scraper.pace, perMinute } };
}

export async function openChain(over: Overrides & { readonly scrapers?: readonly AnyScraper[] } = {}): Promise<Chain> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-faults-'));
  const store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  const clock = { now: () => Date.now() };
  const config = Config.parse({
    collect: { ...SMALL.collect, ...over.collect },
    manners: { ...SMALL.manners, ...over.manners },
  });
  const cut = new AbortController();
  const pace = new LocalPace();
  const common = {
    config,
    pace,
    places: createLocalPlaces(),
    version: 'test',
    clock,
    log: quietLog,
    random: () => 0.5,
    origins: {},
    cut: cut.signal,
  };
  const fetching: Fetching = createFetching(common);
  const deps: VisitDeps = {
    store,
    compute,
    scrapers: over.scrapers ?? [swift(jsonld)],
    fetchFor: fetching.fetchFor,
    turns: fetching.turns,
    clock,
    log: quietLog,
    random: () => 0,
    owner: 'test',
    keepNames: false,
    retentionDays: null,
    limits: { maxPages: config.collect.maxPages, maxFollow: 0, jitterMs: 0, leaseMs: 60_000, fullEveryMs: 0 },
  };
  const brand = { ...NO_BRAND, id: 'vulkan', name: 'Вулкан' };
  await store.saveBrand(brand, new Date().toISOString());
  return {
    store,
    deps,
    add: (url) =>
      store.addTarget(
        {
          id: targetId(brand.id, jsonld.name, { url }),
          brand: brand.id,
          scraper: jsonld.name,
          options: { url },
          url,
          title: url,
          schedule: '0 */6 * * *',
          timeZone: 'UTC',
          origin: 'page',
        },
        new Date().toISOString(),
      ),
    async visit({ id }, { onlyDue = false, signal = cut.signal } = {}) {
      const run = await scrapeTarget(id, deps, signal, { onlyDue });
      if (run === null) throw new Error('There was no visit');
      return run;
    },
    target: async ({ id }) => (await store.target(id))!,
    async kept({ id }) {
      const keys: string[] = [];
      for await (const batch of store.stream({ target: [id], copies: 'all', vanished: false }, 100))
        keys.push(...batch.map(({ key }) => key));
      return { keys: keys.sort(), gone: await store.count({ target: [id], copies: 'all', vanished: true }) };
    },
    async close() {
      cut.abort(new Error('The test is over'));
      await fetching.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
