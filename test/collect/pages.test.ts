import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fetcher } from '../../src/collect/fetcher.ts';
import { createHttpFetcher } from '../../src/collect/http-fetcher.ts';
import type { PageRequest } from '../../src/collect/page.ts';
import { type WalkOptions, type WalkSummary, walkPages } from '../../src/collect/pages.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { LeaseLost } from '../../src/errors.ts';
import { type Site, startSite } from '../servers/site.ts';
import { clock, limits, retryAfter, systemResolve } from './limits.ts';
import { MemoryStore } from './memory-store.ts';
import { brand, compute, type ShopPage, shopHtml, shopScraper } from './shop-scraper.ts';

let site: Site;
let fetcher: Fetcher;
let store: MemoryStore;

beforeEach(async () => {
  site = await startSite();
  fetcher = createHttpFetcher({ userAgent: 'Molva/0.1', clock, resolve: systemResolve, retryAfter });
  store = new MemoryStore();
});
afterEach(() => Promise.all([fetcher.close(), site.close()]));

const fetchPage = (request: PageRequest) => fetcher.fetch(request, { limits, hosts: ['*'], typedHost: site.host });

function walk(more: Partial<WalkOptions> = {}): Promise<WalkSummary> {
  return walkPages({
    scraper: shopScraper(),
    options: { url: `${site.origin}/list/1` },
    brand,
    keepNames: false,
    fetch: fetchPage,
    compute,
    cursor: store.cursor,
    isKnown: store.isKnown,
    onPage: store.onPage,
    limits: { maxPages: 50, maxFollow: 50 },
    mode: 'full',
    log: quietLog,
    ...more,
  });
}

const review = (id: string | number, text = `Отзыв ${id}`) => ({
  externalId: String(id),
  text,
  publishedAt: '2026-01-05',
});
const serve = (path: string, page: ShopPage): void => void site.pages.set(path, shopHtml(page));

/** `/list/1` to `/list/n`, each with `perPage` reviews: 0, 1, 2, ... */
function serveList(n: number, perPage = 2, more: Partial<ShopPage> = {}): void {
  for (let page = 1; page <= n; page++)
    serve(`/list/${page}`, {
      reviews: Array.from({ length: perPage }, (_, index) => review((page - 1) * perPage + index)),
      ...(page < n ? { next: `/list/${page + 1}` } : {}),
      ...more,
    });
}

const ids = (): string[] => [...store.items.values()].map(({ externalId }) => externalId!).sort();
const asked = (): string[] => site.arrivals.map(({ path }) => path);

describe('a whole list', () => {
  test('is read page by page, each stored with the cursor behind it', async () => {
    serveList(3, 2, { total: 6 });
    const summary = await walk();
    expect(summary).toMatchObject({
      outcome: 'ok',
      pages: 3,
      new: 6,
      changed: 0,
      complete: true,
      window: false,
      siteTotal: 6,
      error: null,
      oldestPublished: '2026-01-05',
    });
    expect(summary.fill['text']).toBe(1);
    expect(store.commits.map(({ cursor }) => (cursor?.['request'] as PageRequest | undefined)?.url ?? null)).toEqual([
      `${site.origin}/list/2`,
      `${site.origin}/list/3`,
      null,
    ]);
  });

  test('at most one page is fetched ahead of a slow store [R22]', async () => {
    serveList(6);
    store.before = () => new Promise((resolve) => setTimeout(resolve, 40));
    let most = 0;
    const onPage: WalkOptions['onPage'] = async (page, cursor) => {
      const result = await store.onPage(page, cursor);
      most = Math.max(most, site.arrivals.length - store.commits.length);
      return result;
    };
    await walk({ onPage });
    expect(most).toBe(1);
  });

  test('a bad card is counted, the rest survives', async () => {
    serve('/list/1', { reviews: [review(1)], skipped: ['no rating', 'no rating', 'no text'] });
    expect(await walk()).toMatchObject({ outcome: 'ok', new: 1, skipped: { 'no rating': 2, 'no text': 1 } });
  });
});

describe('empty is proven', () => {
  test('by a page that parses to nothing', async () => {
    serve('/list/1', { reviews: [], total: 0 });
    expect(await walk()).toMatchObject({ outcome: 'empty', complete: true, error: null });
  });

  test('not when cards were there and none could be read, nor when the site counts some', async () => {
    serve('/list/1', { reviews: [], skipped: ['no text'] });
    expect(await walk()).toMatchObject({ outcome: 'layout-changed', complete: false });
    serve('/list/1', { reviews: [], total: 12 });
    expect(await walk()).toMatchObject({ outcome: 'layout-changed' });
  });
});

