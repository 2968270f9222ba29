import { expect, test } from '@jest/globals';
import { lettersIn } from '../../src/understand/letters-in.ts';

/** The same by patterns, which say what a letter of a script is. */
function byPatterns(text: string): ReturnType<typeof lettersIn> {
  const units = (pattern: RegExp): number => (text.match(pattern) ?? []).join('').length;
  return {
    letters: units(/\p{L}/gu),
    cyrillic: units(/\p{Script=Cyrillic}/gu),
    latin: units(/\p{Script=Latin}/gu),
  };
}

test('letters are counted by script, in UTF-16 units, as patterns find them', () => {
  const texts = [
    '',
    'Отличный Bosch, ёлки! 5 из 5 👍🏻',
    'Ça va très bien, ﬁn ª º Ǆ',
    'їжак ґанок ӣ ѣ ҂ а҃',
    'αβγ שלום 日本 ไทย',
    '𝐀𝐁 \u{1e030}\u{1df0a}',
    'half \ud83d pair \udc4d',
    '\u0000\u200b\ufe0f\t\n',
  ];
  for (const text of texts) expect(lettersIn(text)).toEqual(byPatterns(text));
  for (let code = 0; code <= 0x10ffff; code += 7) {
    const sign = String.fromCodePoint(code);
    expect(lettersIn(sign)).toEqual(byPatterns(sign));
  }
});
