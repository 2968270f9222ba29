import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { Brand } from '../../src/domain/brand.ts';
import type { Item } from '../../src/domain/item.ts';
import type { ImportPreview, SurveyMapping } from '../../src/domain/survey.ts';
import { commitImport, previewImport } from '../../src/feedback/import-file.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';

/** Invented answers in the form in which each tool exports them; also as the offices of its country save them. */
const FORMS = path.join(import.meta.dirname, 'forms');
const folder = mkdtempSync(path.join(tmpdir(), 'molva-forms-'));
let store: Store;
beforeAll(async () => {
  store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = (name: string): string => readFileSync(path.join(FORMS, name), 'utf8');
let seconds = 0;
/** Each look is a second later: an older file never overwrites a newer one. */
function now(): string {
  seconds += 1;
  return new Date(Date.parse('2026-11-22T10:00:00Z') + seconds * 1000).toISOString();
}
const deps = () => ({
  store,
  secret: 'secret of the test',
  keepNames: false,
  now,
});
const brand = (id: string): Brand => Brand.parse({ id, name: id, timeZone: 'Europe/Moscow' });
const file = (name: string, bytes: Uint8Array, id: string, mapping?: Partial<SurveyMapping>) => ({
  bytes,
  fileName: name,
  channel: 'survey' as const,
  brand: brand(id),
  mapping,
});

function preview(name: string, mapping?: Partial<SurveyMapping>): Promise<ImportPreview> {
  return previewImport(file(name, Buffer.from(text(name)), 'samovar', mapping), deps());
}

async function commit(name: string, id: string, bytes: Uint8Array = Buffer.from(text(name))) {
  await store.saveBrand(brand(id), now());
  const done = await commitImport(file(name, bytes, id), deps());
  const { items } = await store.items({ brand: id, copies: 'all' }, { sort: 'published', limit: 200 });
  return { done, items };
}

const short = (item: Item) => [
  item.metric === null ? null : `${item.metric.kind} ${item.metric.value}/${item.metric.max}`,
  item.text,
  item.touchpoint,
  item.publishedAt,
  item.publishedOn,
];

describe('Google Forms', () => {
  test('in Russian: NPS with its reason, CES with what should be better, times in the zone of the brand', async () => {
    const shown = await preview('google-ru.csv');
    expect(shown.mapping.columns).toEqual({
      date: 'Отметка времени',
      person: 'Адрес электронной почты',
      location: 'Город',
      score: 'Насколько вероятно, что вы порекомендуете нас друзьям или коллегам?',
      comment: 'Почему вы поставили такую оценку?',
    });
    expect(shown.mapping.metric).toMatchObject({ kind: 'nps', min: 0, max: 10, direction: 'up', prompt: 'neutral' });
    expect(shown.mapping.metric?.question).toMatch(/^Насколько вероятно, что вы порекомендуете/);
    expect(shown.mapping.moreScores).toEqual([
      expect.objectContaining({ kind: 'ces', min: 1, max: 7, direction: 'up', prompt: 'asks-faults' }),
    ]);
    expect(shown.problems).toEqual([]);
    expect(shown.total).toBe(3);
  });

  test('the same items from UTF-8, UTF-8 with mark, UTF-16 and windows-1251; what is personal is not stored', async () => {
    const content = text('google-ru.csv');
    const saved = [
      ['plain', 'utf-8', Buffer.from(content)],
      ['mark', 'utf-8', iconv.encode(content, 'utf8', { addBOM: true })],
      ['sixteen', 'utf-16le', iconv.encode(content, 'utf-16le', { addBOM: true })],
      ['bare-sixteen', 'utf-16le', iconv.encode(content, 'utf-16le', { addBOM: false })],
      ['windows', 'windows-1251', iconv.encode(content.replaceAll(',', ';').replaceAll(';"', ';"'), 'win1251')],
    ] as const;
    for (const [id, encoding, bytes] of saved) {
      const { done, items } = await commit('google-ru.csv', id, bytes);
      const shown = await previewImport(file('google-ru.csv', bytes, id), deps());
      expect(shown.encoding).toBe(encoding);
      expect(done).toMatchObject({ rows: 3, added: 6, problemCount: 0 });
      expect(items.map(short)).toContainEqual([
        'nps 3/10',
        'Курьер опоздал\nна два часа',
        null,
        '2026-05-03T20:40:00.000Z',
        '2026-05-03',
      ]);
      expect(items.map(short)).toContainEqual(['ces 7/7', null, null, '2026-05-04T05:00:01.000Z', '2026-05-04']);
      expect(JSON.stringify(items)).not.toMatch(/anna\.p|916 123|boris@/i);
      expect(items.some((item) => item.text?.includes('[email] или звоните [phone]'))).toBe(true);
      const [nps, ces] = ['nps', 'ces'].map((kind) =>
        items.find((item) => item.metric?.kind === kind && item.publishedOn === '2026-05-03'),
      );
      expect(nps?.authorHash).toMatch(/^[0-9a-f]{64}$/);
      expect(nps?.authorHash).toBe(ces?.authorHash);
      expect(items.every((item) => item.channel === 'survey' && item.stars === null)).toBe(true);
    }
  });

  test('in Dutch: windows-1252, day before month, a scale named in the title', async () => {
    const bytes = iconv.encode(text('google-nl.csv'), 'win1252');
    const shown = await previewImport(file('google-nl.csv', bytes, 'x', { timeZone: 'Europe/Amsterdam' }), deps());
    expect(shown).toMatchObject({ encoding: 'windows-1252', problems: [] });
    expect(shown.mapping).toMatchObject({ timeZone: 'Europe/Amsterdam', metric: { kind: 'nps' } });
    expect(shown.mapping.moreScores).toEqual([expect.objectContaining({ kind: 'ces', max: 5, prompt: 'asks-faults' })]);
    const { items } = await commit('google-nl.csv', 'nl', bytes);
    expect(items.map((item) => item.text)).toContain('Snel geleverd, één doos beschadigd');
    expect(items.map((item) => item.publishedOn)).toContain('2026-05-13');
  });

  test('a download of the form itself names its zone with each time', async () => {
    const csv = 'Timestamp,How likely are you to recommend us?\n"2026/05/03 11:25:36 PM GMT+3",9\n';
    await store.saveBrand(brand('zoned'), now());
    await commitImport(file('form.csv', Buffer.from(csv), 'zoned', { timeZone: 'Asia/Tokyo' }), deps());
    const { items } = await store.items({ brand: 'zoned' }, { sort: 'published', limit: 10 });
    expect(items.map(short)).toEqual([['nps 9/10', null, null, '2026-05-03T20:25:36.000Z', '2026-05-03']]);
  });
});

describe('a question about where it happened', () => {
  const rows = (places: readonly string[]) =>
    Array.from({ length: 24 }, (_, n) => `${n % 11};${places[n % places.length]};Ответ номер ${n}`).join('\r\n');
  const form = (title: string, places: readonly string[]) =>
    iconv.encode(`Порекомендуете ли вы нас?;${title};Почему?\r\n${rows(places)}\r\n`, 'win1251');
  const read = async (title: string, places: readonly string[]) =>
    (await previewImport(file('where.csv', form(title, places), 'samovar'), deps())).mapping.columns['touchpoint'];

  test.each(['Где вы совершили покупку?', 'Как вы заказывали?', 'Where did you buy from us?', 'Waar heeft u gekocht?'])(
    '%s with a few repeated answers is the touchpoint',
    async (title) => {
      expect(await read(title, ['Сайт', 'Магазин', 'Приложение'])).toBe(title);
    },
  );

  test('answers in own words and other questions are none', async () => {
    const ownWords = Array.from({ length: 24 }, (_, n) => `Там за углом ${n}`);
    expect(await read('Где вы совершили покупку?', ownWords)).toBeUndefined();
    expect(await read('Какой у вас любимый чай?', ['Чёрный', 'Зелёный'])).toBeUndefined();
  });
});

test('Yandex Forms: numbered answers, a scale in words, touchpoints', async () => {
  const { done, items } = await commit('yandex.csv', 'yandex', iconv.encode(text('yandex.csv'), 'win1251'));
  expect(done).toMatchObject({ rows: 3, added: 3, problemCount: 0 });
  expect(items.map(short)).toEqual([
    ['csat 5/5', 'Спасибо Марине', 'магазин', '2026-05-03T11:05:09.000Z', '2026-05-03'],
    ['csat 2/5', 'Грубо ответили', 'поддержка', '2026-05-03T11:06:10.000Z', '2026-05-03'],
    ['csat 4/5', null, 'магазин', '2026-05-03T11:07:00.000Z', '2026-05-03'],
  ]);
});

test('SurveyMonkey: two header rows, months first because the column proves it, no address of a computer', async () => {
  const { done, items } = await commit('surveymonkey.csv', 'monkey');
  expect(done).toMatchObject({ rows: 2, added: 4, problemCount: 0 });
  expect(items.map(short)).toContainEqual([
    'nps 4/10',
    'The courier was rude',
    null,
    '2026-05-04T06:01:00.000Z',
    '2026-05-04',
  ]);
  expect(items.map(short)).toContainEqual(['csat 5/5', null, null, '2026-05-13T11:07:00.000Z', '2026-05-13']);
  expect(items.find((item) => item.metric?.kind === 'nps')?.metric?.prompt).toBe('asks-faults');
  expect(JSON.stringify(items)).not.toMatch(/10\.0\.0|ann@|"Ann"/);
});

test('Typeform: the id is under #, the title says that times are in UTC', async () => {
  const { items } = await commit('typeform.csv', 'type');
  expect(items.map(short)).toEqual([
    ['nps 9/10', 'Quick and friendly', null, '2026-05-03T22:15:30.000Z', '2026-05-03'],
    ['nps 6/10', 'The page was slow', null, '2026-05-03T22:25:30.000Z', '2026-05-03'],
  ]);
  expect(items[0]?.externalId).toBe('sheet:a1b2c3');
});

test('Formbricks, long form: one sheet of three answers, an error where its own row stands', async () => {
  const { done, items } = await commit('formbricks-long.csv', 'bricks');
  expect(done.problems).toEqual([{ line: 5, problem: expect.stringMatching(/got "12", wanted 0 to 10/) }]);
  expect(items.map(short)).toEqual([
    ['nps 9/10', 'The parcel came early', null, '2026-05-03T14:05:09.000Z', '2026-05-03'],
    ['ces 6/7', null, null, '2026-05-03T14:05:09.000Z', '2026-05-03'],
    ['nps 0/10', 'Nooit meer', null, '2026-05-04T11:00:00.000Z', '2026-05-04'],
  ]);
  expect(new Set(items.map((item) => item.authorHash)).size).toBe(1);
});

test('NPS tools: a bare "Score" up to 10 is NPS; the same person in two surveys is one person', async () => {
  const { items } = await commit('nps-tool.csv', 'tool');
  expect(items.map(short)).toEqual([
    ['nps 10/10', 'Great service', 'support', '2018-03-28T22:06:20.000Z', '2018-03-28'],
    ['nps 0/10', 'Never again', 'onboarding', '2018-03-29T08:00:00.000Z', '2018-03-29'],
    ['nps 7/10', null, 'support', '2018-04-28T22:06:20.000Z', '2018-04-28'],
  ]);
  await commitImport(file('another.csv', Buffer.from(text('nps-tool.csv')), 'tool'), deps());
  const { items: both } = await store.items({ brand: 'tool' }, { sort: 'published', limit: 50 });
  expect(both).toHaveLength(6);
  expect(new Set(both.map((item) => item.authorHash)).size).toBe(2);
});

test('JSON lines', async () => {
  const lines = [
    { id: 'j1', date: '2026-05-03', score: 10, comment: 'Отлично', touchpoint: 'support' },
    { id: 'j2', date: '2026-05-04', score: 2, answers: { why: 'Долго' } },
  ];
  const bytes = Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'));
  const { items } = await commit('answers.jsonl', 'json', bytes);
  expect(items.map((item) => item.metric?.value)).toEqual([10, 2]);
  expect(items.map((item) => item.text)).toEqual(['Отлично', 'Долго']);
});

describe('others', () => {
  test('Qualtrics: three header rows; what was liked most and least are the two halves of a review', async () => {
    const { mapping, problems } = await preview('qualtrics.csv');
    expect(problems).toEqual([]);
    expect(mapping.columns).toMatchObject({
      date: 'Recorded Date',
      id: 'Response ID',
      score: 'How likely are you to recommend us?',
      pros: 'What did you like most?',
      cons: 'What did you like least?',
    });
    expect(mapping.metric?.prompt).toBe('neutral');
  });

  test('Microsoft Forms: "anonymous" is nobody, the number of an order is no score', async () => {
    const { items } = await commit('msforms.csv', 'ms');
    expect(items.map((item) => [item.metric?.kind, item.metric?.value, item.pros, item.cons, item.authorHash])).toEqual(
      [
        ['csat', 5, 'Быстро', 'Ничего', null],
        ['csat', 2, null, 'Хамят', null],
        ['csat', 4, 'Цены', null, null],
      ],
    );
  });

  test('LimeSurvey: codes before titles; the number of a page is no score', async () => {
    const { mapping } = await preview('limesurvey.csv');
    expect(mapping.columns).toMatchObject({ date: 'submitdate. Date submitted', id: 'id. Response ID' });
    expect(mapping).toMatchObject({ metric: { kind: 'csat', min: 1, max: 10 }, moreScores: [] });
  });

  test.each([
    ['Дата\tОценка\tОтзыв\n03.05.26\t★★★★☆\tНеплохо\n04.05.26\t★☆☆☆☆\tУжас\n', { kind: 'stars', max: 5 }],
    [
      'Datum,Cijfer,Opmerking\n03-05-2026,8,Goed\n04-05-2026,4,Slecht\n',
      { kind: 'csat', min: 1, max: 10, question: null },
    ],
    ['Дата,Сколько усилий вам пришлось приложить?\n03.05.2026,2\n', { kind: 'ces', direction: 'down' }],
    [
      'date,"How satisfied are you? (1 = very satisfied, 5 = very dissatisfied)"\n2026-05-03,2\n',
      { kind: 'csat', max: 5, direction: 'down' },
    ],
    ['date,Would you recommend us? (1-5)\n2026-05-03,4\n', { kind: 'csat', min: 1, max: 5 }],
    ['date,On a scale from 1 to 10: would you recommend us?\n2026-05-03,4\n', { kind: 'nps', min: 1, max: 10 }],
    ['date,Wat kunnen wij beter doen?\n2026-05-03,Sneller leveren\n', null],
  ])('%j', async (content, metric) => {
    const { mapping } = await previewImport(file('Опрос.csv', Buffer.from(content), 'x'), deps());
    if (metric === null)
      expect(mapping).toMatchObject({ metric: null, columns: { comment: 'Wat kunnen wij beter doen?' } });
    else expect(mapping.metric).toMatchObject(metric);
  });
});
