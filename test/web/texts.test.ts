import { describe, expect, test } from '@jest/globals';
import { keyName } from '../../src/web/app/key-name.ts';
import { markNames, namePattern } from '../../src/web/feed/highlight.ts';
import { safeAddress } from '../../src/web/feed/safe-address.ts';
import * as format from '../../src/web/i18n/format.ts';
import { decodePage } from '../../src/web/sources/decode-file.ts';
import { daysIn } from '../../src/web/sources/health.ts';
import { measured } from '../cpu.ts';

const marked = (text: string, names: readonly string[]) =>
  markNames(text, namePattern(names))
    .filter((piece) => piece.marked)
    .map((piece) => piece.text);

describe('names of the brand in a text', () => {
  test('cases, endings and ё are found, other words are not', () => {
    expect(marked('Вершиной доволен, вершина! Завершина и вершинность нет.', ['Вершина', 'Вершин'])).toEqual([
      'Вершиной',
      'вершина',
    ]);
    expect(marked('Чёрный чернослив', ['Черный'])).toEqual(['Чёрный']);
  });

  test('signs in a name are signs', () => {
    expect(marked('C++ и C.', ['C++'])).toEqual(['C++']);
    expect(namePattern([' ', 'x'])).toBeNull();
  });

  test('the pieces are the text, also a hostile one, and soon', () => {
    const text = `${'а'.repeat(200_000)}\u0000\ud800<script>${'Вершина '.repeat(1000)}`;
    const pattern = namePattern(['Вершина']);
    const { value: pieces, ms } = measured(() => markNames(text, pattern));
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(ms).toBeLessThan(2000);
  });
});

describe('addresses that become links', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', ' JaVaScRiPt:x', 'file:///etc/passwd', 'no address', ''])(
    '%s is none',
    (address) => expect(safeAddress(address)).toBeNull(),
  );

  test('http and https are', () => {
    expect(safeAddress('https://otzovik.com/r?a=1')).toBe('https://otzovik.com/r?a=1');
    expect(safeAddress(null)).toBeNull();
  });
});

describe('times and numbers', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  test('relative up to a week, then the day says more', () => {
    expect(format.formatRelative('en', '2026-11-22T09:00:00Z', now)).toBe('3 hr. ago');
    expect(format.formatRelative('ru', '2026-11-21T11:00:00Z', now)).toBe('вчера');
    expect(format.formatRelative('ru', '2026-11-01T11:00:00Z', now)).toBeNull();
    expect(format.formatRelative('ru', 'no time', now)).toBeNull();
  });

  test('a printed day is never moved by a zone', () => {
    expect(format.formatDay('en', '2026-11-01')).toBe('November 1, 2026');
    expect(format.formatDay('ru', '2026-11')).toContain('2026');
    expect(format.formatRelativeDay('nl', '2026-11-21', '2026-11-22')).toBe('gisteren');
  });

  test('the day of an instant is that of the zone', () => {
    expect(format.dayIn('Europe/Moscow', new Date('2026-11-21T22:30:00Z'))).toBe('2026-11-22');
    expect(format.dayIn('America/New_York', new Date('2026-11-22T02:00:00Z'))).toBe('2026-11-21');
  });

  test('a language code that is none is shown as it is', () => {
    expect(format.languageName('ru', 'nl')).toBe('нидерландский');
    expect(format.languageName('ru', '???')).toBe('???');
  });
});

describe('pages saved by hand', () => {
  test('windows-1251 by its declaration, UTF-8 whatever is declared', () => {
    const head = new TextEncoder().encode('<meta charset="windows-1251">');
    const cyrillic = Uint8Array.from([...head, 0xd7, 0xe0, 0xe9]);
    expect(decodePage(cyrillic)).toContain('Чай');
    expect(decodePage(new TextEncoder().encode('<meta charset=windows-1251>Чай'))).toContain('Чай');
    expect(decodePage(Uint8Array.from([0xff, 0xfe, 0x27, 0x04]))).toBe('Ч');
    expect(decodePage(new Uint8Array())).toBe('');
  });

  test('bytes in an unknown charset still give a text', () => {
    const bytes = Uint8Array.from([...new TextEncoder().encode('<meta charset=nonsense>'), 0xff, 0x80]);
    expect(decodePage(bytes)).toContain('<meta');
  });
});

test('j is j on a Russian keyboard, ? is ? on any', () => {
  expect(keyName({ key: 'о', code: 'KeyJ', shiftKey: false })).toBe('j');
  expect(keyName({ key: 'j', code: 'KeyC', shiftKey: false })).toBe('j');
  expect(keyName({ key: '?', code: 'Digit7', shiftKey: true })).toBe('?');
  expect(keyName({ key: ',', code: 'Slash', shiftKey: true })).toBe('?');
  expect(keyName({ key: '/', code: 'Backslash', shiftKey: true })).toBe('/');
  expect(keyName({ key: 'Enter', code: 'Enter', shiftKey: false })).toBe('Enter');
  expect(keyName({ key: '!', code: 'Digit1', shiftKey: true })).toBe('!');
});

test('days of silence are read from a note, other notes say nothing', () => {
  expect(daysIn('12 days without a new text')).toBe(12);
  expect(daysIn('captcha page')).toBeNull();
  expect(daysIn(null)).toBeNull();
});
