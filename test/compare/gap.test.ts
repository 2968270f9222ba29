import { describe, expect, test } from '@jest/globals';
import { type GapInput, gapOf } from '../../src/compare/gap.ts';
import { NegativeShare } from '../../src/compare/shares.ts';
import type { ShareFigure } from '../../src/domain/comparison.ts';
import { rows } from './rows.ts';

function share(k: number, n: number): ShareFigure {
  const tally = new NegativeShare();
  for (const one of rows(n, k)) tally.add(one);
  return tally.figure();
}

function gap(open: ShareFigure, direct: ShareFigure, over: Partial<GapInput> = {}) {
  return gapOf({
    public: open,
    direct,
    fewClusters: { public: false, direct: false },
    prompted: { faults: 0, praise: 0 },
    byLength: [],
    ...over,
  });
}

describe('verdicts', () => {
  test('the same gap, clear with many texts and not clear with few', () => {
    expect(gap(share(24, 80), share(30, 200)).verdict).toBe('more-in-public');
    expect(gap(share(10, 40), share(15, 100)).verdict).toBe('no-clear-difference');
    expect(gap(share(30, 200), share(24, 80)).verdict).toBe('more-in-surveys');
  });

  test('under 30 effective texts on a side, or under 5 negative ones in all, are too few', () => {
    expect(gap(share(6, 20), share(15, 100)).verdict).toBe('too-few');
    expect(gap({ ...share(60, 100), nEff: 29 }, share(15, 100)).verdict).toBe('too-few');
    expect(gap(share(2, 100), share(2, 100)).verdict).toBe('too-few');
    expect(gap(share(24, 80), share(30, 200), { fewClusters: { public: true, direct: false } })).toMatchObject({
      verdict: 'too-few',
      notes: ['few-clusters-public'],
    });
  });

  test('a side without texts has no difference', () => {
    for (const [open, direct] of [
      [share(0, 0), share(3, 10)],
      [share(3, 10), share(0, 0)],
      [share(0, 0), share(0, 0)],
    ] as const)
      expect(gap(open, direct)).toEqual({
        difference: { value: null, low: null, high: null },
        verdict: 'too-few',
        notes: [],
      });
  });

  test('about the same needs the whole interval within 5 points of zero', () => {
    expect(gap(share(400, 4000), share(404, 4000)).verdict).toBe('about-the-same');
    expect(gap(share(20, 200), share(21, 200)).verdict).toBe('no-clear-difference');
  });

  test('a certain difference of under 3 points is not told, a larger one is', () => {
    expect(gap(share(4800, 40_000), share(4000, 40_000)).verdict).toBe('about-the-same');
    expect(gap(share(5600, 40_000), share(4000, 40_000)).verdict).toBe('more-in-public');
    expect(gap(share(4800, 40_000), share(4000, 40_000), { minDifference: 0.01 }).verdict).toBe('more-in-public');
  });

  test('questions that ask for faults get no verdict, unless they are a handful', () => {
    const asked = gap(share(24, 80), share(30, 200), { prompted: { faults: 0.04, praise: 0.02 } });
    expect(asked).toMatchObject({ verdict: 'not-comparable', notes: ['asks-faults', 'asks-praise'] });
    expect(gap(share(24, 80), share(30, 200), { prompted: { faults: 0.05, praise: 0 } }).verdict).toBe(
      'more-in-public',
    );
  });

  test('a verdict that turns round among texts of one length is no verdict', () => {
    const byLength = [{ public: share(5, 60), direct: share(20, 60) }];
    const turned = gap(share(24, 80), share(30, 200), { byLength });
    expect(turned).toMatchObject({
      verdict: 'no-clear-difference',
      notes: ['depends-on-length', 'before-model-error'],
    });
    const few = [{ public: share(1, 20), direct: share(20, 60) }];
    expect(gap(share(24, 80), share(30, 200), { byLength: few }).verdict).toBe('more-in-public');
  });
});
