import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import type { Target } from '../../src/domain/target.ts';
import { madeUpReviews, reviewPages } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { type Chain, closeThreads, openChain } from './visited-site.ts';

/* Lists that do not end, end too soon or are not what they say: the whole chain, on a real store. */

let site: Site;
let chain: Chain;
let target: Target;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => Promise.all([site.close(), closeThreads()]));
beforeEach(async () => {
  site.pages.clear();
  site.arrivals.length = 0;
  site.shop.reviews = madeUpReviews(30);
  chain = await openChain();
  target = await chain.add(`${site.origin}/shop`);
});
afterEach(() => chain.close());

/** The list goes through `change` before it is sent. */
function serve(change: (html: string, page: number) => string | Buffer, type = 'text/html; charset=utf-8'): void {
  site.pages.set('/shop', (request, response) => {
    const page = Number(new URL(request.url ?? '/', site.origin).searchParams.get('page') ?? 1);
    response.writeHead(200, { 'content-type': type }).end(change(reviewPages(site.shop, page), page));
  });
}

const listed = (): string[] => site.arrivals.map(({ path }) => path).filter((path) => path.startsWith('/shop'));

describe('pagination', () => {
  test('without end stops at the budget of pages, and goes on there a minute later [R27]', async () => {
    site.shop.reviews = madeUpReviews(1000);
    const first = await chain.visit(target);
    expect(first).toMatchObject({ outcome: 'partial', pages: 6, cards: 60, error: null, complete: false });
    const { nextRunAt, health } = await chain.target(target);
    expect(Date.parse(nextRunAt ?? '') - Date.now()).toBeLessThanOrEqual(60_000);
    expect(health).toBe('ok');
    expect(await chain.visit(target)).toMatchObject({ outcome: 'partial', pages: 6, cards: 60, new: 60 });
    expect(listed()).toEqual(Array.from({ length: 12 }, (_, at) => (at === 0 ? '/shop' : `/shop?page=${at + 1}`)));
  });

  test.each([
    ['to the first page', 1],
    ['to itself', 3],
    ['to the page before', 2],
  ])('in a circle %s ends: each page is asked once [R27]', async (_, to) => {
    serve((html, page) =>
      page === 3 ? html.replace('</head>', `<link rel="next" href="/shop?page=${to}"></head>`) : html,
    );
    const run = await chain.visit(target);
    expect(run).toMatchObject({ outcome: 'ok', error: null });
    expect(run.pages).toBeLessThanOrEqual(4);
    expect((await chain.kept(target)).keys).toHaveLength(30);
    expect(await chain.visit(target)).toMatchObject({ outcome: 'ok', new: 0, vanished: 0 });
  });

  test.each(['http://elsewhere.example/shop?page=2', 'http://127.0.0.1:1/shop?page=2', 'file:///shop?page=2'])(
    'out of the site is not followed, and what it hides is not taken for gone: %s [R27]',
    async (next) => {
      await chain.visit(target);
      const before = await chain.kept(target);
      serve((html) => html.replaceAll(/href="[^"]*page=\d+"/g, `href="${next}"`));
      const run = await chain.visit(target);
      expect(run).toMatchObject({ outcome: 'layout-changed', vanished: 0, complete: false });
      expect(run.error?.message).toMatch(
        /list ended after 1 page with 10 reviews; 20 known reviews more should follow/,
      );
      expect(await chain.target(target)).toMatchObject({ health: 'broken', healthNote: run.error?.message });
      expect(await chain.kept(target)).toEqual(before);
    },
  );

  test('whose link to the next page is not recognised any more is told, and nothing is taken for gone [R25]', async () => {
    await chain.visit(target);
    const before = await chain.kept(target);
    serve((html) => html.replaceAll('rel="next"', 'rel="forward"'));
    for (let visit = 0; visit < 2; visit += 1) {
      expect(await chain.visit(target)).toMatchObject({ outcome: 'layout-changed', vanished: 0 });
      expect((await chain.target(target)).health).toBe('broken');
      expect(await chain.kept(target)).toEqual(before);
    }
    site.pages.clear();
    expect(await chain.visit(target)).toMatchObject({ outcome: 'ok', new: 0, vanished: 0 });
  });
});

describe('half a page', () => {
  test.each([0.3, 0.5, 0.8])(
    'that came as a whole answer is never fewer reviews without a word: %d of it [R25]',
    async (share) => {
      await chain.visit(target);
      const before = await chain.kept(target);
      serve((html, page) => (page === 2 ? html.slice(0, html.length * share) : html));
      const run = await chain.visit(target);
      const told = run.cards === 30 || run.outcome !== 'ok' || Object.keys(run.skipped).length > 0;
      expect({ told, gone: run.vanished }).toEqual({ told: true, gone: 0 });
      expect(await chain.kept(target)).toEqual(before);
      site.pages.clear();
      expect(await chain.visit(target)).toMatchObject({ outcome: 'ok', new: 0 });
      expect(await chain.kept(target)).toEqual(before);
    },
  );
});

describe('a wrong charset', () => {
  const texts = async (): Promise<(string | null)[]> => {
    const { items } = await chain.store.items(
      { target: [target.id], copies: 'all' },
      { sort: '-published', limit: 50 },
    );
    return items.map(({ text }) => text).sort();
  };

  test.each([
    ['windows-1251 named by the header alone', 'text/html; charset=windows-1251', 'utf-8 in the page', true],
    ['windows-1251 named by nobody but the page', 'text/html', 'windows-1251', true],
    ['UTF-8 under the name of windows-1251', 'text/html; charset=windows-1251', 'windows-1251', false],
  ])('%s is read as it was meant, and makes no new review [R23]', async (_, type, meta, encode) => {
    site.shop.reviews = madeUpReviews(10);
    await chain.visit(target);
    const before = await texts();
    const named = meta.startsWith('utf-8') ? 'utf-8' : meta;
    serve((html) => {
      const page = html.replace('<meta charset="utf-8">', `<meta charset="${named}">`);
      return encode ? iconv.encode(page, 'windows-1251') : page;
    }, type);
    expect(await chain.visit(target)).toMatchObject({ outcome: 'ok', new: 0, changed: 0 });
    expect(await texts()).toEqual(before);
  });
});
