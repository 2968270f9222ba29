import { describe, expect, test } from '@jest/globals';
import type { AuditedText } from '../../../src/compare/audit/audited.ts';
import { drawAudit } from '../../../src/compare/audit/draw.ts';
import { driftOf } from '../../../src/compare/audit/drift.ts';
import { reportCardOf } from '../../../src/compare/audit/report-card.ts';
import { weightedShare } from '../../../src/compare/audit/weighted.ts';
import { wilson } from '../../../src/compare/intervals.ts';
import { ReportCard } from '../../../src/domain/report-card.ts';
import { seeded } from '../rows.ts';

type Label = AuditedText['person']['sentiment'];

function audited(
  person: Label,
  model: AuditedText['model']['sentiment'],
  over: Partial<AuditedText> = {},
): AuditedText {
  return {
    channel: 'public',
    stratum: `public ${model}`,
    inclusion: 0.1,
    month: '2026-05',
    person: { sentiment: person, themes: [] },
    model: { sentiment: model, themes: [] },
    ...over,
  };
}

const times = (n: number, text: AuditedText): AuditedText[] => Array.from({ length: n }, () => text);

describe('the report card', () => {
  test('precision and recall, unsure and unread ones missed and never wrong', () => {
    const card = reportCardOf([
      ...times(8, audited('negative', 'negative')),
      ...times(2, audited('neutral', 'negative')),
      ...times(1, audited('negative', 'unsure')),
      ...times(1, audited('negative', null)),
      ...times(10, audited('positive', 'positive', { channel: 'survey' })),
    ]);
    expect(ReportCard.parse(card)).toEqual(card);
    const negative = card.classes.find((one) => one.label === 'negative')!;
    expect(negative.precision).toMatchObject({ k: 8, n: 10, value: 0.8 });
    expect(negative.precision.nEff).toBeCloseTo(10, 9);
    expect(negative.precision.low).toBeCloseTo(wilson(0.8, 10)!.low, 9);
    expect(negative.recall).toMatchObject({ k: 8, n: 10, value: 0.8 });
    expect(card.agreement).toMatchObject({ k: 18, n: 22 });
    expect(card.classes.map((one) => one.label)).toEqual(['negative', 'neutral', 'positive']);
    expect(card.classes[1]!.precision).toMatchObject({ n: 0, value: null });
    expect(card.channels.map((one) => [one.channel, one.n, one.agreement.value])).toEqual([
      ['public', 12, 8 / 12],
      ['survey', 10, 1],
    ]);
    expect(reportCardOf([])).toMatchObject({ n: 0, classes: [], themes: [], drift: { direction: 'withheld' } });
  });

  test('themes are judged by texts of which the person told them, and by no others', () => {
    const named = [{ theme: 'food', sentiment: 'negative' }] as const;
    const model = { sentiment: 'negative', themes: named } as const;
    const card = reportCardOf([
      ...times(3, audited('negative', 'negative', { model, person: { sentiment: 'negative', themes: null } })),
      ...times(2, audited('negative', 'negative', { model, person: { sentiment: 'negative', themes: named } })),
      audited('negative', 'negative', { model }),
    ]);
    expect([card.n, card.themed]).toEqual([6, 3]);
    expect(card.themes.map((one) => one.theme)).toEqual(['food']);
    expect(card.themes[0]!.blamed).toMatchObject({ precision: { k: 2, n: 3 }, recall: { k: 2, n: 2 } });
  });

  test('what was drawn with a small chance weighs more, and is worth less', () => {
    const card = reportCardOf([
      ...times(20, audited('negative', 'negative', { inclusion: 0.5 })),
      ...times(2, audited('negative', 'positive', { inclusion: 0.05 })),
      ...times(18, audited('positive', 'positive', { inclusion: 0.05 })),
    ]);
    // 40 negative texts are found and 40 are missed: not 20 of 22.
    const { recall } = card.classes.find((one) => one.label === 'negative')!;
    expect(recall).toMatchObject({ k: 20, n: 22, value: 0.5 });
    expect(recall.nEff).toBeLessThan(8);
  });

  test('themes: naming and blaming are told apart', () => {
    const says = (person: string[], model: string[]): AuditedText => {
      const themes = (list: string[]) =>
        list.map((one) => ({
          theme: one.slice(1),
          sentiment: one.startsWith('-') ? ('negative' as const) : ('positive' as const),
        }));
      return audited('negative', 'negative', {
        person: { sentiment: 'negative', themes: themes(person) },
        model: { sentiment: 'negative', themes: themes(model) },
      });
    };
    const card = reportCardOf([
      says(['-price', '+food'], ['-price']),
      says(['+price'], ['-price']),
      says([], ['-price', '+price']),
      says(['-price'], []),
    ]);
    const price = card.themes.find((one) => one.theme === 'price')!;
    expect([price.named.precision.k, price.named.precision.n]).toEqual([2, 3]);
    expect([price.named.recall.k, price.named.recall.n]).toEqual([2, 3]);
    expect([price.blamed.precision.k, price.blamed.precision.n]).toEqual([1, 3]);
    expect([price.blamed.recall.k, price.blamed.recall.n]).toEqual([1, 2]);
    expect(card.themes.map((one) => one.theme)).toEqual(['food', 'price']);
  });

  test('intervals of precision and recall in stratified audits hold the truth about 95 times of 100', () => {
    const random = seeded(14);
    const trials = 600;
    let [precision, recall] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const texts = Array.from({ length: 1000 }, (_, at) => {
        const person = random() < 0.3;
        return { key: `${at}`, person, model: random() < (person ? 0.8 : 0.08) };
      });
      const byKey = new Map(texts.map((one) => [one.key, one]));
      const drawn = drawAudit(
        texts.map((one) => ({
          key: one.key,
          channel: 'public',
          label: String(one.model),
          corrected: false,
          audited: false,
        })),
        150,
        random,
      ).map((one) => ({ ...byKey.get(one.key)!, weight: 1 / one.inclusion }));
      const held = (share: ReturnType<typeof weightedShare>, truth: number): number =>
        share.low! <= truth && share.high! >= truth ? 1 : 0;
      precision += held(
        weightedShare(drawn.filter((one) => one.model).map((one) => ({ is: one.person, weight: one.weight }))),
        0.24 / 0.296,
      );
      recall += held(
        weightedShare(drawn.filter((one) => one.person).map((one) => ({ is: one.model, weight: one.weight }))),
        0.8,
      );
    }
    for (const one of [precision, recall]) {
      expect(one / trials).toBeGreaterThan(0.92);
      expect(one / trials).toBeLessThanOrEqual(1);
    }
  });
});

