import { describe, expect, test } from '@jest/globals';
import { FALSE_DISCOVERIES, Selector } from '../../src/compare/false-discovery.ts';
import { criticalZ, twoSided, upperTail } from '../../src/compare/normal.ts';
import { rankAgreement } from '../../src/compare/rank-agreement.ts';
import { scoreInterval, scoreP, scoreZ } from '../../src/compare/score-test.ts';
import { seeded } from './rows.ts';

const Z = criticalZ(0.05);

describe('the normal distribution', () => {
  test('tails as tables print them', () => {
    expect(upperTail(0)).toBeCloseTo(0.5, 14);
    expect(upperTail(1)).toBeCloseTo(0.158655253931457, 14);
    expect(upperTail(-1)).toBeCloseTo(0.841344746068543, 14);
    expect(upperTail(6) / 9.865876450377e-10).toBeCloseTo(1, 10);
    expect(upperTail(3 - 1e-9) / upperTail(3 + 1e-9)).toBeCloseTo(1, 7);
    expect(criticalZ(0.05)).toBeCloseTo(1.959963984540054, 12);
    expect(twoSided(criticalZ(0.001))).toBeCloseTo(0.001, 14);
  });
});

describe('the score test and its interval', () => {
  /** Newcombe 1998, table II, method 8 (Mee). */
  test.each([
    [56, 70, 48, 80, '0.0533', '0.3377'],
    [9, 10, 3, 10, '0.1821', '0.8370'],
    [6, 7, 2, 7, '0.0544', '0.8478'],
    [5, 56, 0, 29, '-0.0313', '0.1926'],
    [0, 10, 0, 20, '-0.1611', '0.2775'],
    [0, 10, 0, 10, '-0.2775', '0.2775'],
    [10, 10, 0, 20, '0.7225', '1.0000'],
    [10, 10, 0, 10, '0.6777', '1.0000'],
  ])('%i/%i against %i/%i', (a, m, b, n, low, high) => {
    const interval = scoreInterval({ share: a / m, n: m }, { share: b / n, n }, Z);
    expect(interval.value).toBeCloseTo(a / m - b / n, 12);
    expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual([low, high]);
  });

  test('p is that of the chi-squared without correction', () => {
    // 24/80 against 30/200: chi-squared = 8.26.
    expect(scoreZ({ share: 0.3, n: 80 }, { share: 0.15, n: 200 }) ** 2).toBeCloseTo(8.2596, 3);
    expect(scoreP({ share: 0.3, n: 80 }, { share: 0.15, n: 200 })).toBeCloseTo(0.00405, 5);
    expect(scoreP({ share: 0, n: 80 }, { share: 0, n: 200 })).toBe(1);
  });

  test('the interval holds zero exactly where the test does not reject, at any level, and always the difference', () => {
    const random = seeded(4);
    for (let trial = 0; trial < 3000; trial++) {
      const [m, n] = [1 + random() * 200, 1 + random() * 200];
      const a = { share: random() < 0.1 ? Math.round(random()) : random() ** 3, n: m };
      const b = { share: random() < 0.1 ? Math.round(random()) : random() ** 3, n };
      const z = criticalZ(10 ** -(0.5 + 4 * random()));
      const { low, high, value } = scoreInterval(a, b, z);
      expect(low > 0 || high < 0).toBe(Math.abs(scoreZ(a, b)) > z);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      expect(low).toBeGreaterThanOrEqual(-1);
      expect(high).toBeLessThanOrEqual(1);
    }
  });
});

/** |z| of two-sided p. */
const zs = (ps: readonly number[]): number[] => ps.map((p) => (p >= 1 ? 0 : criticalZ(p)));

describe('many tests', () => {
  /** Benjamini and Hochberg 1995, section 3.1. */
  const example = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];

  test("the example of the method's paper, at 10 %: nine, and no level over 5 %", () => {
    const selection = new Selector().select(zs(example));
    expect(selection.count).toBe(9);
    expect(selection.alpha).toBe(0.05);
  });

  test('the level falls with the number of tests and rises with what is found', () => {
    const level = (ps: readonly number[]) => new Selector().select(zs(ps));
    expect(level([0.04])).toMatchObject({ count: 1, alpha: 0.05 });
    expect(level(Array.from({ length: 20 }, () => 0.04))).toMatchObject({ count: 20, alpha: 0.05 });
    expect(level([0.0051, ...Array.from({ length: 19 }, () => 0.5)])).toMatchObject({ count: 0, alpha: 0.005 });
    expect(level([0.0049, ...Array.from({ length: 19 }, () => 0.5)])).toMatchObject({ count: 1, alpha: 0.005 });
    // The second is not small enough for itself, but the third is.
    const three = level([0.004, 0.0149, 0.0149, ...Array.from({ length: 17 }, () => 0.5)]);
    expect(three.count).toBe(3);
    expect(three.alpha).toBeCloseTo(0.015, 12);
    expect(level([])).toMatchObject({ count: 0, alpha: 0.05 });
  });

  test('of the differences told at most a tenth is chance, and at most a tenth of their intervals misses', () => {
    const random = seeded(8);
    const selector = new Selector();
    let [told, discoveries, coverage, missed] = [0, 0, 0, 0];
    const trials = 2000;
    for (let trial = 0; trial < trials; trial++) {
      const means = Array.from({ length: 20 }, (_, at) => (at < 6 ? 1 + random() * 3 : 0));
      const seen = means.map(
        (mean) => mean + Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random()),
      );
      const { z, count } = selector.select(seen.map(Math.abs));
      const selected = seen.flatMap((one, at) => (Math.abs(one) >= z ? [at] : []));
      expect(selected).toHaveLength(count);
      if (count === 0) continue;
      told += 1;
      discoveries += selected.filter((at) => means[at] === 0).length / count;
      const misses = selected.filter((at) => Math.abs(seen[at]! - means[at]!) > z).length;
      missed += misses;
      coverage += misses / count;
    }
    expect(told).toBeGreaterThan(1500);
    expect(missed).toBeGreaterThan(0);
    expect(discoveries / trials).toBeLessThan(FALSE_DISCOVERIES);
    expect(discoveries / trials).toBeGreaterThan(0.03);
    expect(coverage / trials).toBeLessThan(FALSE_DISCOVERIES);
  });

  test('ranks agree, disagree, or say nothing', () => {
    const five = [1, 2, 3, 4, 5];
    expect(rankAgreement(five.map((one) => [one, one ** 3]))).toBeCloseTo(1, 12);
    expect(rankAgreement(five.map((one) => [one, -one]))).toBeCloseTo(-1, 12);
    // Ties share a rank: 1, 2.5, 2.5, 4, 5 against 1..5.
    expect(rankAgreement(five.map((one) => [one, [1, 2, 2, 4, 5][one - 1]!]))).toBeCloseTo(0.974679, 5);
    expect(rankAgreement(five.map((one) => [one, 1]))).toBeNull();
    expect(rankAgreement([[1, 2]])).toBeNull();
  });
});
