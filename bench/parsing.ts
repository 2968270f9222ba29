import { load } from 'cheerio';
import { scrapers } from '../scrapers/index.ts';
import type { Page } from '../src/collect/page.ts';
import { startDemoSite } from '../src/demo/site.ts';
import { type Figure, median } from './figure.ts';

const ROUNDS = 5;
const PASSES = 20;

/** Whole parse of the demo's list pages of all five sites, in MB of page per second; the peer only builds cheerio's default tree. */
export async function parsing(): Promise<Figure[]> {
  const site = await startDemoSite({ seed: 1, now: '2026-11-22T00:00:00.000Z' });
  const pages: { page: Page; name: string; options: Record<string, unknown> }[] = [];
  for (const { scraper: name, url } of site.targets) {
    const scraper = scrapers.find((one) => one.name === name)!;
    const options = scraper.fromUrl(new URL(url))!;
    const request = scraper.firstPage(options);
    const address = new URL(request.url);
    const response = await fetch(new URL(address.pathname + address.search, site.origins[address.origin]));
    const page: Page = {
      url: request.url,
      status: 200,
      headers: {},
      body: await response.text(),
      fetchedAt: '2026-11-22T00:00:00.000Z',
      request,
    };
    try {
      if (scraper.parse(page, options).reviews.length > 0) pages.push({ page, name, options });
    } catch {
      // The captcha page has no reviews to time.
    }
  }
  await site.close();
  const megabytes = (PASSES * pages.reduce((sum, { page }) => sum + Buffer.byteLength(page.body), 0)) / 1e6;
  const ours = rate(megabytes, () => {
    for (const { page, name, options } of pages) scrapers.find((one) => one.name === name)!.parse(page, options);
  });
  const html = pages.filter(({ page }) => page.body.trimStart().startsWith('<'));
  const htmlMegabytes = (PASSES * html.reduce((sum, { page }) => sum + Buffer.byteLength(page.body), 0)) / 1e6;
  const peer = rate(htmlMegabytes, () => {
    for (const { page } of html) load(page.body)('body').length;
  });
  return [
    {
      what: 'parsing',
      value: ours,
      unit: 'MB/s',
      goal: 5,
      better: 'bigger',
      peer: { name: "cheerio's default tree alone", value: peer },
    },
  ];
}

function rate(megabytes: number, work: () => void): number {
  work();
  const speeds = Array.from({ length: ROUNDS }, () => {
    const begin = performance.now();
    for (let pass = 0; pass < PASSES; pass += 1) work();
    return megabytes / ((performance.now() - begin) / 1000);
  });
  return median(speeds);
}
