import { expect, test } from '@jest/globals';
import { MIXED_SIGNS, mixedProbability, mixedSigns } from '../../../src/understand/sentiment/mixed.ts';
import type { Hit } from '../../../src/understand/sentiment/signs.ts';

const WHOLE = [0.4, 0.2, 0.4] as const;
const MOODS = { count: 2, praise: 0.9, blame: 0.8, blameShare: 0.5 };
const hit = (mood: number, turns = 0): Hit => ({ at: 0, size: 1, mood, negated: false, strength: 1, turns });

test('opposite moods on both sides of a turning word are a sign, the same mood twice is none', () => {
  const of = (hits: readonly Hit[]) => mixedSigns(8, hits, WHOLE, MOODS);
  expect(of([hit(2), hit(-2, 1)])).toHaveLength(MIXED_SIGNS);
  expect(of([hit(2), hit(-2, 1)])[2]).toBe(1);
  expect(of([hit(2), hit(2, 1)])[2]).toBe(0);
  expect(of([hit(2), hit(-2)])[2]).toBe(0);
  // As much praise as blame, and none of the one.
  expect(of([hit(2), hit(-2)])[0]).toBe(1);
  expect(of([hit(2)])[0]).toBe(0);
});

test('the extremes of many clauses count for less than those of a few', () => {
  const of = (count: number) => mixedSigns(8, [], WHOLE, { ...MOODS, count })[5];
  expect(of(3)).toBeCloseTo(0.8);
  expect(of(30)).toBeCloseTo(0.08);
});

test('the probability grows with a sign of positive weight', () => {
  expect(mixedProbability([0, 2], [0])).toBe(0.5);
  expect(mixedProbability([0, 2], [1])).toBeCloseTo(0.881, 3);
});