describe('pages that lead nowhere new are the end', () => {
  test.each<[string, string]>([
    ['a link to itself', '/list/3'],
    ['a link back (A-B-A)', '/list/1'],
    ['a link to itself with a fragment', '/list/3#top'],
  ])('%s', async (_name, next) => {
    serveList(3);
    serve('/list/3', { reviews: [review(4), review(5)], next });
    expect(await walk()).toMatchObject({ outcome: 'ok', pages: 3, new: 6, complete: true, window: true });
    expect(store.cursor).toBeNull();
  });

  test('a number past the end that brings the last page again [R27]', async () => {
    serveList(2);
    serve('/list/2', { reviews: [review(2), review(3)], next: '/list/3' });
    for (let page = 3; page < 10; page++)
      serve(`/list/${page}`, { reviews: [review(2), review(3)], next: `/list/${page + 1}` });
    expect(await walk()).toMatchObject({ outcome: 'ok', pages: 4, new: 4, complete: true, window: true });
  });

  test('a first page that a second address shows again is not the end yet', async () => {
    serve('/list/1', { reviews: [review(0), review(1)], next: '/api/1' });
    serve('/api/1', { reviews: [review(0), review(1)], next: '/api/2' });
    serve('/api/2', { reviews: [review(2), review(3)] });
    expect(await walk()).toMatchObject({ outcome: 'ok', pages: 3, new: 4, complete: true, window: false });
  });

  test("the site's own counter proves that nothing is missing", async () => {
    serveList(2, 2, { total: 4 });
    serve('/list/2', { reviews: [review(2), review(3)], next: '/list/1', total: 4 });
    expect(await walk()).toMatchObject({ outcome: 'ok', complete: true, window: false });
  });
});

test.each(['http://evil.example/list/2', 'file:///etc/passwd', 'http://169.254.169.254/', 'http://127.0.0.1:1/'])(
  'a next link to %s is not taken; what was read is kept',
  async (next) => {
    serve('/list/1', { reviews: [review(1)], next });
    expect(await walk()).toMatchObject({
      outcome: 'partial',
      new: 1,
      complete: false,
      error: { name: 'ForbiddenAddress' },
    });
    expect(store.cursor).toBeNull();
    expect(asked()).toEqual(['/list/1']);
  },
);

describe('an unfinished visit', () => {
  test('endless pages stop at the budget and go on in the next run [R27]', async () => {
    serveList(7);
    const budget = { limits: { maxPages: 3, maxFollow: 0 } };
    expect(await walk(budget)).toMatchObject({ outcome: 'partial', pages: 3, complete: false, error: null });
    expect(await walk(budget)).toMatchObject({ outcome: 'partial', pages: 3 });
    const last = await walk(budget);
    expect(last).toMatchObject({ outcome: 'ok', pages: 1, complete: true });
    expect(last.since).toBeTruthy();
    expect(ids()).toHaveLength(14);
    expect(asked()).toEqual([1, 2, 3, 4, 5, 6, 7].map((page) => `/list/${page}`));
  });

  test('stops after the page in hand when asked to, and goes on there', async () => {
    serveList(5);
    const stop = new AbortController();
    store.before = () => {
      if (store.commits.length === 1) stop.abort(new Error('stopping'));
    };
    expect(await walk({ signal: stop.signal })).toMatchObject({ outcome: 'partial', error: null });
    expect(store.items.size).toBe(4);
    store.before = () => {};
    expect(await walk()).toMatchObject({ outcome: 'ok', complete: true });
    expect(ids()).toHaveLength(10);
  });

  test('a fetch that the signal ended is a stop, not a failure', async () => {
    const stop = new AbortController();
    serve('/list/1', { reviews: [review(1)], next: '/slow' });
    setTimeout(() => stop.abort(new Error('stopping')), 150);
    const fetch = (request: PageRequest) =>
      fetcher.fetch(request, { limits, hosts: ['*'], typedHost: site.host, signal: stop.signal });
    expect(await walk({ signal: stop.signal, fetch })).toMatchObject({ outcome: 'partial', error: null, new: 1 });
  });

  test('begins anew when the saved place is of no use any more', async () => {
    serveList(2);
    for (const url of ['/gone', '/hello']) {
      store.cursor = { version: 1, request: { url: site.origin + url }, follow: [], seen: 4, since: null };
      expect(await walk()).toMatchObject({ outcome: 'ok', complete: true, error: null });
    }
    for (const cursor of [
      { version: 9 },
      { version: 1, request: { url: 'http://evil.example/' }, follow: [], seen: 0, since: null },
      { version: 1, request: { url: 7 }, follow: 'x' },
    ])
      expect(await walk({ cursor })).toMatchObject({ outcome: 'ok', pages: 2 });
  });
});

