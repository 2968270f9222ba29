/**
 * Processor time of this thread in ms. Limits on it hold on a busy machine too: what others do, and what other threads of this process
 * do, is not in it. They stand well over what the work takes and well under what it takes without its guard.
 */

/** Begins to count; the function says how much it was since. */
export function cpuClock(): () => number {
  const before = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  };
}

/** What a piece of work took, and what it gave. */
export function measured<T>(work: () => T): { readonly value: T; readonly ms: number } {
  const spent = cpuClock();
  const value = work();
  return { value, ms: spent() };
}

/** What a piece of work took. */
export const cpuMs = (work: () => unknown): number => measured(work).ms;
