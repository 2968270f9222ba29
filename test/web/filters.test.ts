import { describe, expect, test } from '@jest/globals';
import {
  addDays,
  apiFilter,
  EMPTY_FILTER,
  filterOfView,
  isNarrowed,
  OPEN_FILTER,
  parseFilter,
  toggled,
  viewQuery,
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

describe('the default view and saved views', () => {
  test('the bare address is what is to be decided; a link with conditions means exactly these', () => {
    expect(parse('').flags).toEqual({ open: true });
    expect(parse('item=abc&brand=x').flags).toEqual({ open: true });
    expect(parse('source=ozon').flags).toEqual({});
    expect(parse('open=any').flags).toEqual({});
    expect(parse('open=false').flags).toEqual({ open: false });
  });

  test('the address says "any" only where nothing else would', () => {
    expect(writeFilter(EMPTY_FILTER).toString()).toBe('open=any');
    expect(writeFilter(OPEN_FILTER).toString()).toBe('');
    expect(roundTrip('open=true&sentiment=negative')).toBe('sentiment=negative&open=true');
    expect(roundTrip('sentiment=negative')).toBe('sentiment=negative');
    expect(roundTrip('open=any&sort=published')).toBe('open=any&sort=published');
  });

  test('a saved view leaves nothing to the default', () => {
    expect(viewQuery(OPEN_FILTER)).toBe('open=true');
    for (const query of ['', 'open=true', 'sentiment=negative', 'open=false&period=1d']) {
      expect(filterOfView(viewQuery(filterOfView(query)))).toEqual(filterOfView(query));
    }
    expect(filterOfView('').flags).toEqual({});
  });

  test('every parameter that a figure uses for its texts is understood', () => {
    const query =
      'channel=survey&touchpoint=&metric=nps&scale=0-10-up&judged=true&late=false&collected_from=2026-11-01T00%3A00%3A00Z';
    expect(new Set(roundTrip(query).split('&'))).toEqual(new Set(query.split('&')));
  });
});
