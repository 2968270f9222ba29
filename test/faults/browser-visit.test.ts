import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { findBrowser } from '../../src/collect/find-browser.ts';
import { chromiums } from '../servers/chromium.ts';
import { madeUpReviews, reviewPages } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { type Chain, closeThreads, openChain, swift } from './visited-site.ts';

const found = await findBrowser(null);
if (found === null) process.stderr.write('no Chromium here: visits with a browser are not tested\n');
const withBrowser = found === null ? describe.skip : describe;

const wait = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));

withBrowser('a browser that is killed in the middle of a visit', () => {
  let site: Site;
  let chain: Chain;

  beforeAll(async () => {
    site = await startSite();
    site.shop.reviews = madeUpReviews(20);
    const inBrowser = { ...swift(jsonld), browser: { waitFor: 'article', allow: ['document'] } } as const;
    chain = await openChain({ scrapers: [inBrowser], collect: { browser: found, deadlineMs: 20_000, retries: 0 } });
  });
  afterAll(() => Promise.all([site.close(), closeThreads()]));

  test('ends the visit with a reason and what was read kept; the next one goes on, and no process is left [R24]', async () => {
    const before = chromiums();
    const target = await chain.add(`${site.origin}/shop`);
    let hangs = true;
    site.pages.set('/shop', (request, response) => {
      const page = Number(new URL(request.url ?? '/', site.origin).searchParams.get('page') ?? 1);
      if (page === 2 && hangs) return;
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(reviewPages(site.shop, page));
    });
    const visit = chain.visit(target);
    while (site.hits('/shop?page=2') === 0) await wait(20);
    const mine = chromiums().filter((pid) => !before.includes(pid));
    expect(mine.length).toBeGreaterThan(0);
    for (const pid of mine) kill(pid);
    const run = await visit;
    expect(run).toMatchObject({ outcome: 'partial', pages: 1, cards: 10, error: { name: 'FetchFailed' } });
    expect(run.endedAt).not.toBeNull();
    expect(await chain.target(target)).toMatchObject({ health: 'failing', healthNote: run.error?.message });
    hangs = false;
    expect(await chain.visit(target)).toMatchObject({ outcome: 'ok', pages: 1, new: 10, error: null });
    expect((await chain.kept(target)).keys).toHaveLength(20);
    await chain.close();
    for (let tries = 0; tries < 50 && chromiums().some((pid) => !before.includes(pid)); tries += 1) await wait(50);
    expect(chromiums().filter((pid) => !before.includes(pid))).toEqual([]);
  });
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It died with its parent.
  }
}
