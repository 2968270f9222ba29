import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { LocalPace } from '../../src/collect/local-pace.ts';
import { paceContract } from './pace-contract.ts';

paceContract('in one process', async () => new LocalPace());

describe('by a clock that is wound', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** Starts `n` askers of one host and notes when each may go. */
  function askers(pace: LocalPace, host: string, n: number, minGapMs: number, times: number[] = []): number[] {
    for (let i = 0; i < n; i++) void pace.next(host, minGapMs).then(() => void times.push(performance.now()));
    return times;
  }

  const gaps = (times: readonly number[]): number[] => times.slice(1).map((time, index) => time - times[index]!);

  test('slots of a host are apart in every window, however many ask at once', async () => {
    const times = askers(new LocalPace(), 'a', 50, 100);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(times).toHaveLength(50);
    expect(Math.min(...gaps(times))).toBeGreaterThanOrEqual(100);
    expect(Math.max(...gaps(times))).toBeLessThan(110);
  });

  test('two gaps on one host: the larger one is kept around the slots of its taker', async () => {
    const pace = new LocalPace();
    const slow: number[] = [];
    const fast: number[] = [];
    for (let i = 0; i < 5; i++) {
      void pace.next('a', 1000).then(() => void slow.push(performance.now()));
      void pace.next('a', 10).then(() => void fast.push(performance.now()));
    }
    await jest.advanceTimersByTimeAsync(20_000);
    for (const mine of slow) for (const theirs of fast) expect(Math.abs(mine - theirs)).toBeGreaterThanOrEqual(1000);
  });

  test('a waiting host blocks nobody else [R16]', async () => {
    const pace = new LocalPace();
    await pace.hold('a', 60_000);
    const a = askers(pace, 'a', 1, 10);
    const b = askers(pace, 'b', 5, 10);
    await jest.advanceTimersByTimeAsync(100);
    expect(b).toHaveLength(5);
    expect(a).toHaveLength(0);
    expect(await pace.waitMs('a')).toBeGreaterThan(59_000);
    expect(await pace.waitMs('never asked')).toBe(0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(a).toHaveLength(1);
  });

  test('a hold is shared by all who wait, and the longest wish wins', async () => {
    const pace = new LocalPace();
    await pace.next('a', 10);
    const times = askers(pace, 'a', 3, 10);
    await pace.hold('a', 5000);
    await pace.hold('a', 1000);
    await jest.advanceTimersByTimeAsync(4900);
    expect(times).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(200);
    expect(times).toHaveLength(3);
    expect(Math.min(...gaps(times))).toBeGreaterThanOrEqual(10);
  });

  describe('an aborted wait', () => {
    test('rejects with the reason and gives its slot up', async () => {
      const pace = new LocalPace();
      await pace.next('a', 1000);
      const stop = new AbortController();
      const aborted = pace.next('a', 1000, stop.signal);
      const times = askers(pace, 'a', 1, 1000);
      const start = performance.now();
      stop.abort(new Error('stopping'));
      await expect(aborted).rejects.toThrow('stopping');
      await jest.advanceTimersByTimeAsync(1100);
      expect(times[0]! - start).toBeLessThan(1010);
    });

    test('that was aborted before takes no slot', async () => {
      const pace = new LocalPace();
      await expect(pace.next('a', 1000, AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
      expect(await pace.waitMs('a')).toBe(0);
    });
  });

  test('a wait longer than a timer can hold does not end at once', async () => {
    const pace = new LocalPace();
    await pace.hold('a', 2 ** 31 + 10_000);
    const times = askers(pace, 'a', 1, 0);
    await jest.advanceTimersByTimeAsync(5000);
    expect(times).toHaveLength(0);
  });

  test('thousands of hosts leave nothing behind that grows', async () => {
    const pace = new LocalPace();
    for (let i = 0; i < 5000; i++) await pace.next(`host${i}`, 0);
    expect(await pace.waitMs('host1')).toBe(0);
  });
});
