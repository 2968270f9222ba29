import { describe, expect, test } from '@jest/globals';
import {
  addDays,
  apiFilter,
  EMPTY_FILTER,
  isNarrowed,
  parseFilter,
  toggled,
  withDays,
  withFlag,
  writeFilter,
} from '../../src/web/feed/filters.ts';

const today = '2026-11-22';
const parse = (query: string) => parseFilter(new URLSearchParams(query));
const roundTrip = (query: string) => writeFilter(parse(query)).toString();

describe('filters in the address', () => {
  test('what is written is read again', () => {
    const query =
      'q=%D1%87%D0%B0%D0%B9%D0%BD%D0%B8%D0%BA&sentiment=negative&sentiment=mixed&source=otzovik&stars=1&unsure=true&has_text=false&copies=all&period=30d&sort=published';
    expect(roundTrip(query)).toBe(query);
  });

  test('a broken link opens the feed without what is broken', () => {
    expect(roundTrip('sentiment=angry&stars=9&published_from=2026-99-99&unsure=maybe&period=2y&foo=1')).toBe('');
    expect(isNarrowed(parse('foo=bar&item=abc&brand=x&sort=published'))).toBe(false);
  });

  test('names like those of Object.prototype are no periods', () => {
    expect(parse('period=constructor').period).toBeNull();
  });

  test('a moving window excludes fixed days', () => {
    expect(parse('period=7d&published_from=2020-01-01')).toMatchObject({ period: '7d', from: null });
  });

  test('the API gets days, never a window', () => {
    const query = new URLSearchParams(apiFilter(parse('period=7d&tag=a%26b'), { brand: 'vershina', today }));
    expect(Object.fromEntries(query)).toEqual({
      tag: 'a&b',
      brand: 'vershina',
      published_from: '2026-11-16',
      published_to: today,
    });
  });

  test('toggling twice changes nothing', () => {
    const once = toggled(EMPTY_FILTER, 'source', 'otzovik');
    expect(once.lists.source).toEqual(['otzovik']);
    expect(toggled(once, 'source', 'otzovik')).toEqual(EMPTY_FILTER);
    expect(withFlag(withFlag(EMPTY_FILTER, 'edited', true), 'edited', undefined)).toEqual(EMPTY_FILTER);
    expect(withDays({ ...EMPTY_FILTER, period: '7d' }, today, today)).toMatchObject({ period: null, from: today });
  });

  test('days cross months and leap years', () => {
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });
});
