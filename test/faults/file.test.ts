import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { sql as first } from '../../src/store/sqlite/migration-0001.ts';
import { type Bench, openBench, shopPage, TARGET } from '../jobs/visits.ts';
import { type Ended, molva, startMolva, temporaryFolder } from '../molva.ts';

const MAIN = path.resolve(import.meta.dirname, '../../src/main.ts');
/** A user of the system without rights, for tests that run as root: file modes do not bind root. */
const NOBODY = 65_534;
const APPLICATION_ID = 0x4d6f6c76;
const never = new AbortController().signal;

let folder: ReturnType<typeof temporaryFolder>;
let file = '';
let holder: ChildProcess | undefined;
let bench: Bench | undefined;

beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder.path, 'data/molva.db');
});
afterEach(async () => {
  holder?.kill('SIGKILL');
  await bench?.close();
  bench = undefined;
  folder.remove();
});

/** Another program that writes to the file and does not end. */
async function holdFile(database: string): Promise<void> {
  const script = `const { DatabaseSync } = require('node:sqlite'); const db = new DatabaseSync(${JSON.stringify(database)});
    db.exec('BEGIN IMMEDIATE'); console.log('held'); setInterval(() => {}, 1000);`;
  holder = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout!, 'data');
}

async function letGo(): Promise<void> {
  const ended = once(holder!, 'exit');
  holder!.kill('SIGKILL');
  await ended;
}

describe('a visit whose store fails', () => {
  test('while another program holds the file: nothing is stored, and the next visit brings all [R07]', async () => {
    bench = await openBench(60_000, { busyTimeoutMs: 150 });
    const { store, clock, deps } = bench;
    bench.page = async () => {
      await holdFile(bench!.file);
      return shopPage(['one', 'two']);
    };
    await expect(scrapeTarget(TARGET, deps, never)).rejects.toThrow(/is busy: another process/);
    expect(await store.count({ copies: 'all' })).toBe(0);
    expect(await store.target(TARGET)).toMatchObject({ cursor: null });
    await letGo();
    bench.page = async () => shopPage(['one', 'two']);
    clock.ms += 120_000;
    expect(await scrapeTarget(TARGET, deps, never)).toMatchObject({ outcome: 'ok', new: 2 });
    expect(await store.runs({ limit: 9 })).toMatchObject([{ outcome: 'ok' }, { outcome: 'partial' }]);
    expect((await store.target(TARGET))?.health).toBe('ok');
  });

  test('on a disk that is full: the run says so, no half page is left, and it heals with room [R33]', async () => {
    bench = await openBench(60_000, { maxPages: 150 });
    const { store, clock, deps } = bench;
    const long = Array.from({ length: 60 }, (_, index) => `${index} ${'soup '.repeat(4000)}`);
    bench.page = async () => shopPage(long);
    const run = await scrapeTarget(TARGET, deps, never);
    expect(run).toMatchObject({ outcome: 'failed', new: 0, error: { name: 'Unavailable' } });
    expect(run?.error?.message).toContain('There is no room left for the database');
    expect(await store.count({ copies: 'all' })).toBe(0);
    expect(await store.target(TARGET)).toMatchObject({
      health: 'failing',
      cursor: null,
      nextRunAt: expect.any(String),
    });
    // Room again: shorter texts stand for a larger disk.
    bench.page = async () => shopPage(['one', 'two']);
    clock.ms += 120_000;
    expect(await scrapeTarget(TARGET, deps, never)).toMatchObject({ outcome: 'ok', new: 2 });
    expect((await store.target(TARGET))?.health).toBe('ok');
    const database = new DatabaseSync(bench.file, { readOnly: true });
    expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    database.close();
  });
});

