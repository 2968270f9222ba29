import { expect, test } from '@jest/globals';
import { parseCount, parseNumber } from '../../../src/collect/extract.ts';

test.each([
  ['4,5', 4.5, 5],
  ['4.5 из 5', 4.5, 5],
  ['Общий рейтинг: 4.93', 4.93, 5],
  ['1 234', 1234, 1234],
  ['1\u00a0234\u202f567 отзывов', 1234567, 1234567],
  ['11.4M', 11.4, 11_400_000],
  ['826K views', 826, 826_000],
  ['1,2 тыс.', 1.2, 1200],
  ['3 млн просмотров', 3, 3_000_000],
  ['1,5 Mio.', 1.5, 1_500_000],
  ['1.234', 1.234, 1234],
  ['1,234', 1.234, 1234],
  ['1.234.567', 1234567, 1234567],
  ['1,234.5', 1234.5, 1235],
  ["12'345", 12345, 12345],
  ['5 5', 5, 5],
  ['0', 0, 0],
  ['-3', -3, -3],
])('%s', (text, number, count) => {
  expect([parseNumber(text), parseCount(text)]).toEqual([number, count]);
});

test('no number is null', () => {
  for (const text of ['', 'нет', null, undefined, '.,'])
    expect([parseNumber(text), parseCount(text)]).toEqual([null, null]);
});
