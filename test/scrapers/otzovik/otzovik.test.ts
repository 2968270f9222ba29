import { expect, test } from '@jest/globals';
import { otzovik } from '../../../scrapers/otzovik/index.ts';
import { tryParse } from '../contract.ts';
import { fixturesOf } from '../material.ts';

const list = fixturesOf(otzovik).find((sample) => sample.name === 'product-list.html')!;

test.each([
  ['https://otzovik.com/reviews/bank_tinkoff/', 'bank_tinkoff'],
  ['https://otzovik.com/reviews/bank_tinkoff/3/?order=date_desc', 'bank_tinkoff'],
  ['https://www.otzovik.com/reviews/bank_tinkoff', 'bank_tinkoff'],
  ['https://otzovik.com/', undefined],
  ['https://otzovik.com.evil.example/reviews/x/', undefined],
])('%s', (url, slug) => expect(otzovik.fromUrl(new URL(url))).toEqual(slug && { slug }));

test('a cut review is partial and asks for its own page; a whole one does not', () => {
  const page = { ...list.page, body: list.page.body.replace('жив до сих пор...', 'жив до сих пор.') };
  const result = otzovik.parse(page, list.options);
  expect(result.reviews.map((review) => review.partial)).toEqual([true, false]);
  expect(result.follow).toEqual([{ url: 'https://otzovik.com/review_9000101.html', forId: '9000101' }]);
});

test('the next page is one of the same product on the same site', () => {
  const evil = list.page.body.replaceAll(
    'href="/reviews/chaynik_iskra/2/',
    'href="https://evil.example/reviews/chaynik_iskra/2/',
  );
  expect(otzovik.parse({ ...list.page, body: evil }, list.options).next).toBeUndefined();
  const last = otzovik.parse({ ...list.page, url: 'https://otzovik.com/reviews/chaynik_iskra/3/' }, list.options);
  expect(last.next).toBeUndefined();
});

test.each(['link', 'meta', 'data-id'])('cards without %s names are not lost in silence', (mark) => {
  const result = tryParse(
    otzovik,
    { ...list.page, body: list.page.body.replaceAll(`<${mark} `, '<x-y ') },
    list.options,
  );
  if (typeof result !== 'string') expect(result.reviews.length + (result.skipped?.length ?? 0)).toBe(2);
});
