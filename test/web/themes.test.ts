import { describe, expect, test } from '@jest/globals';
import type { TFunction } from 'i18next';
import { TextKind, THEMES } from '../../src/domain/theme.ts';
import type { Item } from '../../src/web/api/types.ts';
import { corrected, type Word, wordBack } from '../../src/web/feed/correct.ts';
import { EMPTY_FILTER, parseFilter, withList, writeFilter } from '../../src/web/feed/filters.ts';
import {
  againstStars,
  KINDS,
  shownThemes,
  THEME_IDS,
  tellingKind,
  themesOnCard,
  toggledTheme,
} from '../../src/web/feed/themes.ts';
import { reasonText, whySides } from '../../src/web/feed/why-words.ts';

type Parts = Pick<Item, 'stars' | 'understanding' | 'correction'>;

function item(parts: Partial<Parts>): Item {
  return { stars: null, understanding: null, correction: null, ...parts } as Item;
}

const understood: NonNullable<Item['understanding']> = {
  modelVersion: 'test',
  language: 'ru',
  sentiment: { label: 'negative', score: -0.9, confidence: 0.9, unsure: false },
  why: [
    { words: 'сломался', weight: -2.1 },
    { words: 'быстро', weight: 0.8 },
    { words: 'не работает', weight: -0.6 },
  ],
  themes: [
    { theme: 'price', sentiment: 'neutral', quote: 'стоит как обычно' },
    { theme: 'delivery', sentiment: 'positive', quote: 'привезли быстро' },
    { theme: 'delivery', sentiment: 'negative', quote: 'коробку помяли' },
  ],
  kind: 'complaint',
  mentionsBrand: null,
};
const by = { by: 'Анна', at: '2026-11-22T09:00:00.000Z' };

describe('themes and kind of a text', () => {
  test('what hurts comes first, and a theme both praised and blamed is there twice', () => {
    const shown = shownThemes(item({ understanding: understood }));
    expect(shown.map(({ theme, sentiment }) => `${theme} ${sentiment}`)).toEqual([
      'delivery negative',
      'delivery positive',
      'price neutral',
    ]);
    expect(shown[0]?.quote).toBe('коробку помяли');
    expect(shownThemes(item({}))).toEqual([]);
  });

  test("a person's themes stand in place of the model's; words are quoted only where they show just that", () => {
    const correction = {
      ...by,
      themes: [
        { theme: 'delivery', sentiment: 'negative' as const },
        { theme: 'staff', sentiment: 'positive' as const },
      ],
    };
    expect(shownThemes(item({ understanding: understood, correction }))).toEqual([
      { theme: 'delivery', sentiment: 'negative', quote: 'коробку помяли' },
      { theme: 'staff', sentiment: 'positive', quote: null },
    ]);
    expect(shownThemes(item({ understanding: understood, correction: { ...by, themes: [] } }))).toEqual([]);
  });

  test('complaint and praise have no label of their own; a question has, and a person decides', () => {
    expect(tellingKind(item({ understanding: understood }))).toBeNull();
    expect(tellingKind(item({ understanding: { ...understood, kind: 'question' } }))).toBe('question');
    expect(tellingKind(item({ understanding: understood, correction: { ...by, kind: 'reply' } }))).toBe('reply');
    expect(tellingKind(item({}))).toBeNull();
  });

  test('the words that counted stand apart by side, the strongest first', () => {
    expect(whySides(item({ understanding: understood }))).toEqual({
      good: ['быстро'],
      bad: ['сломался', 'не работает'],
    });
  });

  test('a face stands for itself, its group only where it is not shown', () => {
    const group = { words: 'good sign', weight: 0.5 };
    const goodOf = (...why: { words: string; weight: number }[]) =>
      whySides(item({ understanding: { ...understood, why } })).good;
    expect(goodOf({ words: '👍', weight: 0.6 }, group)).toEqual(['👍']);
    expect(goodOf(group)).toEqual(['good sign']);
  });

  test.each([
    ['не работает', '«не работает»'],
    ['очень notbad', '«очень not bad»'],
    ['good sign', 'drawer.goodSign'],
    ['swearingsign', 'drawer.swearing'],
    ['rated 8 of 10', '8 / 10'],
    ['constructor', '«constructor»'],
  ])('a reason is named as people would: %s', (words, expected) => {
    const t = (key: string, values?: { words?: string }) => (key === 'filter.words' ? `«${values?.words}»` : key);
    expect(reasonText(words, t as TFunction)).toBe(expected);
  });

  test('a card shows two themes and the number of the others, but three where there are three', () => {
    const onCard = (n: number) => {
      const themes = ['price', 'food', 'staff', 'speed', 'safety'].slice(0, n);
      const correction = { ...by, themes: themes.map((theme) => ({ theme, sentiment: 'positive' as const })) };
      const { shown, hidden } = themesOnCard(item({ correction }));
      return [shown.length, hidden];
    };
    expect([0, 2, 3, 4, 5].map(onCard)).toEqual([
      [0, 0],
      [2, 0],
      [3, 0],
      [2, 2],
      [2, 3],
    ]);
  });

  test.each([
    [5, 'negative', false, 'negative'],
    [4, 'negative', false, 'negative'],
    [3, 'negative', false, null],
    [5, 'negative', true, null],
    [2, 'positive', false, 'positive'],
    [5, 'positive', false, null],
    [1, 'mixed', false, null],
    [null, 'negative', false, null],
  ] as const)('%s stars over a text read as %s (unsure: %s): %s', (stars, label, unsure, expected) => {
    const sentiment = { label, score: 0, confidence: 0.8, unsure };
    expect(againstStars(item({ stars, understanding: { ...understood, sentiment } }))).toBe(expected);
  });
});

