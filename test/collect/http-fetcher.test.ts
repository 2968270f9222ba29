import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FetchContext, Fetcher } from '../../src/collect/fetcher.ts';
import { createHttpFetcher } from '../../src/collect/http-fetcher.ts';
import { Blocked, FetchFailed, ForbiddenAddress, OverBudget, PageGone, Throttled } from '../../src/errors.ts';
import { type Site, startSite } from '../servers/site.ts';
import { clock, limits, retryAfter, systemResolve } from './limits.ts';

let site: Site;
let other: Site;
let fetcher: Fetcher;
let context: FetchContext;
const userAgent = 'Molva/0.1 (+mailto:test@example.com)';

beforeAll(async () => {
  [site, other] = await Promise.all([startSite(), startSite()]);
  fetcher = createHttpFetcher({ userAgent, clock, resolve: systemResolve, retryAfter });
  context = { limits, hosts: [], typedHost: site.host };
});
afterAll(() => Promise.all([fetcher.close(), site.close(), other.close()]));

const get = (path: string, more: Partial<FetchContext> = {}) =>
  fetcher.fetch({ url: site.origin + path }, { ...context, ...more });

test('a page comes whole, with its address, time and an honest user agent', async () => {
  const page = await get('/echo');
  const echo = JSON.parse(page.body);
  expect(page).toMatchObject({ url: `${site.origin}/echo`, status: 200, request: { url: `${site.origin}/echo` } });
  expect(page.headers).not.toHaveProperty('set-cookie');
  expect(Math.abs(Date.parse(page.fetchedAt) - Date.now())).toBeLessThan(5000);
  expect(echo.headers).toMatchObject({ 'user-agent': userAgent, 'accept-encoding': 'gzip, br, zstd' });
});

test('a scraper may set headers and a body, but not pretend to be somebody else', async () => {
  const page = await fetcher.fetch(
    {
      url: `${site.origin}/echo`,
      method: 'POST',
      body: '{"a":1}',
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'Chrome', Host: 'evil', 'X-Key': '1' },
    },
    context,
  );
  const echo = JSON.parse(page.body);
  expect(echo).toMatchObject({ method: 'POST', body: '{"a":1}' });
  expect(echo.headers).toMatchObject({ 'content-type': 'application/json', 'x-key': '1', 'user-agent': userAgent });
  expect(echo.headers.host).toBe(site.host);
});

test('conditional headers pass and 304 is a page', async () => {
  const page = await fetcher.fetch({ url: `${site.origin}/etag`, headers: { 'if-none-match': '"1"' } }, context);
  expect(page).toMatchObject({ status: 304, body: '' });
});

test.each(['gzip', 'br', 'zstd', 'deflate', 'raw-deflate', 'gzip, br', 'identity'])('%s is unpacked', async (as) => {
  expect((await get(`/packed?as=${encodeURIComponent(as)}`)).body).toContain('чайник чайник');
});

test.each(['gzip', 'br', 'zstd'])(
  'a %s bomb ends at the budget after decompression, not in memory [R23]',
  async (as) => {
    await get(`/bomb?as=${as}`).catch(() => {});
    const before = process.memoryUsage().rss;
    await expect(get(`/bomb?as=${as}`)).rejects.toThrow(OverBudget);
    expect(process.memoryUsage().rss - before).toBeLessThan(40_000_000);
  },
);

test('100 MB without end are cut at the budget on the wire [R23]', async () => {
  await expect(get('/big?mb=100')).rejects.toThrow(/on the wire/);
});

test('with truncate the beginning of a long body is taken', async () => {
  const page = await get('/big?mb=100', { truncate: true, limits: { ...limits, maxDecodedBytes: 1000 } });
  expect(page.body).toHaveLength(1000);
});

test.each(['header', 'meta'])('windows-1251 by %s is read right', async (as) => {
  expect((await get(`/charset?as=${as}`)).body).toContain('Чайник');
});

