import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The product as people run it: a child process with a folder of its own. */
const MAIN = path.resolve(import.meta.dirname, '../src/main.ts');
/** The product's own cache, which it opens when it runs (src/main.ts): named before, its first file is taken from there as well. */
const CACHE = path.resolve(import.meta.dirname, '../node_modules/.cache/molva');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A clean environment: settings of the machine that runs the tests must not leak in. */
export function cleanEnv(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !name.startsWith('MOLVA_') && name !== 'NODE_OPTIONS' && name !== 'NODE_COMPILE_CACHE',
    ),
  );
  return { ...env, ...extra };
}

/** How `molva` is started: the sources, or another entry with caches of its own. */
function entry(main: string | undefined, extra: Readonly<Record<string, string>> = {}) {
  return { main: main ?? MAIN, env: cleanEnv(main === undefined ? { NODE_COMPILE_CACHE: CACHE, ...extra } : extra) };
}

/** Runs one command to its end. */
export function molva(
  args: readonly string[],
  options: { cwd: string; input?: string | Buffer; env?: Record<string, string>; main?: string },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { main, env } = entry(options.main, options.env);
    const child = spawn(process.execPath, [main, ...args], { cwd: options.cwd, env });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(options.input ?? '');
  });
}

export interface Server {
  readonly url: string;
  readonly signInLink: string;
  readonly child: ChildProcess;
  /** All lines so far, stdout and stderr. */
  output(): string;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `molva start` on a free port and waits until it listens. Rejects when it ends before. */
export function startMolva(options: {
  cwd: string;
  args?: readonly string[];
  env?: Record<string, string>;
  /** Another entry than the sources': an installed package's. */
  main?: string;
  /**
   * Without the limits of a lasting process (src/app-lean.ts), as one that a parent talks to: a fifth less processor time, for tests
   * of what the demo's server does and not of how it lives.
   */
  swift?: boolean;
}): Promise<Server> {
  const { main, env } = entry(options.main, options.env);
  const child = spawn(process.execPath, [main, 'start', '--port', '0', ...(options.args ?? [])], {
    cwd: options.cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe', ...(options.swift ? (['ipc'] as const) : [])],
  });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      const url = /listens on (http:\S+)/.exec(output)?.[1];
      const signInLink = /Sign in once with: (http:\S+)/.exec(output)?.[1];
      if (url === undefined || signInLink === undefined) return;
      resolve({
        url,
        signInLink,
        child,
        output: () => output,
        end: (signal) => {
          child.kill(signal);
          return ended;
        },
      });
    };
    child.stdout!.on('data', listen);
    child.stderr!.on('data', listen);
    void ended.then((code) => reject(new Error(`molva start ended with ${code}:\n${output}`)));
  });
}

/** A folder that goes away with the test file. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Waits until `ready` gives something, looking every 100 ms; throws with `what` after `patienceMs`. */
export async function eventually<T>(
  what: string,
  ready: () => Promise<T | undefined | false>,
  patienceMs = 20_000,
): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const value = await ready();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > until) throw new Error(`${what}: not within ${patienceMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
