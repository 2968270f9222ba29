import { z } from 'zod';
import { defineScraper } from '../../src/collect/scraper.ts';
import { parse, required } from './parse.ts';

const Options = z.object({
  slug: z
    .string()
    .regex(/^[^/?#\s]{1,200}$/, 'the part after /reviews/ in the address')
    .describe('Name of the product in the address: otzovik.com/reviews/<this>/'),
});

export const otzovik = defineScraper<z.infer<typeof Options>>({
  name: 'otzovik',
  title: 'Otzovik',
  kind: 'aggregator',
  hosts: ['otzovik.com', 'www.otzovik.com'],
  idScope: 'site',
  languages: ['ru'],
  timeZone: 'Europe/Moscow',
  browser: false,
  access: 'public-page',
  pace: {
    perMinute: 6,
    concurrency: 1,
    source: 'No published limit. Scrapers report 8-12 s per page without a robot check (2026-02); faster ones met it.',
  },
  order: 'newest-first',
  parserVersion: 1,
  options: Options,
  example: { url: 'https://otzovik.com/reviews/bank_tinkoff/', options: { slug: 'bank_tinkoff' } },
  required,
  searchUrl: (brandName) => `https://otzovik.com/?search_text=${encodeURIComponent(brandName)}`,
  fromUrl(url) {
    if (!/^(?:www\.|m\.)?otzovik\.com$/.test(url.hostname)) return undefined;
    const slug = /^\/reviews\/([^/?#\s]{1,200})(?:\/|$)/.exec(url.pathname)?.[1];
    return slug === undefined ? undefined : { slug };
  },
  firstPage: ({ slug }) => ({ url: `https://otzovik.com/reviews/${slug}/?order=date_desc` }),
  parse: (page) => parse(page),
});
