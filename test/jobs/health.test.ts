import { describe, expect, test } from '@jest/globals';
import { healthAfter } from '../../src/jobs/health.ts';

const DAY = 86_400_000;
const now = Date.parse('2026-11-22T00:00:00Z');
/** One item a day, the newest `quietDays` ago. */
const daily = (n: number, quietDays: number): number[] =>
  Array.from({ length: n }, (_, index) => now - (quietDays + index) * DAY);
const stateAfter = (more: Partial<Parameters<typeof healthAfter>[0]>): string =>
  healthAfter({
    outcome: 'ok',
    error: null,
    lost: null,
    publishedMs: [],
    nowMs: now,
    siteTotal: null,
    stored: 0,
    ...more,
  }).health;

describe('health after a visit', () => {
  test.each([
    ['blocked', 'blocked'],
    ['layout-changed', 'broken'],
    ['failed', 'failing'],
    ['empty', 'ok'],
    ['partial', 'ok'],
  ] as const)('%s is %s', (outcome, health) => {
    expect(stateAfter({ outcome })).toBe(health);
  });

  test('a source of one text a day is quiet when the gap has a probability under 1 % [R26]', () => {
    // exp(-4) = 1.8 % and exp(-5) = 0.7 %.
    expect(stateAfter({ publishedMs: daily(20, 4) })).toBe('ok');
    expect(stateAfter({ publishedMs: daily(20, 5) })).toBe('quiet');
  });

  test('seven texts are no rate', () => {
    expect(stateAfter({ publishedMs: daily(7, 400) })).toBe('ok');
  });

  test('fields that no card has any more make a source broken, however well it answers [R25]', () => {
    expect(stateAfter({ lost: 'The pages show no more ratings.', siteTotal: 0 })).toBe('broken');
    expect(stateAfter({ lost: 'The pages show no more ratings.', outcome: 'blocked' })).toBe('blocked');
  });

  test('a counter that equals ours proves that there is nothing new', () => {
    expect(stateAfter({ publishedMs: daily(20, 30), siteTotal: 20, stored: 20 })).toBe('ok');
    expect(stateAfter({ publishedMs: daily(20, 30), siteTotal: 23, stored: 20 })).toBe('quiet');
  });

  test('a visit that stopped half-way by a failure is failing', () => {
    expect(stateAfter({ outcome: 'partial', error: { name: 'FetchFailed', message: 'reset' } })).toBe('failing');
  });
});