describe('a failure tells the worst and keeps what was stored', () => {
  test.each([
    ['/captcha', 'blocked', 'blocked', 'Blocked'],
    ['/status?code=403', 'blocked', 'blocked', 'Blocked'],
    ['/status?code=429', 'blocked', 'blocked', 'Throttled'],
    ['/shell', 'layout-changed', 'layout-changed', 'LayoutChanged'],
    ['/drop', 'failed', 'partial', 'FetchFailed'],
    ['/status?code=404', 'failed', 'partial', 'PageGone'],
    ['/big', 'failed', 'partial', 'OverBudget'],
  ])('%s: %s at first, %s after pages', async (path, first, later, name) => {
    const options = { url: site.origin + path };
    expect(await walk({ options })).toMatchObject({ outcome: first, pages: 0, complete: false, error: { name } });
    serve('/list/1', { reviews: [review(1)], next: path });
    expect(await walk()).toMatchObject({ outcome: later, new: 1, error: { name } });
    expect(store.cursor).toMatchObject({ request: { url: site.origin + path } });
  });

  test('an unforeseen error is a failure whose message stays inside', async () => {
    serveList(1);
    const broken = { readPage: () => Promise.reject(new TypeError('text of a reviewer')) };
    const summary = await walk({ compute: broken });
    expect(summary).toMatchObject({ outcome: 'failed', error: { name: 'TypeError' } });
    expect(summary.error?.message).not.toContain('reviewer');
  });

  test('what the store throws is thrown on', async () => {
    serveList(3);
    store.before = () => {
      if (store.commits.length === 1) throw new LeaseLost('taken by another');
    };
    await expect(walk()).rejects.toThrow(LeaseLost);
    expect(store.items.size).toBe(2);
  });
});

describe('an incremental visit', () => {
  test('stops at the first page on which everything is known and unchanged', async () => {
    serveList(5);
    await walk();
    site.arrivals.length = 0;
    serve('/list/1', { reviews: [review('new'), review(0)], next: '/list/2' });
    expect(await walk({ mode: 'incremental' })).toMatchObject({ outcome: 'ok', new: 1, pages: 2, complete: false });
    expect(asked()).toEqual(['/list/1', '/list/2']);
    expect(store.cursor).toBeNull();
  });

  test('goes on over a page with an edited review', async () => {
    serveList(3);
    await walk();
    serve('/list/1', { reviews: [review(0, 'передумал'), review(1)], next: '/list/2' });
    expect(await walk({ mode: 'incremental' })).toMatchObject({ changed: 1, pages: 2 });
  });

  test('reads a list of unknown order to its end', async () => {
    serveList(3);
    await walk();
    const scraper = shopScraper({ order: 'unknown' });
    expect(await walk({ mode: 'incremental', scraper })).toMatchObject({ pages: 3, complete: true });
  });
});

