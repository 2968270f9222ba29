import { describe, expect, test } from '@jest/globals';
import { risenThemes, type ThemeDays } from '../../../src/compare/themes/risen.ts';
import { gamma, seeded } from '../rows.ts';

const past = [2, 1, 3, 2, 2, 1, 2, 3].map((k) => ({ k, n: 60 }));

describe('risen themes', () => {
  test('what the same weekdays never brought has risen; the largest rise first; a fall is not told', () => {
    const days = (theme: string, k: number): ThemeDays => ({ theme, today: { k, n: 60 }, past });
    const risen = risenThemes([days('price', 14), days('delivery', 25), days('food', 3), days('staff', 0)], 1);
    expect(risen.map((one) => [one.theme, one.k, one.n, one.weeks])).toEqual([
      ['delivery', 25, 60, 8],
      ['price', 14, 60, 8],
    ]);
    expect(risen[0]!.usual).toBeCloseTo(16 / 480, 12);
  });

  test('two texts are no news; a short past and a day that is not in tell nothing', () => {
    const never = past.map(({ n }) => ({ k: 0, n: 10 * n }));
    const of = (k: number, list = never, complete = 1) =>
      risenThemes([{ theme: 'safety', today: { k, n: 12 }, past: list }], complete).length;
    expect(of(2)).toBe(0);
    expect(of(6)).toBe(1);
    expect(of(6, never.slice(0, 3))).toBe(0);
    expect(of(6, never, 0.8)).toBe(0);
    expect(risenThemes([], 1)).toEqual([]);
  });

  test('with 16 themes a reader meets about one false rise in two months, never one a month', () => {
    const random = seeded(23);
    const days = 150;
    let risen = 0;
    for (let day = 0; day < days; day++) {
      const themes = Array.from({ length: 16 }, (_, at): ThemeDays => {
        const [share, correlation] = [0.02 + 0.012 * at, 0.01];
        const size = 1 / correlation - 1;
        const draw = () => {
          const [a, b] = [gamma(share * size, random), gamma((1 - share) * size, random)];
          let k = 0;
          for (let text = 0; text < 40; text++) if (random() < a / (a + b)) k += 1;
          return { k, n: 40 };
        };
        return { theme: `t${at}`, today: draw(), past: Array.from({ length: 8 }, draw) };
      });
      risen += risenThemes(themes, 1).length;
    }
    expect((risen / days) * (365 / 12)).toBeLessThan(1.5);
  });
});
