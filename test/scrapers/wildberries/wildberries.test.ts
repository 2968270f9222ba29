import { expect, test } from '@jest/globals';
import { wildberries } from '../../../scrapers/wildberries/index.ts';
import type { PageRequest } from '../../../src/collect/page.ts';
import { fixturesOf } from '../material.ts';

const fixtures = fixturesOf(wildberries);
const body = (name: string) => fixtures.find((one) => one.name === name)!.page.body;

test.each([
  ['https://www.wildberries.ru/catalog/211723794/detail.aspx', { nm: '211723794' }],
  ['https://www.wildberries.ru/catalog/211723794/feedbacks?imtId=1', { nm: '211723794' }],
  ['https://feedbacks1.wb.ru/feedbacks/v2/211723794', { imt: '211723794' }],
  ['https://www.wildberries.ru/brands/iskra', undefined],
])('%s', (url, options) => expect(wildberries.fromUrl(new URL(url))).toEqual(options));

test('options need one of the two numbers', () => {
  expect(wildberries.options.safeParse({}).success).toBe(false);
  expect(wildberries.firstPage({ imt: '900800' }).url).toContain('host?imt=900800');
});

test('from the card through the resolver to the reviews, each step knowing what the one before said', () => {
  const walk: string[] = [];
  let request: PageRequest | undefined = wildberries.firstPage({ nm: '111222333' });
  for (const file of ['card-v4.json', 'hosts.json', 'none.json', 'feedbacks.json']) {
    const page = {
      url: request!.url,
      status: 200,
      headers: {},
      body: body(file),
      fetchedAt: '2026-11-20T12:00:00Z',
      request: request!,
    };
    const result = wildberries.parse(page, { nm: '111222333' });
    walk.push(`${new URL(request!.url).host}: ${result.reviews.length}`);
    request = result.next;
    if (file === 'feedbacks.json')
      expect([result.window, result.total, result.reviews[0]?.productName]).toEqual([true, 637, 'Чайник Искра']);
  }
  expect(walk).toEqual([
    'card.wb.ru: 0',
    'feedback-bt.wildberries.ru: 0',
    'feedback-view-01.wb.ru: 0',
    'feedback-view-02.wb.ru: 3',
  ]);
  expect(request).toBeUndefined();
});
