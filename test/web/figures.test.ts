import { describe, expect, test } from '@jest/globals';
import { figuresOf } from '../../src/web/feed/figures.ts';
import { barsOf, stripWindow } from '../../src/web/feed/volume.ts';

const group = (key: Record<string, string>, n: number, starsN = 0, starsMean: number | null = null) => ({
  key,
  n,
  starsN,
  starsMean,
});

describe('the figures line', () => {
  test('unsure texts are in the denominator, waiting and wordless ones are not', () => {
    const figures = figuresOf([
      group({ sentiment: 'negative' }, 3, 3, 1),
      group({ sentiment: 'positive' }, 5, 5, 5),
      group({ sentiment: 'unsure' }, 2),
      group({ sentiment: 'pending' }, 7, 7, 3),
      group({ sentiment: 'unread' }, 4),
    ]);
    expect(figures).toMatchObject({ n: 21, understood: 10, negativeShare: 0.3, starsN: 15 });
    expect(figures.starsMean).toBeCloseTo((3 + 25 + 21) / 15);
    expect(figures.parts.waiting).toBe(7);
  });

  test('no percentage under five texts, no mean under ten ratings', () => {
    const figures = figuresOf([group({ sentiment: 'negative' }, 4, 4, 1)]);
    expect(figures).toMatchObject({ negativeShare: null, starsMean: null, starsN: 4 });
  });

  test('nothing gives no figures, not zeros that look like figures', () => {
    expect(figuresOf([])).toMatchObject({ n: 0, negativeShare: null, starsMean: null });
  });
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
