import { describe, expect, test } from '@jest/globals';
import type { Pace } from '../../src/collect/pace.ts';

/** Starts `n` askers of one host and notes when each may go. */
function askers(pace: Pace, host: string, n: number, minGapMs: number): { times: number[]; all: Promise<unknown> } {
  const times: number[] = [];
  const one = (): Promise<number> => pace.next(host, minGapMs).then(() => times.push(performance.now()));
  return { times, all: Promise.all(Array.from({ length: n }, one)) };
}

/** Smallest distance of two neighbours. */
export function smallestGap(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.min(...sorted.slice(1).map((time, index) => time - sorted[index]!));
}

/** Two clocks of one machine agree within this. */
export const CLOCKS_MS = 0.5;
/** Far longer than any test takes. */
const LONG_MS = 600_000;

/** What every pace promises, in real time: no test here needs an idle machine. */
export function paceContract(name: string, open: () => Promise<Pace>): void {
  describe(`pace: ${name}`, () => {
    test('slots of a host are apart in every window, however many ask at once [R15]', async () => {
      const { times, all } = askers(await open(), 'a', 20, 25);
      await all;
      expect(times).toHaveLength(20);
      expect(smallestGap(times)).toBeGreaterThanOrEqual(25 - CLOCKS_MS);
    });

    test('a slot counts from when its request begins, however long the thread was held before', async () => {
      const pace = await open();
      const times: number[] = [];
      const late = pace
        .next('a', 40)
        .then(() => {
          const until = performance.now() + 30;
          while (performance.now() < until);
        })
        .then(() => times.push(performance.now()));
      await Promise.all([late, pace.next('a', 40).then(() => times.push(performance.now()))]);
      expect(smallestGap(times)).toBeGreaterThanOrEqual(40 - CLOCKS_MS);
    });

    test('two gaps on one host: the larger one is kept around the slots of its taker', async () => {
      const pace = await open();
      const slow = askers(pace, 'a', 3, 120);
      const fast = askers(pace, 'a', 4, 5);
      await Promise.all([slow.all, fast.all]);
      for (const mine of slow.times)
        for (const theirs of fast.times) expect(Math.abs(mine - theirs)).toBeGreaterThanOrEqual(120 - CLOCKS_MS);
      expect(smallestGap(slow.times)).toBeGreaterThanOrEqual(120 - CLOCKS_MS);
    });

    test('a waiting host blocks nobody else [R16]', async () => {
      const pace = await open();
      await pace.hold('a', LONG_MS);
      const stop = new AbortController();
      const held = pace.next('a', 10, stop.signal);
      await askers(pace, 'b', 5, 10).all;
      expect(await pace.waitMs('a')).toBeGreaterThan(LONG_MS / 2);
      expect(await pace.waitMs('never asked')).toBe(0);
      stop.abort(new Error('enough'));
      await expect(held).rejects.toThrow('enough');
    });

    test('a hold is shared by all who wait, and the longest wish wins', async () => {
      const pace = await open();
      await pace.next('a', 10);
      const waiting = askers(pace, 'a', 3, 10);
      const from = performance.now();
      await pace.hold('a', 300);
      await pace.hold('a', 1);
      await waiting.all;
      const after = waiting.times.filter((time) => time - from >= 300 - CLOCKS_MS);
      // One of them may have been given its slot before the hold was known.
      expect(after.length).toBeGreaterThanOrEqual(2);
      expect(smallestGap(waiting.times)).toBeGreaterThanOrEqual(10 - CLOCKS_MS);
    });

    test('an aborted wait rejects with the reason and gives its slot up', async () => {
      const pace = await open();
      await pace.next('a', 100);
      const stop = new AbortController();
      const aborted = pace.next('a', LONG_MS, stop.signal);
      const second = pace.next('a', 100);
      await new Promise((resolve) => setTimeout(resolve, 30));
      stop.abort(new Error('stopping'));
      await expect(aborted).rejects.toThrow('stopping');
      // Had the slot not been given up, this one would wait for ten minutes.
      await second;
    });

    test('a wait that was aborted before takes no slot', async () => {
      const pace = await open();
      await expect(pace.next('a', LONG_MS, AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
      expect(await pace.waitMs('a')).toBe(0);
    });

    test('a wait longer than a timer can hold does not end at once', async () => {
      const pace = await open();
      await pace.hold('a', 2 ** 31 + 10_000);
      const stop = new AbortController();
      const held = pace.next('a', 0, stop.signal);
      await askers(pace, 'b', 3, 20).all;
      stop.abort(new Error('still waiting'));
      await expect(held).rejects.toThrow('still waiting');
    });
  });
}
