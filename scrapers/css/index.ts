import { defineScraper } from '../../src/collect/scraper.ts';
import { CssOptions } from './options.ts';
import { parse } from './parse.ts';

/** Any page whose cards the operator describes by CSS selectors: forums, shops and blogs without their own scraper. */
export const css = defineScraper<CssOptions>({
  name: 'css',
  title: 'Any page, by CSS selectors',
  kind: 'generic',
  hosts: 'of-target',
  idScope: 'page',
  languages: 'any',
  browser: false,
  access: 'public-page',
  pace: { perMinute: 20, concurrency: 1, source: 'Our own choice for sites whose wishes are not known' },
  order: 'unknown',
  parserVersion: 1,
  options: CssOptions,
  example: {
    url: 'https://forum.example.org/thread/1',
    options: {
      url: 'https://forum.example.org/thread/1',
      item: 'article.post',
      fields: {
        externalId: { selector: ':self', attr: 'id' },
        author: { selector: '.author' },
        text: { selector: '.message', remove: 'blockquote' },
        publishedAt: { selector: 'time', attr: 'datetime' },
      },
      next: 'a.next',
    },
  },
  required: [],
  // An address alone says nothing about the selectors.
  fromUrl: () => undefined,
  firstPage: ({ url }) => ({ url }),
  parse,
});
