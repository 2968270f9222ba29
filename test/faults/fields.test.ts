import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Target } from '../../src/domain/target.ts';
import { madeUpReviews, reviewPages } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { type Chain, closeThreads, openChain } from './visited-site.ts';

/* Pages that answer well and have lost a part of what they said: the whole chain, on a real store. */

let site: Site;
let chain: Chain;
let target: Target;

beforeAll(async () => {
  site = await startSite();
  site.shop.reviews = madeUpReviews(12);
  site.shop.perPage = 12;
});
afterAll(() => Promise.all([site.close(), closeThreads()]));
beforeEach(async () => {
  chain = await openChain();
  target = await chain.add(`${site.origin}/shop`);
});
afterEach(() => chain.close());

const serve = (change: (html: string) => string): void =>
  void site.pages.set('/shop', change(reviewPages(site.shop, 1)));

const stored = async (): Promise<unknown[]> => {
  const { items } = await chain.store.items({ target: [target.id], copies: 'all' }, { sort: '-published', limit: 50 });
  return items.map(({ key, title, text, stars, authorName, publishedOn, versions }) => ({
    key,
    title,
    text,
    stars,
    authorName,
    publishedOn,
    versions,
  }));
};

test.each([
  ['author', 'authors'],
  ['datePublished', 'dates'],
  ['reviewRating', 'ratings'],
  ['reviewBody', 'texts'],
  ['reviewCount', 'the number of all reviews'],
])('an optional field gone from every card makes the source broken until it is back: %s [R25]', async (key, word) => {
  site.pages.clear();
  await chain.visit(target);
  expect((await chain.target(target)).health).toBe('ok');
  const before = await stored();
  serve((html) => html.replaceAll(`"${key}"`, `"${key}2"`));
  for (let visit = 0; visit < 2; visit += 1) {
    expect(await chain.visit(target)).toMatchObject({ outcome: 'ok', cards: 12, new: 0, changed: 0 });
    // It is the page that has lost the field, not the reviews.
    expect(await stored()).toEqual(before);
    const { health, healthNote } = await chain.target(target);
    // The counter is compared with the visit before alone; fields of cards with all that are known.
    if (visit === 0 || key !== 'reviewCount') expect({ health, healthNote }).toMatchObject({ health: 'broken' });
    if (visit === 0) expect(healthNote).toContain(`The pages show no more ${word}`);
  }
  site.pages.clear();
  await chain.visit(target);
  expect((await chain.target(target)).health).toBe('ok');
});

test('beside a field that is gone, what an author changed is still seen; what one author took back is taken back', async () => {
  site.pages.clear();
  await chain.visit(target);
  serve((html) =>
    html
      .replaceAll('"reviewRating"', '"reviewRating2"')
      .replace('Отзыв номер 12: чайник', 'Отзыв номер 12: дополнено, чайник'),
  );
  expect(await chain.visit(target)).toMatchObject({ changed: 1 });
  const { items } = await chain.store.items({ target: [target.id], copies: 'all' }, { sort: '-published', limit: 50 });
  expect(items.filter(({ stars }) => stars !== null)).toHaveLength(12);
  expect(items.filter(({ text }) => text?.includes('дополнено'))).toHaveLength(1);
  site.pages.set('/shop', reviewPages(site.shop, 1).replace('"ratingValue":1', '"ratingValue":null'));
  await chain.visit(target);
  expect(await chain.store.count({ target: [target.id], copies: 'all', stars: [1] })).toBe(
    site.shop.reviews.filter(({ rating }) => rating === 1).length - 1,
  );
});

test('a field that a single review had is gone when its author takes it back', async () => {
  const titled = reviewPages(site.shop, 1).replace('"reviewBody"', '"headline":"Хорошо","reviewBody"');
  site.pages.set('/shop', titled);
  await chain.visit(target);
  const titles = async (): Promise<number> =>
    (await chain.store.items({ target: [target.id], copies: 'all' }, { sort: '-published', limit: 50 })).items.filter(
      ({ title }) => title === 'Хорошо',
    ).length;
  expect(await titles()).toBe(1);
  site.pages.clear();
  expect(await chain.visit(target)).toMatchObject({ changed: 1 });
  expect(await titles()).toBe(0);
});
