import { describe, expect, test } from '@jest/globals';
import { adjustedWaldNps, chapman, newcombe, npsChange, type Share, wilson } from '../../src/compare/intervals.ts';

/** Worked numbers, to the digit they are printed with. */
const percent = (value: number): string => (100 * value).toFixed(1);
const share = (k: number, n: number): Share => ({ value: k / n, ...wilson(k / n, n)! });

describe('intervals', () => {
  test.each([
    [3, 3, '43.8', '100.0'],
    [9, 10, '59.6', '98.2'],
    [45, 50, '78.6', '95.7'],
    [360, 400, '86.7', '92.6'],
  ])('Wilson %i of %i', (k, n, low, high) => {
    const interval = wilson(k / n, n)!;
    expect(percent(interval.low)).toBe(low);
    expect(percent(interval.high)).toBe(high);
  });

  test.each([
    [24, 80, 30, 200, '15.0', '4.5', '26.6'],
    [6, 20, 15, 100, '15.0', '-2.5', '37.6'],
  ])('Newcombe %i/%i against %i/%i', (a, m, b, n, value, low, high) => {
    const difference = newcombe(share(a, m), share(b, n));
    expect(percent(difference.value)).toBe(value);
    expect(percent(difference.low)).toBe(low);
    expect(percent(difference.high)).toBe(high);
  });

  test('Newcombe from bounds that were rounded first ends in -2.6 instead of -2.5', () => {
    const rounded = (k: number, n: number): Share => {
      const { value, low, high } = share(k, n);
      return { value, low: Number(low.toFixed(3)), high: Number(high.toFixed(3)) };
    };
    expect(percent(newcombe(rounded(6, 20), rounded(15, 100)).low)).toBe('-2.6');
  });

  test.each([
    [10, 5, 20, 25, '-11.7', '55.2'],
    [25, 12, 50, 26, '2.6', '46.5'],
    [50, 24, 100, 26, '9.4', '41.0'],
    [200, 96, 400, 26, '17.8', '33.8'],
    [500, 240, 1000, 26, '20.8', '31.0'],
  ])('NPS of %i promoters and %i detractors among %i is %i', (promoters, detractors, n, _value, low, high) => {
    const interval = adjustedWaldNps(promoters, detractors, n)!;
    expect(interval.low.toFixed(1)).toBe(low);
    expect(interval.high.toFixed(1)).toBe(high);
  });

  test('about 260 answers give a score to 10 points, about 1030 to 5', () => {
    const half = (n: number): number => {
      const { low, high } = adjustedWaldNps(0.5 * n, 0.24 * n, n)!;
      return (high - low) / 2;
    };
    expect(half(260)).toBeCloseTo(10, 0);
    expect(half(1030)).toBeCloseTo(5, 0);
  });

  test('the change of a score adds both variances', () => {
    const change = npsChange({ promoters: 25, detractors: 12, n: 50 }, { promoters: 50, detractors: 24, n: 100 })!;
    expect(change.value).toBe(0);
    expect((change.high - change.low) / 2).toBeCloseTo(Math.hypot(21.975, 15.8), 1);
    expect(npsChange({ promoters: 0, detractors: 0, n: 0 }, { promoters: 1, detractors: 0, n: 1 })).toBeNull();
  });

  test('people nobody heard: 120 in support, 80 in surveys, 12 in both', () => {
    const unheard = chapman(120, 80, 12);
    expect([unheard.value, unheard.low, unheard.high].map(Math.round)).toEqual([753, 411, 1095]);
  });

  test('nothing counted has no interval', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(adjustedWaldNps(0, 0, 0)).toBeNull();
  });

  test('an interval never leaves its scale', () => {
    for (const [k, n] of [
      [0, 1],
      [1, 1],
      [0, 1000],
      [1000, 1000],
    ] as const) {
      const { low, high } = wilson(k / n, n)!;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
    }
    expect(adjustedWaldNps(3, 0, 3)!.high).toBeLessThanOrEqual(100);
  });
});
