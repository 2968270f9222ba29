import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { Brand } from '../../src/domain/brand.ts';
import type { Item } from '../../src/domain/item.ts';
import type { SurveyMapping } from '../../src/domain/survey.ts';
import { commitImport, previewImport } from '../../src/feedback/import-file.ts';
import { surveyName } from '../../src/feedback/import-survey.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'molva-survey-'));
let store: Store;
beforeAll(async () => {
  store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

let seconds = 0;
function now(): string {
  seconds += 1;
  return new Date(Date.parse('2026-11-22T10:00:00Z') + seconds * 1000).toISOString();
}
const deps = () => ({ store, secret: 'secret of the test', keepNames: false, now });
const fileOf = (content: string | Uint8Array, brand: string, mapping?: Partial<SurveyMapping>) => ({
  bytes: Buffer.from(content as string),
  fileName: 'after delivery.csv',
  channel: 'survey' as const,
  brand: Brand.parse({ id: brand, name: brand, timeZone: 'Europe/Moscow' }),
  mapping,
});

async function take(content: string | Uint8Array, brand: string, mapping?: Partial<SurveyMapping>) {
  const file = fileOf(content, brand, mapping);
  await store.saveBrand(file.brand, now());
  const done = await commitImport(file, deps());
  return { done, items: await itemsOf(brand) };
}

async function itemsOf(brand: string): Promise<readonly Item[]> {
  return (await store.items({ brand, copies: 'all' }, { sort: 'published', limit: 200 })).items;
}

const lines = (done: { problems: readonly { line: number; problem: string }[] }) =>
  done.problems.map(({ line, problem }) => `${line} ${problem}`);

const HEAD = 'id;Дата;Порекомендуете нас?;Комментарий';

describe('bad rows are named by the number that a spreadsheet shows, the others are taken', () => {
  test('scores out of scale, fractions, words, ragged rows, dates that do not exist', async () => {
    const rows = [
      HEAD,
      '1;03.05.2026 14:05;9;"две',
      'строки"',
      '2;03.05.2026;11;слишком много',
      '3;03.05.2026;-1;слишком мало',
      '4;03.05.2026;8,5;дробь',
      '5;03.05.2026;отлично;слово',
      '',
      '6;03.05.2026;7',
      '7;03.05.2026;7;лишняя;ячейка',
      '8;31.02.2026;7;нет такого дня',
      '9;03.05.2999;7;в будущем',
      '10;03.05.2026;7,0;это семь;;',
      '11;03.05.2026;;',
      HEAD,
      '12;03.05.2026;0;"=HYPERLINK(""http://x"")"',
    ];
    const { done, items } = await take(rows.join('\r\n'), 'bad');
    expect(lines(done)).toEqual([
      '3 Порекомендуете нас?: got "11", wanted 0 to 10',
      '4 Порекомендуете нас?: got "-1", wanted 0 to 10',
      '5 Порекомендуете нас?: got "8,5", wanted a whole number: NPS has no fractions',
      '6 Порекомендуете нас?: got "отлично", wanted a number from 0 to 10',
      '8 the row has 3 cells, the header has 4',
      '9 the row has 5 cells, the header has 4',
      '10 Дата: got "31.02.2026", wanted a date such as 2026-05-31 or 31.05.2026 14:05',
      '11 Дата: got "03.05.2999", which lies in the future or before the web',
      '13 the row has neither a score nor a comment',
      '14 the header stands here again',
    ]);
    expect(done).toMatchObject({ rows: 13, added: 3, problemCount: 10 });
    expect(items.map((item) => [item.metric?.value, item.text])).toEqual(
      [
        [9, 'две\nстроки'],
        [7, 'это семь'],
        [0, '=HYPERLINK("http://x")'],
      ].toSorted(
        (a, b) => items.findIndex((item) => item.text === a[1]) - items.findIndex((item) => item.text === b[1]),
      ),
    );
    const shown = await previewImport(fileOf(rows.join('\r\n'), 'bad'), deps());
    expect(shown.problems).toEqual(done.problems);
  });

  test('the header stands below a title; two columns are called alike', async () => {
    const { done, items } = await take(
      'Отчёт за май;;;\n;;;\nДата;Оценка удовлетворённости;Комментарий;Комментарий\n03.05.2026;4;первый;второй\n',
      'middle',
    );
    expect(lines(done)).toEqual(['3 two columns are called "Комментарий"; one is shown as "(2)"']);
    expect(items.map((item) => [item.metric?.kind, item.metric?.value, item.text])).toEqual([
      ['csat', 4, 'первый\n\nвторой'],
    ]);
  });

  test('the same id twice: equal is once, another answer is named and left out', async () => {
    const { done, items } = await take(
      `${HEAD}\na;03.05.2026;9;да\na;03.05.2026;9;да\na;03.05.2026;2;нет\nb;04.05.2026;5;\nc;05.05.2026;5;\n`,
      'twice',
    );
    expect(lines(done)).toEqual(['4 the same id as in row 2, with another answer: left out']);
    expect(items.map((item) => item.metric?.value)).toEqual([9, 5, 5]);
  });
});

describe('a file that is unusable as a whole stores nothing', () => {
  test.each([
    ['empty', '', /is empty/],
    ['only a header', HEAD, /no row below it/],
    ['values instead of names', '1;5;2026-05-03\n2;4;2026-05-03\n', /has no header/],
    [
      'nothing about opinions',
      'цвет;размер\nкрасный;большой\n',
      /no column that holds a score or a comment; found цвет, размер/,
    ],
    ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]), /Excel workbook/],
    ['a page', '<!DOCTYPE html><html></html>', /web page/],
    [
      'a quote that is not closed',
      `${HEAD}\n1;03.05.2026;9;ok\n2;03.05.2026;9;"never closed\n3;x;y;z\n`,
      /from row 3 on: a quotation mark/,
    ],
    [
      'encoded twice',
      Buffer.from(iconv.decode(Buffer.from(`${HEAD}\n1;03.05.2026;9;ok\n`), 'win1251')),
      /wrong encoding/,
    ],
    ['broken gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0]), /cannot be unpacked/],
  ])('%s', async (_name, content, sentence) => {
    await expect(previewImport(fileOf(content, 'none'), deps())).rejects.toThrow(sentence);
    await expect(commitImport(fileOf(content, 'none'), deps())).rejects.toThrow(sentence);
    expect(await itemsOf('none')).toEqual([]);
  });

  test.each([
    [{ timeZone: 'Europe/Atlantis' }, /wanted a zone/],
    [{ columns: { score: 'нет такой' } }, /no column "нет такой"/],
    [{ columns: { mood: 'id' } }, /is not one of/],
    [{ columns: { date: 'Дата' } }, /no column that holds a score/],
    [{ metric: { kind: 'nps', min: 0, max: 5, direction: 'up', question: null, prompt: 'neutral' } }, /from 0 to 10/],
  ] as const)('a mapping that does not fit: %j', async (mapping, sentence) => {
    const content = `${HEAD}\n1;03.05.2026;9;ok\n`;
    await expect(commitImport(fileOf(content, 'none', mapping as Partial<SurveyMapping>), deps())).rejects.toThrow(
      sentence,
    );
    expect(await itemsOf('none')).toEqual([]);
  });
});

