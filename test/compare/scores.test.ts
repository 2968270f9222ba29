import { describe, expect, test } from '@jest/globals';
import { ScoreTally } from '../../src/compare/scores.ts';
import type { Metric } from '../../src/domain/metric.ts';
import { nps, row } from './rows.ts';

function figuresOf(metrics: readonly Metric[]) {
  const tally = new ScoreTally();
  for (const [at, metric] of metrics.entries()) tally.add(row(String(at), { channel: 'survey', metric }));
  return tally.figures();
}
const times = (n: number, metric: Metric): Metric[] => Array.from({ length: n }, () => metric);
const csat = (value: number, over: Partial<Metric> = {}): Metric => ({
  ...nps(value),
  kind: 'csat',
  min: 1,
  max: 5,
  ...over,
});

describe('survey scores', () => {
  test('NPS: promoters 9-10, detractors 0-6 with 0 among them', () => {
    const [score] = figuresOf([
      ...times(5, nps(10)),
      ...times(5, nps(9)),
      ...times(5, nps(8)),
      nps(0),
      nps(6),
      nps(1),
      nps(2),
      nps(3),
    ]);
    expect(score).toMatchObject({ scale: '0-10-up', figure: { kind: 'nps', n: 20, value: 25, min: -100, max: 100 } });
    expect(score?.figure.low).toBeCloseTo(-11.7, 1);
    expect(score?.figure.high).toBeCloseTo(55.2, 1);
    expect(score?.figure.label).toBe('Порекомендуете?');
  });

  test('CSAT is the share of the two best of five, with Wilson', () => {
    const [score] = figuresOf([...times(45, csat(4)), ...times(5, csat(3))]);
    expect(score?.figure).toMatchObject({ value: 90, formula: 'csat-top2-of-5-wilson', min: 0, max: 100 });
    expect(score?.figure.low).toBeCloseTo(78.6, 1);
    expect(score?.figure.high).toBeCloseTo(95.7, 1);
    expect(figuresOf(times(4, csat(3, { max: 3 })))[0]?.figure.formula).toBe('csat-top1-of-3-wilson');
    expect(figuresOf(times(4, csat(8, { max: 10 })))[0]?.figure.value).toBe(100);
    expect(figuresOf(times(4, csat(1, { direction: 'down' })))[0]?.figure.value).toBe(100);
  });

  test('scales are never mixed: five, seven and backwards are three figures', () => {
    const ces = (value: number, over: Partial<Metric> = {}): Metric => ({
      ...nps(value),
      kind: 'ces',
      min: 1,
      max: 7,
      ...over,
    });
    const figures = figuresOf([
      ...times(12, ces(6)),
      ...times(11, ces(4, { max: 5 })),
      ...times(10, ces(2, { direction: 'down' })),
    ]);
    expect(figures.map((one) => one.figure.formula)).toEqual(['ces-mean-1-7', 'ces-mean-1-5', 'ces-mean-1-7-down']);
    expect(figures.map((one) => one.scale)).toEqual(['1-7-up', '1-5-up', '1-7-down']);
    expect(figures[0]?.figure).toMatchObject({ value: 6, min: 1, max: 7 });
    expect(figures[0]!.figure.low!).toBeLessThan(6);
    expect(figures[0]!.figure.high!).toBeGreaterThan(6);
  });

  test('ten answers of one person are not worth ten', () => {
    const tally = new ScoreTally();
    for (let at = 0; at < 40; at++)
      tally.add(
        row(String(at), { channel: 'survey', authorHash: at < 20 ? 'one' : `p${at}`, metric: nps(at < 20 ? 0 : 10) }),
      );
    const alone = figuresOf([...times(20, nps(0)), ...times(20, nps(10))])[0]!.figure;
    const figure = tally.figures()[0]!.figure;
    expect(figure.high! - figure.low!).toBeGreaterThan(1.5 * (alone.high! - alone.low!));
  });

  test('two questions on one scale have no name in common; a value that is none is passed over', () => {
    expect(figuresOf([nps(3), nps(4, { question: 'Why?' })])[0]?.figure.label).toBe('');
    expect(figuresOf([nps(Number.NaN)])).toEqual([]);
  });

  test('a score far outside of a huge scale neither hangs nor lies', () => {
    const [score] = figuresOf(times(10, { ...nps(500_000), kind: 'ces', min: 0, max: 1_000_000 }));
    expect(score?.figure.value).toBe(500_000);
    expect(score!.figure.high!).toBeGreaterThan(500_000);
  });
});
