import { expect, test } from '@jest/globals';
import { indexWords } from '../../src/store/rows/index-words.ts';
import { wordCount } from '../../src/store/rows/words.ts';

const count = (text: string): number => wordCount({ title: null, text, pros: null, cons: null });

test('words are counted alike in plain texts and in others', () => {
  // A sign of another script makes the text no plain one, and is no word itself.
  const other = '\u3001';
  for (const [text, words] of [
    ['', 0],
    ["Don't buy it", 3],
    ["Из-за них, 'вот' так - и -- не-а!", 6],
    ["a-'b c--d -e f- 5,5", 8],
    ['Ёлка №5 – «ура»… 100 %', 4],
    ['x\u2019y \u2019z', 2],
    ['_a_b_', 2],
  ] as const) {
    expect(count(text)).toBe(words);
    expect(count(`${text} ${other}`)).toBe(words);
  }
});

test('words of the index are the same whether they come plain or not', () => {
  expect(indexWords(['чайник', 'a1', '', 'b'])).toEqual(['чайник', 'a1', 'b']);
  expect(indexWords(['Чайник', 'é"x', 'a\u0000b'])).toEqual(['чайник', 'é', 'x', 'a', 'b']);
  expect(indexWords(['', ''])).toEqual([]);
});
