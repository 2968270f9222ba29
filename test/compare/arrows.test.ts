import { describe, expect, test } from '@jest/globals';
import { countTrend, falseAlarmRate, shareTrend } from '../../src/compare/arrows.ts';
import { logBetaBinomial, logGamma, logNegativeBinomial } from '../../src/compare/distributions.ts';
import { cpuMs } from '../cpu.ts';
import { gamma, poisson, seeded } from './rows.ts';

const rate = falseAlarmRate(2);
const all = { rate, complete: 1 };

describe('arrows', () => {
  test('distributions add up to one and have their mean', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 10);
    expect(logGamma(101)).toBeCloseTo(363.739375555563, 8);
    const sum = (log: (k: number) => number, to: number): [number, number] => {
      let [total, mean] = [0, 0];
      for (let k = 0; k <= to; k++) {
        total += Math.exp(log(k));
        mean += k * Math.exp(log(k));
      }
      return [total, mean];
    };
    const [one, mean] = sum((k) => logNegativeBinomial(k, 12, 3), 400);
    expect(one).toBeCloseTo(1, 8);
    expect(mean).toBeCloseTo(12, 6);
    const [whole, expected] = sum((k) => logBetaBinomial(k, 40, { share: 0.2, correlation: 0.05 }), 40);
    expect(whole).toBeCloseTo(1, 8);
    expect(expected).toBeCloseTo(8, 6);
  });

  test('what no chance explains gets an arrow, what chance does explain gets none', () => {
    const past = [12, 9, 11, 14, 10, 12, 8, 13];
    expect(countTrend(40, past, all)).toMatchObject({ arrow: 'up', withheld: null, weeks: 8 });
    expect(countTrend(0, past, all).arrow).toBe('down');
    expect(countTrend(17, past, all).arrow).toBeNull();
    const shares = past.map((k) => ({ k, n: 60 }));
    expect(shareTrend({ k: 35, n: 60 }, shares, all)).toMatchObject({ arrow: 'up', weeks: 8 });
    expect(shareTrend({ k: 14, n: 60 }, shares, all).arrow).toBeNull();
    expect(shareTrend({ k: 14, n: 60 }, shares, all).usual).toBeCloseTo(89 / 480, 10);
    expect(shareTrend({ k: 4, n: 4 }, shares, all)).toMatchObject({ arrow: null, withheld: 'few-texts' });
  });

  test('no arrow from under 4 weeks, nor before 90 % are in', () => {
    expect(countTrend(40, [3, 3, 3], all)).toMatchObject({ arrow: null, withheld: 'short-history', usual: 3 });
    expect(countTrend(40, [], all)).toMatchObject({ arrow: null, usual: null });
    const past = [3, 3, 3, 3, 4, 2, 3, 3];
    expect(countTrend(40, past, { rate, complete: 0.89 })).toMatchObject({ arrow: null, withheld: 'too-fresh' });
    expect(countTrend(40, past, { rate, complete: 0.9 }).arrow).toBe('up');
    expect(countTrend(40, past, { rate, complete: null }).arrow).toBe('up');
  });

  test('a reader of two arrows a day meets about one false one a month, never two', () => {
    const random = seeded(3);
    const days = 600;
    const perMonth = (alarms: number): number => (alarms / days) * (365 / 12) * 2;
    const counts = [
      [0.5, 1e4],
      [4, 3],
      [12, 1e4],
      [12, 5],
      [40, 10],
    ] as const;
    for (const [mean, size] of counts) {
      const draw = (): number => poisson((gamma(size, random) * mean) / size, random);
      let alarms = 0;
      for (let day = 0; day < days; day++)
        if (countTrend(draw(), Array.from({ length: 8 }, draw), all).arrow !== null) alarms += 1;
      expect(perMonth(alarms)).toBeLessThan(2);
      if (size < 100 && mean > 4) expect(perMonth(alarms)).toBeGreaterThan(0.2);
    }
    for (const [n, share, correlation] of [
      [20, 0.2, 0.001],
      [60, 0.25, 0.02],
      [300, 0.2, 0.05],
    ] as const) {
      const size = 1 / correlation - 1;
      const draw = (): { n: number; k: number } => {
        const [a, b] = [gamma(share * size, random), gamma((1 - share) * size, random)];
        let k = 0;
        for (let text = 0; text < n; text++) if (random() < a / (a + b)) k += 1;
        return { n, k };
      };
      let alarms = 0;
      for (let day = 0; day < days; day++)
        if (shareTrend(draw(), Array.from({ length: 8 }, draw), all).arrow !== null) alarms += 1;
      expect(perMonth(alarms)).toBeLessThan(2);
    }
  });

  test('a hundred thousand texts a day are told as well, and soon', () => {
    const spent = cpuMs(() => {
      const past = [50_000, 51_000, 49_500, 50_200, 50_100, 49_900, 50_500, 49_800];
      expect(countTrend(100_000, past, all).arrow).toBe('up');
      const shares = Array.from({ length: 8 }, () => ({ k: 20_000, n: 100_000 }));
      expect(shareTrend({ k: 40_000, n: 100_000 }, shares, all).arrow).toBe('up');
    });
    expect(spent).toBeLessThan(3000);
  });
});
