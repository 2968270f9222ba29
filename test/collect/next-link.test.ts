import { describe, expect, test } from '@jest/globals';
import { loadHtml } from '../../src/collect/extract.ts';
import { isNextPage, nextLink } from '../../src/collect/next-link.ts';

describe('isNextPage', () => {
  test.each([
    ['https://a.nl/shop/lamp', 'https://a.nl/shop/lamp?page=2'],
    ['https://a.nl/shop/lamp?page=2&sort=new', 'https://a.nl/shop/lamp?page=3&sort=new'],
    ['https://a.nl/shop/lamp/', 'https://a.nl/shop/lamp/page/2/'],
    ['https://a.nl/shop/lamp/page/2', 'https://a.nl/shop/lamp/page/3'],
    ['https://a.nl/2017/12/rolls/', 'https://a.nl/2017/12/rolls/comment-page-2/#comments'],
    ['https://a.nl/lamp-reviews.html', 'https://a.nl/lamp-reviews-p2.html'],
    ['https://a.nl/Hotel-Reviews-or10-Zee.html', 'https://a.nl/Hotel-Reviews-or20-Zee.html'],
  ])('%s -> %s is the same list', (from, to) => {
    expect(isNextPage(from, to)).toBe(true);
  });

  test.each([
    ['the next article of a blog', 'https://a.nl/2017/12/rolls/', 'https://a.nl/2018/01/bread/'],
    ['the next product', 'https://a.nl/item?id=4', 'https://a.nl/item?id=5'],
    ['another host', 'https://a.nl/lamp', 'https://b.nl/lamp?page=2'],
    ['another port', 'https://a.nl/lamp', 'https://a.nl:8443/lamp?page=2'],
    ['the page itself', 'https://a.nl/lamp?page=2', 'https://a.nl/lamp?page=2#reviews'],
    ['no address', 'https://a.nl/lamp', 'javascript:void(0)'],
  ])('%s is not', (_, from, to) => {
    expect(isNextPage(from, to)).toBe(false);
  });
});

test('nextLink passes over links that lead elsewhere and respects the base', () => {
  const url = 'https://a.nl/shop/lamp';
  const body = `<base href="/shop/"><link rel="next" href="/shop/chair"><a rel="nofollow next" href="lamp?page=2">2</a>`;
  const page = { url, status: 200, headers: {}, body, fetchedAt: '2026-01-01T00:00:00Z', request: null };
  expect(nextLink(loadHtml(page), page)).toEqual({ url: 'https://a.nl/shop/lamp?page=2' });
});
