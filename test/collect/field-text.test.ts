import { describe, expect, test } from '@jest/globals';
import { textOfField } from '../../src/collect/field-text.ts';
import { cpuMs } from '../cpu.ts';

describe('textOfField', () => {
  test.each([
    ['plain lines', 'One.\r\n\r\nTwo.', 'One.\n\nTwo.'],
    ['entities', 'It&#039;s &lt;you&gt; &amp; me', "It's <you> & me"],
    ['escaped twice', 'I&amp;#39;m fine', "I'm fine"],
    ['escaped markup', '&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;', 'One\nTwo'],
    ['markup', '<p>One</p><p>Two<br>lines</p>', 'One\nTwo\nlines'],
    ['inline markup keeps the line breaks', 'One\n<b>Two</b>', 'One\nTwo'],
    ['a heart and a comparison are no markup', 'I <3 it, a < b > c & d', 'I <3 it, a < b > c & d'],
    ['names in angle brackets', 'ask <boss> first', 'ask <boss> first'],
    ['scripts are dropped', 'Hi<script>alert(1)</script>', 'Hi'],
    ['nothing', ' \n ', ''],
  ])('%s', (_, field, text) => {
    expect(textOfField(field)).toBe(text);
  });

  test('escaped twice with markup is decoded as a person would read it', () => {
    expect(textOfField('&amp;lt;3')).toBe('<3');
  });

  test('unfinished tags cost no time', () => {
    expect(cpuMs(() => textOfField(`${'<b '.repeat(100_000)}&amp;`))).toBeLessThan(2000);
  });
});
