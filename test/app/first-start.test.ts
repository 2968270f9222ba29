import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually, molva, startMolva, temporaryFolder } from '../molva.ts';
import { ownText } from '../own-texts.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

describe('the data folder', () => {
  test('that cannot be made is a sentence and 3', async () => {
    writeFileSync(path.join(folder.path, 'data'), 'a file');
    const { code, stderr } = await molva(['targets'], { cwd: folder.path });
    expect(stderr).toMatch(/^molva: .*data/);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(3);
  });

  test('with a secret that cannot be read is a sentence and 3', async () => {
    mkdirSync(path.join(folder.path, 'data/secret'), { recursive: true });
    const { code, stderr } = await molva(['targets'], { cwd: folder.path });
    expect(stderr).toMatch(/^molva: .*secret/);
    expect(code).toBe(3);
  });

  test('belongs to its owner alone, whoever made it', async () => {
    await molva(['doctor'], { cwd: folder.path });
    expect(statSync(path.join(folder.path, 'data')).mode & 0o077).toBe(0);
    expect(statSync(path.join(folder.path, 'data/secret')).mode & 0o077).toBe(0);
  });
});

describe('two at once', () => {
  test('two first commands make one secret and one database', async () => {
    const both = await Promise.all([1, 2, 3].map(() => molva(['key', 'add', 'a'], { cwd: folder.path })));
    // One that comes while another makes the database may be told to come again, never more than that.
    expect(both.map(({ code }) => code).filter((code) => code !== 0 && code !== 3)).toEqual([]);
    expect(readFileSync(path.join(folder.path, 'data/secret'), 'utf8').trim()).toHaveLength(43);
    expect((await molva(['key', 'list', '--json'], { cwd: folder.path })).code).toBe(0);
  }, 30_000);

  test('a long command that made the database does not keep the server from starting', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `${index},"${ownText(index)}"\n`);
    writeFileSync(path.join(folder.path, 'rows.csv'), `id,text\n${rows.join('')}`);
    const importing = molva(['import', 'rows.csv', '--brand', 'Soup'], { cwd: folder.path });
    let isOver = false;
    void importing.then(() => {
      isOver = true;
    });
    await eventually('the database', async () => existsSync(path.join(folder.path, 'data/molva.db-wal')));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const server = await startMolva({ cwd: folder.path });
    expect(isOver).toBe(false);
    expect(await server.end('SIGTERM')).toBe(0);
    expect((await importing).code).toBe(0);
  }, 60_000);
});

test('a first signal ends a command that waits for its input', async () => {
  const main = path.resolve(import.meta.dirname, '../../src/main.ts');
  const child: ChildProcess = spawn(process.execPath, [main, 'understand'], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'] },
  });
  let out = '';
  child.stdout!.on('data', (chunk) => {
    out += chunk;
  });
  // More lines than are written in one piece: the first piece tells that it reads, the rest is still in its hands.
  for (let id = 0; id < 250; id += 1) child.stdin!.write(`{"id":"${id}","text":"The soup was cold"}\n`);
  await once(child.stdout!, 'data');
  const ended = once(child, 'close');
  child.kill('SIGINT');
  expect((await ended)[0]).toBe(0);
  expect(out).toContain('"id":"249"');
}, 15_000);
