import { describe, expect, test } from '@jest/globals';
import { ComparisonTally } from '../../src/compare/comparison.ts';
import { Comparison } from '../../src/domain/comparison.ts';
import type { CountRow } from '../../src/domain/count-row.ts';
import { nps, row, rows } from './rows.ts';

async function compare(list: readonly CountRow[]): Promise<Comparison> {
  const tally = new ComparisonTally();
  for (const one of list) tally.add(one);
  const result = await tally.result({
    brand: 'acme',
    from: '2026-03-01',
    to: '2026-05-29',
    timeZone: 'Europe/Moscow',
    asOf: '2026-05-29T12:00:00.000Z',
    undated: { public: new Map([['otzovik', 2]]), direct: new Map() },
    categories: new Map(),
    leftOut: [],
    fresh: [],
  });
  expect(Comparison.parse(result)).toEqual(result);
  return result;
}

const survey = (n: number, negative: number, over: Partial<CountRow> = {}) =>
  rows(n, negative, {
    channel: 'survey',
    source: 'form',
    touchpoint: 'delivery',
    metric: nps(8),
    targetId: null,
    ...over,
  });

describe('comparison', () => {
  test('the shares of both sides, their difference and the verdict', async () => {
    const result = await compare([...rows(80, 24), ...survey(200, 30)]);
    expect(result.public.negative).toMatchObject({ k: 24, n: 80, nEff: 80, value: 0.3, display: 'show' });
    expect(result.difference.value).toBeCloseTo(0.15, 10);
    expect(result.difference.low).toBeCloseTo(0.0445, 3);
    expect(result.difference.high).toBeCloseTo(0.2659, 3);
    expect(result).toMatchObject({ verdict: 'more-in-public', notes: ['before-model-error'] });
  });

  test('mixed and unsure are parts of their own; the unsure widen the bounds', async () => {
    const list = [
      ...rows(20, 5),
      row('m', { sentiment: 'mixed' }),
      row('u', { sentiment: 'negative', unsure: true }),
      row('v', { sentiment: 'positive', unsure: true }),
      row('p', { sentiment: null, pending: true }),
      row('w', { sentiment: null }),
      row('s', { sentiment: null, hasText: false, stars: 5 }),
      // A person's word on a text that the model was unsure about is not unsure.
      row('c', { sentiment: 'negative', unsure: true, corrected: true }),
    ];
    const { public: open } = await compare(list);
    expect(open.counts).toEqual({
      texts: 26,
      negative: 6,
      neutral: 0,
      positive: 15,
      mixed: 1,
      unsure: 2,
      unread: 1,
      pending: 1,
      noOpinion: 0,
      starsOnly: 1,
      undated: 2,
    });
    expect(open.negative).toMatchObject({ k: 6, n: 24, corrected: { n: 1, valueWithout: 5 / 23 } });
    expect(open.bounds).toEqual({ low: 6 / 24, high: 8 / 24 });
    expect(open.all).toBe(27);
    expect((await compare(list)).notes).toContain('pending');
  });

  test('rows by source show the public side only, rows by touchpoint the direct side only', async () => {
    const result = await compare([
      ...rows(12, 3, { stars: 4 }),
      ...rows(6, 6, { source: 'ozon' }),
      ...survey(9, 2),
      ...survey(3, 0, { touchpoint: null }),
    ]);
    expect(result.bySource.map((one) => [one.name, one.side, one.negative.k, one.negative.n])).toEqual([
      ['otzovik', 'public', 3, 12],
      ['ozon', 'public', 6, 6],
    ]);
    expect(result.byTouchpoint.map((one) => [one.name, one.side, one.negative.n])).toEqual([
      ['delivery', 'direct', 9],
      ['', 'direct', 3],
    ]);
    expect(result.bySource[0]?.score).toMatchObject({ kind: 'public-stars', n: 12 });
    expect(result.bySource[1]?.score).toBeNull();
    expect(result.byTouchpoint[0]?.score).toMatchObject({ kind: 'nps', n: 9 });
    expect(result.scores.map((one) => [one.side, one.kind, one.n])).toEqual([
      ['public', 'public-stars', 12],
      ['direct', 'nps', 12],
    ]);
  });

  test('a question that asks for faults gets no verdict', async () => {
    const asked = survey(200, 30, { metric: nps(8, { prompt: 'asks-faults' }) });
    expect(await compare([...rows(80, 24), ...asked])).toMatchObject({
      verdict: 'not-comparable',
      notes: ['asks-faults'],
    });
  });

  test('a difference that turns round among long texts is no clear difference', async () => {
    // Short texts: 40 % in public, 5 % asked. Long ones: 10 % against 30 %.
    const list = [
      ...rows(300, 120, { words: 3 }),
      ...rows(60, 6, { words: 30 }),
      ...survey(200, 10, { words: 3 }),
      ...survey(60, 18, { words: 30 }),
    ];
    expect(await compare(list)).toMatchObject({ verdict: 'no-clear-difference' });
    expect((await compare(list)).notes).toContain('depends-on-length');
  });

  test('texts of one author are worth one, and fewer than ten clusters are too few', async () => {
    const loud = [...rows(80, 24, { authorHash: 'loud' }), ...survey(200, 30)];
    expect(await compare(loud)).toMatchObject({ verdict: 'too-few', notes: ['few-clusters-public'] });
  });

  test('nothing at all, one side alone, one text', async () => {
    expect(await compare([])).toMatchObject({ verdict: 'too-few', scores: [], bySource: [], byTouchpoint: [] });
    expect((await compare([])).public.negative).toMatchObject({ n: 0, value: null, low: null, display: 'hide' });
    expect((await compare([...survey(200, 30)])).difference.value).toBeNull();
    expect((await compare([row('one', { sentiment: 'negative' })])).public.negative).toMatchObject({
      k: 1,
      n: 1,
      value: 1,
      display: 'hide',
    });
  });

  test('themes are compared among the same texts, and not where a question asks for faults', async () => {
    const blames = (list: readonly CountRow[], k: number) =>
      list.map((one, at) =>
        at < k ? { ...one, themes: [{ theme: 'delivery', sentiment: 'negative' as const }] } : one,
      );
    const open = [...blames(rows(80, 20), 24), row('p', { sentiment: null, pending: true })];
    const { themes } = await compare([...open, ...blames(survey(200, 30), 30)]);
    expect(themes.rows).toHaveLength(1);
    expect(themes.rows[0]).toMatchObject({
      theme: 'delivery',
      public: { k: 24, n: 80 },
      direct: { k: 30, n: 200 },
      verdict: 'more-in-public',
      corrected: null,
      texts: { direct: { theme: ['delivery'], theme_sentiment: ['negative'], published_from: '2026-03-01' } },
    });
    expect(themes).toMatchObject({ tested: 1, differ: 1, luck: { shuffles: 1000 } });
    const asked = blames(survey(200, 30, { metric: nps(8, { prompt: 'asks-faults' }) }), 30);
    expect((await compare([...open, ...asked])).themes.rows[0]).toMatchObject({ verdict: 'not-comparable', p: null });
  });

  test('slices in any order make the same figures', async () => {
    const list = [...rows(80, 24, { stars: 3.5 }), ...survey(200, 30)];
    expect(await compare([...list].reverse())).toEqual(await compare(list));
  });
});
