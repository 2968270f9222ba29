import { expect, test } from '@jest/globals';
import { twoGis } from '../../../scrapers/2gis/index.ts';
import { fixturesOf } from '../material.ts';

const fixtures = fixturesOf(twoGis);
const sample = (name: string) => fixtures.find((one) => one.name === name)!;
const firm = '70000001000000001';

test.each([
  ['https://2gis.ru/vologda/firm/70000001000000001/tab/reviews', { city: 'vologda', site: '2gis.ru', place: 'firm' }],
  ['https://2gis.ru/vologda/firm/70000001000000001_abc', { city: 'vologda', site: '2gis.ru', place: 'firm' }],
  ['https://2gis.kz/firm/70000001000000001?m=1', { city: '', site: '2gis.kz', place: 'firm' }],
  ['https://2gis.ru/moscow/geo/70000001000000001', { city: 'moscow', site: '2gis.ru', place: 'geo' }],
])('%s', (url, rest) => expect(twoGis.fromUrl(new URL(url))).toEqual({ firm, ...rest }));

test('the page hands over to the API with its own key and remembers how many there should be', () => {
  const { next } = twoGis.parse(sample('firm-page-without-list.html').page, { firm });
  const url = new URL(next!.url);
  expect([url.host, url.pathname]).toEqual(['public-api.reviews.2gis.com', `/2.0/branches/${firm}/reviews`]);
  expect(url.searchParams.get('key')).toBe('00000000-0000-4000-8000-000000000001');
  expect(next?.state).toEqual({ firm, expected: '251' });
});

test('a review that is listed but not on the page is counted as unreadable', () => {
  const { page } = sample('firm-page.html');
  const body = page.body.replace('"items": ["700101"', '"items": ["700999", "700101"');
  expect(body).not.toBe(page.body);
  const { reviews, skipped } = twoGis.parse({ ...page, body }, { firm });
  expect([reviews.length, skipped?.map((row) => row.reason)]).toEqual([2, ['listed but not on the page']]);
});

test('next links to other hosts are not followed', () => {
  const { page, options } = sample('api.json');
  for (const link of ['https://evil.example/2.0/x', 'http://127.0.0.1/', 'nonsense']) {
    const answer = JSON.parse(page.body);
    answer.meta.next_link = link;
    const { next } = twoGis.parse({ ...page, body: JSON.stringify(answer) }, options);
    expect(next === undefined || new URL(next.url).host === 'public-api.reviews.2gis.com').toBe(true);
  }
});