describe('again', () => {
  test('with ids: nothing changes; a changed answer becomes a version, a new one is added', async () => {
    const first = `${HEAD}\n1;03.05.2026;9;было\n2;03.05.2026;3;\n`;
    expect((await take(first, 'again')).done).toMatchObject({ added: 2, changed: 0, same: 0 });
    expect((await take(first, 'again')).done).toMatchObject({ added: 0, changed: 0, same: 2 });
    const { done, items } = await take(`${HEAD}\n1;03.05.2026;9;стало\n2;03.05.2026;4;\n3;04.05.2026;5;ещё\n`, 'again');
    expect(done).toMatchObject({ added: 1, changed: 2, same: 0 });
    expect(items.map((item) => [item.metric?.value, item.text, item.versions]).toSorted()).toEqual([
      [4, null, 1],
      [5, 'ещё', 0],
      [9, 'стало', 1],
    ]);
  });

  test('without ids: by time, person and answers; equal answers of nobody in particular stay apart', async () => {
    const content = 'date,score,comment\n2026-05-03,10,\n2026-05-03,10,\n2026-05-03,9,good\n';
    expect((await take(content, 'hashed')).done).toMatchObject({ added: 3, same: 0 });
    const { done, items } = await take(`${content}2026-05-04,8,new\n`, 'hashed');
    expect(done).toMatchObject({ added: 1, changed: 0, same: 3 });
    expect(items).toHaveLength(4);
  });

  test('an id that is an address is not stored as it is', async () => {
    const { items } = await take('response id,date,score\nann@example.com,2026-05-03,9\n', 'address');
    expect(JSON.stringify(items)).not.toContain('ann@');
  });

  test.each([
    ['Оценка доставки (2).csv', 'Оценка доставки'],
    ['C:\\Users\\x\\NPS May_2026-05-31.csv', 'NPS May'],
    ['Опрос (Ответы) - Ответы на форму 1.csv', 'Опрос (Ответы)'],
    ['score.csv', 'survey'],
    ['.csv', 'survey'],
  ])('the survey of %s is called %s at each download', (name, survey) => {
    expect(surveyName(name)).toBe(survey);
  });
});

