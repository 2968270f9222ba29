import { expect, test } from '@jest/globals';
import { createRandom } from '../../../src/demo/random.ts';
import { starts } from '../../../src/understand/duplicates/starts.ts';

/** What it finds, said as an expression. */
const SENTENCE = /[.!?…)]\s+|\n+/g;
const CAPITAL = /[.!?…)]\s+|\n+|[\p{Ll}\p{N}]\s(?=\p{Lu})/gu;

function found(text: string, border: RegExp): number[] {
  return [0, ...[...text.matchAll(border)].map(({ index, 0: { length } }) => index + length)].filter(
    (at) => at < text.length,
  );
}

const SIGNS = [
  ...[' ', ' ', '\n', '\n', '\r\n', '\t', '\u00a0', '\u2028', '\u200b', '.', '!', '…', ')', ',', 'word', 'слово'],
  // Letters and digits of several kinds, signs of two units, and halves of such.
  ...['A', 'Б', 'İ', 'ǅ', '7', '②', '𝐀', '𝐚', '😀', '\ud800', '\udc00'],
];

test('parts of a text begin where the expressions say, whatever the text holds', () => {
  const random = createRandom(4);
  const texts = Array.from({ length: 20_000 }, () =>
    Array.from({ length: random.int(0, 20) }, () => random.pick(SIGNS)).join(''),
  );
  for (const text of ['', 'One. Two!  Three\n\n four Five', ...texts]) {
    expect({ text, at: starts(text, false) }).toEqual({ text, at: found(text, SENTENCE) });
    expect({ text, at: starts(text, true) }).toEqual({ text, at: found(text, CAPITAL) });
  }
});
