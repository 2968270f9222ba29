import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fetcher } from '../../src/collect/fetcher.ts';
import { createHttpFetcher } from '../../src/collect/http-fetcher.ts';
import { LocalPace } from '../../src/collect/local-pace.ts';
import { type Asker, createPolite, type PoliteFetch } from '../../src/collect/polite.ts';
import { createRobots } from '../../src/collect/robots.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { FetchFailed, ForbiddenAddress, PageGone, RobotsDenied, Throttled } from '../../src/errors.ts';
import { type Site, startSite } from '../servers/site.ts';
import { clock, limits, retryAfter, systemResolve } from './limits.ts';

const userAgent = 'Molva/0.1 (+mailto:test@example.com)';
let site: Site;
let fetcher: Fetcher;
let pace: LocalPace;
let polite: PoliteFetch;
let asker: Asker;

beforeEach(async () => {
  site = await startSite();
  fetcher = createHttpFetcher({ userAgent, clock, resolve: systemResolve, retryAfter });
  pace = new LocalPace();
  const robots = createRobots({
    fetcher,
    pace,
    clock,
    log: quietLog,
    userAgent,
    limits: { cacheMs: 1e6, denyMs: 1e6, deadlineMs: 5000, maxBytes: 512_000, maxRedirects: 5, maxCrawlDelayMs: 1e6 },
  });
  polite = createPolite({
    http: fetcher,
    browser: fetcher,
    robots,
    pace,
    random: () => 0.5,
    log: quietLog,
    limits: {
      fetch: limits,
      maxTries: 3,
      backoffBaseMs: 20,
      backoffCapMs: 100,
      maxHolds: 3,
      minHoldMs: 30,
      maxWaitMs: 5000,
    },
  });
  asker = {
    scraper: { pace: { perMinute: 6000, concurrency: 1, source: 'test' }, browser: false, access: 'public-page' },
    scope: { hosts: [], typedHost: site.host },
  };
});
afterEach(() => Promise.all([fetcher.close(), site.close()]));

const get = (path: string, more: Partial<Asker> = {}) => polite({ url: site.origin + path }, { ...asker, ...more });
const arrivalGaps = (): number[] => site.arrivals.slice(1).map(({ atMs }, index) => atMs - site.arrivals[index]!.atMs);

test('robots.txt first, then the page', async () => {
  await get('/hello');
  expect(site.arrivals.map(({ path }) => path)).toEqual(['/robots.txt', '/hello']);
});

test('a page that robots.txt forbids is never asked [R18]', async () => {
  site.robots = { body: 'User-agent: *\nDisallow: /hello' };
  await expect(get('/hello')).rejects.toThrow(RobotsDenied);
  expect(site.hits('/hello')).toBe(0);
});

test('a redirect to a page that robots.txt forbids is not followed', async () => {
  site.robots = { body: 'User-agent: *\nDisallow: /hello' };
  await expect(get('/redirect?n=0')).rejects.toThrow(RobotsDenied);
  expect(site.hits('/hello')).toBe(0);
});

test('an official API is asked by its contract, not by robots.txt', async () => {
  site.robots = { body: 'User-agent: *\nDisallow: /' };
  await get('/hello', { scraper: { ...asker.scraper, access: 'official-api' } });
  expect(site.hits('/robots.txt')).toBe(0);
});

test('an address outside the scope is refused before anything is asked', async () => {
  await expect(polite({ url: 'http://169.254.169.254/' }, asker)).rejects.toThrow(ForbiddenAddress);
  await expect(polite({ url: 'http://127.0.0.1:1/' }, asker)).rejects.toThrow(ForbiddenAddress);
  expect(site.arrivals).toHaveLength(0);
});

test('the pace holds in every window as the site sees it, redirects and robots.txt included [R15]', async () => {
  const paced = { scraper: { ...asker.scraper, pace: { perMinute: 400, concurrency: 2 as const, source: '' } } };
  await Promise.all(['/hello', '/redirect?n=1', '/echo', '/hello?2', '/hello?3'].map((path) => get(path, paced)));
  expect(site.arrivals).toHaveLength(8);
  // 150 ms between starts. The way to the site differs, on a busy machine by tens of ms; without a pace there is none between them.
  expect(Math.min(...arrivalGaps())).toBeGreaterThan(60);
});

