import { z } from 'zod';
import { defineScraper } from '../../src/collect/scraper.ts';
import { parse, required } from './parse.ts';

const SITES = [
  '2gis.ru',
  '2gis.kz',
  '2gis.kg',
  '2gis.uz',
  '2gis.ae',
  '2gis.am',
  '2gis.az',
  '2gis.com',
  '2gis.com.cy',
  '2gis.cz',
  '2gis.cl',
  '2gis.it',
] as const;

const Options = z.object({
  firm: z
    .string()
    .regex(/^\d{5,20}$/, 'digits')
    .describe('Number of the branch in the address: 2gis.ru/<city>/firm/<this>'),
  city: z
    .string()
    .regex(/^[a-z0-9_-]{0,60}$/)
    .default('')
    .describe('City in the address; empty lets the site choose'),
  site: z.enum(SITES).default('2gis.ru').describe('Country site'),
  place: z.enum(['firm', 'geo']).default('firm').describe('firm for organisations, geo for buildings and sights'),
});

export const twoGis = defineScraper<z.infer<typeof Options>>({
  name: '2gis',
  title: '2GIS',
  kind: 'maps',
  hosts: [...SITES, 'public-api.reviews.2gis.com'],
  idScope: 'site',
  languages: 'any',
  timeZone: 'Europe/Moscow',
  browser: false,
  access: 'public-page',
  pace: {
    perMinute: 12,
    concurrency: 1,
    source:
      'No published limit. Public collectors report whole lists over plain HTTP at higher rates (2026); pages are refused to data centres.',
  },
  order: 'newest-first',
  parserVersion: 1,
  options: Options,
  example: {
    url: 'https://2gis.ru/vologda/firm/70000001019437403/tab/reviews',
    options: { firm: '70000001019437403', city: 'vologda', site: '2gis.ru', place: 'firm' },
  },
  required,
  searchUrl: (brandName) => `https://2gis.ru/search/${encodeURIComponent(brandName)}`,
  fromUrl(url) {
    const site = SITES.find((one) => url.hostname === one || url.hostname === `www.${one}`);
    const found = /^\/(?:([a-z0-9_-]{1,60})\/)?(firm|geo)\/(\d{5,20})(?:\/|_|$)/.exec(url.pathname);
    if (url.hostname === 'public-api.reviews.2gis.com') {
      const branch = /^\/[\d.]+\/(?:branches|geo)\/(\d{5,20})\/reviews/.exec(url.pathname);
      const place = url.pathname.includes('/geo/') ? 'geo' : 'firm';
      return branch ? { firm: branch[1]!, city: '', site: '2gis.ru', place } : undefined;
    }
    if (site === undefined || !found) return undefined;
    return { firm: found[3]!, city: found[1] ?? '', site, place: found[2] === 'geo' ? 'geo' : 'firm' };
  },
  firstPage: ({ firm, city, site, place }) => ({
    url: `https://${site}/${city === '' ? '' : `${city}/`}${place}/${firm}/tab/reviews`,
  }),
  parse,
});
