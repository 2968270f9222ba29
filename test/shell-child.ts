import { Readable, Writable } from 'node:stream';
import { defaultConfig, loadConfig } from '../config/load.ts';
import { openApp } from '../src/app.ts';
import { openMove } from '../src/app-migrate.ts';
import { runCli } from '../src/cli/index.ts';
import type { Typed } from './shell.ts';

/** The other end of `openShell`: what `src/main.ts` does with one command line, for each that is sent. */
function collected(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

process.on('message', async ({ args, cwd, env, input }: Typed) => {
  process.chdir(cwd);
  const [stdout, stderr] = [collected(), collected()];
  const code = await runCli(args, {
    env,
    cwd,
    stdin: Readable.from([Buffer.from(input, 'utf8')]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    stop: new AbortController().signal,
    clock: { now: () => Date.now() },
    version: '0.0.0',
    openApp,
    openMove,
    loadConfig: (options) => loadConfig({ ...options, env, cwd }),
    defaultConfig,
  });
  process.send?.({ code, stdout: stdout.text(), stderr: stderr.text() });
});
