import { expect, test } from '@jest/globals';
import { type Element, firstIn, loadHtml } from '../../../src/collect/extract.ts';

const MARKUP = `<div class="card"><p class="card__text">outer</p><div class="b  a\tc"><i class="a">inner</i></div><br class="z">
<script class="s">1</script><svg class="v"><g class="w"></g></svg><b class="A">big</b><u class="a-b ab">dash</u><i class="">none</i>
<em class="x\u00a0y">hard space</em></div>`;

test('the first element of a class is the one that the selector finds', () => {
  const doc = loadHtml({
    request: { url: 'https://a.example/' },
    url: 'https://a.example/',
    status: 200,
    headers: {},
    body: MARKUP,
    fetchedAt: '2026-11-22T00:00:00.000Z',
  });
  const card = doc('.card').get(0) as Element;
  const selectors = ['a', 'b', 'c', 'z', 's', 'v', 'w', 'A', 'ab', 'a-b', 'x', 'y', 'card', 'card__text', 'none'].map(
    (name) => `.${name}`,
  );
  for (const selector of [...selectors, 'i', '.a, .b', 'div > .a', '.b .a', 'b.A', 'p:first-child', '*'])
    expect(firstIn(card, selector, doc)).toBe(doc(card).find(selector).get(0) ?? null);
});
