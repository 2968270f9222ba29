import { z } from 'zod';
import { defineScraper } from '../../src/collect/scraper.ts';
import { parse, required } from './parse.ts';
import { resolverRequest } from './steps.ts';

const digits = z.string().regex(/^\d{3,12}$/, 'digits');
const Options = z
  .object({
    nm: digits.optional().describe('Article number of the product: wildberries.ru/catalog/<this>/detail.aspx'),
    imt: digits.optional().describe('Number of the product group (imt, root) when it is known; saves one request'),
  })
  .refine((options) => options.nm !== undefined || options.imt !== undefined, 'nm or imt is needed');

export const wildberries = defineScraper<z.infer<typeof Options>>({
  name: 'wildberries',
  title: 'Wildberries',
  kind: 'marketplace',
  hosts: ['*.wb.ru', '*.wildberries.ru', 'wildberries.ru'],
  idScope: 'site',
  languages: ['ru'],
  timeZone: 'Europe/Moscow',
  browser: false,
  access: 'public-page',
  pace: {
    perMinute: 12,
    concurrency: 1,
    source:
      'No published limit for the shop’s own hosts (429 is reported); the official seller API allows 3 a second, this is far below.',
  },
  order: 'unknown',
  parserVersion: 1,
  options: Options,
  example: { url: 'https://www.wildberries.ru/catalog/211723794/feedbacks', options: { nm: '211723794' } },
  required,
  searchUrl: (brandName) => `https://www.wildberries.ru/catalog/0/search.aspx?search=${encodeURIComponent(brandName)}`,
  fromUrl(url) {
    if (/(?:^|\.)wb\.ru$/.test(url.hostname)) {
      const imt = /^\/feedbacks\/v\d\/(\d{3,12})\/?$/.exec(url.pathname)?.[1];
      return imt === undefined ? undefined : { imt };
    }
    if (!/(?:^|\.)wildberries\.(?:ru|by|kz|am|kg|uz|ge)$/.test(url.hostname)) return undefined;
    const nm = /^\/catalog\/(\d{3,12})(?:\/|$)/.exec(url.pathname)?.[1];
    return nm === undefined ? undefined : { nm };
  },
  firstPage: ({ nm, imt }) =>
    imt === undefined
      ? { url: `https://card.wb.ru/cards/v4/detail?appType=1&curr=rub&dest=-1257786&spp=30&nm=${nm}` }
      : resolverRequest({ imt }),
  parse: (page) => parse(page),
});
