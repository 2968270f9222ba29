import { describe, expect, test } from '@jest/globals';
import type { Comparison, ScoreFigure, ShareFigure } from '../../src/domain/comparison.ts';
import { readPeriod, windowParams } from '../../src/web/compare/compare-period.ts';
import { filterOf, partsOf } from '../../src/web/compare/parts.ts';
import { topOf, wholeDistribution } from '../../src/web/compare/score-text.ts';
import { scaleEnd } from '../../src/web/compare/share-text.ts';
import { ALL_TEXTS, textsAddress, textsQuery, UNDATED } from '../../src/web/compare/texts-address.ts';
import { findingOf, pointsOf } from '../../src/web/compare/verdict.ts';
import { axisTop, barDays, joinDays } from '../../src/web/compare/volume-bars.ts';

const today = '2026-11-22';
const period = (query: string) => readPeriod(new URLSearchParams(query), today);

describe('the period of the comparison', () => {
  test('without a word it is the last 90 days, today included, and needs no parameter', () => {
    expect(period('')).toEqual({ from: '2026-08-25', to: today, window: '90d' });
    expect(windowParams('90d')).toEqual({});
    expect(period(new URLSearchParams(windowParams('30d')).toString())).toMatchObject({ from: '2026-10-24' });
  });

  test('days of one’s own win over a window', () => {
    expect(period('from=2026-01-01&to=2026-02-01&period=30d')).toEqual({
      from: '2026-01-01',
      to: '2026-02-01',
      window: null,
    });
  });

  test.each(['from=2026-02-01&to=2026-01-01', 'from=2026-02-30x&to=2026-03-01', 'from=2026-01-01', 'period=7y'])(
    'an address that makes no sense is the usual period: %s',
    (query) => expect(period(query).window).toBe('90d'),
  );
});

const texts = { brand: 'b', channel: ['survey', 'interview'], has_text: 'true', judged: 'true', published_from: today };

describe('the texts of a figure', () => {
  test('the address of the feed holds each value of the filter, narrowed further', () => {
    expect(textsAddress(texts, { sentiment: 'negative' })).toBe(
      `/?brand=b&channel=survey&channel=interview&has_text=true&judged=true&published_from=${today}&sentiment=negative`,
    );
  });

  test('texts that wait have no sentiment: the condition is taken away, not contradicted', () => {
    const waiting = new URLSearchParams(textsQuery(texts, filterOf('waiting')));
    expect([waiting.has('judged'), waiting.get('pending')]).toEqual([false, 'true']);
    expect(textsQuery(texts, ALL_TEXTS)).not.toContain('judged');
  });

  test('undated texts are in no window', () => {
    const undated = new URLSearchParams(textsQuery(texts, UNDATED));
    expect([...undated.keys()]).toEqual(['brand', 'channel', 'channel', 'undated']);
  });
});

const none = { k: 0, n: 0, nEff: 0, value: null, low: null, high: null, display: 'hide' } as const;
const counts = {
  texts: 0,
  negative: 0,
  neutral: 0,
  positive: 0,
  mixed: 0,
  unsure: 0,
  unread: 0,
  pending: 0,
  noOpinion: 0,
  starsOnly: 0,
  undated: 0,
};
const side = (change: Partial<typeof counts> = {}) => ({
  counts: { ...counts, ...change },
  negative: none,
  bounds: null,
  all: 0,
  texts,
});
const sides = (a: Partial<typeof counts>, b: Partial<typeof counts>, scores: Comparison['scores'] = []) => ({
  public: side(a),
  direct: side(b),
  verdict: 'too-few' as const,
  scores,
});

