import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { molva, temporaryFolder } from '../molva.ts';
import { openShell } from '../shell.ts';

/** Survey files as a person imports them at the command line. */
const folder = temporaryFolder();
const shell = openShell();
afterAll(async () => {
  await shell.close();
  folder.remove();
});
const cwd = path.join(folder.path, 'room');
mkdirSync(cwd);

const CSV = [
  'Отметка времени;Порекомендуете нас?;Почему?;Почта',
  '03.05.2026 14:05:09;9;Быстро и вежливо;anna@example.com',
  '03.05.2026 15:00:00;2;Ужасно долго ждали курьера;boris@example.com',
  '04.05.2026 10:00:00;10;;',
  '04.05.2026 11:00:00;8,5;дробь;',
].join('\r\n');
writeFileSync(path.join(cwd, 'Опрос.csv'), iconv.encode(CSV, 'win1251'));
const line = (args: readonly string[]) => ['import', '--channel', 'survey', '--brand', 'Самовар', ...args];
const run = (args: readonly string[]) => shell.run(line(args), { cwd });

interface Exported {
  readonly channel: string;
  readonly text: string | null;
  readonly touchpoint: string | null;
  readonly metric: { readonly kind: string; readonly value: number; readonly question: string | null } | null;
  readonly understanding: { readonly sentiment: { readonly label: string } | null } | null;
}

async function exported(): Promise<readonly Exported[]> {
  const { stdout } = await shell.run(['export', '--format', 'ndjson'], { cwd });
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Exported);
}

test('a dry run says how the columns are read and what is wrong, and stores nothing', async () => {
  const ended = await run(['Опрос.csv', '--dry-run']);
  expect(ended.stdout).toMatch(/windows-1251, ;; survey "Опрос", times in Europe\/Moscow/);
  expect(ended.stdout).toMatch(/nps 0-10\s+Порекомендуете нас\?/);
  expect(ended.stdout).toMatch(/person\s+Почта/);
  expect(ended.stderr).toMatch(/row 5: Порекомендуете нас\?: got "8,5", wanted a whole number/);
  expect(ended.code).toBe(1);
  expect(await exported()).toEqual([]);
}, 30_000);

test('answers are stored and understood; those without words do not wait for ever; again nothing changes', async () => {
  const first = await molva(line(['Опрос.csv', '--touchpoint', 'доставка', '--question', 'Как мы вам?', '--json']), {
    cwd,
  });
  expect(JSON.parse(first.stdout)).toMatchObject({ rows: 4, added: 3, same: 0, problemCount: 1 });
  const items = await exported();
  expect(items.map((item) => [item.channel, item.metric?.value, item.metric?.question, item.touchpoint])).toEqual([
    ['survey', 9, 'Как мы вам?', 'доставка'],
    ['survey', 2, 'Как мы вам?', 'доставка'],
    ['survey', 10, 'Как мы вам?', 'доставка'],
  ]);
  expect(items.every((item) => item.understanding !== null)).toBe(true);
  expect(items.map((item) => item.understanding?.sentiment?.label ?? null)).toEqual(['positive', 'negative', null]);
  const again = await run(['Опрос.csv', '--touchpoint', 'доставка', '--question', 'Как мы вам?', '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({ added: 0, changed: 0, same: 3 });
}, 60_000);

test('a mapping that was printed can be kept, changed and given back', async () => {
  const printed = JSON.parse((await run(['Опрос.csv', '--dry-run', '--json'])).stdout) as {
    mapping: { survey: string };
  };
  writeFileSync(path.join(cwd, 'mapping.json'), JSON.stringify({ ...printed.mapping, survey: 'Другой опрос' }));
  const ended = await run(['Опрос.csv', '--mapping', 'mapping.json', '--metric', 'csat', '--json']);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    mapping: { survey: 'Другой опрос', metric: { kind: 'csat', min: 1, max: 5 } },
    added: 1,
    problemCount: 3,
  });
}, 60_000);

test.each([
  [['none.csv'], /cannot be read/],
  [['Опрос.csv', '--metric', 'joy'], /--metric: got "joy"/],
  [['Опрос.csv', '--time-zone', 'Europe/Atlantis'], /wanted a zone/],
  [['Опрос.csv', '--date-order', 'ymd'], /dateOrder/],
  [['Опрос.csv', '--mapping', 'Опрос.csv'], /--mapping: is not JSON/],
])(
  '%j: a sentence and code 2',
  async (args, sentence) => {
    const ended = await run(args);
    expect(ended.stderr).toMatch(sentence);
    expect(ended.code).toBe(2);
  },
  30_000,
);
