import { describe, expect, test } from '@jest/globals';
import { backoffMs, decide, hasDecision, parseRetryAfter } from '../../src/collect/retry.ts';
import * as errors from '../../src/errors.ts';

const classes = Object.values(errors).filter((value) => value !== errors.MolvaError);

describe('what follows from a failure', () => {
  test.each(classes.map((errorClass) => [errorClass.name, errorClass] as const))(
    '%s has a row',
    (_name, errorClass) => {
      expect(hasDecision(errorClass as never)).toBe(true);
    },
  );

  test.each([
    [new errors.FetchFailed('reset'), 'backoff', 'failed', 'partial'],
    [new errors.Throttled('slow down', 1000), 'hold', 'blocked', 'blocked'],
    [new errors.HostHeld('wait', 1000), 'none', 'partial', 'partial'],
    [new errors.Blocked('captcha', 'wall'), 'none', 'blocked', 'blocked'],
    [new errors.RobotsDenied('no', '2026-01-01T00:00:00Z'), 'none', 'blocked', 'blocked'],
    [new errors.LayoutChanged('new page'), 'none', 'layout-changed', 'layout-changed'],
    [new errors.PageGone('404'), 'none', 'failed', 'partial'],
    [new errors.ForbiddenAddress('inside'), 'none', 'failed', 'partial'],
    [new TypeError('a bug'), 'none', 'failed', 'partial'],
  ] as const)('%s', (error, again, outcome, outcomeAfterPages) => {
    expect(decide(error)).toMatchObject({ again, outcome, outcomeAfterPages });
  });

  test('only what says "retry now" is asked again in the same visit [R11]', () => {
    const samples = [
      new errors.FetchFailed(''),
      new errors.Throttled('', 0),
      new errors.PageGone(''),
      new errors.OverBudget(''),
      new errors.NeedsSetup(''),
      new errors.LeaseLost(''),
      new errors.Unavailable(''),
      new errors.NotFound(''),
      new errors.Conflict(''),
    ];
    for (const error of samples) expect(decide(error).again !== 'none').toBe(error.retry === 'now');
  });
});

describe('the wait between tries', () => {
  const limits = { baseMs: 1000, capMs: 600_000 };

  test('grows, is capped and evenly spread below its ceiling (10,000 seeded draws) [R12]', () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (const [attempt, ceiling] of [
      [1, 1000],
      [4, 8000],
      [11, 600_000],
      [5000, 600_000],
    ] as const) {
      const draws = Array.from({ length: 10_000 }, () => backoffMs(attempt, random, limits));
      expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...draws)).toBeLessThan(ceiling);
      const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
      expect(Math.abs(mean / ceiling - 0.5)).toBeLessThan(0.02);
    }
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 5, 12, 0, 0);
  const hour = 3_600_000;
  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['1.5', 1500],
    ['999999999999', hour],
    ['9'.repeat(400), hour],
    ['Mon, 05 Jan 2026 12:00:30 GMT', 30_000],
    ['Monday, 05-Jan-26 12:00:30 GMT', 30_000],
    ['Mon Jan  5 12:00:30 2026', 30_000],
    ['Mon, 05 Jan 2026 11:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', hour],
    ['-5', null],
    ['soon', null],
    ['', null],
    [undefined, null],
    ['12 monkeys', null],
    ['Mon, 99 Foo 2026 12:00:30 GMT', null],
  ])('%p is %p ms', (value, expected) => {
    expect(parseRetryAfter(value, now, hour)).toBe(expected);
  });
});
