import { describe, expect, test } from '@jest/globals';
import { drawAudit } from '../../../src/compare/audit/draw.ts';
import {
  auditedShare,
  type Checked,
  correctedShare,
  differenceOfEstimates,
  type Estimate,
  intervalOf,
} from '../../../src/compare/audit/model-error.ts';
import { newcombe, wilson } from '../../../src/compare/intervals.ts';
import { seeded } from '../rows.ts';

const checked = (person: boolean, model: boolean, over: Partial<Checked> = {}): Checked => ({
  person,
  model,
  inclusion: 0.1,
  stratum: 'one',
  ...over,
});
const many = (n: number, one: Checked): Checked[] => Array.from({ length: n }, () => one);

describe('a share after model error', () => {
  test('the model share plus the mean of person minus model', () => {
    const audited = [
      ...many(60, checked(false, false)),
      ...many(30, checked(true, true)),
      ...many(8, checked(true, false)),
      ...many(2, checked(false, true)),
    ];
    const estimate = correctedShare({ value: 0.32, nEff: 1000, modelled: 1 }, audited)!;
    expect(estimate.value).toBeCloseTo(0.32 + 0.06, 12);
    // By hand: mean 6/102; variance of 100 errors and of the two made up, and of the model's share.
    const mean = 6 / 102;
    const squares = 8 * (1 - mean) ** 2 + 2 * (1 + mean) ** 2 + 90 * mean ** 2 - (6 - 100 * mean) ** 2 / 100;
    expect(estimate.error).toBeCloseTo(Math.sqrt(((100 / 99) * squares + 2) / 102 ** 2 + (0.32 * 0.68) / 1000), 10);
    expect(estimate.centre).toBeCloseTo(0.32 + mean, 12);
  });

  test('texts drawn with small chances stand for more', () => {
    const audited = [
      ...many(50, checked(true, false, { inclusion: 0.5 })),
      ...many(50, checked(false, false, { inclusion: 0.1 })),
    ];
    expect(correctedShare({ value: 0, nEff: 600, modelled: 1 }, audited)!.value).toBeCloseTo(100 / 600, 12);
  });

  test('labels that people gave are not in error: only the others are corrected', () => {
    const audited = [...many(90, checked(false, false)), ...many(10, checked(true, false))];
    const of = (modelled: number) => correctedShare({ value: 0.2, nEff: 500, modelled }, audited)!;
    expect(of(0.5).value).toBeCloseTo(0.25, 12);
    expect(of(0)).toMatchObject({ value: 0.2, centre: 0.2 });
    expect(of(0).error).toBeCloseTo(Math.sqrt(0.16 / 500), 12);
  });

  test('under fifty texts nothing is told; fifty without an error do not prove that there is none', () => {
    expect(correctedShare({ value: 0.2, nEff: 500, modelled: 1 }, many(49, checked(true, true)))).toBeNull();
    const { low, high } = intervalOf(
      correctedShare({ value: 0.2, nEff: 1e9, modelled: 1 }, many(50, checked(true, true)))!,
    );
    expect(high - 0.2).toBeGreaterThan(0.04);
    expect(0.2 - low).toBeGreaterThan(0.04);
    expect(intervalOf({ value: -0.1, centre: -0.1, error: 0.2 })).toEqual({
      value: 0,
      low: 0,
      high: expect.any(Number),
    });
  });
});

interface Text {
  readonly key: string;
  readonly person: boolean;
  readonly model: boolean;
}

/** Texts of which `share` is negative, and a classifier that finds the part `recall` of those and blames the part `wrong` of the others. */
function read(
  { n, share, recall, wrong = 0 }: { n: number; share: number; recall: number; wrong?: number },
  random: () => number,
): Text[] {
  return Array.from({ length: n }, (_, at) => {
    const person = random() < share;
    return { key: `${at}`, person, model: random() < (person ? recall : wrong) };
  });
}

const shareOf = (texts: readonly Text[]): number => texts.filter((one) => one.model).length / texts.length;

describe('a classifier with recall .80 on one side and .55 on the other, and equal shares', () => {
  test('at 300 texts a side the labels alone are wrong about 69 times of 100', () => {
    const random = seeded(5);
    let wrong = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const [a, b] = [0.8, 0.55].map((recall) => {
        const value = shareOf(read({ n: 300, share: 0.335, recall }, random));
        return { value, ...wilson(value, 300)! };
      });
      const { low, high } = newcombe(a!, b!);
      if (low > 0 || high < 0) wrong += 1;
    }
    expect(wrong / 2000).toBeGreaterThan(0.65);
    expect(wrong / 2000).toBeLessThan(0.73);
  });

  test('with 100 audited texts a side the intervals of people alone and of both together hold the truth about 95 times of 100', () => {
    const random = seeded(7);
    const trials = 1200;
    const held = { classical: 0, corrected: 0, share: 0 };
    for (let trial = 0; trial < trials; trial++) {
      const sides = [0.8, 0.55].map((recall) => {
        const texts = read({ n: 1500, share: 0.33, recall, wrong: 0.04 }, random);
        const byKey = new Map(texts.map((one) => [one.key, one]));
        const candidates = texts.map(({ key, model }) => ({
          key,
          channel: 'public',
          label: model ? 'negative' : 'positive',
          corrected: false,
          audited: false,
        }));
        const audited = drawAudit(candidates, 100, random).map((one) => ({ ...one, ...byKey.get(one.key)! }));
        return {
          classical: auditedShare(audited)!,
          corrected: correctedShare({ value: shareOf(texts), nEff: 1500, modelled: 1 }, audited)!,
        };
      });
      for (const name of ['classical', 'corrected'] as const) {
        const [a, b] = sides.map((one): Estimate => one[name]);
        const { low, high } = intervalOf(differenceOfEstimates(a!, b!), 1.96, -1);
        if (low <= 0 && high >= 0) held[name] += 1;
      }
      const one = intervalOf(sides[1]!.corrected);
      if (one.low <= 0.33 && one.high >= 0.33) held.share += 1;
    }
    // Three standard errors of the simulation are 1.9 points; the made-up errors widen the intervals by about one.
    for (const times of Object.values(held)) {
      expect(times / trials).toBeGreaterThan(0.931);
      expect(times / trials).toBeLessThan(0.98);
    }
  });

  test('without clusters in mind the model share would be too sure: its effective n enters', () => {
    const audited = many(100, checked(true, true));
    const error = (nEff: number) => correctedShare({ value: 0.3, nEff, modelled: 1 }, audited)!.error;
    expect(error(70) ** 2 - error(160) ** 2).toBeCloseTo(0.21 / 70 - 0.21 / 160, 12);
  });
});
