import { describe, expect, test } from '@jest/globals';
import { nextDue } from '../../src/jobs/schedule.ts';

const at = (iso: string): number => Date.parse(iso);
const due = (
  schedule: string,
  timeZone: string,
  after: string,
  more: { jitterMs?: number; random?: () => number } = {},
): string | null => nextDue({ schedule, timeZone, after: at(after), jitterMs: 0, random: () => 0, ...more });

describe('the next due time', () => {
  test('is read in the zone of the target', () => {
    expect(due('0 7 * * *', 'Europe/Moscow', '2026-11-22T00:00:00Z')).toBe('2026-11-22T04:00:00.000Z');
    expect(due('0 7 * * *', 'Europe/Amsterdam', '2026-11-22T00:00:00Z')).toBe('2026-11-22T06:00:00.000Z');
  });

  test('keeps the wall clock over the end of summer time', () => {
    expect(due('0 7 * * *', 'Europe/Amsterdam', '2026-10-24T12:00:00Z')).toBe('2026-10-25T06:00:00.000Z');
    expect(due('0 7 * * *', 'Europe/Amsterdam', '2026-10-23T12:00:00Z')).toBe('2026-10-24T05:00:00.000Z');
  });

  test('an hour that the spring skips is not skipped with it [R39]', () => {
    expect(due('30 2 * * *', 'Europe/Amsterdam', '2026-03-28T12:00:00Z')).toMatch(/^2026-03-29T0[01]:/);
  });

  test('many missed runs are one [R39]', () => {
    expect(due('0 * * * *', 'UTC', '2026-11-22T10:05:00Z')).toBe('2026-11-22T11:00:00.000Z');
  });

  test('the jitter stays within its bound', () => {
    const latest = due('0 7 * * *', 'UTC', '2026-11-22T00:00:00Z', { jitterMs: 60_000, random: () => 0.999999 });
    expect(at(latest!)).toBeGreaterThan(at('2026-11-22T07:00:00Z'));
    expect(at(latest!)).toBeLessThan(at('2026-11-22T07:01:00Z'));
  });

  test('a past date never comes due again', () => {
    expect(due('0 0 29 2 *', 'UTC', '2026-03-01T00:00:00Z')).toBe('2028-02-29T00:00:00.000Z');
  });
});
