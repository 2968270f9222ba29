import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { decodeBody } from '../../src/collect/charset.ts';
import { cpuMs } from '../cpu.ts';

const text = 'Отзыв: всё хорошо';

describe('decodeBody', () => {
  test.each([
    ['header', iconv.encode(text, 'windows-1251'), 'text/html; charset=windows-1251', text],
    ['quoted header', iconv.encode(text, 'koi8-r'), "text/html;charset='KOI8-R'", text],
    [
      'header before document',
      iconv.encode(`<meta charset=koi8-r>${text}`, 'windows-1251'),
      'text/html; charset=cp1251',
      `<meta charset=koi8-r>${text}`,
    ],
    [
      'meta',
      iconv.encode(`<head><meta charset="windows-1251">${text}`, 'windows-1251'),
      'text/html',
      `<head><meta charset="windows-1251">${text}`,
    ],
    [
      'http-equiv',
      iconv.encode(`<META http-equiv=Content-Type content="text/html; charset=koi8-r">${text}`, 'koi8-r'),
      null,
      `<META http-equiv=Content-Type content="text/html; charset=koi8-r">${text}`,
    ],
    [
      'XML declaration',
      iconv.encode("<?xml version='1.0' encoding='ISO-8859-1'?><a>Notícia</a>", 'latin1'),
      '',
      "<?xml version='1.0' encoding='ISO-8859-1'?><a>Notícia</a>",
    ],
    ['nothing', Buffer.from(text), undefined, text],
    [
      'unknown label falls back to the document',
      iconv.encode(`<meta charset=win-1251>${text}`, 'windows-1251'),
      'text/html; charset=martian',
      `<meta charset=win-1251>${text}`,
    ],
    [
      'unknown everywhere',
      Buffer.from(`<meta charset=martian>${text}`),
      'text/html; charset=none',
      `<meta charset=martian>${text}`,
    ],
    ['byte order mark wins and is dropped', Buffer.from(`\ufeff${text}`), 'text/html; charset=windows-1251', text],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le'), 'text/html; charset=utf-8', text],
    [
      'saved as UTF-8 under an old declaration',
      Buffer.from(`<meta charset=windows-1251>${text}`),
      '',
      `<meta charset=windows-1251>${text}`,
    ],
    [
      'a readable declaration of UTF-16 is a lie',
      Buffer.from(`<meta charset="utf-16">${text}`),
      '',
      `<meta charset="utf-16">${text}`,
    ],
  ])('%s', (_name, bytes, header, expected) => {
    expect(decodeBody(bytes, header)).toBe(expected);
  });

  test('bad bytes never throw', () => {
    expect(decodeBody(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\ufffdb');
    expect(decodeBody(new Uint8Array(0))).toBe('');
  });

  test('a hostile head is read in no time', () => {
    const body = Buffer.from(`<meta ${'charset '.repeat(600)}${'<?xml '.repeat(300_000)}`);
    expect(cpuMs(() => decodeBody(body, `text/html; ${'charset = '.repeat(10_000)}`))).toBeLessThan(1000);
  });
});
