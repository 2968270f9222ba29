import { describe, expect, test } from '@jest/globals';
import { foldMixed, type Label, SentimentTally } from '../../../src/understand/evaluate/tally.ts';

type Said = readonly [label: Label, score: number, confidence: number, unsure?: boolean];

/** Label of the text, and what was said of it. */
const CASES: readonly (readonly [Label, Said | null])[] = [
  ['negative', ['negative', -0.8, 0.9]],
  ['negative', ['negative', -0.5, 0.7]],
  ['negative', ['positive', 0.3, 0.5, true]],
  ['negative', ['mixed', -0.1, 0.6]],
  ['neutral', ['neutral', 0, 0.8]],
  ['neutral', ['mixed', 0, 0.4, true]],
  ['positive', ['positive', 0.9, 1]],
  ['positive', ['neutral', 0.1, 0.5, true]],
  ['positive', null],
  ['mixed', ['mixed', 0.2, 0.6]],
];

function tally(labels: 3 | 4): SentimentTally {
  const found = new SentimentTally(labels);
  for (const [gold, said] of CASES) {
    if (said === null) found.add(gold, null);
    else found.add(gold, { label: said[0], score: said[1], confidence: said[2], unsure: said[3] ?? false });
  }
  return found;
}

describe('figures worked out on paper', () => {
  test('four labels', () => {
    const figures = tally(4).figures();
    expect(figures.n).toBe(10);
    expect(figures.confusion).toEqual([
      [2, 0, 1, 1, 0],
      [0, 1, 0, 1, 0],
      [0, 1, 1, 0, 1],
      [0, 0, 0, 1, 0],
    ]);
    expect(figures.accuracy).toBeCloseTo(5 / 10);
    // F1 = 2 hits / (texts + said): 4/(4+2), 2/(2+2), 2/(3+2), 2/(1+3).
    expect(figures.classes.map(({ f1 }) => f1)).toEqual([4 / 6, 2 / 4, 2 / 5, 2 / 4]);
    expect(figures.classes[0]).toMatchObject({ n: 4, said: 2, hits: 2, precision: 1, recall: 0.5 });
    expect(figures.macroF1).toBeCloseTo((4 / 6 + 2 / 4 + 2 / 5 + 2 / 4) / 4);
  });

  test('three labels: mixed answers by the sign of their score, mixed texts left out', () => {
    const figures = tally(3).figures();
    expect(figures).toMatchObject({ n: 9, leftOut: 1 });
    expect(figures.confusion).toEqual([
      [3, 0, 1, 0],
      [0, 2, 0, 0],
      [0, 1, 1, 1],
    ]);
    expect(figures.accuracy).toBeCloseTo(6 / 9);
    expect(figures.macroF1).toBeCloseTo((6 / 7 + 4 / 5 + 2 / 5) / 3);
  });

  test('the sign of the score: no answer and no lean are wrong, neutral and mixed texts are not asked', () => {
    // Right: -0.8, -0.5, -0.1, 0.9, 0.1; wrong: 0.3 of a negative text, and the text without an answer.
    expect(tally(4).figures().polarity).toEqual({ n: 7, right: 5, accuracy: 5 / 7 });
  });

  test('sure and unsure answers', () => {
    const figures = tally(4).figures();
    expect(figures.unsureShare).toBeCloseTo(3 / 9);
    expect(figures.sure).toMatchObject({ n: 6, right: 5 });
    expect(figures.unsure).toMatchObject({ n: 3, right: 0 });
  });

  test('calibration: the distance of what is right from the confidence, by bins of a tenth', () => {
    const { bins, expectedCalibrationError: error } = tally(4).figures();
    expect(bins.map(({ n }) => n)).toEqual([0, 0, 0, 0, 1, 2, 2, 1, 1, 2]);
    expect(bins.map(({ right }) => right)).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 2]);
    // |0 - 0.4| + |0 - 1.0| + |1 - 1.2| + |1 - 0.7| + |1 - 0.8| + |2 - 1.9| = 2.2, of nine answers.
    expect(error).toBeCloseTo(2.2 / 9);
  });

  test('with three labels the confidence of mixed is not taken for that of a side', () => {
    expect(
      tally(3)
        .figures()
        .bins.map(({ n }) => n),
    ).toEqual([0, 0, 0, 0, 0, 2, 0, 1, 1, 2]);
  });

  test('nothing counted is null, not nought', () => {
    expect(new SentimentTally(4).figures()).toMatchObject({
      n: 0,
      accuracy: null,
      macroF1: null,
      unsureShare: null,
      expectedCalibrationError: null,
      polarity: { accuracy: null },
    });
  });
});

test('a score of 0 leans to neither side', () => {
  expect([0.01, 0, -0.01].map((score) => foldMixed({ label: 'mixed', score }))).toEqual([
    'positive',
    'neutral',
    'negative',
  ]);
  expect(foldMixed({ label: 'neutral', score: 0.4 })).toBe('neutral');
});
