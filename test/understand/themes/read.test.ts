import { beforeAll, describe, expect, test } from '@jest/globals';
import type { OwnTheme, ThemeMention } from '../../../src/domain/theme.ts';
import { loadModels, type Models } from '../../../src/understand/index.ts';
import { readThemes } from '../../../src/understand/themes/read.ts';
import { cpuMs } from '../../cpu.ts';

let models: Models;
beforeAll(async () => {
  models = await loadModels();
});

const EMPTY = { title: null, text: null, pros: null, cons: null };

function read(text: string, language = 'ru', own?: readonly OwnTheme[]): ThemeMention[] {
  return readThemes({ ...EMPTY, text }, language, models.themes, own);
}

function signs(mentions: readonly ThemeMention[]): Record<string, string> {
  return Object.fromEntries(mentions.map(({ theme, sentiment }) => [theme, sentiment]));
}

describe('themes of a text', () => {
  test('each clause gives its theme its own sign and its own words', () => {
    const found = read('Доставка быстрая, но упаковка мятая и курьер нахамил');
    expect(signs(found)).toEqual({ delivery: 'positive', packaging: 'negative', staff: 'negative' });
    expect(found.find(({ theme }) => theme === 'packaging')!.quote).toContain('упаковка мятая');
    expect(found.find(({ theme }) => theme === 'staff')!.quote).toContain('курьер нахамил');
  });

  test.each([
    [
      'ru',
      'Очередь на час, в зале грязно и душно. Зато пицца вкусная!',
      { speed: 'negative', atmosphere: 'negative', food: 'positive' },
    ],
    [
      'en',
      'Phone arrived quickly and well packaged, battery life is great',
      { delivery: 'positive', packaging: 'positive', quality: 'positive' },
    ],
    ['en', 'Staff were lovely. The room was dirty.', { staff: 'positive', atmosphere: 'negative' }],
    ['nl', 'Personeel was vriendelijk, eten heerlijk', { staff: 'positive', food: 'positive' }],
    ['nl', 'Snelle levering, goed verpakt', { delivery: 'positive', packaging: 'positive' }],
  ])('%s: %s', (language, text, expected) => {
    expect(signs(read(text, language))).toEqual(expected);
  });

  test('a bare name is judged with the clause it is added to', () => {
    expect(signs(read('Персонал и еда отличные'))).toEqual({ staff: 'positive', food: 'positive' });
  });

  test('a theme praised and blamed is mentioned once a sign', () => {
    const found = read('Суп очень вкусный, просто восторг. А вот пицца отвратительная, несъедобная гадость.');
    const food = found.filter(({ theme }) => theme === 'food').map(({ sentiment }) => sentiment);
    expect(food.sort()).toEqual(['negative', 'positive']);
  });

  test('fields of pros and cons say the sign where the words do not', () => {
    const found = readThemes({ ...EMPTY, pros: 'цена', cons: 'доставка' }, 'ru', models.themes);
    expect(signs(found)).toEqual({ price: 'positive', delivery: 'negative' });
  });

  test('a phrase in which a word means something else is no mention', () => {
    expect(signs(read('Позвоните мне, вот номер телефона')).atmosphere).toBeUndefined();
  });

  test('quotes are the author’s own words, at most 120 characters, whole words', () => {
    const text = `${'Мы с мужем и детьми долго ехали через весь город, '.repeat(4)}а доставка оказалась ужасной, ${'и потом ещё мы обсуждали это с соседями '.repeat(4)}`;
    const found = read(text);
    expect(found.length).toBeGreaterThan(0);
    for (const { quote } of found) {
      expect(text).toContain(quote);
      expect(quote.length).toBeLessThanOrEqual(120);
      expect(` ${text.replace(/[^\p{L}]+/gu, ' ')} `).toContain(` ${quote.replace(/[^\p{L}]+/gu, ' ').trim()} `);
    }
  });

  test('nothing is read in other languages, empty texts and texts without words', () => {
    expect(read('La livraison est rapide', 'fr')).toEqual([]);
    expect(read('')).toEqual([]);
    expect(read('!!! ... ))) 👍')).toEqual([]);
    expect(readThemes({ ...EMPTY, text: 'Доставка' }, null, models.themes)).toEqual([]);
  });

  test('the same text gives the same mentions whatever was read before', () => {
    const text = 'Приложение вылетает, поддержка молчит';
    const first = read(text);
    for (let i = 0; i < 300; i++) read(`слово${i} доставка${i} цена`);
    expect(read(text)).toEqual(first);
  });
});

describe('themes of one’s own', () => {
  const own: OwnTheme[] = [
    {
      id: 'parking',
      title: 'Парковка',
      words: ['шлагбаум', 'slagboom'],
      phrases: ['место для машины'],
      exclusions: ['шлагбаум на даче'],
    },
  ];

  test('words in any form, phrases and exclusions, in each language', () => {
    expect(signs(read('Ужасные шлагбаумы, вечно сломаны', 'ru', own)).parking).toBe('negative');
    expect(read('Нашлись места для машин', 'ru', own).map(({ theme }) => theme)).toContain('parking');
    expect(read('Починил шлагбаум на даче', 'ru', own).map(({ theme }) => theme)).not.toContain('parking');
    expect(read('De slagboom ging niet open', 'nl', own).map(({ theme }) => theme)).toContain('parking');
  });
});

describe('hostile texts', () => {
  const own: OwnTheme[] = [
    { id: 'a', title: 'a', words: ['цена', 'а'], phrases: ['цена цена цена цена'], exclusions: ['цена цена'] },
  ];
  test.each([
    ['one word', 'а'.repeat(1_000_000)],
    ['one theme', 'цена '.repeat(200_000)],
    ['stops', 'цена.'.repeat(200_000)],
    ['commas', 'цена,и '.repeat(150_000)],
    ['apostrophes', "d'".repeat(500_000)],
    ['lone halves', '\ud800'.repeat(500_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['combining marks', `о${'\u0301'.repeat(900_000)}`],
  ])('a megabyte of %s takes no longer than what is read of it', (_, text) => {
    expect(cpuMs(() => read(text, 'ru', own))).toBeLessThan(2000);
  });
});
