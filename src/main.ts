#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beginLean } from './app-lean.ts';

// Compiled once per installation, a command starts in half the time. Beside the code, where only its owner writes: what lies in
// a cache is run. Everything of ours is imported after this line, or it would not be cached; a read-only folder means no cache.
const cache = fileURLToPath(new URL('../node_modules/.cache/molva', import.meta.url));
beginLean(cache);
enableCompileCache(cache);
// For the threads: they read it from here, and without it each strips the types by itself, which takes 25 MB of memory.
process.env['NODE_COMPILE_CACHE'] ??= cache;
const { runCli } = await import('./cli/index.ts');
const { defaultConfig, loadConfig } = await import('../config/load.ts');

/** Every ordered end takes less. */
const LONGEST_END_MS = 9500;

/** Process edge: argv -> command -> exit code, and the two signals that end it. */
const stop = new AbortController();
let asked = 0;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    asked += 1;
    stop.abort(signal);
    // The second signal is a person who does not want to wait. And whatever hangs must not hold a supervisor: nothing is lost
    // by an end at any moment.
    if (asked > 1) process.exit(130);
    setTimeout(() => process.exit(130), LONGEST_END_MS).unref();
  });
}
// A reader that went away (`molva export | head`) is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
});

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  stop: stop.signal,
  clock: { now: () => Date.now() },
  version,
  openApp: async (options) => (await import('./app.ts')).openApp(options),
  openMove: async (addresses) => (await import('./app-migrate.ts')).openMove(addresses),
  loadConfig: (options) => loadConfig({ ...options, env: process.env, cwd: process.cwd() }),
  defaultConfig,
});
