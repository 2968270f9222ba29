import { describe, expect, test } from '@jest/globals';
import { dueDate, knownZone, localTime, retryGapMs } from '../../src/jobs/digest-hours.ts';

const base = {
  hour: 8,
  timeZone: 'Europe/Amsterdam',
  days: 'all' as const,
  paused: false,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const due = (now: string, change: Partial<Omit<typeof base, 'days'> & { days: 'all' | 'workdays' }> = {}) =>
  dueDate({ ...base, ...change }, Date.parse(now));

describe('the mail of a day', () => {
  test.each([
    ['before the hour', '2026-03-03T06:59:59Z', {}, null],
    ['at the hour', '2026-03-03T07:00:00Z', {}, '2026-03-03'],
    ['late in the evening', '2026-03-03T22:59:59Z', {}, '2026-03-03'],
    ['after midnight nothing of yesterday', '2026-03-03T23:30:00Z', {}, null],
    ['midnight', '2026-03-03T23:00:00Z', { hour: 0 }, '2026-03-04'],
    ['Saturday', '2026-03-07T12:00:00Z', { days: 'workdays' }, null],
    ['Sunday', '2026-03-08T12:00:00Z', { days: 'workdays' }, null],
    ['Friday', '2026-03-06T12:00:00Z', { days: 'workdays' }, '2026-03-06'],
    [
      'Friday evening is Saturday further east',
      '2026-03-06T23:00:00Z',
      { days: 'workdays', hour: 1, timeZone: 'Asia/Tokyo' },
      null,
    ],
    ['paused', '2026-03-03T12:00:00Z', { paused: true }, null],
    [
      'subscribed after the hour: from tomorrow on',
      '2026-03-03T12:00:00Z',
      { createdAt: '2026-03-03T11:00:00Z' },
      null,
    ],
    ['subscribed before the hour', '2026-03-03T12:00:00Z', { createdAt: '2026-03-03T05:00:00Z' }, '2026-03-03'],
    ['subscribed yesterday', '2026-03-03T07:00:00Z', { createdAt: '2026-03-02T11:00:00Z' }, '2026-03-03'],
    ['a zone with half an hour', '2026-03-03T02:30:00Z', { timeZone: 'Asia/Kolkata' }, '2026-03-03'],
    ['a zone with three quarters', '2026-03-03T02:14:00Z', { timeZone: 'Asia/Kathmandu' }, null],
    ['a zone that is not known: UTC stands in', '2026-03-03T08:00:00Z', { timeZone: 'Mars/Base' }, '2026-03-03'],
  ] as const)('%s', (_name, now, change, date) => {
    expect(due(now, change)).toBe(date);
  });

  test('an hour that is skipped in spring is over when it has been skipped', () => {
    // Europe/Amsterdam, 29 March 2026: 01:59:59 +01 is followed by 03:00:00 +02.
    expect(due('2026-03-29T00:59:59Z', { hour: 2 })).toBeNull();
    expect(due('2026-03-29T01:00:00Z', { hour: 2 })).toBe('2026-03-29');
    expect(due('2026-03-29T01:00:00Z', { hour: 3 })).toBe('2026-03-29');
  });

  test('a midnight that is skipped, too', () => {
    // Africa/Cairo, 24 April 2026: 23:59:59 is followed by 01:00:00.
    expect(due('2026-04-23T21:59:59Z', { hour: 0, timeZone: 'Africa/Cairo' })).toBe('2026-04-23');
    expect(due('2026-04-23T22:00:00Z', { hour: 0, timeZone: 'Africa/Cairo' })).toBe('2026-04-24');
  });

  test('every hour of both changing days is due at exactly one date', () => {
    for (const day of ['2026-03-29', '2026-10-25']) {
      for (let hour = 0; hour < 24; hour += 1) {
        const start = Date.parse(`${day}T00:00:00Z`) - 4 * 3_600_000;
        const dates = Array.from({ length: 32 * 4 }, (_, quarter) =>
          dueDate({ ...base, hour }, start + quarter * 900_000),
        );
        expect(dates.filter((date) => date === day).length).toBeGreaterThan(0);
        // Once it is due it stays due until midnight, also when the clocks show the hour a second time.
        const from = dates.indexOf(day);
        const to = dates.lastIndexOf(day);
        const within = dates.slice(from, to + 1).filter((date) => date !== day);
        expect(within.length).toBeLessThanOrEqual(day === '2026-10-25' && hour === 3 ? 4 : 0);
      }
    }
  });

  test('a date that does not exist has no mail (Samoa, 30 December 2011)', () => {
    const dates = new Set<string | null>();
    for (let ms = Date.parse('2011-12-29T00:00:00Z'); ms < Date.parse('2012-01-01T00:00:00Z'); ms += 900_000)
      dates.add(dueDate({ ...base, timeZone: 'Pacific/Apia', createdAt: '2011-01-01T00:00:00Z' }, ms));
    expect(dates).not.toContain('2011-12-30');
    expect(dates).toContain('2011-12-31');
  });
});

test('clocks on the wall', () => {
  expect(localTime('Europe/Moscow', Date.parse('2026-03-01T21:00:00Z'))).toEqual({
    date: '2026-03-02',
    hour: 0,
    weekday: 1,
  });
  expect(localTime('UTC', Date.parse('2026-03-01T23:59:59Z'))).toEqual({ date: '2026-03-01', hour: 23, weekday: 7 });
  expect([knownZone('Europe/Amsterdam'), knownZone('Mars/Base'), knownZone(''), knownZone('../../etc')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('tries grow further apart and never end', () => {
  const gaps = Array.from({ length: 30 }, (_, index) => retryGapMs(index + 1));
  expect(gaps.slice(0, 3)).toEqual([60_000, 120_000, 300_000]);
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
  expect(Math.max(...gaps)).toBe(3_600_000);
  expect(retryGapMs(0)).toBe(60_000);
});
