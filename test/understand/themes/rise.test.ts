import { describe, expect, test } from '@jest/globals';
import { chanceOf, risesAmong } from '../../../src/understand/themes/rise.ts';
import { risingPhrases } from '../../../src/understand/themes/rising.ts';
import { seeded } from '../../compare/rows.ts';

describe('whether a phrase rises', () => {
  test("the probability of chance is Fisher's", () => {
    // A lady tasting tea: all four cups right by luck 1 time of 70, three or more 17 times of 70.
    expect(chanceOf({ now: 4, before: 0 }, 4, 4)).toBeCloseTo(1 / 70, 12);
    expect(chanceOf({ now: 3, before: 1 }, 4, 4)).toBeCloseTo(17 / 70, 12);
    expect(chanceOf({ now: 0, before: 5 }, 40, 400)).toBeCloseTo(1, 9);
    expect(chanceOf({ now: 1500, before: 100 }, 1600, 3200)).toBeLessThan(1e-100);
  });

  test('of many phrases only those are told that so many do not bring forth by chance', () => {
    const all = { allNow: 48, allBefore: 472 };
    const rare = { now: 3, before: 3 };
    const wave = { now: 6, before: 0 };
    expect(risesAmong([rare], { ...all, looked: 1 })).toEqual([true]);
    const usual = Array.from({ length: 500 }, () => ({ now: 3, before: 30 }));
    const rises = risesAmong([...usual, rare, rare, wave], { ...all, looked: 503 });
    expect(rises.flatMap((is, at) => (is ? [at] : []))).toEqual([502]);
    // Phrases that did not come up were looked at, too.
    expect(risesAmong([wave], { ...all, looked: 100 })).toEqual([true]);
    expect(risesAmong([wave], { ...all, looked: 1_000_000 })).toEqual([false]);
    expect(risesAmong([], { ...all, looked: 0 })).toEqual([]);
  });

  test('where nothing rises hardly anything is proposed, a hundred times over', () => {
    const words = Array.from(
      { length: 300 },
      (_, n) => `слово${'абвгдежзик'[n % 10]}${'лмнопрстуф'[Math.floor(n / 10) % 10]}${n % 3}`,
    );
    const next = seeded(7);
    let proposed = 0;
    for (let round = 0; round < 100; round++) {
      const texts = Array.from({ length: 400 }, (_, n) => ({
        text: Array.from({ length: 6 }, () => words[Math.floor(next() * words.length)]).join(', '),
        language: 'ru',
        day: new Date(Date.UTC(2026, 10, 22) - (n % 63) * 86_400_000).toISOString().slice(0, 10),
      }));
      proposed += risingPhrases(texts, { until: '2026-11-22' }).length;
    }
    // At a fixed level of one in 200 there would be some hundred.
    expect(proposed).toBeLessThanOrEqual(10);
  });
});
