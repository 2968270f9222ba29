/**
 * Of a process that runs for days the memory counts. V8 lets the young generation of the main thread alone grow to 64 MB, and looks
 * at nothing in an old one before it has 100 MB: the first two keep both near what the work needs. The third keeps the heaps of all
 * threads closer to what they hold: some 50 MB less while collecting, for a few percent of the time of reading.
 */
export const LEAN_FLAGS: readonly string[] = [
  '--max-semi-space-size=4',
  '--initial-old-space-size=24',
  '--optimize-for-size',
];

/**
 * glibc gives each of some dozen threads a heap of its own, and what one has freed the others cannot use: 40 MB. It also raises, with
 * each large block that is freed, the size from which memory goes back to the system; named here, both stay where they are.
 */
const LEAN_ENV = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
} as const;

/** What a process is to be started with, beside what the operator has set. `cache`: folder of the kept code. */
export function leanEnv(env: NodeJS.ProcessEnv, cache: string): NodeJS.ProcessEnv {
  return { ...LEAN_ENV, NODE_COMPILE_CACHE: cache, ...env };
}

/** Commands that run until they are stopped. For the others the second start would take longer than it saves. */
const LASTING: readonly string[] = ['start', 'worker'];

/**
 * Both can only be given to a process when it begins, so a lasting one begins anew in its own place (the same process id, standard
 * streams and parent). Does nothing where that cannot be done: on Windows, and in a process that talks to its parent.
 */
export function beginLean(cache: string): void {
  const { execve, execPath, execArgv, argv, env, send } = process;
  const isLean = LEAN_FLAGS.every((flag) => execArgv.includes(flag));
  if (isLean || !LASTING.includes(argv[2] ?? '') || execve === undefined || send !== undefined) return;
  if (process.platform === 'win32') return;
  execve.call(process, execPath, [execPath, ...execArgv, ...LEAN_FLAGS, ...argv.slice(1)], leanEnv(env, cache));
}