describe('dates', () => {
  const days = async (cells: readonly string[], brand: string, mapping?: Partial<SurveyMapping>) => {
    const { done, items } = await take(
      `date,score\n${cells.map((cell) => `"${cell}",9`).join('\n')}\n`,
      brand,
      mapping,
    );
    return { done, days: items.map((item) => item.publishedOn).toSorted(), items };
  };

  test('months first only where the column proves it or a person says so', async () => {
    expect((await days(['4/5/2026', '4/13/2026'], 'proven')).days).toEqual(['2026-04-05', '2026-04-13']);
    const open = await days(['4/5/2026'], 'open');
    expect(open.days).toEqual(['2026-05-04']);
    expect(lines(open.done)).toEqual([expect.stringMatching(/^1 the dates in "date" do not show/)]);
    const told = await days(['4/5/2026'], 'told', { dateOrder: 'mdy' });
    expect([told.days, told.done.problems]).toEqual([['2026-04-05'], []]);
    expect(lines((await days(['13/4/2026', '4/13/2026'], 'both')).done)).toEqual([
      expect.stringMatching(/^1 "date" has days before months and months before days/),
      expect.stringMatching(/^3 date: got "4\/13\/2026"/),
    ]);
  });

  test('the hour that is left out and the hour that is there twice', async () => {
    const { items, done } = await days(['2026-03-29 02:30:00', '2026-10-25 02:30:00'], 'dst', {
      timeZone: 'Europe/Amsterdam',
    });
    expect(done.problems).toEqual([]);
    expect(items.map((item) => [item.publishedOn, item.precision])).toEqual([
      ['2026-03-29', 'instant'],
      ['2026-10-25', 'instant'],
    ]);
  });
});

test('hostile texts: kept, masked, never a crash', async () => {
  const texts = [
    '<script>alert(1)</script>',
    '\u202eцна дорого',
    `${'а'.repeat(150_000)}`,
    'a\0b',
    '😡'.repeat(500),
    "'; DROP TABLE item;--",
    '@SUM(1+1)*cmd',
  ];
  const content = `${HEAD}\n${texts.map((text, index) => `${index};03.05.2026;${index};"${text}"`).join('\n')}\n`;
  const { done, items } = await take(content, 'hostile');
  expect(done).toMatchObject({ added: texts.length, problemCount: 0 });
  expect(items.find((item) => item.text?.startsWith('ааа'))?.text?.length).toBeLessThan(100_100);
});
