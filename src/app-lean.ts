/**
 * Of a process that runs for days the memory counts. V8 lets the young generation of the main thread alone grow to 64 MB, and looks
 * at nothing in an old one before it has 100 MB: these keep both near what the work needs.
 */
export const LEAN_FLAGS: readonly string[] = ['--max-semi-space-size=4', '--initial-old-space-size=24'];

/** glibc gives each of some dozen threads a heap of its own, and what one has freed the others cannot use: 40 MB. */
const LEAN_ENV = { MALLOC_ARENA_MAX: '2' } as const;

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
