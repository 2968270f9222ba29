import { expect, test } from '@jest/globals';
import { type Judged, reweigh } from '../../../src/understand/unusual/index.ts';

const judged = (n: number, code: string, verdict: Judged['verdict'], weight = 2): Judged[] =>
  Array.from({ length: n }, () => ({ verdict, reasons: [{ code, values: {}, linked: [], weight }] }));

test('nobody spoke: all as shipped', () => {
  expect(reweigh([])).toEqual({ weights: {}, report: { judged: 0, unusual: 0, genuine: 0, moved: [] } });
  expect(reweigh(judged(9, 'young-account', 'not-sure')).report.judged).toBe(0);
});

test('few verdicts move little, many more, and never past the bounds', () => {
  const few = reweigh(judged(1, 'praise-burst', 'genuine')).weights['praise-burst']!;
  const some = reweigh(judged(20, 'praise-burst', 'genuine')).weights['praise-burst']!;
  const many = reweigh(judged(10_000, 'praise-burst', 'genuine')).weights['praise-burst']!;
  expect(few).toBeGreaterThan(0.85);
  expect(some).toBeLessThan(few);
  expect(many).toBeLessThan(some);
  expect(many).toBeGreaterThanOrEqual(0.25);
  const agreed = reweigh(judged(10_000, 'praise-burst', 'unusual')).weights['praise-burst']!;
  expect(agreed).toBeGreaterThan(1.4);
  expect(agreed).toBeLessThanOrEqual(1.5);
});

test('the report tells what moved, the farthest first; what speaks for an honest review is left alone', () => {
  const { weights, report } = reweigh([
    ...judged(8, 'praise-burst', 'genuine'),
    ...judged(3, 'shared-phrases', 'unusual'),
    ...judged(2, 'names-brand', 'unusual'),
    ...judged(2, 'names-brand', 'genuine'),
    ...judged(5, 'purchase-mark', 'genuine', -1),
  ]);
  expect(report).toMatchObject({ judged: 20, unusual: 5, genuine: 15 });
  expect(report.moved.map(({ code }) => code)).toEqual(['praise-burst', 'shared-phrases']);
  expect(report.moved[0]).toMatchObject({ unusual: 0, genuine: 8 });
  expect(weights['names-brand']).toBe(1);
  expect(weights['purchase-mark']).toBeUndefined();
});
