import { spawn } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually, temporaryFolder } from '../molva.ts';

const MAIN = path.resolve(import.meta.dirname, '../../src/main.ts');
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

/** `molva understand` whose input stays open, and what it has said so far. */
function reading() {
  const child = spawn(process.execPath, [MAIN, 'understand'], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'] },
  });
  const said = { text: '' };
  child.stdout.on('data', (chunk) => (said.text += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said, ended };
}

test('a program that writes a line and waits has its answer before it writes the next; a line separator inside a text ends no line', async () => {
  const { child, said, ended } = reading();
  child.stdin.write(`{"id":"первый","text":"Отличный магазин,\u2028рекомендую!"}\n`);
  await eventually('the first answer', async () => said.text.endsWith('\n'), 30_000);
  expect(JSON.parse(said.text)).toMatchObject({ id: 'первый', sentiment: { label: 'positive' } });
  child.stdin.end('{"id":2,"text":"Ужасно, деньги не вернули"}');
  expect(await ended).toBe(0);
  const [, second = ''] = said.text.trim().split('\n');
  expect(JSON.parse(second)).toMatchObject({ id: 2, sentiment: { label: 'negative' } });
}, 60_000);

test('Ctrl-C ends it while it waits for more; what was asked is answered [R40]', async () => {
  const { child, said, ended } = reading();
  child.stdin.write('not json\n\n{"id":3,"text":"Great kettle, works perfectly"}\n');
  await eventually('the answers', async () => said.text.split('\n').length > 2, 30_000);
  child.kill('SIGINT');
  expect(await ended).toBe(1);
  const [bad = '', good = ''] = said.text.trim().split('\n');
  expect(JSON.parse(bad)).toMatchObject({ line: 1 });
  expect(JSON.parse(good)).toMatchObject({ id: 3 });
}, 60_000);
