import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fetcher, Robots } from '../../src/collect/fetcher.ts';
import { createHttpFetcher } from '../../src/collect/http-fetcher.ts';
import { LocalPace } from '../../src/collect/local-pace.ts';
import { createRobots } from '../../src/collect/robots.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { FetchFailed, RobotsDenied, Throttled } from '../../src/errors.ts';
import { type RobotsAnswer, type Site, startSite } from '../servers/site.ts';
import { retryAfter, systemResolve } from './limits.ts';

const userAgent = 'Molva/0.1 (+mailto:test@example.com)';
const hour = 3_600_000;
let site: Site;
let fetcher: Fetcher;
let robots: Robots;
let nowMs: number;
const clock = { now: () => nowMs };

beforeAll(() => {
  fetcher = createHttpFetcher({ userAgent, clock, resolve: systemResolve, retryAfter });
});
afterAll(() => fetcher.close());
beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 5);
  site = await startSite();
  robots = createRobots({
    fetcher,
    pace: new LocalPace(),
    clock,
    log: quietLog,
    userAgent,
    limits: {
      cacheMs: 24 * hour,
      denyMs: hour,
      deadlineMs: 1000,
      maxBytes: 500 * 1024,
      maxRedirects: 5,
      maxCrawlDelayMs: hour,
    },
  });
});
afterEach(() => site.close());

const check = (path = '/reviews'): Promise<number> =>
  robots.check(site.origin + path, { typedHost: site.host, minGapMs: 0 });
const asked = (): number => site.hits('/robots.txt');

test('one request for 50 who ask at once, and none for a day after [R18]', async () => {
  site.robots = { body: 'User-agent: *\nDisallow: /private' };
  await Promise.all(Array.from({ length: 50 }, () => check()));
  nowMs += 23 * hour;
  await check();
  expect(asked()).toBe(1);
  nowMs += 2 * hour;
  await Promise.all(Array.from({ length: 50 }, () => check()));
  expect(asked()).toBe(2);
});

describe('what a file says is obeyed', () => {
  test.each<[string, string, boolean]>([
    ['User-agent: *\nDisallow: /', '/reviews', false],
    ['User-agent: *\nDisallow:', '/reviews', true],
    ['User-agent: *\nDisallow: /\nAllow: /reviews', '/reviews/1', true],
    ['User-agent: *\nDisallow: /*?page=', '/reviews?page=2', false],
    ['User-agent: molva\nDisallow: /reviews\n\nUser-agent: *\nDisallow:', '/reviews', false],
    ['User-agent: *\nDisallow: /\n\nUser-agent: Molva\nAllow: /', '/reviews', true],
    ['User-agent: Googlebot\nDisallow: /', '/reviews', true],
    ['\uFEFFUser-agent: *\r\nDisallow: /reviews', '/reviews', false],
    ['User-agent: *\nDisallow: /отзывы', '/%D0%BE%D1%82%D0%B7%D1%8B%D0%B2%D1%8B', false],
    ['<html><title>not found</title></html>', '/reviews', true],
    ['', '/reviews', true],
  ])('%j for %s', async (body, path, allowed) => {
    site.robots = { body };
    const answer = check(path);
    if (allowed) await expect(answer).resolves.toBe(0);
    else await expect(answer).rejects.toThrow(/forbids/);
  });
});

describe('a file that is not there allows everything', () => {
  test.each<[string, RobotsAnswer]>([
    ['404', { status: 404 }],
    ['410', { status: 410 }],
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['400', { status: 400 }],
    ['a loop of redirects', { status: 302, headers: { location: '/loop' } }],
  ])('%s', async (_name, answer) => {
    site.robots = { ...answer, body: 'User-agent: *\nDisallow: /' };
    await expect(check()).resolves.toBe(0);
    await check();
    expect(asked()).toBe(1);
  });
});

describe('a file that cannot be read denies everything for an hour, and says so [R19]', () => {
  test.each<[string, RobotsAnswer]>([
    ['500', { status: 500 }],
    ['503', { status: 503 }],
    ['no answer in time', { delayMs: 5000 }],
    ['a cut connection', { drop: true }],
    ['a redirect into the private network', { status: 302, headers: { location: 'http://169.254.169.254/' } }],
  ])('%s', async (_name, answer) => {
    site.robots = answer;
    await expect(check()).rejects.toMatchObject({
      name: 'RobotsDenied',
      until: new Date(nowMs + hour).toISOString(),
      message: expect.stringContaining('cannot be read') as unknown,
    });
    site.robots = { body: '' };
    nowMs += hour - 1;
    await expect(check()).rejects.toThrow(RobotsDenied);
    expect(asked()).toBe(1);
    nowMs += 2;
    await expect(check()).resolves.toBe(0);
  });
});

test('429 is a wait, asked again afterwards', async () => {
  site.robots = { status: 429, headers: { 'retry-after': '7' } };
  await expect(check()).rejects.toMatchObject({ name: 'Throttled', retryAfterMs: 7000 });
  await expect(check()).rejects.toThrow(Throttled);
  expect(asked()).toBe(2);
});

test('a host that cannot be reached at all is that, not a denial', async () => {
  await site.close();
  await expect(check()).rejects.toThrow(FetchFailed);
  site = await startSite();
});

test('redirects are followed', async () => {
  site.robots = { status: 302, headers: { location: '/moved-robots' } };
  site.pages.set('/moved-robots', 'User-agent: *\nDisallow: /reviews');
  await expect(check()).rejects.toThrow(/forbids/);
});

test('rules within 500 KiB count, a rule that is cut there does not', async () => {
  const filler = '# filler\n'.repeat(60_000);
  site.robots = { body: `User-agent: *\nDisallow: /reviews\n${filler}Disallow: /late` };
  await expect(check('/reviews')).rejects.toThrow(RobotsDenied);
  await expect(check('/late')).resolves.toBe(0);
  await site.close();
  site = await startSite();
  const head = 'User-agent: *\n';
  const cutRule = 'Disallow: /';
  const filling = '#'.repeat(500 * 1024 - head.length - cutRule.length - 1);
  site.robots = { body: `${head}${filling}\n${cutRule}only-this` };
  await expect(check('/reviews')).resolves.toBe(0);
});

test('Crawl-delay is told, a senseless one is bounded', async () => {
  site.robots = { body: 'User-agent: *\nCrawl-delay: 2.5\nDisallow: /x' };
  await expect(check()).resolves.toBe(2500);
  await site.close();
  site = await startSite();
  site.robots = { body: 'User-agent: *\nCrawl-delay: 99999999999' };
  await expect(check()).resolves.toBe(hour);
});

test('an asker who leaves does not take the answer from the others', async () => {
  site.robots = { delayMs: 100 };
  const stop = new AbortController();
  const leaving = robots.check(`${site.origin}/a`, { typedHost: site.host, minGapMs: 0, signal: stop.signal });
  const staying = check('/b');
  stop.abort(new Error('stopping'));
  await expect(leaving).rejects.toThrow('stopping');
  await expect(staying).resolves.toBe(0);
});
