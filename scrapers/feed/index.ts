import { PageOptions, pageOptionsFrom } from '../../src/collect/page-options.ts';
import { defineScraper } from '../../src/collect/scraper.ts';
import { parse } from './parse.ts';

/** Any RSS, RDF or Atom feed: posts, comments and mentions of a site that offers them for reading by programs. */
export const feed = defineScraper<PageOptions>({
  name: 'feed',
  title: 'RSS or Atom feed',
  kind: 'feed',
  hosts: 'of-target',
  idScope: 'page',
  languages: 'any',
  browser: false,
  access: 'public-page',
  pace: { perMinute: 20, concurrency: 1, source: 'Our own choice for sites whose wishes are not known' },
  order: 'unknown',
  parserVersion: 1,
  options: PageOptions,
  example: { url: 'https://example.org/feed.xml', options: { url: 'https://example.org/feed.xml' } },
  required: [],
  fromUrl: pageOptionsFrom,
  firstPage: ({ url }) => ({ url }),
  parse,
});