describe('a correction', () => {
  const said = { by: 'Пётр', at: '2026-11-22T10:00:00.000Z' };

  test('keeps what was corrected before, and its way back brings exactly that', () => {
    const before = item({ correction: { ...by, sentiment: 'mixed', kind: 'question' } });
    const word = { kind: 'reply', themes: [{ theme: 'food', sentiment: 'negative' }] } as const satisfies Word;
    const after = corrected(before, { kind: word.kind, themes: [...word.themes] }, said);
    expect(after.correction).toEqual({ ...said, sentiment: 'mixed', ...word });
    const back = wordBack(before, { kind: word.kind, themes: [...word.themes] });
    expect(back).toEqual({ kind: 'question', themes: null });
    expect(corrected(after, back, said).correction).toEqual({ ...said, sentiment: 'mixed', kind: 'question' });
  });

  test('that is taken back leaves none; that there is no theme is one', () => {
    expect(corrected(item({ correction: { ...by, kind: 'reply' } }), { kind: null }, said).correction).toBeNull();
    expect(corrected(item({}), { themes: [] }, said).correction).toEqual({ ...said, themes: [] });
  });
});

describe('the words of the domain', () => {
  test('all built-in themes and kinds can be chosen', () => {
    expect(THEME_IDS).toEqual(THEMES);
    expect(KINDS).toEqual(TextKind.options);
  });
});

describe('themes in the address', () => {
  const negative = { theme: 'delivery', sentiment: 'negative' } as const;

  test('a chip asks for its theme with its sign alone; twice is not at all', () => {
    const before = withList(EMPTY_FILTER, 'theme', ['price', 'staff']);
    const once = toggledTheme(before, negative);
    expect(once.lists).toEqual({ theme: ['delivery'], theme_sentiment: ['negative'] });
    expect(toggledTheme(once, { ...negative, sentiment: 'positive' }).lists.theme_sentiment).toEqual(['positive']);
    expect(toggledTheme(once, negative)).toEqual(EMPTY_FILTER);
  });

  test('what is written is read again; what the API would refuse is left out', () => {
    const roundTrip = (query: string) => writeFilter(parseFilter(new URLSearchParams(query))).toString();
    const query = 'theme=delivery&theme=own-2&theme_sentiment=negative&kind=question';
    expect(roundTrip(query)).toBe(query);
    expect(roundTrip('theme=%27%3B--&theme_sentiment=mixed&kind=poem')).toBe('');
  });
});
