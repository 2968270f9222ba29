import { describe, expect, test } from '@jest/globals';
import { barsOf, stripWindow } from '../../src/web/feed/volume.ts';

const group = (key: Record<string, string>, n: number, starsN = 0, starsMean: number | null = null) => ({
  key,
  n,
  starsN,
  starsMean,
  starsPosterior: null,
  withoutUnusual: null,
});

describe('the strip of days', () => {
  const today = '2026-11-22';

  test('without a period: the last thirty days', () => {
    expect(stripWindow({ from: null, to: null }, today)).toEqual({ from: '2026-10-24', to: today });
  });

  test('a short period is shown whole, a long one by its end', () => {
    expect(stripWindow({ from: '2026-11-16', to: today }, today)).toEqual({ from: '2026-11-16', to: today });
    expect(stripWindow({ from: '2020-01-01', to: null }, today)).toEqual({ from: '2026-10-24', to: today });
  });

  test('one chosen day stays among its neighbours', () => {
    expect(stripWindow({ from: '2026-11-20', to: '2026-11-20' }, today)).toEqual({ from: '2026-10-24', to: today });
    const past = stripWindow({ from: '2026-03-10', to: '2026-03-10' }, today);
    expect(past).toEqual({ from: '2026-02-23', to: '2026-03-24' });
  });

  test('days without texts are bars too, undated texts are none', () => {
    const bars = barsOf(
      [
        group({ day: '2026-11-21', sentiment: 'negative' }, 2),
        group({ day: '2026-11-21', sentiment: 'pending' }, 1),
        group({ day: '', sentiment: 'negative' }, 9),
      ],
      { from: '2026-11-20', to: today },
    );
    expect(bars.map((bar) => [bar.day, bar.n])).toEqual([
      ['2026-11-20', 0],
      ['2026-11-21', 3],
      ['2026-11-22', 0],
    ]);
    expect(bars[1]?.parts).toEqual({ negative: 2, waiting: 1 });
  });
});
