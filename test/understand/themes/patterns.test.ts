import { describe, expect, test } from '@jest/globals';
import { sentences } from '../../../src/understand/themes/hits.ts';
import { packLists, unpackLists } from '../../../src/understand/themes/lists.ts';
import { compile, find, symbolsOf } from '../../../src/understand/themes/patterns.ts';
import { scan } from '../../../src/understand/themes/scan.ts';

describe('patterns', () => {
  const patterns = compile([
    { words: ['a'], value: 1 },
    { words: ['a', 'b*'], value: 2 },
    { words: ['bc'], value: 3 },
  ]);
  const places = (words: string[]): string[] =>
    find(
      patterns,
      words.map((word) => symbolsOf(patterns, word, [word])),
    ).map(({ at, size, value }) => `${at} ${size} ${value}`);

  test('words, beginnings and phrases are found wherever they stand', () => {
    expect(places(['x', 'a', 'bcd', 'bc'])).toEqual(['1 1 1', '1 2 2', '3 1 3']);
    expect(places(['a', 'x', 'b'])).toEqual(['0 1 1']);
    expect(places([])).toEqual([]);
  });
});

describe('word lists', () => {
  test('an unknown theme and words before the first theme are refused with their line', () => {
    expect(() => packLists('ru', '[погода]\nдождь')).toThrow('line 1');
    expect(() => packLists('ru', '# note\nдождь')).toThrow('line 2');
  });

  test('notes, hints, other senses and phrases are read', () => {
    const { entries } = packLists('en', '[price]\n# note\nprices rip-off\n~ deal\n- price_of_fame');
    expect(entries.map(([, level, list]) => [level, list])).toEqual([
      [0, ['price', 'rip off']],
      [1, ['deal']],
      [2, ['price of fame']],
    ]);
    expect(unpackLists({ language: 'en', entries }).stems.has('price')).toBe(true);
  });
});

describe('words and sentences of a text', () => {
  test('apostrophes join, decimals are no stops, lines and marks end sentences', () => {
    const text = "It's 1.5 kg, heavy!! Really\nyes";
    const found = scan(text);
    expect(found.raw).toEqual(["It's", '1', '5', 'kg', ',', 'heavy', '!!', 'Really', '.', 'yes']);
    expect(found.from.map((from, i) => text.slice(from, found.to[i]))[5]).toBe('heavy');
    expect(sentences(found).map(({ from, to }) => found.raw.slice(from, to).join(' '))).toEqual([
      "It's 1 5 kg , heavy !!",
      'Really .',
      'yes',
    ]);
  });

  test('emoji are words of their own', () => {
    expect(scan('ура👍👍').raw).toEqual(['ура', '👍', '👍']);
  });
});
