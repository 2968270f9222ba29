import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { queryStems, stems } from '../../src/understand/stems.ts';

/** What the store does with the two: every word by one of its alternatives, the last also as a beginning. */
function finds(query: string, text: string): boolean {
  const have = stems(text);
  return queryStems(query).every(({ any, prefix }) =>
    any.some((stem) => (prefix ? have.some((h) => h.startsWith(stem)) : have.includes(stem))),
  );
}

describe('stems', () => {
  test.each([
    ['доставка', 'Курьер опоздал с доставкой на два дня'],
    ['доставки ', 'ДОСТАВКА была быстрой'],
    ['доста', 'Заказ доставили'],
    ['елка', 'Купили ёлку'],
    ['ёлка', 'Купили елку'],
    ['deliveries', 'The delivery was late'],
    ['boeken', 'Ik heb een boek besteld'],
    ["foto's", 'De fotos zijn mooi'],
    ['dont like', "I don't like it"],
    ['café', 'nice CAFE here'],
    ['iphone 15', 'Мой iPhone 15 сломался'],
    ['ﬁne', 'it is fine'],
    ['денег возврат', 'Нет возврата денег'],
  ])('%s finds %s', (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  test.each([
    ['доставка возврат', 'доставка была быстрой'],
    ['она', 'онлайн оплата'],
    ['доста быстро', 'доставка была быстрой'],
  ])('%s does not find %s', (query, text) => {
    expect(finds(query, text)).toBe(false);
  });

  test('a stem does not depend on the words before it', () => {
    // The Dutch stemmer takes "bar" off a word once it has taken an "e" off any word before.
    expect(stems('mooie grote onmiskenbar')).not.toContain('onmisken');
  });
  test('hostile input stays small', () => {
    const many = Array.from({ length: 50_000 }, (_, i) => `слово${i}x`).join(' ');
    expect(stems(many).length).toBeLessThanOrEqual(2_000);
    expect(Math.max(...stems('я'.repeat(1_000_000)).map((s) => s.length))).toBeLessThanOrEqual(40);
    expect(stems('\u0000\ud800\udfff\u200b')).toEqual([]);
    expect(queryStems('a '.repeat(1_000)).length).toBeLessThanOrEqual(20);
  });

  test('any string: no crash, each stem once, no spaces, and a text is found by its own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const found = stems(text);
        expect(new Set(found).size).toBe(found.length);
        expect(found.some((s) => s === '' || /\s/.test(s))).toBe(false);
        expect(queryStems(`${text} `).every(({ any }) => any.some((s) => found.includes(s)))).toBe(true);
      }),
    );
  });
});
