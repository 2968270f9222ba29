import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

type Tree = { readonly [key: string]: string | Tree };

function read(language: string): ReadonlyMap<string, string> {
  const files = [`${language}.json`, `rooms.${language}.json`];
  const trees = files.map((file) => {
    const address = new URL(`../../src/web/i18n/${file}`, import.meta.url);
    return JSON.parse(readFileSync(address, 'utf8')) as Tree;
  });
  return new Map(trees.flatMap((tree) => flatten(tree)));
}

function flatten(tree: Tree, prefix = ''): readonly (readonly [string, string])[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  );
}

const words = { ru: read('ru'), en: read('en'), nl: read('nl') };
const PLURAL = /_(zero|one|two|few|many|other)$/;
const languages = ['ru', 'en', 'nl'] as const;

function baseKeys(language: keyof typeof words): readonly string[] {
  return [...new Set([...words[language].keys()].map((key) => key.replace(PLURAL, '')))].sort();
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
}

describe('the words of the page', () => {
  test.each(['en', 'nl'] as const)('%s has the same keys as ru', (language) => {
    expect(baseKeys(language)).toEqual(baseKeys('ru'));
  });

  test.each(languages)('%s has every plural form that its grammar asks for', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...words[language].keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ''));
    expect(plurals.length).toBeGreaterThan(10);
    const missing = plurals.flatMap((key) => needed.filter((form) => !words[language].has(`${key}_${form}`)));
    expect(missing).toEqual([]);
  });

  test('Russian has no English or Dutch word in it', () => {
    const allowed = /\{\{\w+\}\}|Molva|HTML|Ctrl\+S|NPS|CSAT|CES|CSV|JSONL?|UTF-8|PDF|Excel|Europe\/Moscow/g;
    const foreign = [...words.ru].filter(([, text]) => /[a-z]/i.test(text.replace(allowed, '')));
    expect(foreign).toEqual([]);
  });

  test('English and Dutch have no Russian letters', () => {
    const foreign = [...words.en, ...words.nl].filter(([, text]) => /[а-яё]/i.test(text));
    expect(foreign).toEqual([]);
  });

  test('Dutch sentences are not English ones', () => {
    const same = [...words.nl].filter(([key, text]) => words.en.get(key) === text && text.split(' ').length > 2);
    expect(same).toEqual([]);
  });

  test('each translation fills in the same values', () => {
    for (const language of ['en', 'nl'] as const) {
      for (const [key, text] of words[language]) {
        const russian = words.ru.get(key);
        expect([language, key, placeholders(text)]).toEqual([language, key, placeholders(russian ?? '')]);
      }
    }
  });

  test('no text is empty, shouts, or ends in a blank', () => {
    const bad = languages.flatMap((language) =>
      [...words[language]].filter(([, text]) => /^\s*$|!|\s$|^\s/.test(text)),
    );
    expect(bad).toEqual([]);
  });
});
