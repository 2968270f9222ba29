import { describe, expect, test } from '@jest/globals';
import { isStop, tokens } from '../../../src/understand/sentiment/features.ts';
import { moodOf, packLexicon, unpackLexicon } from '../../../src/understand/sentiment/lexicon.ts';
import { deniedAt, type Hit, hits, SIGNS, signs, wordMood } from '../../../src/understand/sentiment/signs.ts';
import { stemIn } from '../../../src/understand/stems.ts';

const lexicon = unpackLexicon(
  packLexicon({
    language: 'ru',
    entries: [
      [2, ['удобный', 'вкусно', 'хороший']],
      [-2, ['плохой', 'грубый', 'выброшенные_деньги', 'по-хамски']],
      [-3, ['ужасно']],
      [1, ['лёгкий']],
      [-1, ['тяжёлый']],
    ],
    shifters: [
      [-1, ['не', 'нет', 'вряд_ли']],
      [1.5, ['очень', 'ужасно']],
      [0.6, ['слегка']],
      [0, ['но', 'зато']],
      [1, ['в_хорошем_смысле']],
    ],
  }),
);

function find(text: string): Hit[] {
  const list = tokens(text);
  return hits(
    lexicon,
    list,
    list.map((word) => wordMood(lexicon, stemIn('ru', word), word)),
  );
}

describe('the lexicon', () => {
  test('inflected forms are found by their stem, ё as е', () => {
    for (const word of ['удобная', 'удобного', 'легкая', 'лёгкая'])
      expect(moodOf(lexicon, word.replace('ё', 'е'), stemIn('ru', word.replace('ё', 'е')))).toBeGreaterThan(0);
    expect(moodOf(lexicon, 'стол', stemIn('ru', 'стол'))).toBe(0);
  });
  test('a word with a denying prefix is turned where it is not listed itself', () => {
    expect(moodOf(lexicon, 'неудобный', stemIn('ru', 'неудобный'))).toBeLessThan(0);
    expect(moodOf(lexicon, 'нетяжелый', stemIn('ru', 'нетяжелый'))).toBeGreaterThan(0);
  });
  test('a stem of both moods says nothing, its words still do', () => {
    const both = unpackLexicon(
      packLexicon({
        language: 'en',
        entries: [
          [2, ['caring']],
          [-2, ['cares']],
        ],
        shifters: [],
      }),
    );
    expect(moodOf(both, 'caring', 'care')).toBe(2);
    expect(moodOf(both, 'cares', 'care')).toBe(-2);
    expect(moodOf(both, 'cared', 'care')).toBe(0);
  });
});

describe('hits', () => {
  test('a phrase is one hit, in any form of its words; a hyphen parts words as texts do', () => {
    expect(find('это выброшенные деньги')).toMatchObject([{ mood: -2, size: 2 }]);
    expect(find('повели себя по-хамски')).toMatchObject([{ mood: -2, size: 2 }]);
  });
  test('a negation reaches the word it turns and ends at a comma', () => {
    expect(find('не очень удобный')).toMatchObject([{ mood: 2, negated: true, strength: 2 }]);
    expect(find('не работает, удобный')).toMatchObject([{ negated: false }]);
    expect(find('вряд ли удобный')).toMatchObject([{ negated: true }]);
  });
  test('words that strengthen, weaken and turn', () => {
    expect(find('слегка тяжелый, но очень удобный')).toMatchObject([
      { mood: -1, strength: 0, turns: 0 },
      { mood: 2, strength: 2, turns: 1 },
    ]);
  });
  test('a word that strengthens and has a mood gives way to the mood beside it, alone it counts', () => {
    expect(find('ужасно удобный')).toMatchObject([{ mood: 2, strength: 2 }]);
    expect(find('ужасно')).toMatchObject([{ mood: -3 }]);
  });
  test('places of denied words, and of no others', () => {
    expect([...(deniedAt(find('не удобный, но хороший')) ?? [])]).toEqual([1]);
    expect(deniedAt(find('удобный, но хороший'))).toBeUndefined();
  });
  test('a turn of speech that holds a word of mood has none', () => {
    expect(find('в хорошем смысле')).toEqual([]);
  });
  test('hidden swearing is a hit', () => {
    expect(find('полная х*йня')).toMatchObject([{ mood: -2 }]);
  });
});

describe('signs', () => {
  test('are below their number for any text', () => {
    for (const text of ['', '?', 'удобный', 'не плохой но грубый! '.repeat(60), 'слово '.repeat(200)]) {
      const { ofHits, ofText } = signs(tokens(text), find(text));
      for (const sign of [...ofHits, ...ofText]) expect(sign >= 0 && sign < SIGNS && Number.isInteger(sign)).toBe(true);
    }
  });
  test('tell praise from blame and from nothing said', () => {
    const of = (text: string): string => JSON.stringify(signs(tokens(text), find(text)));
    expect(new Set(['удобный', 'плохой', 'не удобный', 'стол', 'плохой но удобный'].map(of)).size).toBe(5);
  });
  test('stops are no words', () => {
    expect(tokens('да. нет; или…').filter(isStop)).toEqual(['.', ',', '.']);
  });
});
