import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { twoGis } from '../../scrapers/2gis/index.ts';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import { otzovik } from '../../scrapers/otzovik/index.ts';
import { telegram } from '../../scrapers/telegram/index.ts';
import { wildberries } from '../../scrapers/wildberries/index.ts';
import type { AnyScraper, RawReview } from '../../src/collect/scraper.ts';
import { places } from '../../src/demo/places.ts';
import { type DemoSite, startDemoSite } from '../../src/demo/site.ts';
import { contentAt, type DemoReview, shownOn } from '../../src/demo/truth.ts';
import { walk } from './walk.ts';

const now = '2026-11-20T09:00:00.000Z';
const scrapers: Readonly<Record<string, AnyScraper>> = {
  '2gis': twoGis,
  jsonld,
  otzovik,
  telegram,
  wildberries,
};
const readable = places.filter((place) => place.page !== 'otzovik-captcha');

let site: DemoSite;
beforeAll(async () => {
  site = await startDemoSite({ seed: 7, now });
});
afterAll(() => site.close());

/** Line breaks and spaces as a page shows them; the marks that turn the direction of writing may be taken out. */
function plain(text: string | null): string {
  return (text ?? '')
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function said(review: RawReview) {
  return {
    externalId: review.externalId,
    title: plain(review.title),
    text: plain(review.text),
    pros: plain(review.pros),
    cons: plain(review.cons),
    rating: review.rating,
    publishedAt: new Date(review.publishedAt!).toISOString(),
    reply: plain(review.replyText),
  };
}

function planted(review: DemoReview, visit: 1 | 2) {
  const { title, text, pros, cons, stars } = contentAt(review, visit);
  return {
    externalId: review.externalId,
    title: plain(title),
    text: plain(text),
    pros: plain(pros),
    cons: plain(cons),
    rating: stars,
    publishedAt: review.publishedAt,
    reply: plain(review.reply?.text ?? null),
  };
}

function byId<T extends { readonly externalId: string | null }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => (a.externalId! < b.externalId! ? -1 : 1));
}

describe.each([1, 2] as const)('visit %i', (visit) => {
  test.each(readable)('$page: the scraper reads exactly what was planted', async (place) => {
    site.setVisit(visit);
    const result = await walk(scrapers[place.site]!, { url: place.url, origins: site.origins, fetchedAt: now });
    const expected = shownOn(site.truth, place.page, visit);
    expect(expected.length).toBeGreaterThan(30);
    expect(byId(result.reviews.map(said))).toEqual(byId(expected.map((review) => planted(review, visit))));
    expect(result.skipped).toBe(0);
    expect(result.blocked).toBe(false);
    expect(new Set(result.totals.filter((total) => total !== expected.length))).toEqual(new Set());
    expect(result.reviews.filter((review) => review.partial)).toEqual([]);
    const pages = result.bodies.filter((body) => body.startsWith('<'));
    expect(pages.filter((body) => /<script>alert|<img src=x|<\/div><\/body>\{/.test(body))).toEqual([]);
    expect(result.bodies.filter((body) => !body.startsWith('[') && !body.includes('made-up data'))).toEqual([]);
  });
});

test('the second product of Otzovik answers with a robot check', async () => {
  const place = places.find((candidate) => candidate.page === 'otzovik-captcha')!;
  const result = await walk(otzovik, { url: place.url, origins: site.origins, fetchedAt: now });
  expect(result.blocked).toBe(true);
});

describe('the server', () => {
  test('says on every page that its data are made up', async () => {
    for (const { url } of site.targets) {
      const { origin, pathname } = new URL(url);
      if (origin.includes('wildberries')) continue;
      const response = await fetch(site.origins[origin] + pathname);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('made-up data');
      expect(response.headers.get('x-demo')).toBe('made-up data');
    }
  });

  test('has a robots.txt on every origin, and 404 for what is not there', async () => {
    for (const local of Object.values(site.origins)) {
      const robots = await fetch(`${local}/robots.txt`);
      expect([robots.status, (await robots.text()).includes('made-up data')]).toEqual([200, true]);
      expect((await fetch(`${local}/no/such/page`)).status).toBe(404);
    }
  });
});
