import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { defaultConfig } from '../../config/load.ts';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { createFetching } from '../../src/app-fetching.ts';
import { LocalPace } from '../../src/collect/local-pace.ts';
import { createLocalPlaces } from '../../src/collect/local-places.ts';
import { createPool } from '../../src/compute/pool.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { understandPending } from '../../src/jobs/understand-pending.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { addPlace } from '../crash/visits.ts';

export interface CollectOrder {
  readonly folder: string;
  readonly urls: readonly string[];
  /** Visits side by side. */
  readonly concurrency: 1 | 2;
  /** Each page's commit takes this much longer than it would. */
  readonly slowMs: number;
}

export interface Collected {
  readonly stored: number;
  readonly understood: number;
  readonly outcomes: readonly string[];
  /** Pages asked for and not yet handed to the store, at most. */
  readonly mostAhead: number;
  /** Most resident memory while the first, second, ... place was the last to end. */
  readonly peakRssBytes: readonly number[];
}

/** Collects all places with a store that is slower than the site, and understands them meanwhile. Argument: the order as JSON; prints `Collected`. */
const order = JSON.parse(process.argv[2] ?? '{}') as CollectOrder;
let [asked, begun, mostAhead] = [0, 0, 0];
const outcomes: string[] = [];
const peakRssBytes: number[] = [];
setInterval(() => {
  const at = outcomes.length;
  peakRssBytes[at] = Math.max(peakRssBytes[at] ?? 0, process.memoryUsage.rss());
}, 20).unref();

const file = path.join(order.folder, 'data/molva.db');
mkdirSync(path.dirname(file), { recursive: true });
const opened = await openSqliteStore({ path: file, role: 'loop' });
const store: Store = {
  ...opened,
  async commitPage(commit) {
    begun += 1;
    mostAhead = Math.max(mostAhead, asked - begun);
    await new Promise((resolve) => setTimeout(resolve, order.slowMs));
    return opened.commitPage(commit);
  },
};
const compute = createPool({ workers: 1, parseTimeoutMs: 10_000, secret: 'a secret of the test' });
const clock = { now: () => Date.now() };
const never = new AbortController().signal;
const pace = new LocalPace();
const fetching = createFetching({
  config: defaultConfig(),
  version: 'test',
  clock,
  log: quietLog,
  pace,
  places: createLocalPlaces(),
  random: Math.random,
  origins: {},
  cut: never,
});
const scraper = { ...jsonld, pace: { ...jsonld.pace, perMinute: 6_000_000, concurrency: order.concurrency } };
const queue = createLocalQueue({ concurrency: order.concurrency, log: quietLog });
const limits = { maxPages: 100_000, maxFollow: 0, jitterMs: 0, leaseMs: 60_000, fullEveryMs: 0 };
queue.consume(async ({ subject }) => {
  const run = await scrapeTarget(
    subject,
    {
      store,
      compute,
      scrapers: [scraper],
      clock,
      log: quietLog,
      fetchFor: (one, url, signal) => {
        const fetch = fetching.fetchFor(one, url, signal);
        return (request) => {
          asked += 1;
          return fetch(request);
        };
      },
      random: Math.random,
      owner: 'test',
      keepNames: false,
      retentionDays: null,
      limits,
    },
    never,
  );
  outcomes.push(run?.outcome ?? 'none');
});
for (const url of order.urls) {
  const subject = await addPlace(store, url);
  await queue.add({ name: 'scrape-target', subject }, { id: subject });
}
const reading = { store, compute, matchMentions: () => false, now: () => new Date().toISOString(), log: quietLog };
let understood = 0;
while (outcomes.length < order.urls.length) {
  const read = await understandPending(reading);
  if (read === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  understood += read;
}
understood += await understandPending(reading);
const stored = await store.count({ copies: 'all' });
const collected: Collected = { stored, understood, outcomes, mostAhead, peakRssBytes };
await queue.close(1000);
await compute.close();
await fetching.close();
await opened.close();
process.stdout.write(`${JSON.stringify(collected)}\n`);
