import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let key: string;
beforeAll(async () => {
  server = await startServer();
  server.clock.ms = Date.parse('2026-06-01T12:00:00Z');
  key = await server.key('write');
});
afterAll(() => server.close());

const CSV =
  'Дата;Порекомендуете нас?;Комментарий;Этап\r\n03.05.2026 14:05;9;"Всё хорошо; спасибо";доставка\r\n04.05.2026;12;слишком;доставка\r\n';
const body = (over: Record<string, unknown> = {}) => ({
  brand: 'romashka',
  fileName: 'Опрос.csv',
  content: iconv.encode(CSV, 'win1251').toString('base64'),
  ...over,
});
const post = (path: string, sent: unknown, as = key) => server.call('POST', `/api/v1${path}`, { key: as, body: sent });

describe('files', () => {
  test('a preview stores nothing; its mapping can be sent back, changed; again nothing changes', async () => {
    const preview = await post('/imports/preview', body());
    expect(preview.status).toBe(200);
    expect(preview.body).toMatchObject({
      encoding: 'windows-1251',
      delimiter: ';',
      total: 2,
      mapping: { survey: 'Опрос', timeZone: 'Europe/Moscow', metric: { kind: 'nps' }, columns: { touchpoint: 'Этап' } },
      problems: [{ line: 3, problem: expect.stringContaining('wanted 0 to 10') }],
      problemCount: 1,
    });
    expect(await server.store.count({ brand: 'romashka' })).toBe(0);
    const { touchpoint: _, ...columns } = preview.body.mapping.columns;
    const mapping = { ...preview.body.mapping, columns, touchpoint: 'support' };
    const first = await post('/imports', body({ mapping }));
    expect(first.body).toMatchObject({ rows: 2, added: 1, changed: 0, same: 0, problemCount: 1 });
    const { items } = await server.store.items({ brand: 'romashka' }, { sort: 'published', limit: 10 });
    expect(items).toEqual([
      expect.objectContaining({
        channel: 'survey',
        scraper: 'opros',
        touchpoint: 'support',
        text: 'Всё хорошо; спасибо',
      }),
    ]);
    expect((await post('/imports', body({ mapping }))).body).toMatchObject({ added: 0, same: 1 });
  });

  test('reviews that somebody has already go the same way', async () => {
    const content = Buffer.from('date,stars,text\n2026-05-03,4,Fine\n2026-05-04,9,No\n').toString('base64');
    const sent = body({ channel: 'public', content, fileName: 'old reviews.csv' });
    const preview = await post('/imports/preview', sent);
    expect(preview.body).toMatchObject({ total: 2, problemCount: 1, mapping: { columns: { rating: 'stars' } } });
    expect((await post('/imports', sent)).body).toMatchObject({ added: 1, problemCount: 1 });
    const { items } = await server.store.items(
      { brand: 'romashka', channel: ['public'] },
      { sort: 'published', limit: 9 },
    );
    expect(items).toEqual([expect.objectContaining({ scraper: 'old-reviews', stars: 4, text: 'Fine' })]);
  });

  test.each([
    ['an unknown brand', { brand: 'nobody' }, 400, /brand/],
    ['a file that is none', { content: Buffer.from('\x89PNG').toString('base64') }, 400, /no column|no row/],
    ['what is no base64', { content: '***' }, 400, /base64/],
    ['a mapping of another file', { mapping: { columns: { score: 'x' } } }, 400, /no column/],
    ['an unknown word', { mapping: { colums: {} } }, 400, /unknown parameter/],
  ])('%s is refused with a sentence', async (_name, over, status, sentence) => {
    const answer = await post('/imports', body(over));
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(sentence);
  });

  test('a reader may not; more than the limit is not read', async () => {
    expect((await post('/imports', body(), await server.key('read'))).status).toBe(403);
    expect((await post('/imports/preview', body({ content: 'A'.repeat(20_000_000) }))).status).toBe(413);
  });

  test('several megabytes are taken, and others are answered meanwhile', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `${index};03.05.2026;${index % 11};"${'текст '.repeat(20)}"`,
    );
    const content = Buffer.from(`id;Дата;Порекомендуете нас?;Комментарий\n${rows.join('\n')}\n`).toString('base64');
    const started = performance.now();
    let took = 0;
    const work = post('/imports/preview', body({ content })).finally(() => {
      took = performance.now() - started;
    });
    const waits: number[] = [];
    while (took === 0) {
      const before = performance.now();
      await server.call('GET', '/healthz');
      waits.push(performance.now() - before);
    }
    expect((await work).body).toMatchObject({ total: 20_000, problemCount: 0 });
    // Work in one piece would answer nobody before its end.
    expect(waits.length).toBeGreaterThan(5);
    expect(Math.max(...waits)).toBeLessThan(took / 2);
  }, 30_000);
});

