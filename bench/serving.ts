import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Agent, fetch } from 'undici';
import type { Figure } from './figure.ts';

const MAIN = path.resolve(import.meta.dirname, '../src/main.ts');
const CONNECTIONS = 200;
const LISTENERS = 20;
const SECONDS = 30;
/** What the page asks for most. */
const CALLS = [
  '/items?limit=50&open=true',
  '/items?limit=50&sentiment=negative',
  '/figures?sentiment=negative',
  '/stats?by=day&by=sentiment',
  '/items?limit=50&q=%D1%87%D0%B0%D0%B9%D0%BD%D0%B8%D0%BA',
];

/** 200 people who each ask once a second, and 20 who listen to events, for 30 s in which the demo is collected and understood. */
export async function serving(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-bench-'));
  const molva = spawn(process.execPath, [MAIN, 'start', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, MOLVA_LOG_LEVEL: 'silent', MOLVA_WEB_REQUESTS_PER_MINUTE: '100000' },
  });
  const dispatcher = new Agent({ connections: CONNECTIONS + LISTENERS, pipelining: 1 });
  const stop = new AbortController();
  try {
    const url = await said(molva, /listens on (http:\S+)/);
    const key = await newKey(folder);
    const headers = { 'x-api-key': key };
    const listeners = Array.from({ length: LISTENERS }, () =>
      listen(`${url}/api/v1/events`, { headers, dispatcher, signal: stop.signal }),
    );
    const times: number[] = [];
    let errors = 0;
    await Promise.all(
      Array.from({ length: CONNECTIONS }, async (_, who) => {
        await sleep((who * 1000) / CONNECTIONS);
        for (let second = 0; second < SECONDS; second += 1) {
          const begin = performance.now();
          try {
            const answer = await fetch(`${url}/api/v1${CALLS[(who + second) % CALLS.length]}`, { headers, dispatcher });
            await answer.arrayBuffer();
            if (!answer.ok) errors += 1;
          } catch {
            errors += 1;
          }
          const took = performance.now() - begin;
          times.push(took);
          await sleep(Math.max(0, 1000 - took));
        }
      }),
    );
    stop.abort();
    const heard = (await Promise.all(listeners)).filter((events) => events > 0).length;
    times.sort((a, b) => a - b);
    const p99 = times[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN;
    const common = { better: 'smaller' as const, peer: null };
    const what = `${CONNECTIONS} asking once a second, ${LISTENERS} listening, while collecting`;
    return [
      { what: `${what}: p99`, value: p99, unit: 'ms', goal: 250, ...common },
      { what: `${what}: errors`, value: errors, unit: 'answers', goal: 0, ...common },
      { what: `${what}: listeners that heard nothing`, value: LISTENERS - heard, unit: '', goal: 0, ...common },
    ];
  } finally {
    stop.abort();
    molva.kill('SIGTERM');
    await once(molva, 'exit');
    await dispatcher.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Reads on after the answer: a process whose output nobody takes ends. */
function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const found = pattern.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
  });
}

async function newKey(cwd: string): Promise<string> {
  const child = spawn(process.execPath, [MAIN, 'key', 'add', 'bench', '--json'], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) output += String(chunk);
  return (JSON.parse(output) as { key: string }).key;
}

/** How many events came until the signal. */
async function listen(
  address: string,
  options: { readonly headers: Record<string, string>; readonly dispatcher: Agent; readonly signal: AbortSignal },
): Promise<number> {
  let events = 0;
  try {
    const { body } = await fetch(address, options);
    for await (const chunk of body ?? [])
      events +=
        Buffer.from(chunk as Uint8Array)
          .toString()
          .split('\nevent: ').length - 1;
  } catch {
    // The end of the listening.
  }
  return events;
}
