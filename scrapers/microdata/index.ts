import { PageOptions, pageOptionsFrom } from '../../src/collect/page-options.ts';
import { defineScraper } from '../../src/collect/scraper.ts';
import { parse } from './parse.ts';

/** Any page whose HTML marks its reviews up with microdata, RDFa or hReview. */
export const microdata = defineScraper<PageOptions>({
  name: 'microdata',
  title: 'Any page with marked-up reviews (microdata, RDFa, hReview)',
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