describe('what breaks on the way is FetchFailed', () => {
  test.each(['/drop', '/half', '/wrong-length', '/half-gzip', '/status?code=500', '/status?code=503'])(
    '%s',
    async (path) => {
      await expect(get(path)).rejects.toThrow(FetchFailed);
    },
  );

  test('no answer in time', async () => {
    const started = performance.now();
    await expect(get('/slow', { limits: { ...limits, deadlineMs: 200 } })).rejects.toThrow(FetchFailed);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('a host that does not exist, one that refuses', async () => {
    const nowhere = { ...context, hosts: ['no-such-host.example'] };
    await expect(fetcher.fetch({ url: 'http://no-such-host.example/' }, nowhere)).rejects.toThrow(FetchFailed);
    const refusing = { ...context, typedHost: '127.0.0.1:1' };
    await expect(fetcher.fetch({ url: 'http://127.0.0.1:1/' }, refusing)).rejects.toThrow(/refuses connections/);
  });
});

test('a body that drips is over budget when the total time is up, however often a byte comes [R23]', async () => {
  const started = performance.now();
  await expect(get('/drip?ms=20', { limits: { ...limits, deadlineMs: 400 } })).rejects.toThrow(OverBudget);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test.each([
  [401, Blocked],
  [403, Blocked],
  [407, Blocked],
  [451, Blocked],
  [507, Blocked],
  [404, PageGone],
  [410, PageGone],
  [429, Throttled],
  [500, FetchFailed],
  [502, FetchFailed],
] as const)('status %i is its own kind of failure', async (code, errorClass) => {
  const failure = await get(`/status?code=${code}`).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(errorClass);
  expect(failure).toMatchObject({ details: { status: code } });
});

test('other statuses are pages', async () => {
  expect(await get('/status?code=418')).toMatchObject({ status: 418 });
});

test('503 with Retry-After is a wait; an absurd wait is an hour', async () => {
  await expect(get('/status?code=503&after=7')).rejects.toMatchObject({ name: 'Throttled', retryAfterMs: 7000 });
  await expect(get('/429?form=absurd&times=99')).rejects.toMatchObject({ retryAfterMs: 3_600_000 });
  await expect(get('/429?form=past&times=99')).rejects.toMatchObject({ retryAfterMs: 0 });
  await expect(get('/429?form=none&times=99')).rejects.toMatchObject({ retryAfterMs: 60_000 });
});

describe('redirects', () => {
  test('are followed within the budget; the page has the last address', async () => {
    const seen: string[] = [];
    const page = await get('/redirect?n=3', { beforeHop: async (url) => void seen.push(url) });
    expect(page.url).toBe(`${site.origin}/hello`);
    expect(seen).toHaveLength(4);
  });

  test('a loop and too long a chain are over budget', async () => {
    await expect(get('/loop')).rejects.toThrow(OverBudget);
    await expect(get('/redirect?n=9')).rejects.toThrow(OverBudget);
  });

  test.each(['http://169.254.169.254/', 'http://2130706433:1/', 'file:///etc/passwd', 'http://[::1]:80/', 'http://'])(
    'to %s is refused',
    async (url) => {
      await expect(get(`/to?url=${encodeURIComponent(url)}`)).rejects.toThrow(ForbiddenAddress);
    },
  );

  test('to another port of the typed host is refused, and that port is not asked', async () => {
    await expect(get(`/to?url=${encodeURIComponent(`${other.origin}/hello`)}`)).rejects.toThrow(ForbiddenAddress);
    expect(other.arrivals).toHaveLength(0);
  });

  test('to a forbidden address is refused before anybody is asked about it', async () => {
    const seen: string[] = [];
    const beforeHop = async (url: string): Promise<void> => void seen.push(url);
    await expect(get(`/to?url=${encodeURIComponent(`${other.origin}/`)}`, { beforeHop })).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  test('take their time from the one deadline', async () => {
    site.pages.set('/slow-hop', (_request, response) => {
      setTimeout(() => response.writeHead(302, { location: `/slow-hop?${site.arrivals.length}` }).end(), 150);
    });
    // With a deadline for each hop it would be the number of redirects that ends it.
    await expect(get('/slow-hop', { limits: { ...limits, deadlineMs: 400 } })).rejects.toThrow(/in time/);
  });

  test('a POST becomes a GET at 302 and stays one at 307', async () => {
    const post = (code: number) =>
      fetcher.fetch({ url: `${site.origin}/to?code=${code}&url=/echo`, method: 'POST', body: 'x' }, context);
    expect(JSON.parse((await post(302)).body)).toMatchObject({ method: 'GET', body: '' });
    expect(JSON.parse((await post(307)).body)).toMatchObject({ method: 'POST', body: 'x' });
  });

  test('time spent before a hop (waiting for a slot) does not eat the deadline', async () => {
    const beforeHop = () => new Promise<void>((resolve) => setTimeout(resolve, 1200));
    await get('/redirect?n=0', { beforeHop, limits: { ...limits, deadlineMs: 1000 } });
  });
});

test('a name that resolves into the private network is refused, also one that was public before', async () => {
  let asked = 0;
  const rebinding = createHttpFetcher({
    userAgent,
    clock,
    retryAfter,
    resolve: async () => [{ address: asked++ === 0 ? '10.0.0.7' : '127.0.0.1', family: 4 }],
  });
  for (let round = 0; round < 2; round++)
    await expect(
      rebinding.fetch({ url: 'http://rebind.example/' }, { limits, hosts: ['rebind.example'] }),
    ).rejects.toThrow(ForbiddenAddress);
  await rebinding.close();
});

test('a mapped origin is asked locally, redirects included, and keeps its own address', async () => {
  const mapped = createHttpFetcher({
    userAgent,
    clock,
    resolve: systemResolve,
    retryAfter,
    origins: { 'https://otzovik.com': site.origin },
  });
  const ask = (path: string) => mapped.fetch({ url: `https://otzovik.com${path}` }, { limits, hosts: ['otzovik.com'] });
  expect(JSON.parse((await ask('/echo')).body).headers.host).toBe('otzovik.com');
  expect((await ask('/redirect?n=1')).url).toBe('https://otzovik.com/hello');
  expect((await ask(`/to?url=${site.origin}/hello`)).url).toBe('https://otzovik.com/hello');
  await expect(ask(`/to?url=${other.origin}/hello`)).rejects.toThrow(ForbiddenAddress);
  await mapped.close();
});

test('an aborted fetch rejects with the reason, at once', async () => {
  const stop = new AbortController();
  setTimeout(() => stop.abort(new Error('stopping')), 50);
  await expect(get('/slow', { signal: stop.signal })).rejects.toThrow('stopping');
});
