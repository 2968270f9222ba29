import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../molva.ts';
import { openShell } from '../shell.ts';
import { usualYear } from '../understand/unusual/made.ts';

const folder = temporaryFolder();
const shell = openShell();
afterAll(async () => {
  await shell.close();
  folder.remove();
});
const cwd = path.join(folder.path, 'unusual');
mkdirSync(cwd);

interface Line {
  readonly id: string | number;
  readonly label: string;
  readonly tactic: string;
  readonly [field: string]: unknown;
}

/** A quiet market, one who says that he was rewarded, one who took another brand's text. */
function market(): Line[] {
  const usual = usualYear().map(
    ({ key, source, brand, day, stars, text, authorReviews }): Line => ({
      id: key,
      source,
      brand,
      date: day,
      stars,
      text,
      lang: 'en',
      authorReviewCount: authorReviews,
      label: 'genuine',
      tactic: 'normal',
    }),
  );
  const long =
    'The hinge on the left door squeaked from the second week, so I oiled it twice and wrote to their workshop in Leeds about a spare part';
  const one = { source: 'maps', lang: 'en', stars: 5, date: '2026-05-01' };
  return [
    ...usual,
    {
      ...one,
      id: 'r',
      brand: 'Calder & Finch',
      text: 'Lovely. Got it for free in exchange for a review.',
      label: 'fake',
      tactic: 'incentive',
    },
    { ...one, id: 'o', brand: 'Moorgate', text: long, label: 'genuine', tactic: 'normal' },
    {
      ...one,
      id: 's',
      brand: 'Calder & Finch',
      text: long,
      date: '2026-05-20',
      authorReviewCount: 1,
      label: 'fake',
      tactic: 'mismatch',
    },
  ];
}

const jsonl = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function file(name: string, content: string | Buffer): string {
  writeFileSync(path.join(cwd, name), content);
  return path.join(cwd, name);
}

describe('molva unusual', () => {
  test('one answer a line, in order, with the ids of the file in its reasons', async () => {
    const rows = market();
    const ended = await shell.run(['unusual', file('a.jsonl.gz', gzipSync(jsonl(rows)))], { cwd });
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    const answers = ended.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    const rewarded = answers.find(({ id }) => id === 'r');
    expect(rewarded.level).toBe('rewarded');
    expect(rewarded.reasons[0]).toMatchObject({ code: 'reward', values: { quote: 'in exchange for a review' } });
    const stolen = answers.find(({ id }) => id === 's');
    expect(stolen.level).not.toBe('none');
    expect(stolen.reasons.find(({ code }: { code: string }) => code === 'copied-text')).toMatchObject({
      linked: ['o'],
    });
    expect(answers.filter(({ level }) => level === 'likely-paid').length).toBeLessThan(12);
  });

  test('standard input; bad lines are named, the others answered; the truth is not read', async () => {
    const rows = market().slice(-3);
    const turned = rows.map((row) => ({ ...row, label: row.label === 'fake' ? 'genuine' : 'fake' }));
    const bad = ['{', '{"id":1,"text":"no source"}', '{"id":2,"source":"a","text":"x","date":"yesterday"}', ''].join(
      '\n',
    );
    const first = await shell.run(['unusual'], { cwd, input: `${bad}\n${jsonl(rows)}` });
    expect(first.code).toBe(1);
    expect(first.stdout.trim().split('\n')).toHaveLength(3);
    expect(first.stderr).toMatch(
      /-:1: line: is not JSON\n.*-:2: source: .*\n.*-:3: date: YYYY-MM-DD\n.*3 lines could not be read, 3 could/,
    );
    const second = await shell.run(['unusual', '-'], { cwd, input: jsonl(turned) });
    expect(second.stdout).toBe(first.stdout);
  });

  test('nothing in, nothing out', async () => {
    expect(await shell.run(['unusual', file('empty.jsonl', '')], { cwd })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect((await shell.run(['unusual', path.join(cwd, 'none.jsonl')], { cwd })).code).not.toBe(0);
  });
});

describe('molva eval unusual', () => {
  test('figures as words and as JSON', async () => {
    const name = file('b.jsonl', jsonl([...market(), { id: 'c', source: 'maps', text: 'a cover', label: 'unscored' }]));
    const words = await shell.run(['eval', 'unusual', name], { cwd });
    expect(words.code).toBe(0);
    expect(words.stdout).toMatch(/reviews +2 paid, 541 honest, 1 not scored\nAUC +[01]\.\d{3}\n/);
    expect(words.stdout).toMatch(/incentive +yes +1 +1\.000/);
    const json = JSON.parse((await shell.run(['eval', 'unusual', name, '--json'], { cwd })).stdout);
    expect(json).toMatchObject({ paid: 2, genuine: 541, unscored: 1, badLines: 0 });
    expect(json.auc).toBeGreaterThan(0.95);
    expect(json.tactics.map(({ tactic }: { tactic: string }) => tactic)).toEqual(['incentive', 'mismatch', 'normal']);
  });

  test('a file without labels is refused line by line', async () => {
    const ended = await shell.run(['eval', 'unusual', file('c.jsonl', '{"id":1,"source":"a","text":"x"}\n')], { cwd });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/c\.jsonl:1: label: .*\n.*\n.*no labelled review/);
  });
});
