import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { makeLabelled } from '../../bench/dedupe/make.ts';
import { random, shuffle } from '../../train/random.ts';
import { readWritten } from '../../train/written.ts';
import { temporaryFolder } from '../molva.ts';
import { openShell } from '../shell.ts';

const folder = temporaryFolder();
const shell = openShell();
afterAll(async () => {
  await shell.close();
  folder.remove();
});
const cwd = path.join(folder.path, 'dedupe');
mkdirSync(cwd);

const TEXT =
  'Ordered the kettle as a present, the courier came a day early. The button was stiff, but loosened after a week.';
const about = { brand: 'Molva', productId: 7, stars: 5, truth: { dup: 'd1', near: 'n1', edit: 'base', base: null } };
const copy = { ...about.truth, edit: 'exact', base: 'b' };
const ROWS = [
  { ...about, id: 1, source: 'a', date: '2026-03-02', text: TEXT.toUpperCase(), truth: copy },
  { ...about, id: 'b', source: 'b', date: '2026-03-01T10:00:00Z', text: TEXT },
  {
    ...about,
    id: 'c',
    source: 'a',
    productId: 'other',
    text: TEXT,
    truth: { dup: 'd2', near: 'n1', edit: 'template_swap', base: 'b' },
  },
  { ...about, id: 'd', source: 'c', text: 'Top!', truth: { dup: 'd3', near: 'n3', edit: 'short_generic' } },
];
const jsonl = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function file(name: string, content: string | Buffer): string {
  writeFileSync(path.join(cwd, name), content);
  return path.join(cwd, name);
}

describe('molva dedupe', () => {
  test('where each review stands, in the order of the file, ids as they came', async () => {
    const ended = await shell.run(['dedupe', file('a.jsonl.gz', gzipSync(jsonl(ROWS)))], { cwd });
    expect(ended.code).toBe(0);
    expect(
      ended.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { id: 1, cluster: 'b', near: 'b', role: 'copy', similarity: 1 },
      { id: 'b', cluster: 'b', near: 'b', role: 'original', similarity: 1 },
      { id: 'c', cluster: 'c', near: 'b', role: 'near-copy', similarity: 1 },
      { id: 'd', cluster: 'd', near: 'd', role: 'original', similarity: 1 },
    ]);
  });

  test('the same file in three random orders: the same cluster, family, role and likeness for each review', async () => {
    const texts = readWritten().map(({ language, text }) => ({ lang: language, text }));
    const rows = makeLabelled(texts, 600, 3, 1 / 3);
    const answersTo = async (name: string, lines: readonly unknown[]): Promise<readonly string[]> => {
      const ended = await shell.run(['dedupe', file(name, jsonl(lines))], { cwd });
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      return ended.stdout.trim().split('\n').sort();
    };
    const first = await answersTo('order-0.jsonl', rows);
    expect(first.filter((line) => line.includes('"role":"copy"')).length).toBeGreaterThan(50);
    for (const seed of [1, 2, 3]) {
      const mixed = [...rows];
      shuffle(mixed, random(seed));
      expect(await answersTo(`order-${seed}.jsonl`, mixed)).toEqual(first);
    }
  });

  test('bad lines are named and left out', async () => {
    const lines = [
      '{',
      jsonl([{ id: 'x', text: 'no source' }]).trim(),
      jsonl([ROWS[1]]).trim(),
      '',
      jsonl([ROWS[1]]).trim(),
    ];
    const ended = await shell.run(['dedupe', file('b.jsonl', lines.join('\n'))], { cwd });
    expect(ended.code).toBe(1);
    expect(ended.stdout.trim().split('\n')).toHaveLength(1);
    expect(ended.stderr).toMatch(/b\.jsonl:1: line: is not JSON/);
    expect(ended.stderr).toMatch(/b\.jsonl:2: source: /);
    expect(ended.stderr).toMatch(/b\.jsonl:5: id: "b" is in line 3 already/);
    expect(ended.stderr).toMatch(/3 lines could not be read, 1 could/);
  });

  test('a file that is not there is bad usage', async () => {
    const ended = await shell.run(['dedupe', path.join(cwd, 'none.jsonl')], { cwd });
    expect(ended.code).toBe(2);
    expect(ended.stderr).toMatch(/cannot be read \(ENOENT\)/);
  });
});

describe('molva eval dedupe', () => {
  test('pairwise figures and a table by edit', async () => {
    const name = file('c.jsonl', jsonl(ROWS));
    const plain = await shell.run(['eval', 'dedupe', name], { cwd });
    expect(plain.code).toBe(0);
    expect(plain.stdout).toMatch(/dup +F1 1\.000 +precision 1\.000 +recall 1\.000 +of 1 pairs/);
    expect(plain.stdout).toMatch(/template_swap +1 +0\.000 +1\.000 +0\.000 +0\.000/);
    const json = await shell.run(['eval', 'dedupe', name, '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({ n: 4, badLines: 0, near: { pairs: 3, f1: 1 } });
  });

  test('a file without labels is told', async () => {
    const ended = await shell.run(['eval', 'dedupe', file('d.jsonl', jsonl([{ id: 1, source: 'a', text: TEXT }]))], {
      cwd,
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/d\.jsonl:1: truth: /);
  });
});
