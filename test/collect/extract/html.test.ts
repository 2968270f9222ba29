import { describe, expect, test } from '@jest/globals';
import {
  absoluteUrl,
  attrOf,
  balancedJson,
  cleanText,
  loadHtml,
  type Page,
  parseJson,
  textOf,
  textOfHtml,
} from '../../../src/collect/extract.ts';
import { nestsDeeperThan } from '../../../src/collect/nesting.ts';
import { LayoutChanged } from '../../../src/errors.ts';
import { cpuMs } from '../../cpu.ts';

function page(body: string, url = 'https://a.example/shop/item'): Page {
  return { url, status: 200, headers: {}, body, fetchedAt: '2026-11-20T12:00:00Z', request: null };
}

describe('text of a node', () => {
  test.each([
    ['<p id=x>  one \n two\t<b>three</b> </p>', 'one two three'],
    ['<div id=x>one<br><br/>two</div>', 'one\n\ntwo'],
    ['<div id=x><p>one</p><p>two</p>three<ul><li>four<li>five</ul></div>', 'one\ntwo\nthree\nfour\nfive'],
    ['<div id=x>one<script>bad()</script><style>p{}</style><noscript>no</noscript> two</div>', 'one two'],
    ['<div id=x>Хорошо <img alt="😀"><img alt="логотип"><img alt="5"> 👍🏽</div>', 'Хорошо 😀 👍🏽'],
    ['<div id=x>a&nbsp;&amp;&nbsp;b &lt;i&gt; &#33;</div>', 'a & b <i> !'],
    ['<div id=x>a<div></div><div> </div><br>b</div>', 'a\nb'],
    ['<div id=x></div>', ''],
    ['<pre id=x>one\n  two</pre>', 'one\ntwo'],
    ['<table id=x><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  ])('%s', (html, wanted) => expect(textOf(loadHtml(page(html))('#x'))).toBe(wanted));

  test('no node is null; parts can be left out; NUL and lone surrogates are replaced', () => {
    const doc = loadHtml(page('<div id=x><b>Label:</b> value <a>more</a></div><i id=y>a\u0000b\ud800c</i>'));
    expect(textOf(doc('#none'))).toBeNull();
    expect(textOf(doc('#x'), 'b, a')).toBe('value');
    expect(textOf(doc('#y'))).toBe('a\ufffdb\ufffdc');
    expect(cleanText(' a\r\nb\u0000\udc00 ')).toBe('a\nb\ufffd\ufffd');
    expect(textOfHtml('<p>a</p>b<br>c &amp; d')).toBe('a\nb\nc & d');
  });
});

describe('addresses', () => {
  test('relative to the page or its <base>, http only', () => {
    const plain = loadHtml(page('<a href=x>x</a>'));
    expect(absoluteUrl('../y?z=1#f', page(''), plain)).toBe('https://a.example/y?z=1#f');
    const withBase = loadHtml(page('<base href="/deep/er/"><a href=x>x</a>'));
    expect(absoluteUrl('x', page(''), withBase)).toBe('https://a.example/deep/er/x');
    expect(absoluteUrl('//b.example/', page(''))).toBe('https://b.example/');
    for (const bad of ['', null, undefined, 'javascript:alert(1)', 'data:text/html,x', 'mailto:a@b.c', 'http://[bad']) {
      expect(absoluteUrl(bad, page(''), plain)).toBeNull();
    }
  });

  test('attributes are trimmed; empty and missing ones are null', () => {
    const doc = loadHtml(page('<i id=x title=" a " lang="">'));
    expect([
      attrOf(doc('#x'), 'title'),
      attrOf(doc('#x'), 'lang'),
      attrOf(doc('#x'), 'id2'),
      attrOf(doc('#y'), 'id'),
    ]).toEqual(['a', null, null, null]);
  });
});

describe('depth', () => {
  test('counts what really nests', () => {
    expect(nestsDeeperThan('<div>'.repeat(513), 512)).toBe(true);
    expect(nestsDeeperThan('<div>'.repeat(512), 512)).toBe(false);
    expect(nestsDeeperThan('<div/>'.repeat(1000), 512)).toBe(true);
    expect(nestsDeeperThan('<a b="1"c>'.repeat(600), 512)).toBe(true);
    expect(nestsDeeperThan('<item>'.repeat(600), 512, true)).toBe(true);
  });

  test.each([
    ['lists without closing tags', '<p>x<li>y<br><img>'.repeat(5000)],
    ['markup inside scripts', `<script>${'"<div>"'.repeat(5000)}</script>`],
    ['comments', `<!--${'<div>'.repeat(5000)}-->`],
    ['siblings', '<div><span title="a>b">x</span></div>'.repeat(5000)],
    ['drawings', `<svg>${'<path d="M0"/>'.repeat(5000)}</svg>`],
  ])('%s are not deep', (_, html) => expect(nestsDeeperThan(html, 512)).toBe(false));

  test.each(['<a', '<a "', "<a='", '</x>', '<!--', '<script>', '<', '<a b ', '&', '<title', '<aaaa'])(
    '5 MB of %s take linear time',
    (piece) => {
      const text = piece.repeat(5_000_000 / piece.length);
      expect(cpuMs(() => nestsDeeperThan(text, 512))).toBeLessThan(2000);
    },
  );

  test('a page without the markers is refused before it is parsed', () => {
    expect(() => loadHtml(page('<p>x</p>'), { markers: ['otzovik'] })).toThrow(LayoutChanged);
    expect(() => loadHtml(page('<div>'.repeat(100_000)))).toThrow('nested too deeply');
  });
});

describe('JSON from outside', () => {
  test('whole, cut off, too deep, with a byte order mark', () => {
    expect(parseJson('\ufeff{"a":[1,"]}"]}')).toEqual({ a: [1, ']}'] });
    for (const bad of ['', '{"a":', '{"a":1}}', 'nonsense', '[1,]'])
      expect(() => parseJson(bad)).toThrow(LayoutChanged);
    expect(() => parseJson('['.repeat(300) + ']'.repeat(300))).toThrow('nested too deeply');
    expect(parseJson(`"${'['.repeat(300)}"`)).toHaveLength(300);
  });

  test('the balanced part of a script', () => {
    const script = 'x = {"a":"}\\"}","b":[{}]}; y = 2';
    expect(balancedJson(script, 3)).toBe('{"a":"}\\"}","b":[{}]}');
    expect(balancedJson('x = {"a":', 0)).toBeNull();
    expect(balancedJson('nothing here', 0)).toBeNull();
  });
});