test('Crawl-delay is respected where it is longer than our own pace [R20]', async () => {
  site.robots = { body: 'User-agent: *\nCrawl-delay: 0.3' };
  for (let i = 0; i < 3; i++) await get(`/hello?${i}`);
  expect(Math.min(...arrivalGaps().slice(1))).toBeGreaterThan(150);
});

test('no more requests are on their way to a host than the scraper allows', async () => {
  let now = 0;
  let most = 0;
  site.pages.set('/busy', (_request, response) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now--;
      response.end('done');
    }, 60);
  });
  await Promise.all(Array.from({ length: 6 }, () => get('/busy')));
  expect(most).toBe(1);
});

describe('what is worth another try', () => {
  test('a failure on the way is tried again, a limited number of times', async () => {
    await expect(get('/drop')).rejects.toThrow(FetchFailed);
    expect(site.hits('/drop')).toBe(3);
  });

  test('a passing failure costs nothing but the wait', async () => {
    let asked = 0;
    site.pages.set('/flaky', (_request, response) => {
      if (asked++ === 0) response.destroy();
      else response.end('well');
    });
    expect((await get('/flaky')).body).toBe('well');
  });

  test('a page that is gone is not asked twice', async () => {
    await expect(get('/status?code=404')).rejects.toThrow(PageGone);
    expect(site.hits('/status')).toBe(1);
  });
});

describe('a site that asks to slow down', () => {
  test.each(['seconds', 'date', 'past'])('is waited for (%s) without spending a try [R13, R14]', async (form) => {
    const times = form === 'past' ? 3 : 1;
    const page = await get(`/429?form=${form}&times=${times}`);
    expect(page.body).toContain('at last');
    const [first, second] = site.arrivals.filter(({ path }) => path.startsWith('/429'));
    if (form !== 'past') expect(second!.atMs - first!.atMs).toBeGreaterThan(form === 'seconds' ? 990 : 900);
    expect(site.hits('/429')).toBe(times + 1);
  });

  test('is waited for by everybody who asks that host, in one wait [R14]', async () => {
    let refused = 0;
    site.pages.set('/both', (_request, response) => {
      if (refused++ === 0) response.writeHead(429, { 'retry-after': '1' }).end();
      else response.end('ok');
    });
    const started = performance.now();
    await Promise.all([get('/both'), get('/both'), get('/both')]);
    const afterFirst = site.arrivals
      .filter(({ path }) => path === '/both')
      .slice(1)
      .map(({ atMs }) => atMs);
    expect(afterFirst).toHaveLength(3);
    expect(Math.min(...afterFirst) - started).toBeGreaterThan(990);
    // Each in a wait of its own would be a second apart.
    expect(Math.max(...afterFirst) - Math.min(...afterFirst)).toBeLessThan(900);
  });

  test('without end is given up; others are told that the host is held [R17]', async () => {
    await expect(get('/429?form=past&times=999')).rejects.toThrow(Throttled);
    expect(site.hits('/429')).toBe(4);
  });

  test('for an absurd time is given up at once, and stays held [R13]', async () => {
    await expect(get('/429?form=absurd&times=999')).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
    await expect(get('/hello')).rejects.toThrow(Throttled);
    expect(site.hits('/hello')).toBe(0);
    expect(await pace.waitMs(site.host)).toBeGreaterThan(3_500_000);
  });
});

test('an abort ends waiting at once with its reason', async () => {
  const stop = new AbortController();
  await get('/hello');
  await pace.hold(site.host, 4000);
  const waiting = get('/hello', { signal: stop.signal });
  setTimeout(() => stop.abort(new Error('stopping')), 30);
  await expect(waiting).rejects.toThrow('stopping');
});
