import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Target } from '../../src/domain/target.ts';
import { cpuClock } from '../cpu.ts';
import { madeUpReviews, reviewPages } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { type Chain, closeThreads, openChain } from './visited-site.ts';

/* Pages made to hold or to crash whoever reads them. */

let site: Site;
let chain: Chain;

beforeAll(async () => {
  site = await startSite();
  site.shop.reviews = madeUpReviews(10);
  chain = await openChain({ collect: { maxBytes: 20_000_000, maxDecodedBytes: 20_000_000, deadlineMs: 20_000 } });
});
afterAll(async () => {
  await chain.close();
  await Promise.all([site.close(), closeThreads()]);
});

const LD = '<script type="application/ld+json">';
const shop = (): string => reviewPages(site.shop, 1);
const letters = (length: number): string => 'ab<>"{}[]:,&\\ж\u0000😀 '.repeat(Math.ceil(length / 18)).slice(0, length);

const HOSTILE: Readonly<Record<string, () => string>> = {
  'elements nested 100,000 deep': () => shop().replace('<body>', `<body>${'<div>'.repeat(100_000)}`),
  'JSON nested 100,000 deep': () => `<html>${LD}${'{"review":['.repeat(100_000)}</script></html>`,
  'JSON-LD of 5 MB of noise': () => `<html>${LD}${letters(5_000_000)}</script></html>`,
  '5 MB of noise': () => letters(5_000_000),
  '5 MB of open tags': () => `<html>${LD}{}</script>${'<p class="review"'.repeat(300_000)}`,
  'a million entities': () =>
    `<html>${LD}{"@type":"Review","reviewBody":"${'&amp;'.repeat(100)}</script>${'&lt;'.repeat(1_000_000)}`,
};

let target: Target;
test.each(Object.keys(HOSTILE))(
  '%s end as a changed layout, lose nothing, and hold nobody: the main thread goes on [R23]',
  async (name) => {
    target ??= await chain.add(`${site.origin}/shop`);
    site.pages.clear();
    await chain.visit(target);
    const before = await chain.kept(target);
    expect(before.keys).toHaveLength(10);
    const body = HOSTILE[name]!();
    site.pages.set('/shop', body);
    const clock = cpuClock();
    const run = await chain.visit(target);
    const spent = clock();
    expect({ outcome: run.outcome, gone: run.vanished }).toEqual({ outcome: 'layout-changed', gone: 0 });
    expect((await chain.target(target)).health).toBe('broken');
    expect(await chain.kept(target)).toEqual(before);
    // This thread serves, reads and hands over 5 MB, which takes up to 50 ms of its time; it may not be held for a second.
    expect(spent).toBeLessThan(800);
  },
);
