import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tokens } from '../../../src/understand/sentiment/tokens.ts';
import { cpuMs } from '../../cpu.ts';

/** How a text is cut, said as one pattern: slower than the code, and easier to believe. */
const PATTERN =
  /(\d{1,2}) ?(?:из|\/|out of|of|van de|van) ?(10|5)(?!\d)|[\p{L}\p{N}]+|\){1,}|\({1,}|[:;=][-']?[)(dp|\\/](?![\p{L}\p{N}])|!+|\?+|\p{Extended_Pictographic}|[.,;…]+/gu;

function byPattern(text: string): string[] {
  return [...text.matchAll(PATTERN)].map(([token, rated, best]) => {
    const first = token.charAt(0);
    if (rated !== undefined) return `rated ${rated} of ${best}`;
    if (first === ')' || first === '(') return first.repeat(Math.min(3, token.length));
    if (first === '!' || first === '?') return first.repeat(Math.min(2, token.length));
    if (first === ',' || first === ';') return ',';
    if (first === '.' || first === '…') return '.';
    return token
      .replace(/(\p{L})\1{2,}/gu, (_, letter: string) => (letter < '\u0250' ? letter + letter : letter.charAt(0)))
      .slice(0, 30);
  });
}

/** Two units that only happen to meet may make a face with a mood. */
function withoutMoods(text: string): string[] {
  return tokens(text).filter((token) => token !== 'good sign' && token !== 'bad sign');
}

const PIECES =
  'а ааа ооочень sooo x z 1 5 10 108 8 из 10/10 5van5 . .. ; , … ! !! ? )) ( :) ;-) =d 𝒳𝒳𝒳 𝟏 \ud83d \ude00 © ℹ ™ ‼ 🇷🇺 ½ ٣ й ́ 好好好 ⏰ 🚲 _ -'
    .split(' ')
    .concat(' ', '\n');

describe('tokens', () => {
  test('cuts as the pattern does, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        expect(withoutMoods(text)).toEqual(byPattern(text));
      }),
      { numRuns: 2000, seed: 4 },
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0x2000, max: 0xffff }), { maxLength: 20 }), (units) => {
        const text = String.fromCharCode(...units);
        expect(withoutMoods(text)).toEqual(byPattern(text.toLowerCase()));
      }),
      { numRuns: 500, seed: 4 },
    );
  });
  test('praise by denying the opposite is one word', () => {
    expect(tokens('Не плохо. Не плохой')).toEqual(['неплохо', '.', 'неплохо']);
    expect(tokens("It isn't too bad, no problems")).toEqual(['it', 'notbad', ',', 'noproblems']);
    expect(tokens('niet slecht, zonder klachten')).toEqual(['nietslecht', ',', 'geenproblemen']);
    expect(tokens('бесплохо')).toEqual(['бесплохо']);
  });
  test('signs, hidden swearing, ratings', () => {
    expect(tokens('👍 😡 х*йня')).toEqual(['👍', 'good sign', '😡', 'bad sign', 'swearingsign']);
    expect(tokens('8 из 10')).toEqual(['rated 8 of 10']);
  });
  test('a long text is read from both ends, in linear time', () => {
    const text = '(:;no '.repeat(400_000);
    expect(cpuMs(() => expect(tokens(text).length).toBeLessThan(20_000))).toBeLessThan(3000);
  });
});
