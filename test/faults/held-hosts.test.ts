import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import type { Target } from '../../src/domain/target.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';
import { misbehave } from '../servers/misbehaviour.ts';
import { madeUpReviews, reviewPages } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { type Chain, closeThreads, openChain, swift } from './visited-site.ts';

/* Hosts that want to be left alone for a while: what the site's own record says, and what others get meanwhile. */

let held: Site;
let other: Site;
let chain: Chain;

beforeAll(async () => {
  [held, other] = [await startSite(), await startSite()];
  other.shop.reviews = held.shop.reviews = madeUpReviews(10);
});
afterAll(() => Promise.all([held.close(), other.close(), closeThreads()]));
beforeEach(() => {
  for (const site of [held, other]) {
    site.pages.clear();
    site.arrivals.length = 0;
  }
});
afterEach(() => chain.close());

/** The scheduler and the queue as the product runs them, with few places. */
async function work(until: () => Promise<boolean>, concurrency: number): Promise<void> {
  const queue = createLocalQueue({ concurrency, log: quietLog });
  const { store } = chain;
  const log = quietLog;
  queue.consume(async ({ name, subject }, signal) => {
    if (name === 'scrape-target') await scrapeTarget(subject, chain.deps, signal, { onlyDue: true });
  });
  const clock = { now: () => Date.now() };
  const scheduler = createScheduler({ store, queue, clock, log, modelVersion: () => null, tickMs: 20 });
  scheduler.start();
  while (!(await until())) await new Promise((resolve) => setTimeout(resolve, 10));
  await scheduler.stop();
  await queue.close(0);
}

const pages = (site: Site): number[] =>
  site.arrivals.filter(({ path }) => path !== '/robots.txt').map(({ atMs }) => atMs);

describe('a host that asks for a wait', () => {
  test('takes no place in the queue from others; its visits go on when the wait is over [R16]', async () => {
    chain = await openChain({ manners: { patienceMs: 100, maxWaitMs: 60_000 } });
    let refused = 0;
    for (let n = 1; n <= 4; n += 1)
      held.pages.set(`/held/${n}`, (_request, response) => {
        if (refused++ === 0) response.writeHead(429, { 'retry-after': '2' }).end();
        else response.writeHead(200, { 'content-type': 'text/html' }).end(reviewPages(held.shop, 1));
      });
    const waiting: Target[] = [];
    for (let n = 1; n <= 4; n += 1) waiting.push(await chain.add(`${held.origin}/held/${n}`));
    const free = await chain.add(`${other.origin}/shop`);
    await work(async () => {
      const states = await Promise.all([free, ...waiting].map(async (one) => (await chain.target(one)).lastOutcome));
      return states.every((state) => state === 'ok');
    }, 4);
    const [first, ...later] = pages(held);
    expect(later.length).toBe(4);
    // The wish is for everybody: nobody asked before it was over, and the free host was asked meanwhile.
    for (const atMs of later) expect(atMs - first!).toBeGreaterThanOrEqual(1990);
    expect(pages(other)[0]).toBeLessThan(Math.min(...later));
    const runs = await chain.store.runs({ limit: 20 });
    // One met the wish; nobody else began a visit only to learn of it.
    expect(runs.map(({ outcome }) => outcome).sort()).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'partial']);
    for (const one of waiting) {
      expect((await chain.target(one)).health).toBe('ok');
      expect((await chain.kept(one)).keys).toHaveLength(10);
    }
  });

  test('in the middle of a visit keeps its place in the list and costs no try [R14, R16]', async () => {
    chain = await openChain({ collect: { retries: 0 }, manners: { patienceMs: 100, maxWaitMs: 60_000 } });
    held.shop.reviews = madeUpReviews(30);
    const target = await chain.add(`${held.origin}/shop`);
    held.pages.set('/shop', (request, response) => {
      const page = Number(new URL(request.url ?? '/', held.origin).searchParams.get('page') ?? 1);
      const odd = new URL(`/429?form=seconds&middle`, held.origin);
      if (page === 2 && request.headers.host && !asked && misbehave(odd, request, response)) asked = true;
      else response.writeHead(200, { 'content-type': 'text/html' }).end(reviewPages(held.shop, page));
    });
    let asked = false;
    const run = await chain.visit(target, { onlyDue: true });
    expect(run).toMatchObject({ outcome: 'partial', pages: 1, error: { name: 'HostHeld' } });
    expect(run.error?.message).toBe('The site asked us to wait 1 s; the visit goes on then');
    const between = await chain.target(target);
    expect(between).toMatchObject({ health: 'new', cursor: { request: { url: `${held.origin}/shop?page=2` } } });
    const dueInMs = Date.parse(between.nextRunAt ?? '') - Date.now();
    expect(dueInMs).toBeLessThanOrEqual(1000);
    await work(async () => (await chain.target(target)).lastOutcome === 'ok', 1);
    expect((await chain.kept(target)).keys).toHaveLength(30);
    expect(held.hits('/shop?page=2')).toBe(2);
    held.shop.reviews = madeUpReviews(10);
  });

  test('and never lets a page through is a wall after some visits, then asked by its schedule alone [R17]', async () => {
    chain = await openChain({ manners: { patienceMs: 1, maxWaitMs: 60_000 } });
    held.pages.set('/shop', (_request, response) => response.writeHead(429).end());
    const target = await chain.add(`${held.origin}/shop`);
    await work(async () => (await chain.target(target)).health === 'blocked', 1);
    expect(held.hits('/shop')).toBeLessThanOrEqual(8);
    const { nextRunAt, healthNote } = await chain.target(target);
    expect(healthNote).toMatch(/asked us to wait/);
    expect(Date.parse(nextRunAt ?? '') - Date.now()).toBeGreaterThan(60_000);
  });
});

describe('the pace', () => {
  test('of a host holds in every window however many targets it has, and other hosts do not wait for it [R15, R16]', async () => {
    const perMinute = 600;
    chain = await openChain({ scrapers: [swift(jsonld, perMinute)], manners: { patienceMs: 100 } });
    for (const site of [held, other])
      site.pages.set('/robots.txt', (_request, response) => response.writeHead(404).end());
    const busy: Target[] = [];
    for (let n = 1; n <= 5; n += 1) {
      held.pages.set(`/busy/${n}`, reviewPages(held.shop, 1));
      busy.push(await chain.add(`${held.origin}/busy/${n}`));
    }
    const free = await chain.add(`${other.origin}/shop`);
    const done = new Set<string>();
    const order: string[] = [];
    await work(async () => {
      for (const one of [free, ...busy])
        if (!done.has(one.id) && (await chain.target(one)).lastOutcome === 'ok') {
          done.add(one.id);
          order.push(one.id);
        }
      return done.size === 6;
    }, 2);
    const gapMs = 60_000 / perMinute;
    const all = held.arrivals.map(({ atMs }) => atMs);
    expect(all).toHaveLength(6);
    // In every window of n gaps at most n + 1 requests arrive; the way to the site differs by some milliseconds.
    for (const [at, from] of all.entries())
      for (const [n, to] of all.slice(at + 1).entries()) expect(to - from).toBeGreaterThan((n + 1) * gapMs - 40);
    expect(order.indexOf(free.id)).toBeLessThan(3);
  });
});