describe('the sentence at the head', () => {
  test('a side that nobody spoke on is said as such', () => {
    expect(findingOf(sides({}, {}))).toBe('nothing');
    expect(findingOf(sides({ texts: 3 }, {}))).toBe('only-public');
    expect(findingOf(sides({}, { starsOnly: 3 }))).toBe('only-direct');
    expect(findingOf(sides({ texts: 3 }, { pending: 1, texts: 1 }))).toBe('too-few');
  });

  test('a difference is read from the side that has more', () => {
    expect(pointsOf({ value: -0.15, low: -0.266, high: -0.045 }, true)).toEqual({ low: 4, high: 27 });
    expect(pointsOf({ value: 0.15, low: 0.045, high: 0.266 })).toEqual({ low: 5, high: 27 });
    expect(Object.is(pointsOf({ value: 0, low: -0.001, high: 0.001 })?.low, 0)).toBe(true);
    expect(pointsOf({ value: null, low: null, high: null })).toBeNull();
  });
});

describe('bars and scales', () => {
  test('every part of the texts is in the bar, what is not known too', () => {
    const parts = partsOf({ ...counts, negative: 2, unsure: 1, pending: 4, unread: 3 });
    expect(parts).toEqual([
      { part: 'negative', n: 2 },
      { part: 'unsure', n: 1 },
      { part: 'waiting', n: 4 },
      { part: 'wordless', n: 3 },
    ]);
  });

  test('one scale holds all whiskers; a share that is not shown does not stretch it', () => {
    const share = (high: number, display: ShareFigure['display'] = 'show') => ({ ...none, high, display });
    expect(scaleEnd([share(0.2), share(0.41)])).toBe(0.5);
    expect(scaleEnd([share(0.2), share(0.9, 'hide')])).toBe(0.25);
    expect(scaleEnd([share(0.98)])).toBe(1);
    expect(scaleEnd([])).toBe(0.25);
  });

  test('an axis ends at a number whose half is whole', () => {
    expect([0, 3, 5, 17, 67, 121, 900].map(axisTop)).toEqual([4, 4, 6, 20, 80, 200, 1200]);
  });

  test('a year becomes weeks counted back from its last day; nothing is lost', () => {
    const days = Array.from({ length: 365 }, (_, index) => ({
      day: `d${index}`,
      n: 1,
      parts: { negative: 1 },
    }));
    const { daysPerBar, bars } = joinDays(days);
    expect([daysPerBar, bars.length, bars[0]?.n, bars.at(-1)?.day]).toEqual([7, 53, 1, 'd358']);
    expect(bars.reduce((sum, bar) => sum + (bar.parts.negative ?? 0), 0)).toBe(365);
    expect(joinDays(days.slice(0, 92)).daysPerBar).toBe(1);
  });

  test('the last bar ends with the period', () => {
    expect(barDays('2026-11-20', 7, today)).toEqual({ from: '2026-11-20', to: today });
  });
});

describe('scores', () => {
  const score = (change: Partial<ScoreFigure>): ScoreFigure => ({
    kind: 'nps',
    label: '',
    n: 2,
    value: 0,
    low: -50,
    high: 50,
    min: -100,
    max: 100,
    formula: 'nps-adjusted-wald',
    distribution: [
      { value: 3, n: 1 },
      { value: 9, n: 1 },
    ],
    display: 'hide',
    ...change,
  });

  test('values that nobody gave are seen as gaps, on the scale that people answer on', () => {
    expect(wholeDistribution(score({})).map((one) => one.n)).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
    const csat = score({ kind: 'csat', formula: 'csat-top2-of-7-wilson', min: 0, max: 100 });
    expect(wholeDistribution({ ...csat, distribution: [{ value: 6, n: 4 }] })).toHaveLength(7);
  });

  test('half stars stay as they are', () => {
    const halves = [{ value: 3.5, n: 2 }];
    expect(wholeDistribution(score({ kind: 'public-stars', min: 1, max: 5, distribution: halves }))).toBe(halves);
  });

  test('the formula says how many marks count as satisfied', () => {
    expect(topOf('csat-top2-of-5-down-wilson')).toEqual({ top: 2, max: 5 });
    expect(topOf('ces-mean-1-7')).toBeNull();
  });
});
