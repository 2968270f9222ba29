import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../molva.ts';
import { openShell } from '../shell.ts';

const folder = temporaryFolder();
const shell = openShell();
afterAll(async () => {
  await shell.close();
  folder.remove();
});
const cwd = path.join(folder.path, 'eval');
mkdirSync(cwd);

/** Plain texts: any model that deserves the name reads these right. */
const PLAIN = [
  { id: 1, lang: 'ru', text: 'Не рекомендую, качество отвратительное', label: 'negative' },
  { id: 2, text: 'Excellent service and friendly staff, I will definitely come back', label: 'positive' },
  {
    id: 3,
    lang: 'nl',
    text: 'Geweldige service, snel geleverd en goed verpakt. Een aanrader!',
    label: 'positive',
    stars: 1,
  },
  { id: 4, lang: 'ru', text: null, pros: 'удобно', cons: 'дорого', label: 'mixed' },
  { id: 5, lang: 'ja', text: 'とても良い', label: 'positive' },
];
const jsonl = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

function file(name: string, content: string | Buffer): string {
  writeFileSync(path.join(cwd, name), content);
  return path.join(cwd, name);
}

describe('molva eval sentiment', () => {
  test('figures of a labelled file, zipped or not, as words and as JSON', async () => {
    const plain = await shell.run(['eval', 'sentiment', file('a.jsonl', jsonl(PLAIN))], { cwd });
    expect(plain.code).toBe(0);
    expect(plain.stdout).toMatch(/texts +5\naccuracy +0\.800\nmacro-F1 +0\.933\npolarity +0\.750 of 4/);
    const zipped = file('a.jsonl.gz', gzipSync(`\ufeff${jsonl(PLAIN).replaceAll('\n', '\r\n')}`));
    const json = await shell.run(['eval', 'sentiment', zipped, '--json'], { cwd });
    expect(JSON.parse(json.stdout)).toMatchObject({
      n: 5,
      badLines: 0,
      accuracy: 0.8,
      confusion: [
        [1, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 2, 0, 1],
        [0, 0, 0, 1, 0],
      ],
    });
  });

  test('three labels', async () => {
    const ended = await shell.run(['eval', 'sentiment', file('b.jsonl', jsonl(PLAIN)), '--labels', '3'], { cwd });
    expect(ended.stdout).toMatch(/texts +4\nleft out +1 labelled mixed/);
  });

  test('bad lines are named with file, line and field, counted, and end with 1; the good ones are scored', async () => {
    const bad = file(
      'bad.jsonl',
      `${jsonl(PLAIN.slice(0, 2))}{"id":\n{"id":7,"text":"a","label":"good"}\n\n{"id":8,"label":"mixed"}\n`,
    );
    const ended = await shell.run(['eval', 'sentiment', bad, '--json'], { cwd });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`${bad}:3: line: is not JSON`);
    expect(ended.stderr).toContain(`${bad}:4: label: `);
    expect(ended.stderr).toContain(`${bad}:6: text: one of text, title, pros, cons must be there`);
    expect(ended.stderr).toContain('3 lines could not be read, 2 could');
    expect(JSON.parse(ended.stdout)).toMatchObject({ n: 2, badLines: 3, accuracy: 1 });
  });

  test('a file that is cut off, is not there or says nothing', async () => {
    const cut = file('cut.jsonl.gz', gzipSync(jsonl(PLAIN)).subarray(0, 100));
    const ended = await shell.run(['eval', 'sentiment', cut], { cwd });
    expect([ended.code, ended.stderr]).toEqual([2, `molva: file: ${cut} cannot be read (Z_BUF_ERROR)\n`]);
    const none = await shell.run(['eval', 'sentiment', path.join(cwd, 'none.jsonl')], { cwd });
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('cannot be read (ENOENT)')]);
    const empty = await shell.run(['eval', 'sentiment', file('empty.jsonl', '')], { cwd });
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringContaining('no labelled text')]);
    const labels = await shell.run(['eval', 'sentiment', cut, '--labels', '5'], { cwd });
    expect([labels.code, labels.stderr]).toEqual([2, 'molva: --labels: got "5", wanted 3 or 4\n']);
  });
});

describe('molva eval themes', () => {
  const rows = [
    {
      id: 1,
      lang: 'en',
      text: 'Terrible delivery: the courier was rude and the parcel came two weeks late.',
      themes: [{ theme: 'delivery', sentiment: 'negative' }],
    },
    { id: 2, lang: 'ja', text: 'とても良い', themes: [{ theme: 'price', sentiment: 'positive' }] },
  ];

  test('figures as words and as JSON; a language that is not read finds nothing', async () => {
    const themes = file('themes.jsonl', jsonl(rows));
    const plain = await shell.run(['eval', 'themes', themes], { cwd });
    expect([plain.code, plain.stderr]).toEqual([0, '']);
    expect(plain.stdout).toMatch(/texts +2\nmicro-F1 /);
    const json = JSON.parse((await shell.run(['eval', 'themes', themes, '--json'], { cwd })).stdout);
    expect(json).toMatchObject({ texts: 2, badLines: 0, micro: { n: 2 }, signs: { n: 1, right: 1 } });
    expect(json.classes).toContainEqual(expect.objectContaining({ name: 'delivery', n: 1, hits: 1, recall: 1 }));
    expect(json.classes).toContainEqual(expect.objectContaining({ name: 'price', n: 1, hits: 0, recall: 0 }));
  });

  test('bad lines are named with their field', async () => {
    const bad = file(
      'bad-themes.jsonl',
      jsonl([
        { id: 1, text: 'a' },
        { id: 2, text: 'a', themes: [{ theme: 'price', sentiment: 'great' }] },
        { id: 3, text: 'a', aspects: [{ aspect: 'price' }] },
      ]),
    );
    const ended = await shell.run(['eval', 'themes', bad], { cwd });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(`${bad}:1: themes: themes or aspects must be there`);
    expect(ended.stderr).toContain(`${bad}:2: themes.0.sentiment: `);
    expect(ended.stderr).toContain(`${bad}:3: aspects.0.sentiment: negative, neutral, positive or mixed must be there`);
  });
});
