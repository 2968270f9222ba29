import { expect, test } from '@jest/globals';
import { unusualFigures } from '../../../src/understand/evaluate/unusual.ts';

const answer = (label: 'paid' | 'fake' | 'genuine' | 'unscored', score: number, tactic?: string) => ({
  row: { label, tactic },
  unusual: { score, level: score >= 0.5 ? ('likely-paid' as const) : ('none' as const), reasons: [] },
});

test('AUC, AP and recalls by hand', () => {
  // Sorted: P .9, G .8, P .7 and G .7 (a tie), G .1
  const figures = unusualFigures([
    answer('paid', 0.9, 'burst'),
    answer('genuine', 0.8, 'launch'),
    answer('fake', 0.7, 'burst'),
    answer('genuine', 0.7),
    answer('genuine', 0.1),
    answer('unscored', 1),
  ]);
  expect(figures).toMatchObject({ paid: 2, genuine: 3, unscored: 1 });
  expect(figures.auc).toBeCloseTo((3 + 1.5) / 6);
  expect(figures.averagePrecision).toBeCloseTo((1 + 2 / 4) / 2);
  expect([figures.recallAt1, figures.recallAt5]).toEqual([0.5, 0.5]);
  expect(figures.brier).toBeCloseTo((0.01 + 0.64 + 0.09 + 0.49 + 0.01) / 5);
  expect(figures.tactics.map(({ tactic, n }) => [tactic, n])).toEqual([
    ['burst', 2],
    ['genuine', 2],
    ['launch', 1],
  ]);
  expect(figures.tactics[0]).toMatchObject({ above5: 0.5, levels: { 'likely-paid': 1, none: 0 } });
  expect(figures.tactics[2]).toMatchObject({ above1: 0, levels: { 'likely-paid': 1 } });
});

test('nothing to tell apart', () => {
  expect(unusualFigures([answer('genuine', 0.3)])).toMatchObject({ auc: null, averagePrecision: null, tactics: [] });
});
