import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText, foldText } from '../../src/understand/normalise.ts';

describe('cleanText', () => {
  test.each([
    ['NUL and controls go', 'a\u0000b\u0007c\u009fd', 'abcd'],
    ['tabs and lines stay', 'a\tb\r\nc\rd\u2028e', 'a\tb\nc\nd\ne'],
    ['lone surrogates are replaced', 'a\ud800b\udc00', 'a\ufffdb\ufffd'],
    ['zero width and direction signs go', 'a\u200bb\u202ec\ufeffd\u00ade', 'abcde'],
    ['a family stays one emoji', '👨\u200d👩\u200d👧 ok', '👨\u200d👩\u200d👧 ok'],
    ['a stray joiner goes', 'от\u200dзыв', 'отзыв'],
    ['decomposed letters are put together', 'и\u0306', 'й'],
    ['outer spaces go', ' \n a ', 'a'],
  ])('%s', (_, text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
  test('is stable and well-formed for any string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = cleanText(text);
        expect(once.isWellFormed()).toBe(true);
        expect(cleanText(once)).toBe(once);
      }),
    );
  });
});

describe('foldText', () => {
  test.each([
    ['Всё ОТЛИЧНО!!!', 'все отлично'],
    ['Сaмый лучший', 'самый лучший'],
    ['Caféͅ  «Ёлка» — 5', 'cafe елка 5'],
    ['ﬁne 👍🏽 text', 'fine text'],
    ['тел [phone], пиши', 'тел пиши'],
    ['', ''],
  ])('%s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});
