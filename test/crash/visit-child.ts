import { defaultConfig } from '../../config/load.ts';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { createFetching, later } from '../../src/app-fetching.ts';
import { LocalPace } from '../../src/collect/local-pace.ts';
import { createLocalPlaces } from '../../src/collect/local-places.ts';
import { createPool } from '../../src/compute/pool.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import type { Store } from '../../src/store/store.ts';
import { crashEngine } from './engine.ts';

export interface VisitOrder {
  readonly folder: string;
  /** Where it is kept: a key of the crash engines. */
  readonly engine: string;
  readonly target: string;
  readonly leaseMs: number;
  /** The process ends itself as the system would: when it has its first page, or when all pages are stored but not the visit's end. */
  readonly dieAt?: 'first-page' | 'last-commit';
  readonly browser?: boolean;
}

/** One visit in a process of its own, beside whoever owns the store. Argument: the order as JSON. Its last line says how it ended. */
const order = JSON.parse(process.argv[2] ?? '{}') as VisitOrder;
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort('SIGTERM'));
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('not reached');
};

const opened = await crashEngine(order.engine).open(order.folder, 'beside');
const store: Store = order.dieAt === 'last-commit' ? { ...opened, endRun: async () => die() } : opened;
const compute = createPool({ workers: 1, parseTimeoutMs: 10_000, secret: 'a secret of the test' });
const clock = { now: () => Date.now() };
const fetching = createFetching({
  config: defaultConfig(),
  version: 'test',
  clock,
  log: quietLog,
  pace: new LocalPace(),
  places: createLocalPlaces(),
  random: Math.random,
  origins: {},
  cut: later(stop.signal, 5000),
});
const scraper = {
  ...jsonld,
  pace: { ...jsonld.pace, perMinute: 6_000_000 },
  browser: order.browser ? ({ waitFor: 'article', allow: ['document'] } as const) : (false as const),
};
const ended = await scrapeTarget(
  order.target,
  {
    store,
    compute,
    scrapers: [scraper],
    clock,
    log: quietLog,
    fetchFor: (one, url, signal) => {
      const fetch = fetching.fetchFor(one, url, signal);
      return async (request) => {
        const page = await fetch(request);
        if (order.dieAt === 'first-page') die();
        return page;
      };
    },
    random: Math.random,
    owner: `test-${process.pid}`,
    keepNames: false,
    retentionDays: null,
    limits: { maxPages: 50, maxFollow: 0, jitterMs: 0, leaseMs: order.leaseMs, fullEveryMs: 0 },
  },
  stop.signal,
).then(
  (run) => run?.outcome ?? 'nothing to do',
  (error: unknown) => (error as Error).name,
);
await compute.close();
await fetching.close();
await opened.close();
process.stdout.write(`${ended}\n`);