describe('drift', () => {
  const month = (name: string, right: number, n: number): AuditedText[] => [
    ...times(right, audited('negative', 'negative', { month: name })),
    ...times(n - right, audited('positive', 'negative', { month: name })),
  ];
  const months = (shares: readonly number[], n: number) =>
    shares.flatMap((share, at) => month(`2026-${String(at + 1).padStart(2, '0')}`, Math.round(share * n), n));

  test('a slow fall, a break in the last month, a rise, and nothing', () => {
    expect(driftOf(months([0.9, 0.88, 0.84, 0.8, 0.78, 0.74], 60)).direction).toBe('falling');
    expect(driftOf(months([0.85, 0.86, 0.85, 0.84, 0.86, 0.6], 60)).direction).toBe('falling');
    expect(driftOf(months([0.6, 0.7, 0.85], 60)).direction).toBe('rising');
    expect(driftOf(months([0.85, 0.8, 0.87, 0.84], 60))).toMatchObject({ direction: 'none', p: expect.any(Number) });
    expect(driftOf(months([1, 1, 1], 60))).toMatchObject({ direction: 'none', p: 1 });
  });

  test('a month of few texts is shown and not tested; one month alone has no drift', () => {
    const few = driftOf([...months([0.85, 0.86], 60), ...month('2026-03', 2, 20), ...month('', 0, 40)]);
    expect(few.months.map((one) => [one.month, one.agreement.n])).toEqual([
      ['2026-01', 60],
      ['2026-02', 60],
      ['2026-03', 20],
    ]);
    expect(few.direction).toBe('none');
    expect(driftOf(months([0.9], 200))).toMatchObject({ direction: 'withheld', p: null });
  });

  test('without any drift it is told at most 5 times of 100', () => {
    const random = seeded(19);
    let told = 0;
    for (let trial = 0; trial < 1000; trial++) {
      const list = Array.from(
        { length: 6 },
        () => Array.from({ length: 60 }, () => random() < 0.85).filter(Boolean).length / 60,
      );
      if (driftOf(months(list, 60)).direction !== 'none') told += 1;
    }
    expect(told / 1000).toBeLessThan(0.06);
    expect(told / 1000).toBeGreaterThan(0.01);
  });
});