describe('full reviews behind teasers', () => {
  const teaser = (id: number, text = 'Начало...') => ({
    ...review(id, text),
    partial: true,
    rating: 4,
    ratingScale: 5,
    author: 'Анна',
  });
  const full = (id: number): void =>
    serve(`/full/${id}`, { reviews: [{ externalId: String(id), text: `Весь текст ${id}` }] });
  const serveTeasers = (from: number, n: number, next?: string): ShopPage => {
    const all = Array.from({ length: n }, (_, index) => from + index);
    for (const id of all) full(id);
    return {
      reviews: all.map((id) => teaser(id)),
      follow: all.map((id) => ({ url: `/full/${id}`, forId: String(id) })),
      ...(next === undefined ? {} : { next }),
    };
  };

  test('are asked for once, and complete the teaser: an absent field never erases', async () => {
    serve('/list/1', serveTeasers(1, 2, '/list/2'));
    serve('/list/2', serveTeasers(3, 1));
    expect(await walk()).toMatchObject({ outcome: 'ok', new: 3, changed: 0, pages: 5, complete: true });
    for (const item of store.items.values()) {
      expect(item).toMatchObject({ text: `Весь текст ${item.externalId}`, partial: false, stars: 4 });
      expect(item).toMatchObject({ publishedOn: '2026-01-05', precision: 'day' });
      expect(item.authorHash).not.toBeNull();
    }
    expect(store.cursor).toBeNull();
    site.arrivals.length = 0;
    await walk();
    expect(asked()).toEqual(['/list/1', '/list/2']);
  });

  test('are asked for again where only the teaser was stored, also in an incremental visit', async () => {
    serve('/list/1', serveTeasers(1, 2));
    await walk({ limits: { maxPages: 50, maxFollow: 0 } });
    expect([...store.items.values()].every(({ partial }) => partial)).toBe(true);
    expect(await walk({ mode: 'incremental' })).toMatchObject({ outcome: 'ok', pages: 3 });
    expect([...store.items.values()].some(({ partial }) => partial)).toBe(false);
  });

  test('stay within both budgets; the next run goes on with the rest', async () => {
    serve('/list/1', serveTeasers(1, 3, '/list/2'));
    serve('/list/2', serveTeasers(4, 1));
    const budget = { limits: { maxPages: 50, maxFollow: 2 } };
    expect(await walk(budget)).toMatchObject({ outcome: 'partial', pages: 3, error: null });
    expect(await walk(budget)).toMatchObject({ outcome: 'ok', pages: 3, complete: true });
    expect([...store.items.values()].some(({ partial }) => partial)).toBe(false);
    expect(asked()).toEqual(['/list/1', '/full/1', '/full/2', '/full/3', '/list/2', '/full/4']);
  });

  test('one that is gone or broken costs only itself', async () => {
    serve('/list/1', serveTeasers(1, 3));
    site.pages.delete('/full/2');
    expect(await walk()).toMatchObject({
      outcome: 'ok',
      complete: true,
      skipped: { 'full review: PageGone': 1 },
    });
    expect([...store.items.values()].filter(({ partial }) => partial)).toHaveLength(1);
    expect(store.cursor).toBeNull();
  });

  test('three failures in a row end the asking, not the list', async () => {
    const page = serveTeasers(1, 5, '/list/2');
    for (let id = 1; id <= 5; id++) serve(`/full/${id}`, {});
    for (let id = 1; id <= 5; id++) site.pages.set(`/full/${id}`, '<p>nothing known</p>');
    serve('/list/1', page);
    serve('/list/2', serveTeasers(6, 2));
    const summary = await walk();
    expect(summary).toMatchObject({ outcome: 'partial', new: 7, error: { name: 'LayoutChanged' } });
    expect(summary.skipped).toEqual({ 'full review: LayoutChanged': 3 });
    expect(store.cursor).toBeNull();
  });

  test('a wall ends the visit; the rest is asked for next time', async () => {
    serve('/list/1', serveTeasers(1, 3));
    site.pages.set('/full/2', '<form class="captcha-form"></form>');
    expect(await walk()).toMatchObject({ outcome: 'blocked', new: 3 });
    full(2);
    expect(await walk()).toMatchObject({ outcome: 'ok', pages: 2 });
    expect([...store.items.values()].some(({ partial }) => partial)).toBe(false);
  });

  test('in the middle of a list leave no page out and repeat none', async () => {
    serve('/list/1', { reviews: [review(1)], next: '/list/2' });
    serve('/list/2', serveTeasers(2, 1, '/list/3'));
    serve('/list/3', { reviews: [review(3)] });
    expect(await walk()).toMatchObject({ outcome: 'ok', new: 3, complete: true });
    expect(asked()).toEqual(['/list/1', '/list/2', '/full/2', '/list/3']);
  });

  test('their own follow and next links are not taken (depth 1)', async () => {
    serve('/list/1', serveTeasers(1, 1));
    serve('/full/1', { reviews: [review(1, 'Весь')], next: '/list/9', follow: [{ url: '/full/9', forId: '1' }] });
    await walk();
    expect(asked()).toEqual(['/list/1', '/full/1']);
  });
});
