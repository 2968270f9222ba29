import { z } from 'zod';
import type { Page } from '../../src/collect/page.ts';
import { defineScraper, type ParseResult, type RawReview, type Scraper } from '../../src/collect/scraper.ts';
import type { Compute } from '../../src/compute/compute.ts';
import type { Brand } from '../../src/domain/brand.ts';
import { Blocked, LayoutChanged } from '../../src/errors.ts';
import { toDrafts } from '../../src/understand/draft.ts';

/** What the test site prints: one JSON of the loop's own words in the page, so that a test can say anything. */
export interface ShopPage {
  readonly reviews?: readonly (Partial<RawReview> & { readonly externalId: string })[];
  readonly next?: string;
  readonly follow?: readonly { readonly url: string; readonly forId: string }[];
  readonly total?: number;
  readonly skipped?: readonly string[];
  readonly window?: boolean;
}

export const shopHtml = (page: ShopPage): string =>
  `<!doctype html><script id="shop" type="application/json">${JSON.stringify(page).replaceAll('<', '\\u003c')}</script>`;

const EMPTY: RawReview = {
  externalId: null,
  author: null,
  rating: null,
  ratingScale: null,
  title: null,
  text: null,
  pros: null,
  cons: null,
  publishedAt: null,
  url: null,
  likes: null,
  replyText: null,
  verified: null,
};

function parse(page: Page): ParseResult {
  if (page.body.includes('captcha-form')) throw new Blocked('captcha', 'The site asks whether we are a robot');
  const json = /<script id="shop" type="application\/json">(.*?)<\/script>/s.exec(page.body)?.[1];
  if (json === undefined) throw new LayoutChanged('No shop on the page');
  const shop = JSON.parse(json) as ShopPage;
  const absolute = (url: string): string => new URL(url, page.url).href;
  return {
    reviews: (shop.reviews ?? []).map((review) => ({ ...EMPTY, ...review })),
    ...(shop.next === undefined ? {} : { next: { url: absolute(shop.next) } }),
    ...(shop.follow ? { follow: shop.follow.map(({ url, forId }) => ({ url: absolute(url), forId })) } : {}),
    ...(shop.total === undefined ? {} : { total: shop.total }),
    skipped: (shop.skipped ?? []).map((reason, index) => ({ reason, index })),
    window: shop.window ?? false,
  };
}

export function shopScraper(more: Partial<Scraper<{ url: string }>> = {}) {
  return defineScraper<{ url: string }>({
    name: 'shop',
    title: 'Shop',
    kind: 'generic',
    hosts: 'of-target',
    idScope: 'site',
    languages: 'any',
    browser: false,
    access: 'public-page',
    pace: { perMinute: 60_000, concurrency: 1, source: 'test' },
    order: 'newest-first',
    parserVersion: 1,
    options: z.object({ url: z.string() }),
    example: { url: 'https://shop.example/', options: { url: 'https://shop.example/' } },
    required: ['externalId'],
    fromUrl: (url) => ({ url: url.href }),
    firstPage: ({ url }) => ({ url }),
    parse,
    ...more,
  });
}

export const brand: Brand = {
  id: 'vulkan',
  name: 'Вулкан',
  spellings: [],
  exclude: [],
  competitors: [],
  timeZone: 'Europe/Moscow',
  languages: ['ru'],
  products: [],
  themes: [],
  madeUp: false,
};

/** The worker's own steps, in this thread. */
export const compute: Pick<Compute, 'readPage'> = {
  async readPage({ page, brand: of, keepNames }) {
    const scraper = shopScraper();
    const { next, follow, total, skipped = [], window = false, ...result } = scraper.parse(page, {});
    const secret = 'test-secret-test-secret-test-secret';
    const context = { scraper, pageId: 'shop', page, brand: of, secret: secret as never, keepNames };
    return { ...toDrafts(result, context), next, follow, total, skipped, window };
  },
};
