import { describe, expect, test } from '@jest/globals';
import { type CopyParts, dupKey } from '../../../src/understand/duplicates/exact.ts';

const long: CopyParts = {
  brandId: 'demo',
  title: null,
  text: 'Заказала чайник, пришёл с трещиной, а вернуть не дают уже две недели',
  pros: null,
  cons: null,
  stars: 1,
};

describe('dupKey', () => {
  const key = dupKey(long);

  test('is equal for prints of the same text', () => {
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(
      dupKey({ ...long, text: '  ЗАКАЗАЛА чайник... пришел с трещиной, а вернуть не дают уже две недели!!! 😡' }),
    ).toBe(key);
    expect(dupKey({ ...long, title: 'Чайник' })).toBe(key);
    expect(dupKey({ ...long, stars: 2 })).toBe(key);
  });
  test('differs by text, brand and stars that contradict', () => {
    expect(dupKey({ ...long, text: `${long.text} уже` })).not.toBe(key);
    expect(dupKey({ ...long, brandId: 'other' })).not.toBe(key);
    expect(dupKey({ ...long, stars: 5 })).not.toBe(key);
    expect(dupKey({ ...long, stars: null })).not.toBe(key);
  });
  test.each(['Всё отлично, спасибо, рекомендую всем', '👍👍👍', '', null, 'спасибо '.repeat(20)])(
    'too short to be a copy: %s',
    (text) => {
      expect(dupKey({ ...long, text })).toBeNull();
    },
  );
  test('pros and cons are content, a title stands in for a missing text', () => {
    const fields = { ...long, text: null, pros: 'Удобная ручка, быстро кипятит', cons: 'Трещина на второй день' };
    expect(dupKey(fields)).not.toBeNull();
    expect(dupKey({ ...fields, pros: fields.cons, cons: fields.pros })).not.toBe(dupKey(fields));
    expect(dupKey({ ...long, text: null, title: long.text })).toBe(key);
  });
});
