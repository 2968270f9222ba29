import { describe, expect, test } from '@jest/globals';
import { readBlock } from '../../../scrapers/jsonld/repair.ts';
import { cpuMs } from '../../cpu.ts';

describe('readBlock', () => {
  test.each([
    ['JSON as it should be', '{"a":[1,{"b":"c // d, } \\" e"}]}', { a: [1, { b: 'c // d, } " e' }] }],
    ['trailing commas', '{"a":[1,2,],}', { a: [1, 2] }],
    ['comments', '/* x */ {"a": 1, // one\n "b": "http://x" }', { a: 1, b: 'http://x' }],
    ['CDATA', '//<![CDATA[\n{"a":1}\n//]]>', { a: 1 }],
    ['an HTML comment', '<!-- {"a":1} -->', { a: 1 }],
    ['a semicolon', '{"a":1};', { a: 1 }],
    ['raw line breaks and tabs', '{"a":"one\r\ntwo\tthree"}', { a: 'one\ntwo\tthree' }],
    ['bad escapes', '{"a":"it\\\'s \\x \\u12 ok \\u00e9"}', { a: "it's x \\u12 ok é" }],
    [
      'quotes inside',
      '{"a":"He said "wow", then left","b":"a "b" c"}',
      { a: 'He said "wow", then left', b: 'a "b" c' },
    ],
    ['an empty variable of the template', '{"a": ,"b":}', { a: null, b: null }],
    ['several values in a row', '{"a":1}{"b":2}', [{ a: 1 }, { b: 2 }]],
    ['escaped as HTML', '{&quot;a&quot;:&quot;x &amp;amp; y&quot;}', { a: 'x &amp; y' }],
    ['a byte order mark', '\ufeff{"a":1}', { a: 1 }],
  ])('%s', (_, text, value) => {
    expect(readBlock(text)).toEqual(value);
  });

  test.each(['{"a":"cut', '{"a":', 'hello', '', '{]', '"'.repeat(1001)])(
    '%j is beyond repair or a lone value',
    (text) => {
      expect(typeof readBlock(text)).not.toBe('object');
    },
  );

  test.each([
    ['quotes and blanks', '" '.repeat(450_000)],
    ['open brackets', '['.repeat(900_000)],
    ['backslashes', `{"a":"${'\\'.repeat(900_000)}`],
    ['slashes', '/*'.repeat(450_000)],
    ['commas', `{"a":"b"${' ,'.repeat(400_000)}`],
  ])('%s in a flood end in no time', (_, text) => {
    expect(cpuMs(() => readBlock(text))).toBeLessThan(2000);
  });
});
