import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { emptyReview, notAReview, readCards, unreadable } from '../../../src/collect/extract.ts';
import { Blocked, LayoutChanged } from '../../../src/errors.ts';

const page = {
  url: 'https://a.example/',
  status: 200,
  headers: {},
  body: '',
  fetchedAt: '2026-11-20T12:00:00Z',
  request: null,
};
const review = (externalId: string | null) => ({ ...emptyReview, externalId, text: '' });
const options = { page, required: ['externalId', 'text'] as const };

describe('cards of a page', () => {
  test('one bad card costs one row, with its reason', () => {
    const { reviews, skipped } = readCards(['a', 'throws', 'zod', null, 'advert', 'a'], {
      ...options,
      read: (card) => {
        if (card === 'throws') throw new TypeError('x');
        if (card === 'zod') z.object({ user: z.object({ name: z.string() }) }).parse({ user: {} });
        return card === 'advert' ? notAReview('advertisement') : review(card);
      },
    });
    expect(reviews.map((one) => one.externalId)).toEqual(['a']);
    expect(skipped.map((one) => [one.index, one.reason])).toEqual([
      [1, 'unreadable card'],
      [2, 'unreadable user.name'],
      [3, 'no externalId'],
      [4, 'advertisement'],
    ]);
  });

  test('nothing but bad cards is a changed layout; nothing but advertisements is not', () => {
    expect(() => readCards([1, 2], { ...options, read: () => unreadable('no date') })).toThrow(LayoutChanged);
    expect(readCards([1], { ...options, read: () => notAReview('advertisement') }).reviews).toEqual([]);
    expect(readCards([], { ...options, read: () => review('a') })).toEqual({ reviews: [], skipped: [] });
  });

  test('a wall inside a card is a wall', () => {
    const wall = () => {
      throw new Blocked('login', 'sign in');
    };
    expect(() => readCards([1], { ...options, read: wall })).toThrow(Blocked);
  });
});
