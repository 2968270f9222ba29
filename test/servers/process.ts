import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** How long a server may take to answer on a busy machine. */
const READY_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 15;

/** A server process on a port of its own, in a temporary folder that goes with it. */
export interface ServerProcess {
  readonly port: number;
  readonly folder: string;
  /** Of the running process; undefined between `kill` and `start`. */
  pid(): number | undefined;
  /** Ends it at once (or with another signal) and waits for its end; folder and port stay. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it, or starts it again on the same port and folder, and waits until it answers. */
  start(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

export interface ServerProcessOptions {
  readonly name: string;
  readonly command: string;
  args(server: { readonly port: number; readonly folder: string }): readonly string[];
}

/**
 * Makes a server that is not started yet. A shell beside it holds a pipe of ours: when we are gone, however that came, the pipe
 * closes, and the shell ends the server (the last pid it was told) and removes the folder.
 */
export async function serverProcess({ name, command, args }: ServerProcessOptions): Promise<ServerProcess> {
  const port = await freePort();
  const folder = mkdtempSync(path.join(tmpdir(), `molva-${name}-`));
  const guard = spawn(
    '/bin/sh',
    [
      '-c',
      'pid=; while read -r line; do pid=$line; done; [ -z "$pid" ] || kill -9 "$pid"; rm -rf "$1"',
      'guard',
      folder,
    ],
    // A session of its own: Ctrl-C ends us, and by that the server.
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  );
  leaveAlone(guard);
  guard.stdin?.on('error', () => undefined);
  let child: ChildProcess | undefined;

  async function kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (child === undefined) return;
    const running = child;
    child = undefined;
    if (running.exitCode === null && running.signalCode === null) {
      const gone = once(running, 'exit');
      running.ref();
      running.kill(signal);
      await gone;
    }
    guard.stdin?.write('\n');
  }

  return {
    port,
    folder,
    pid: () => child?.pid,
    kill,
    async start() {
      const log = openSync(path.join(folder, 'server.log'), 'a');
      const started = spawn(command, args({ port, folder }), { stdio: ['ignore', log, log], detached: true });
      closeSync(log);
      child = started;
      let failed: string | undefined;
      started.on('error', (error) => {
        failed = error.message;
      });
      guard.stdin?.write(`${started.pid ?? ''}\n`);
      leaveAlone(started);
      const until = performance.now() + READY_WITHIN_MS;
      while (!(await answers(port))) {
        if (failed === undefined && started.exitCode === null && performance.now() < until) {
          await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
          continue;
        }
        const said = readFileSync(path.join(folder, 'server.log'), 'utf8').trim().split('\n').slice(-3).join(' | ');
        await kill();
        throw new Error(`${name} did not start: ${failed ?? said}`);
      }
    },
    async stop() {
      await kill();
      const gone = guard.exitCode === null ? once(guard, 'exit') : undefined;
      guard.ref();
      guard.stdin?.end();
      await gone;
    },
  };
}

/** Neither the process nor its pipe keeps a finished test run waiting. */
function leaveAlone(child: ChildProcess): void {
  child.unref();
  (child.stdin as { unref?: () => void } | null)?.unref?.();
}

/** A port of loopback that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (yes: boolean) => () => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}
