import { describe, expect, test } from '@jest/globals';
import { compare, findDuplicates, fingerprint } from '../../../src/understand/duplicates/index.ts';
import { stripAdded } from '../../../src/understand/duplicates/strip.ts';
import { LANGUAGES, review, TEXTS } from './texts.ts';

const MEGA = 1_000_000;
const HOSTILE: readonly (readonly [string, string])[] = [
  ['one letter repeated', 'a'.repeat(MEGA)],
  ['one word repeated', 'ужас '.repeat(MEGA / 5)],
  ['spaces', ' '.repeat(MEGA)],
  ['dots', '. '.repeat(MEGA / 2)],
  ['newlines', '\n'.repeat(MEGA)],
  ['brackets', `text ${'[('.repeat(MEGA / 2)}`],
  ['names', 'Ab Cd '.repeat(MEGA / 6)],
  ['addresses', 'a.com-b.ru'.repeat(MEGA / 10)],
  ['emoji', '👨‍👩‍👧'.repeat(MEGA / 8)],
  ['combining marks', `e${'\u0301'.repeat(MEGA)}`],
  ['lone surrogates', '\ud83d'.repeat(MEGA)],
  ['mixed scripts', 'aаbвcс日本語ελ '.repeat(MEGA / 14)],
];

describe('hostile texts', () => {
  test.each(HOSTILE)('1 MB of %s costs no more than a small part of it', (_, text) => {
    const cpu = (run: () => void): number => {
      const before = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    // A quadratic step would take minutes; the usual cost is some tens of milliseconds.
    const spent = cpu(() => {
      const print = fingerprint(review(text));
      expect(print.bands.length).toBeLessThanOrEqual(40);
      compare(print, fingerprint(review(`${text}x`)));
    });
    expect(spent).toBeLessThan(5000);
  });

  test('empty texts, one emoji and bare punctuation are copies of nothing', () => {
    const nothing = ['', ' ', '👍', '!!!', '\u200b'].map((text) => review(text, { author: 'A', day: '2026-01-01' }));
    for (const place of findDuplicates(nothing).values()) expect(place.role).toBe('original');
  });

  test('long texts that are the same are found', () => {
    const long = LANGUAGES.map((lang) => TEXTS[lang])
      .join(' ')
      .repeat(300);
    const [a, b] = [review(long), review(long)];
    expect(findDuplicates([a, b]).get(b.key)!.cluster).toBe(findDuplicates([a, b]).get(a.key)!.cluster);
  });

  test('days that are none and stars that are none do not throw', () => {
    const [a, b] = [review(TEXTS.en, { day: 'soon', stars: Number.NaN }), review(TEXTS.en, { day: '' })];
    expect(findDuplicates([a, b]).size).toBe(2);
  });
});

describe('what sites add', () => {
  test.each([
    ['Good shoes, wore them all summer long. Read more', 'Good shoes, wore them all summer long.'],
    ['Хорошие ботинки, носил всё лето…ещё', 'Хорошие ботинки, носил всё лето…'],
    ['Хорошие ботинки, носил всё лето. Промокод ЛЕТО даёт скидку', 'Хорошие ботинки, носил всё лето.'],
    ['Bron: reviewplek.nl\nGoede schoenen, de hele zomer gedragen', 'Goede schoenen, de hele zomer gedragen'],
    ['Good shoes, wore them all summer. Dear Anna, thanks for stopping by', 'Good shoes, wore them all summer.'],
    ['Good shoes and much more', 'Good shoes and much more'],
    ['See www.example.com', 'See www.example.com'],
  ])('%s', (text, left) => {
    expect(stripAdded(text).trim()).toBe(left);
  });
});
