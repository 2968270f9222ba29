import type { Store } from '../store/store.ts';

/** Days of roll-ups recomputed in one step of the store. */
const DAYS = 50;

/**
 * Recomputes the roll-ups of as many days as are due at the first look: what goes on coming in makes days due without end, and nothing
 * else of the caller's would be done meanwhile. Figures of a due day are counted from its texts, so that one left to the next call is
 * right all the same. `between` is awaited after each step. Stops at the signal.
 */
export async function countDueDays(
  store: Pick<Store, 'refreshRollups'>,
  signal?: AbortSignal,
  between?: () => Promise<void>,
): Promise<void> {
  if (signal?.aborted) return;
  let left = await store.refreshRollups(DAYS);
  for (let steps = Math.ceil(left / DAYS); left > 0 && steps > 0 && !signal?.aborted; steps -= 1) {
    await between?.();
    left = await store.refreshRollups(DAYS);
  }
}
