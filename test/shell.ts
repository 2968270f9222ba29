import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { cleanEnv, type Ended } from './molva.ts';

const CHILD = path.join(import.meta.dirname, 'shell-child.ts');

/** One command line on its way to the process that runs it. */
export interface Typed {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: string;
}

export interface Shell {
  /** As `molva` of test/molva.ts: what the command wrote, and its exit code. One at a time. */
  run(
    args: readonly string[],
    options: { readonly cwd: string; readonly input?: string; readonly env?: Record<string, string> },
  ): Promise<Ended>;
  close(): Promise<void>;
}

/**
 * Command lines one after another in one process, started at the first: the same commands on the same stores, without half a second
 * of start for each sentence that is looked at. What the process itself does (signals, real streams, its end while something is
 * still open) is seen by `molva` alone, so each command is run by that somewhere too.
 */
export function openShell(): Shell {
  let child: ReturnType<typeof spawn> | undefined;
  return {
    async run(args, { cwd, input = '', env = {} }) {
      child ??= spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      child.send({ args, cwd, env: cleanEnv(env), input } satisfies Typed);
      const heard = new AbortController();
      const gone = once(child, 'exit', { signal: heard.signal }).then(([code]) => {
        throw new Error(`The shell ended with ${code} at: molva ${args.join(' ')}`);
      });
      // Let go of below, when the answer is there.
      gone.catch(() => undefined);
      const [ended] = (await Promise.race([once(child, 'message', { signal: heard.signal }), gone]).finally(() =>
        heard.abort(),
      )) as [Ended];
      return ended;
    },
    async close() {
      if (child === undefined || child.exitCode !== null) return;
      const exit = once(child, 'exit');
      child.disconnect();
      await exit;
    },
  };
}
