import { describe, expect, test } from '@jest/globals';
import type { Unusual, UnusualReason } from '../../../src/domain/unusual.ts';
import { MEANING, REASON_CODES } from '../../../src/understand/unusual/codes.ts';
import { sentences } from '../../../src/understand/unusual/index.ts';

const LANGUAGES = ['ru', 'en', 'nl'] as const;
const VALUES = {
  n: 16,
  days: 5,
  usual: 2,
  known: 14,
  young: 12,
  usualYoung: 4,
  from: '2026-03-01',
  to: '2026-03-05',
  source: 'maps',
  quote: 'free for my review',
  reviews: 1,
  brands: 3,
  others: 4,
  times: 2,
  stars: 5,
  campaign: 'c1',
};
const reason = (code: string, weight: number, values: UnusualReason['values'] = VALUES): UnusualReason => ({
  code,
  values,
  linked: [],
  weight,
});
const FORBIDDEN = /\bfake|fraud|фейк|мошен|накрут|подделк|nep\b|nepreview|bedrog|fraude|oplicht/i;
const LEVELS = ['none', 'worth-a-look', 'likely-paid', 'rewarded'] as const;

describe.each(LANGUAGES)('sentences in %s', (language) => {
  test('each reason has one, with and without its figures, and nobody is accused', () => {
    for (const level of LEVELS)
      for (const code of REASON_CODES)
        for (const values of [VALUES, {}]) {
          const weight =
            Object.values(MEANING).some((one) => one.code === code && one.direction < 0) || code === 'own-campaign'
              ? -2
              : 2;
          const told = sentences({ score: 0.9, level, reasons: [reason(code, weight, values)] }, language);
          expect(told).toHaveLength(level === 'none' && weight > 0 ? 1 : 2);
          for (const sentence of told) {
            expect(sentence).toMatch(/[.!]$/);
            expect(sentence).not.toMatch(/undefined|NaN|null/);
            expect(sentence).not.toMatch(FORBIDDEN);
          }
        }
  });

  test('one to four, the strongest first, and what speaks for an honest review is among them', () => {
    const strong: Unusual = {
      score: 0.9,
      level: 'likely-paid',
      reasons: [...REASON_CODES.slice(0, 10).map((code, i) => reason(code, 5 - i / 10)), reason('purchase-mark', -0.7)],
    };
    const told = sentences(strong, language);
    expect(told).toHaveLength(4);
    expect(told.at(-1)).toBe(sentences({ ...strong, reasons: [reason('purchase-mark', -0.7)] }, language)[1]);
    // Read after three sentences that speak against it, it must say that it turns.
    expect(told.at(-1)).toMatch(/^(?:On the other hand|С другой стороны|Daar staat tegenover): /);
    expect(told.slice(0, -1).join(' ')).not.toMatch(/other hand|другой стороны|tegenover/);
    expect(sentences({ score: 0, level: 'none', reasons: [] }, language)).toHaveLength(1);
  });
});

test('the burst is told in figures', () => {
  const burst: Unusual = { score: 0.9, level: 'likely-paid', reasons: [reason('praise-burst', 4)] };
  expect(sentences(burst, 'en')).toEqual([
    'This review is likely paid.',
    '16 five-star reviews in 5 days; usual is 2; 12 of 14 accounts are new.',
  ]);
  expect(sentences(burst, 'ru')[1]).toBe('16 отзывов на пять звёзд за 5 дней; обычно 2; новых аккаунтов 12 из 14.');
  expect(sentences(burst, 'nl')[1]).toBe(
    '16 reviews met vijf sterren in 5 dagen; gewoonlijk 2; 12 van de 14 accounts zijn nieuw.',
  );
});
