import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { eventually, molva, temporaryFolder } from '../molva.ts';

const ROWS = 30_000;
const MAIN = path.resolve(import.meta.dirname, '../../src/main.ts');
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

async function stored(): Promise<number> {
  const file = path.join(folder.path, 'data/molva.db');
  if (!existsSync(file)) return 0;
  const store = await openSqliteStore({ path: file, role: 'beside', readOnly: true }).catch(() => null);
  const found = await store?.count({ copies: 'all' }).catch(() => 0);
  await store?.close();
  return found ?? 0;
}

describe('Ctrl-C', () => {
  test.each([
    ['reviews', ['--brand', 'Soup']],
    ['answers', ['--brand', 'Soup', '--channel', 'survey', '--metric', 'csat', '--survey', 'exit']],
  ])(
    'ends an import of %s before its file ends; what was read is kept, and told [R40]',
    async (_what, args) => {
      const rows = Array.from(
        { length: ROWS },
        (_, index) => `${index},2026-03-0${1 + (index % 9)},${1 + (index % 5)},"Text number ${index}"\n`,
      );
      writeFileSync(path.join(folder.path, 'rows.csv'), `id,date,rating,text\n${rows.join('')}`);
      expect((await molva(['user', 'list'], { cwd: folder.path })).code).toBe(0);
      const child = spawn(process.execPath, [MAIN, 'import', 'rows.csv', ...args], {
        cwd: folder.path,
        env: { PATH: process.env['PATH'] },
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      await eventually('the first rows', async () => (await stored()) > 0, 30_000);
      child.kill('SIGINT');
      // 130 would be the end by force of a command that does not listen.
      expect(await ended).toBe(1);
      expect(said).toContain('stopped before the end');
      const kept = await stored();
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThan(ROWS);
    },
    60_000,
  );
});