/** One command as a user whom file modes bind. */
async function asNobody(args: readonly string[]): Promise<Ended> {
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'] },
    ...user,
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Gives the installation to that user, with these modes of folder and files. */
function give(folderMode: number, fileMode: number): void {
  const data = path.dirname(file);
  const root = process.getuid?.() === 0;
  chmodSync(folder.path, 0o755);
  for (const name of readdirSync(data)) {
    chmodSync(path.join(data, name), name === 'secret' ? 0o400 : fileMode);
    if (root) chownSync(path.join(data, name), NOBODY, NOBODY);
  }
  chmodSync(data, folderMode);
  if (root) chownSync(data, NOBODY, NOBODY);
}

describe('a file that may not be written', () => {
  test.each([
    ['the file', 0o700, ['start', '--port', '0']],
    ['the folder', 0o500, ['targets']],
  ])(
    '%s is read-only: the command says so in a sentence, ends with 3, and works again when it may write [R33]',
    async (_what, folderMode, args) => {
      expect((await molva(['user', 'list'], { cwd: folder.path })).code).toBe(0);
      give(folderMode, 0o400);
      const { code, stderr } = await asNobody(args);
      expect([code, stderr]).toEqual([
        3,
        expect.stringMatching(/^molva: The database \S+ (is read-only|cannot be opened): check .+\n$/),
      ]);
      give(0o700, 0o600);
      expect((await asNobody(['targets'])).code).toBe(0);
    },
    60_000,
  );
});

describe('a file of another version of Molva', () => {
  /** As the first release made it: the schema that its migration wrote, one text, one place. */
  function ofFirstRelease(version: number): void {
    mkdirSync(path.dirname(file), { recursive: true });
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA journal_mode = WAL; ${first} PRAGMA application_id = ${APPLICATION_ID};`);
    database.exec(`PRAGMA user_version = ${version}`);
    database.exec(`INSERT INTO item (id, key, brand, scraper, channel, shown, is_own, copies, day, dup_day, effective_sentiment,
      effective_language, star_group, partial, understood, indexed, has_text, edited, backfill, revision, versions, precision,
      fetched_at, collected_at, last_seen_at, published_on, text) VALUES (1, 'kept', 'soup', 'otzovik', 'public', 1, 0, 0,
      '2026-05-10', '2026-05-10', 'pending', 'und', 0, 0, 0, 0, 1, 0, 0, 1, 0, 'day', '2026-05-11T00:00:00.000Z',
      '2026-05-11T00:00:00.000Z', '2026-05-11T00:00:00.000Z', '2026-05-10', 'The soup was hot')`);
    database.exec(
      `INSERT INTO brand (id, time_zone, made_up, saved_at, body) VALUES ('soup', 'UTC', 0, '2026-05-10T00:00:00.000Z', '${JSON.stringify(
        {
          id: 'soup',
          name: 'Soup',
          spellings: [],
          exclude: [],
          competitors: [],
          timeZone: 'UTC',
          languages: ['en'],
          products: [],
          madeUp: false,
        },
      )}')`,
    );
    database.close();
  }

  test('older: a start brings it up to date, and its texts are there [R32]', async () => {
    ofFirstRelease(1);
    const server = await startMolva({ cwd: folder.path });
    expect(await server.end('SIGTERM')).toBe(0);
    const listed = await molva(['export', '--format', 'ndjson', '--out', 'all.ndjson'], { cwd: folder.path });
    expect(listed.code).toBe(0);
    const lines = readFileSync(path.join(folder.path, 'all.ndjson'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ key: 'kept', text: 'The soup was hot' }]);
  }, 60_000);

  test('newer: every command refuses it with a sentence and 3, and does not touch it [R41]', async () => {
    ofFirstRelease(99);
    writeFileSync(path.join(folder.path, 'data/secret'), 's'.repeat(43), { mode: 0o600 });
    const before = readFileSync(file);
    for (const args of [['start', '--port', '0'], ['targets'], ['backup', 'copy.db']]) {
      const { code, stderr } = await molva(args, { cwd: folder.path });
      expect([code, stderr]).toEqual([
        3,
        expect.stringMatching(/was made by a newer Molva \(schema 99, .+Update Molva\.\n$/),
      ]);
    }
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(path.join(folder.path, 'copy.db'))).toBe(false);
  }, 60_000);
});
