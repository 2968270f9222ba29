import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoBrand } from '../src/demo/places.ts';
import { openSqliteStore } from '../src/store/sqlite/open.ts';
import { findMongod } from '../test/servers/mongo.ts';
import type { Figure } from './figure.ts';
import { callFigures, timeCalls } from './million/calls.ts';
import { fillStore } from './million/fill.ts';
import { onMongo } from './million/mongo.ts';

const ITEMS = Number(process.env['MOLVA_BENCH_ITEMS'] ?? 1_000_000);
const STEP = 100_000;
const MAIN = path.resolve(import.meta.dirname, '../src/main.ts');

/**
 * The calls of the feed on a million texts of one brand. The file is kept in the temporary folder between runs (filling it takes
 * minutes), or where MOLVA_BENCH_FOLDER says.
 */
export async function million(): Promise<Figure[]> {
  const folder = await filledFolder();
  const store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  try {
    const calls = await timeCalls(store);
    await store.close();
    return [
      ...callFigures(calls, { items: ITEMS, pageMs: 40, restMs: 80 }),
      ...(existsSync('/proc/self/status') ? await serverOn(folder) : []),
    ];
  } finally {
    await store.close();
  }
}

/** The same texts and calls on a MongoDB of its own, whose files are kept beside that one. */
export async function millionMongo(): Promise<Figure[]> {
  if (findMongod() === null) {
    process.stdout.write('no mongod on this machine (MOLVA_TEST_MONGOD): its figures are left out\n');
    return [];
  }
  const folder = await filledFolder();
  return onMongo({ file: path.join(folder, 'molva.db'), folder: path.join(folder, 'mongo'), items: ITEMS });
}

/** The folder with the file of all texts, made where it is missing. */
async function filledFolder(): Promise<string> {
  const folder = process.env['MOLVA_BENCH_FOLDER'] ?? path.join(tmpdir(), `molva-bench-${ITEMS}`);
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'molva.db');
  if (!existsSync(path.join(folder, 'filled'))) {
    for (const suffix of ['', '-wal', '-shm', '.lock']) rmSync(file + suffix, { force: true });
    const empty = await openSqliteStore({ path: file, role: 'loop' });
    const begin = performance.now();
    await fillStore(empty, ITEMS, (done) => {
      if (done % STEP === 0)
        process.stderr.write(`${done} texts after ${Math.round((performance.now() - begin) / 1000)} s\n`);
    });
    await empty.close();
    mkdirSync(path.join(folder, 'filled'));
  }
  return folder;
}

/** A server on that file: from start to listening, and its memory after it has shown the feed. */
async function serverOn(folder: string): Promise<Figure[]> {
  const { id, name } = demoBrand();
  writeFileSync(
    path.join(folder, 'molva.yaml'),
    `data: .\nlog: { level: silent }\nbrands: [{ id: ${id}, name: ${name} }]\n`,
  );
  const begin = performance.now();
  const child = spawn(process.execPath, [MAIN, 'start', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
        const found = /listens on (http:\S+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
    });
    const ms = performance.now() - begin;
    const { key } = JSON.parse(
      execFileSync(process.execPath, [MAIN, 'key', 'add', 'bench', '--json'], {
        cwd: folder,
        encoding: 'utf8',
      }),
    ) as { key: string };
    for (const call of [
      '/items?open=true',
      '/stats?by=day&by=sentiment',
      '/items?sentiment=negative&q=%D1%87%D0%B0%D0%B9',
    ])
      await (await fetch(`${url}/api/v1${call}`, { headers: { 'x-api-key': key } })).text();
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
    const common = { better: 'smaller' as const, peer: null };
    return [
      { what: `${ITEMS} texts, from start to listening`, value: ms, unit: 'ms', goal: 1000, ...common },
      {
        what: `${ITEMS} texts, resident memory of the server`,
        value: kilobytes / 1024,
        unit: 'MB',
        goal: 300,
        ...common,
      },
    ];
  } finally {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}
