import { describe, expect, test } from '@jest/globals';
import { dirichletInterval, dirichletMean } from '../../src/compare/dirichlet.ts';
import { meanStars, type StarCounts, StarTally, smoothedStars, starPrior } from '../../src/compare/stars.ts';
import { gamma, seeded } from './rows.ts';

describe('mean stars', () => {
  // The printed numbers were simulated: their second decimal may differ by one.
  test.each([
    [[0, 0, 0, 0, 5], '5.00', 3.29, 4.91],
    [[2, 0, 0, 1, 7], '4.10', 2.91, 4.6],
    [[20, 5, 5, 20, 100], '4.17', 3.9, 4.36],
  ] as const)('%j: raw mean %s, interval %d..%d', (counts, raw, low, high) => {
    const n = counts.reduce((sum: number, one) => sum + one, 0);
    const sum = counts.reduce((total: number, one, at) => total + one * (at + 1), 0);
    expect((sum / n).toFixed(2)).toBe(raw);
    const known = meanStars(counts);
    expect(Math.abs(known.low - low)).toBeLessThan(0.0151);
    expect(Math.abs(known.high - high)).toBeLessThan(0.0151);
    expect(known.mean).toBeGreaterThan(known.low);
    expect(known.mean).toBeLessThan(known.high);
  });

  test('the interval is that of a long simulation', () => {
    const random = seeded(7);
    for (const counts of [
      [0, 0, 0, 0, 5],
      [2, 0, 0, 1, 7],
      [20, 5, 5, 20, 100],
    ]) {
      const weights = counts.map((n, at) => ({ value: at + 1, weight: n + 0.5 }));
      const means = Array.from({ length: 60_000 }, () => {
        const draws = weights.map(({ weight }) => gamma(weight, random));
        const total = draws.reduce((sum, one) => sum + one, 0);
        return draws.reduce((sum, one, at) => sum + one * (at + 1), 0) / total;
      }).sort((a, b) => a - b);
      const { low, high } = dirichletInterval(weights);
      expect(low).toBeCloseTo(means[1500]!, 1.7);
      expect(high).toBeCloseTo(means[58_500]!, 1.7);
      expect(dirichletMean(weights).mean).toBeCloseTo(means.reduce((sum, one) => sum + one, 0) / means.length, 2);
    }
  });

  test('the same reviews give the same digits at every size, without a jump where the normal takes over', () => {
    const counts = (n: number): StarCounts => [0.1 * n, 0.05 * n, 0.05 * n, 0.2 * n, 0.6 * n];
    const before = meanStars(counts(4999));
    const after = meanStars(counts(5001));
    expect(after.low).toBeCloseTo(before.low, 3);
    expect(after.high).toBeCloseTo(before.high, 3);
    expect(meanStars(counts(4999))).toEqual(before);
  });

  test('two reviews of the source stand before the first of the item, half a one each until 200 are known', () => {
    expect(starPrior([10, 10, 10, 10, 159])).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
    expect(starPrior([10, 10, 10, 10, 160])).toEqual([0.1, 0.1, 0.1, 0.1, 1.6]);
    expect(starPrior([0, 0, 0, 0, 200])[0]).toBeGreaterThan(0);
    // A small shop with all fives on a site of fives is not punished.
    const ten: StarCounts = [0, 0, 0, 0, 10];
    expect(meanStars(ten).mean).toBeCloseTo(4.6, 1);
    expect(meanStars(ten, [20, 10, 10, 60, 900]).mean).toBeGreaterThan(4.9);
  });

  test('smoothed stars of lists: one five, and twenty', () => {
    expect(smoothedStars(5, 1).toFixed(2)).toBe('3.69');
    expect(smoothedStars(100, 20).toFixed(2)).toBe('4.61');
  });

  test('under 10 there is the distribution alone; halves count for both neighbours', () => {
    const tally = new StarTally();
    for (let at = 0; at < 9; at++) tally.add(4.5);
    tally.add(null);
    expect(tally.figure()).toMatchObject({ n: 9, value: null, low: null, high: null, display: 'grey' });
    expect(tally.figure().distribution.map((one) => one.n)).toEqual([0, 0, 0, 0, 9]);
    tally.add(4.5);
    const exact = meanStars([0, 0, 0, 5, 5]);
    expect(tally.figure().value).toBeCloseTo(exact.mean, 10);
  });
});
