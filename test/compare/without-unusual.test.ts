import { describe, expect, test } from '@jest/globals';
import {
  flipOf,
  meanWithout,
  ratingWithout,
  shiftedScore,
  type Weighable,
  weightOf,
} from '../../src/compare/without-unusual.ts';

type Rated = Weighable & { readonly stars: number | null };

const of = (stars: number | null, score: number | null, level: Weighable['level'] = 'none'): Rated => ({
  stars,
  score,
  level,
  verdict: null,
});
const times = (n: number, one: Rated): Rated[] => Array.from({ length: n }, () => one);

describe('weights', () => {
  test('each item counts by 1 minus its score; what was not weighed counts in full', () => {
    expect(weightOf(of(5, 0.9))).toBeCloseTo(0.1);
    expect(weightOf(of(5, null))).toBe(1);
  });

  test("a person's word makes it 0 or 1, not sure leaves the score", () => {
    expect(weightOf({ ...of(5, 0.01), verdict: 'unusual' })).toBe(0);
    expect(weightOf({ ...of(5, 0.99), verdict: 'genuine' })).toBe(1);
    expect(weightOf({ ...of(5, 0.7), verdict: 'not-sure' })).toBeCloseTo(0.3);
  });

  test('a score moves with the assumed share and stays within 0..1', () => {
    expect(shiftedScore(0.5, 0.08)).toBeCloseTo(0.5);
    expect(shiftedScore(0.5, 0.04)).toBeLessThan(0.35);
    expect(shiftedScore(0.5, 0.16)).toBeGreaterThan(0.65);
    expect(shiftedScore(0, 0.16)).toBe(0);
    expect(shiftedScore(1, 0.04)).toBe(1);
  });
});

describe('figures', () => {
  test('a rating without the paid wave, with items and weight removed and the expected share of genuine ones', () => {
    const rating = ratingWithout([...times(30, of(3, 0)), ...times(20, of(5, 0.9, 'likely-paid')), of(null, 0)]);
    expect(rating.n).toBe(50);
    expect(rating.all).toBeCloseTo(3.8);
    expect(rating.without).toBeCloseTo((30 * 3 + 2 * 5) / 32);
    expect(rating.removed).toEqual({
      items: 20,
      weight: expect.closeTo(18),
      genuineShare: expect.closeTo(0.1),
    });
    expect(rating.posterior!.mean).toBeLessThan(3.8);
    expect(rating.posteriorWithout!.mean).toBeLessThan(3.2);
    expect(rating.posteriorWithout!.low).toBeLessThan(rating.posteriorWithout!.mean);
  });

  test('below ten reviews there is no posterior mean', () => {
    const rating = ratingWithout([...times(8, of(5, 0)), of(1, 0.5)]);
    expect([rating.posterior, rating.posteriorWithout]).toEqual([null, null]);
    expect(ratingWithout([...times(9, of(5, 0)), ...times(3, of(1, 0.9))]).posteriorWithout).toBeNull();
  });

  test('a share, and nothing at all', () => {
    const share = meanWithout([of(1, 0.5), of(5, 0)], ({ stars }) => (stars === 1 ? 1 : 0));
    expect(share.all).toBe(0.5);
    expect(share.without).toBeCloseTo(1 / 3);
    expect(share.removed).toEqual({ items: 0, weight: 0.5, genuineShare: null });
    expect(meanWithout([], () => 1)).toEqual({
      n: 0,
      all: null,
      without: null,
      removed: { items: 0, weight: 0, genuineShare: null },
    });
    expect(meanWithout([{ ...of(5, 1), verdict: 'unusual' }], () => 1).without).toBeNull();
  });

  test('what a person called genuine is not among the removed', () => {
    const items = [{ ...of(5, 0.99, 'likely-paid'), verdict: 'genuine' as const }, of(5, 0.6, 'likely-paid')];
    expect(meanWithout(items, () => 1).removed).toEqual({
      items: 1,
      weight: expect.closeTo(0.6),
      genuineShare: expect.closeTo(0.4),
    });
  });
});

describe('a flipped conclusion', () => {
  const side = (items: readonly Rated[]) => (weights: readonly number[]) => {
    const total = weights.reduce((a, b) => a + b, 0);
    const mean = items.reduce((sum, { stars }, i) => sum + stars! * weights[i]!, 0) / total;
    return mean >= 4 ? 'good' : 'middling';
  };

  test('is told where it holds at half and at double the assumed share', () => {
    const items = [...times(30, of(3, 0)), ...times(40, of(5, 0.97, 'likely-paid'))];
    expect(flipOf(items, side(items))).toEqual({ all: 'good', without: 'middling', isTold: true });
  });

  test('is not told where it hangs on that share', () => {
    const items = [...times(30, of(3, 0)), ...times(42, of(5, 0.3, 'worth-a-look'))];
    expect(flipOf(items, side(items))).toEqual({ all: 'good', without: 'middling', isTold: false });
  });

  test('is not told where nothing flips', () => {
    const items = times(20, of(5, 0.5));
    expect(flipOf(items, side(items))).toEqual({ all: 'good', without: 'good', isTold: false });
  });
});
