import { expect, test } from '@jest/globals';
import { css } from '../../../scrapers/css/index.ts';

const good = { url: 'https://a.example/x', item: '.p', fields: { text: { selector: '.t' } } };

function problems(options: unknown): string {
  const result = css.options.safeParse(options);
  return result.success
    ? 'none'
    : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}

test.each<[string, unknown, RegExp]>([
  ['the least that is needed', good, /^none$/],
  [
    'all parts',
    {
      ...good,
      ratingScale: 10,
      next: 'a.next',
      fields: {
        rating: { selector: ':self', attr: 'class', regex: '(\\d)', all: true, remove: ['q'], map: { '1': 1 } },
        publishedAt: { selector: 'time', date: 'DD.MM.YYYY', locale: 'nl', zone: 'Europe/Amsterdam' },
      },
    },
    /^none$/,
  ],
  ['a broken selector', { ...good, item: 'div[' }, /^item: not a CSS selector/],
  ['HTML as a selector', { ...good, next: '<a>' }, /^next: not a CSS selector/],
  ['an unknown option', { ...good, items: '.p' }, /Unrecognized key: "items"/],
  [
    'an unknown field',
    { ...good, fields: { ...good.fields, body: { selector: 'p' } } },
    /^fields: there is no such field; known are externalId, author/,
  ],
  [
    'an unknown part of a field',
    { ...good, fields: { text: { selector: 'p', atr: 'x' } } },
    /^fields\.text: Unrecognized key: "atr"/,
  ],
  [
    'a broken expression',
    { ...good, fields: { text: { selector: 'p', regex: '(' } } },
    /^fields\.text\.regex: not a regular expression/,
  ],
  [
    'a zone of nowhere',
    { ...good, fields: { text: { selector: 'p', zone: 'Mars/X' } } },
    /^fields\.text\.zone: no such time zone/,
  ],
  ['nothing said in a card', { ...good, fields: { author: { selector: '.a' } } }, /^fields: at least one of text/],
  ['another scheme', { ...good, url: 'ftp://a.example/x' }, /^url: wanted an address/],
])('%s', (_, options, message) => {
  expect(problems(options)).toMatch(message);
});
