import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Figure, median } from './figure.ts';

const MAIN = path.resolve(import.meta.dirname, '../src/main.ts');
const RUNS = 3;
/** Texts after which the demo's feed is worth opening: one page of it. */
const FEED_FULL = 50;

/** From the start of the process to the first answer; the peer is an Express server that does nothing. */
export async function starting(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-bench-'));
  try {
    writeFileSync(path.join(folder, 'molva.yaml'), 'log: { level: silent }\nbrands: [{ id: bench, name: Bench }]\n');
    const ours: number[] = [];
    for (let run = 0; run < RUNS; run += 1)
      ours.push((await untilSaid([MAIN, 'start', '--port', '0'], folder, /listens on/)).ms);
    const bare = path.join(path.resolve(import.meta.dirname, '..'), 'bench/bare-express.ts');
    const peer: number[] = [];
    for (let run = 0; run < RUNS; run += 1) peer.push((await untilSaid([bare], folder, /listens on/)).ms);
    return [
      {
        what: 'API from start to listening',
        value: median(ours),
        unit: 'ms',
        goal: 1000,
        better: 'smaller',
        peer: { name: 'bare Express', value: median(peer) },
      },
      await demoFeed(),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilSaid(
  args: readonly string[],
  cwd: string,
  pattern: RegExp,
  then?: (output: string) => Promise<void>,
): Promise<{ ms: number }> {
  const begin = performance.now();
  const child = spawn(process.execPath, [...args], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  try {
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
        if (pattern.test(output)) resolve();
      });
      child.on('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
    });
    await then?.(output);
    return { ms: performance.now() - begin };
  } finally {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
}

/** `npm start` in an empty folder until the feed's first page has fifty texts that are understood. */
async function demoFeed(): Promise<Figure> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-bench-'));
  try {
    const { ms } = await untilSaid(
      [MAIN, 'start', '--port', '0'],
      folder,
      /Sign in once with: http/,
      async (output) => {
        const link = new URL(/Sign in once with: (http\S+)/.exec(output)![1]!);
        const form = await fetch(new URL('/sign-in', link), {
          method: 'POST',
          redirect: 'manual',
          headers: { 'content-type': 'application/x-www-form-urlencoded', origin: link.origin },
          body: `token=${link.searchParams.get('token')}`,
        });
        const cookie = form.headers.getSetCookie()[0]?.split(';')[0] ?? '';
        for (;;) {
          const response = await fetch(new URL('/api/v1/items?limit=50&pending=false', link), { headers: { cookie } });
          const { data } = (await response.json()) as { data?: unknown[] };
          if (data === undefined) throw new Error(`the feed answered ${response.status}`);
          if (data.length >= FEED_FULL) return;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      },
    );
    return {
      what: 'demo feed from start to a full first page',
      value: ms / 1000,
      unit: 's',
      goal: 15,
      better: 'smaller',
      peer: null,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
