import { describe, expect, test } from '@jest/globals';
import { ratingOf, scaleOf, settleRating } from '../../../src/collect/schema-org/rating.ts';

describe('ratingOf', () => {
  test.each([
    ['number', { reviewRating: { ratingValue: 4 } }, { value: 4, best: null, worst: null }],
    [
      'comma and best',
      { reviewRating: { ratingValue: '8,5', bestRating: '10', worstRating: '1' } },
      { value: 8.5, best: 10, worst: 1 },
    ],
    ['plain', { reviewRating: '4/5' }, { value: 4, best: 5, worst: null }],
    ['words', { reviewRating: { ratingValue: '4.5 out of 5 stars' } }, { value: 4.5, best: 5, worst: null }],
    ['percent', { reviewRating: { ratingValue: '80%' } }, { value: 80, best: 100, worst: null }],
    ['stars', { reviewRating: '★★★☆☆' }, { value: 3, best: 5, worst: null }],
    ['list', { reviewRating: [{ name: 'taste' }, { ratingValue: 3 }] }, { value: 3, best: null, worst: null }],
    ['on the review itself', { ratingValue: '5', bestRating: 5 }, { value: 5, best: 5, worst: null }],
    ['old words', { rating: { value: '3', best: '6' } }, { value: 3, best: 6, worst: null }],
    ['other case', { 'schema:reviewrating': { ratingvalue: 2 } }, { value: 2, best: null, worst: null }],
    ['none', { author: 'A' }, null],
    ['words without a number', { reviewRating: { ratingValue: 'good' } }, null],
    ['negative', { reviewRating: { ratingValue: '-1' } }, null],
  ])('%s', (_, review, expected) => {
    expect(ratingOf(review, (node) => node)).toEqual(expected);
  });
});

test.each([
  ['5 is the rule', [4, 5, 1], null, 5],
  ['a value above 5 proves 10', [4, 8], null, 10],
  ['a value above 10 proves 100', [85, 4], null, 100],
  ['the average speaks for few ratings', [4], 10, 10],
  ['but not against four that fit 5', [4, 5, 5, 3], 10, 5],
  ['an average of 100 says nothing about stars', [4], 100, 5],
])('%s', (_, values, averageBest, scale) => {
  expect(scaleOf(values, averageBest)).toBe(scale);
});

test.each([
  [{ value: 4, best: null, worst: null }, 10, { rating: 4, ratingScale: 10 }],
  [{ value: 4, best: 5, worst: 1 }, 10, { rating: 4, ratingScale: 5 }],
  [{ value: 8, best: 5, worst: 1 }, 5, { rating: 8, ratingScale: 10 }],
  [{ value: 0, best: 5, worst: null }, 5, null],
  [{ value: 0, best: 5, worst: 0 }, 5, { rating: 0, ratingScale: 5 }],
  [{ value: 1200, best: 5, worst: null }, 5, null],
])('%j on a page of %d', (printed, scale, expected) => {
  expect(settleRating(printed, scale)).toEqual(expected);
});