describe('ingest', () => {
  const rows = [
    {
      id: 'a',
      metric: { kind: 'nps', value: 9 },
      text: 'Звоните +7 916 123-45-67',
      touchpoint: 'support',
      date: '2026-05-03',
    },
    {
      id: 'b',
      metric: { kind: 'ces', value: 2, max: 5 },
      author: 'Ann@example.com',
      date: '2026-05-03T10:00:00+03:00',
    },
    { id: 'c', channel: 'public', stars: 4, text: 'Good' },
    { id: 'd', metric: { kind: 'nps', value: 8.5 } },
    { id: 'e', metric: { kind: 'csat', value: 6 } },
    { id: 'f' },
    { id: 'a', text: 'again' },
    { id: 'g', text: 'x', date: 'yesterday' },
    { id: 'h', text: 'x', colour: 'red' },
  ];

  test('what is right is stored, the rest is named by its place; again nothing changes', async () => {
    const first = await post('/ingest/After%20call', { brand: 'romashka', rows });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({ added: 3, changed: 0, same: 0 });
    expect(first.body.problems.map((one: { index: number; problem: string }) => `${one.index} ${one.problem}`)).toEqual(
      [
        '3 metric.value: got 8.5, wanted a whole number',
        '4 metric.value: got 6, wanted 1 to 5',
        '5 has neither a score nor a text',
        '6 id: the same as in row 0',
        '7 date: got "yesterday", wanted 2026-05-31 or an instant with zone',
        '8 row: Unrecognized key: "colour"',
      ],
    );
    expect((await post('/ingest/After%20call', { brand: 'romashka', rows })).body).toMatchObject({ added: 0, same: 3 });
    server.clock.ms += 1000;
    const changed = [{ ...rows[0], metric: { kind: 'nps', value: 3 } }];
    expect((await post('/ingest/After%20call', { brand: 'romashka', rows: changed })).body).toMatchObject({
      changed: 1,
    });
    const { items } = await server.store.items(
      { brand: 'romashka', source: ['after-call'] },
      { sort: 'published', limit: 9 },
    );
    const byId = new Map(items.map((item) => [item.externalId, item]));
    expect(byId.get('sheet:a')).toMatchObject({
      channel: 'survey',
      text: 'Звоните [phone]',
      metric: { value: 3, max: 10 },
    });
    expect(byId.get('sheet:b')).toMatchObject({
      metric: { kind: 'ces', max: 5 },
      publishedOn: '2026-05-03',
      text: null,
    });
    expect(byId.get('sheet:c')).toMatchObject({ channel: 'public', stars: 4, metric: null });
    expect(JSON.stringify(items)).not.toMatch(/ann@/i);
  });

  test('a key that only reads, no key, no brand, nothing to store', async () => {
    const sent = { brand: 'romashka', rows: rows.slice(0, 1) };
    expect((await post('/ingest/x', sent, await server.key('read'))).status).toBe(403);
    expect((await server.call('POST', '/api/v1/ingest/x', { body: sent })).status).toBe(401);
    expect((await post('/ingest/x', { ...sent, brand: 'nobody' })).status).toBe(400);
    expect((await post('/ingest/x', { ...sent, rows: [] })).status).toBe(400);
    expect((await post('/ingest/x', { ...sent, rows: ['words'] })).status).toBe(400);
    expect((await post('/ingest/---', sent)).status).toBe(400);
  });
});
