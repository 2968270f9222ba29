import { PageOptions, pageOptionsFrom } from '../../src/collect/page-options.ts';
import { defineScraper } from '../../src/collect/scraper.ts';
import { parse } from './parse.ts';

/** Any page that lists its reviews for search engines in JSON-LD of schema.org. */
export const jsonld = defineScraper<PageOptions>({
  name: 'jsonld',
  title: 'Any page with schema.org reviews (JSON-LD)',
  kind: 'generic',
  hosts: 'of-target',
  idScope: 'page',
  languages: 'any',
  browser: false,
  access: 'public-page',
  pace: { perMinute: 20, concurrency: 1, source: 'Our own choice for sites whose wishes are not known' },
  order: 'unknown',
  parserVersion: 1,
  options: PageOptions,
  example: { url: 'https://example.org/product', options: { url: 'https://example.org/product' } },
  required: [],
  fromUrl: pageOptionsFrom,
  firstPage: ({ url }) => ({ url }),
  parse,
});
