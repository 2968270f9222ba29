import { describe, expect, test } from '@jest/globals';
import { parseDate, parseUnix } from '../../../src/collect/extract.ts';

/** Half past midnight of Monday the 23rd in Moscow, still Sunday in UTC: words for days must follow the zone. */
const context = { fetchedAt: '2026-11-22T21:30:00Z', timeZone: 'Europe/Moscow' };

function read(text: string, more: Partial<typeof context & { order: 'dmy' | 'mdy' }> = {}): string | null {
  const date = parseDate(text, { ...context, ...more });
  return date && `${date.at} ${date.on ?? '-'} ${date.precision}`;
}

describe('machine-readable', () => {
  test.each([
    ['2026-06-02T01:06:31+03:00', '2026-06-01T22:06:31.000Z 2026-06-02 instant'],
    ['2021-01-27T22:03:14.0+07:00', '2021-01-27T15:03:14.000Z 2021-01-27 instant'],
    ['2026-07-23T06:58:40.123456789Z', '2026-07-23T06:58:40.123Z 2026-07-23 instant'],
    ['2018-05-05T22:13:18+0200', '2018-05-05T20:13:18.000Z 2018-05-05 instant'],
    ['2026-06-02 01:06', '2026-06-01T22:06:00.000Z 2026-06-02 minute'],
    ['2026-06-02', '2026-06-02 2026-06-02 day'],
    ['2026-06', '2026-06 - month'],
    ['Mon, 06 Sep 2021 00:01:00 +0000', '2021-09-06T00:01:00.000Z 2021-09-06 instant'],
    ['Tue, 3 Jun 2008 11:05:30 GMT', '2008-06-03T11:05:30.000Z 2008-06-03 instant'],
  ])('%s', (text, wanted) => expect(read(text)).toBe(wanted));
});

describe('as people print it', () => {
  test.each([
    [' 2 июн 2026', '2026-06-02'],
    ['14 мая 2025', '2025-05-14'],
    ['5 октября 2023 г.', '2023-10-05'],
    ['1 марта 2020', '2020-03-01'],
    ['05.05.2018', '2018-05-05'],
    ['5.5.18', '2018-05-05'],
    ['June 5, 2023', '2023-06-05'],
    ['5th of June 2023', '2023-06-05'],
    ['Reviewed in the Netherlands on March 14, 2019', '2019-03-14'],
    ['5. März 2023', '2023-03-05'],
    ['12 mrt. 2021', '2021-03-12'],
    ['3 mei 2022', '2022-05-03'],
    ['31. Dezember 2019', '2019-12-31'],
    ['8/14/2019', '2019-08-14'],
    ['2019/08/04', '2019-08-04'],
  ])('%s', (text, day) => expect(read(text)).toBe(`${day} ${day} day`));

  test('a time without a zone is in the zone of the site, winter and summer', () => {
    expect(read('20.04.2026 14:04')).toBe('2026-04-20T11:04:00.000Z 2026-04-20 minute');
    expect(read('20.04.2026 14:04', { timeZone: 'Europe/Amsterdam' })).toBe(
      '2026-04-20T12:04:00.000Z 2026-04-20 minute',
    );
    expect(read('20.01.2026 14:04', { timeZone: 'Europe/Amsterdam' })).toBe(
      '2026-01-20T13:04:00.000Z 2026-01-20 minute',
    );
    expect(read('Jul 4, 2020 3:15 PM', { timeZone: 'UTC' })).toBe('2020-07-04T15:15:00.000Z 2020-07-04 minute');
    expect(read('15 окт. 2024, 10:20 MSK', { timeZone: 'UTC' })).toBe('2024-10-15T07:20:00.000Z 2024-10-15 minute');
  });

  test('the order of an ambiguous number is told, not guessed', () => {
    expect(read('04/05/2018')).toBe('2018-05-04 2018-05-04 day');
    expect(read('04/05/2018', { order: 'mdy' })).toBe('2018-04-05 2018-04-05 day');
  });

  test('a month without a day, a day without a year', () => {
    expect(read('июнь 2023')).toBe('2023-06 - month');
    expect(read('28 января')).toBe('2026-01-28 2026-01-28 day');
    expect(read('28 декабря')).toBe('2025-12-28 2025-12-28 day');
    expect(read('29 февраля')).toBe('2024-02-29 2024-02-29 day');
  });
});

describe('relative to the moment of the visit, in the zone of the site', () => {
  test.each([
    ['сегодня в 12:02', '2026-11-23T09:02:00.000Z 2026-11-23 minute'],
    ['вчера', '2026-11-22 2026-11-22 day'],
    ['позавчера', '2026-11-21 2026-11-21 day'],
    ['gisteren', '2026-11-22 2026-11-22 day'],
    ['heute', '2026-11-23 2026-11-23 day'],
    ['понедельник', '2026-11-16 2026-11-16 day'],
    ['в среду', '2026-11-18 2026-11-18 day'],
    ['3 дня назад', '2026-11-20 2026-11-20 day'],
    ['an hour ago', '2026-11-22 2026-11-22 day'],
    ['1 hour ago', '2026-11-22 2026-11-22 day'],
    ['2 uur geleden', '2026-11-22 2026-11-22 day'],
    ['vor einem Tag', '2026-11-22 2026-11-22 day'],
    ['10 мин. назад', '2026-11-22T21:20:00.000Z 2026-11-23 minute'],
    ['только что', '2026-11-22T21:30:00.000Z 2026-11-23 minute'],
    ['2 months ago', '2026-09 - month'],
    ['неделю назад', '2026-11 - month'],
  ])('%s', (text, wanted) => expect(read(text)).toBe(wanted));
});

test('what is not a date, does not exist or is too rough gives null', () => {
  for (const text of [
    '',
    'нет даты',
    'a year ago',
    '2 года назад',
    '31.02.2020',
    '2019-13-40',
    'may',
    '2026',
    '99.99.2020',
    null,
  ]) {
    expect([text, parseDate(text, context)]).toEqual([text, null]);
  }
  expect(parseDate('1'.repeat(5_000_000), context)).toBeNull();
});

test('unix time in seconds or milliseconds', () => {
  expect(parseUnix('1759222974')?.at).toBe('2025-09-30T09:02:54.000Z');
  expect(parseUnix(1_759_222_974_123)?.at).toBe('2025-09-30T09:02:54.123Z');
  expect(parseUnix('1759266000', 'Europe/Moscow')?.on).toBe('2025-10-01');
  for (const bad of ['', 'abc', '12', 0, Number.NaN, 1e15, null]) expect(parseUnix(bad)).toBeNull();
});
