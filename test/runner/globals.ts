import { createRequire } from 'node:module';
import type { jest as Jest } from '@jest/globals';

/** What `@jest/globals` gives to the tests of a worker: the functions of the file that is running. */
type Called = (...args: readonly unknown[]) => unknown;
type Named = Readonly<Record<string, Called>>;

export let afterAll: Called | undefined;
export let afterEach: Called | undefined;
export let beforeAll: Called | undefined;
export let beforeEach: Called | undefined;
export let describe: Called | undefined;
export let expect: Called | undefined;
export let test: Called | undefined;

/** Takes jest's own functions of the file that begins. Who imported these names before sees the new ones. */
export function begin(globals: Named): void {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } = globals);
}

/** Of the `jest` object only the clock is here: nothing is mocked in these tests. */
export const jest: Pick<typeof Jest, 'useFakeTimers' | 'useRealTimers' | 'advanceTimersByTimeAsync'> = {
  useFakeTimers(options) {
    clock().useFakeTimers(options);
    return jest as typeof Jest;
  },
  useRealTimers() {
    clock().useRealTimers();
    return jest as typeof Jest;
  },
  advanceTimersByTimeAsync: (ms) => clock().advanceTimersByTimeAsync(ms),
};

let made: typeof Jest | undefined;

/** Made at the first use: one test file in two hundred wants it. */
function clock(): typeof Jest {
  if (made !== undefined) return made;
  const { ModernFakeTimers } = createRequire(import.meta.url)('@jest/fake-timers') as {
    ModernFakeTimers: new (options: object) => typeof Jest;
  };
  made = new ModernFakeTimers({ config: { fakeTimers: {} }, global: globalThis });
  return made;
}
