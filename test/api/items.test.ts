import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { relate } from '../store/drafts.ts';
import { draft } from './drafts.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let read: string;
let write: string;

beforeAll(async () => {
  server = await startServer();
  read = await server.key('read');
  write = await server.key('write');
  const items = Array.from({ length: 130 }, (_, n) => draft(n));
  await server.store.importItems({ items, targetId: null, backfill: true, now: server.now() });
});
afterAll(() => server.close());

describe('items', () => {
  test('a walk over all pages meets each item once while new ones arrive', async () => {
    const seen: string[] = [];
    let cursor: string | null = '';
    let arrivals = 1000;
    while (cursor !== null) {
      const at: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await server.call('GET', `/api/v1/items?brand=romashka&limit=20${at}`, { key: read });
      expect(status).toBe(200);
      seen.push(...body.data.map((item: { key: string }) => item.key));
      cursor = body.nextCursor;
      // Newer than everything, and in the middle of what is still to come.
      const items = [
        draft(arrivals++, { publishedOn: '2026-03-30' }),
        draft(arrivals++, { publishedOn: '2026-03-05' }),
      ];
      await server.store.importItems({ items, targetId: null, backfill: false, now: server.now() });
    }
    expect(new Set(seen).size).toBe(seen.length);
    const first = Array.from({ length: 130 }, (_, n) => draft(n).key);
    expect(first.filter((key) => !seen.includes(key))).toEqual([]);
  });

  test('filters are repeatable, words become numbers and booleans, the total is given on request', async () => {
    const { body } = await server.call(
      'GET',
      '/api/v1/items?stars=1&stars=2&has_text=true&include_total=true&limit=5',
      {
        key: read,
      },
    );
    expect(body.data).toHaveLength(5);
    expect(body.data.every((item: { stars: number }) => item.stars <= 2)).toBe(true);
    expect(body.total).toBeGreaterThanOrEqual(52);
    const without = await server.call('GET', '/api/v1/items?limit=1', { key: read });
    expect(without.body).not.toHaveProperty('total');
  });

  test.each([
    ['an unknown parameter', 'colour=red', 'colour'],
    ['a name of every object', '__proto__=1', '__proto__'],
    ['another one', 'constructor=1', 'constructor'],
    ['a limit of nothing', 'limit=0', 'limit'],
    ['a limit too large', 'limit=201', 'limit'],
    ['a limit in hex', 'limit=0x10', 'limit'],
    ['an empty number', 'stars=', 'stars.0'],
    ['stars beyond five', 'stars=1&stars=6', 'stars.1'],
    ['a boolean in words', 'has_text=yes', 'has_text'],
    ['a single field twice', 'brand=a&brand=b', 'brand'],
    ['an unknown sentiment', 'sentiment=angry', 'sentiment.0'],
    ['a day that is none', 'published_from=yesterday', 'published_from'],
    ['a cursor of nobody', 'cursor=bm9uc2Vuc2U', 'cursor'],
    ['a cursor that is not even text', 'cursor=%00%ff', 'cursor'],
    ['a search too long', `q=${'a'.repeat(501)}`, 'q'],
  ])('%s is refused by name', async (_what, query, name) => {
    const { status, body } = await server.call('GET', `/api/v1/items?${query}`, { key: read });
    expect(status).toBe(400);
    expect(body.code).toBe('bad-input');
    expect(body.errors.map((error: { name: string }) => error.name)).toContain(name);
  });

  test('all wrong fields are named at once', async () => {
    const { body } = await server.call('GET', '/api/v1/items?limit=0&colour=red&stars=9', { key: read });
    expect(body.errors).toHaveLength(3);
  });

  test.each([
    '" OR 1=1 --',
    "'; DROP TABLE items; --",
    'NEAR(a b)',
    '*',
    'title:text',
    '(((((',
    '"',
    'AND OR NOT',
    '\u0000',
    '\u202e',
    '😀',
    'a'.repeat(500),
    '%',
    '{}[]^~\\',
  ])('a search for %j is an ordinary search', async (q) => {
    const { status } = await server.call('GET', `/api/v1/items?q=${encodeURIComponent(q)}`, { key: read });
    expect(status).toBe(200);
  });

  test('words of a search never reach the log', async () => {
    await server.call('GET', '/api/v1/items?q=sekretnoeslovo', { key: read });
    expect(JSON.stringify(server.logged)).not.toContain('sekretnoeslovo');
    expect(server.logged.some(({ message }) => message === 'request')).toBe(true);
  });

  test('one item by key and by id, its versions after an edit, 404 for others', async () => {
    const { key } = draft(7);
    await server.store.importItems({
      items: [draft(7, { text: 'Теперь иначе', fetchedAt: '2026-04-01T01:00:00.000Z' })],
      targetId: null,
      backfill: false,
      now: server.now(),
    });
    const one = await server.call('GET', `/api/v1/items/${key}`, { key: read });
    expect(one.body).toMatchObject({ key, text: 'Теперь иначе', versions: 1 });
    const byId = await server.call('GET', `/api/v1/items/${one.body.id}`, { key: read });
    expect(byId.body.key).toBe(key);
    const versions = await server.call('GET', `/api/v1/items/${key}/versions`, { key: read });
    expect(versions.body.data).toMatchObject([{ text: 'Текст отзыва номер 7' }]);
    for (const path of ['/items/nobody', '/items/nobody/versions', `/items/${'x'.repeat(300)}`]) {
      expect((await server.call('GET', `/api/v1${path}`, { key: read })).status).toBe(404);
    }
  });

  test('a correction wins, names who, is taken back by null; tags come and go', async () => {
    const path = `/api/v1/items/${draft(8).key}`;
    const body = { sentiment: 'negative', tags: { add: [' доставка ', 'срочно'] } };
    const corrected = await server.call('PATCH', path, { key: write, body });
    expect(corrected.status).toBe(200);
    expect(corrected.body.correction).toMatchObject({ sentiment: 'negative', by: 'write key' });
    expect([...corrected.body.tags].sort()).toEqual(['доставка', 'срочно']);
    const back = await server.call('PATCH', path, {
      key: write,
      body: { sentiment: null, tags: { remove: ['срочно'] } },
    });
    expect(back.body.correction?.sentiment ?? null).toBeNull();
    expect(back.body.tags).toEqual(['доставка']);
    const tags = await server.call('GET', '/api/v1/tags?brand=romashka', { key: read });
    expect(tags.body.data).toEqual([{ tag: 'доставка', n: 1 }]);
  });

  test('themes and kind are corrected, filtered by, counted and exported', async () => {
    const { key } = draft(11);
    const path = `/api/v1/items/${key}`;
    const themes = [
      { theme: 'staff', sentiment: 'negative' },
      { theme: 'delivery', sentiment: 'negative' },
    ];
    const corrected = await server.call('PATCH', path, { key: write, body: { kind: 'complaint', themes } });
    expect(corrected.body.correction).toMatchObject({ kind: 'complaint', themes: [themes[1], themes[0]] });
    const query = 'theme=staff&theme=food&theme_sentiment=negative&kind=complaint&include_total=true';
    const found = await server.call('GET', `/api/v1/items?${query}`, { key: read });
    expect(found.body).toMatchObject({ data: [{ key }], total: 1 });
    const stats = await server.call('GET', '/api/v1/stats?by=theme&by=theme_sentiment&kind=complaint', { key: read });
    expect(stats.body).toMatchObject({
      data: [
        { key: { theme: 'delivery', theme_sentiment: 'negative' }, n: 1 },
        { key: { theme: 'staff', theme_sentiment: 'negative' }, n: 1 },
      ],
      n: 1,
    });
    const kinds = await server.call('GET', '/api/v1/stats?by=kind&theme=staff', { key: read });
    expect(kinds.body.data).toMatchObject([{ key: { kind: 'complaint' }, n: 1 }]);
    const file = await server.call('GET', '/api/v1/export?format=csv&theme=staff', { key: read });
    expect(file.text).toContain('delivery:negative, staff:negative');
    const back = await server.call('PATCH', path, { key: write, body: { kind: null, themes: null } });
    expect(back.body.correction).toBeNull();
  });

  test.each([
    ['no field at all', {}, 400],
    ['a kind that is none', { kind: 'rant' }, 400],
    ['a theme that nobody has', { themes: [{ theme: 'weather', sentiment: 'negative' }] }, 400],
    ['a theme without a sign', { themes: [{ theme: 'food' }] }, 400],
    ['a theme of mixed sign', { themes: [{ theme: 'food', sentiment: 'mixed' }] }, 400],
    ['an unknown field', { mood: 'bad' }, 400],
    ['a wrong sentiment', { sentiment: 'angry' }, 400],
    ['a language that is none', { language: 'Русский' }, 400],
    ['an empty tag', { tags: { add: ['   '] } }, 400],
    ['a tag of two lines', { tags: { add: ['a\nb'] } }, 400],
    ['a tag that turns the text around', { tags: { add: ['a\u202eb'] } }, 400],
    ['half a surrogate pair', '{"tags":{"add":["\\ud800"]}}', 400],
    ['a list', [], 400],
    ['half a JSON', '{"sentiment":"neg', 400],
    ['nothing', '', 400],
    ['a tower of brackets', `{"tags":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400],
    ['two megabytes', `{"language":"${'a'.repeat(2_000_000)}"}`, 413],
  ])('a change with %s is refused', async (_what, body, status) => {
    const answer = await server.call('PATCH', `/api/v1/items/${draft(9).key}`, { key: write, body });
    expect(answer.status).toBe(status);
  });

  test('a body that is not JSON is refused by its type', async () => {
    const headers = { 'content-type': 'text/plain' };
    const answer = await server.call('PATCH', `/api/v1/items/${draft(9).key}`, { key: write, body: '{}', headers });
    expect(answer.status).toBe(415);
  });
});

describe('stats', () => {
  test('each group has its n, its mean and the n of the mean; the groups add up', async () => {
    const { body } = await server.call('GET', '/api/v1/stats?by=stars&brand=romashka', { key: read });
    expect(body.by).toEqual(['stars']);
    expect(body.asOf).toBe(server.now());
    expect(body.data.reduce((sum: number, group: { n: number }) => sum + group.n, 0)).toBe(body.n);
    const threes = body.data.find((group: { key: { stars: string } }) => group.key.stars === '3');
    expect(threes).toMatchObject({ starsMean: 3, starsN: threes.n });
  });

  test('three dimensions at once; none or four are refused', async () => {
    const three = await server.call('GET', '/api/v1/stats?by=day&by=source&by=channel', { key: read });
    expect(Object.keys(three.body.data[0].key).sort()).toEqual(['channel', 'day', 'source']);
    expect((await server.call('GET', '/api/v1/stats', { key: read })).status).toBe(400);
    const four = '/api/v1/stats?by=day&by=source&by=channel&by=stars';
    expect((await server.call('GET', four, { key: read })).status).toBe(400);
    expect((await server.call('GET', '/api/v1/stats?by=mood', { key: read })).status).toBe(400);
  });
});

describe('copies', () => {
  test('an opinion is listed once, with where else it stands; its family is listed with links', async () => {
    const brand = 'echo';
    const day = (at: number) => `2026-02-0${at + 1}`;
    const items = ['otzovik', 'vk', 'irecommend', '2gis'].map((scraper, at) =>
      draft(7000 + at, { brand, scraper, publishedOn: day(at), url: `https://${scraper}.example/${at}` }),
    );
    await server.store.importItems({ items, targetId: null, backfill: true, now: server.now() });
    const [a, b, c, near] = items.map(({ key }) => key);
    await relate(server.store, { [a!]: 'same', [b!]: 'same', [c!]: 'same', [near!]: null });
    const { body } = await server.call('GET', `/api/v1/items?brand=${brand}&include_total=true`, { key: read });
    expect(body.total).toBe(2);
    const first = body.data.find((item: { key: string }) => item.key === a);
    expect(first.alsoOn.map((place: { scraper: string; url: string }) => [place.scraper, place.url]).sort()).toEqual([
      ['irecommend', 'https://irecommend.example/2'],
      ['vk', 'https://vk.example/1'],
    ]);
    expect(body.data.find((item: { key: string }) => item.key === near)).not.toHaveProperty('alsoOn');
    const all = await server.call('GET', `/api/v1/items?brand=${brand}&copies=all&include_total=true`, { key: read });
    expect(all.body.total).toBe(4);
    const stats = async (query: string) =>
      (await server.call('GET', `/api/v1/stats?by=channel&brand=${brand}${query}`, { key: read })).body.data[0].n;
    expect([await stats(''), await stats('&copies=all')]).toEqual([2, 4]);
    const family = await server.call('GET', `/api/v1/items/${b}/family`, { key: read });
    expect(family.body.data).toMatchObject([
      { key: a, duplicate: { role: 'original', cluster: a, family: a } },
      { key: c, duplicate: { role: 'copy', cluster: a, family: a } },
    ]);
    expect((await server.call('GET', `/api/v1/items/${b}`, { key: read })).body.alsoOn).toHaveLength(2);
    expect((await server.call('GET', `/api/v1/items/${near}/family`, { key: read })).body.data).toEqual([]);
    expect((await server.call('GET', '/api/v1/items/nobody/family', { key: read })).status).toBe(404);
  });
});

describe('export', () => {
  test('CSV that Excel opens: mark, semicolons, formulas defused', async () => {
    const items = [draft(5000, { text: '=HYPERLINK("http://evil","x")', brand: 'other' })];
    await server.store.importItems({ items, targetId: null, backfill: true, now: server.now() });
    const response = await fetch(`${server.url}/api/v1/export?brand=other`, { headers: { 'x-api-key': read } });
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="molva-2026-04-01.csv"');
    expect(bytes.toString()).not.toContain(';=HYPERLINK');
    expect(bytes.toString().split('\r\n')).toHaveLength(3);
  });

  test('NDJSON has every matching item once', async () => {
    const { body } = await server.call('GET', '/api/v1/items?brand=romashka&limit=1&include_total=true', { key: read });
    const { text } = await server.call('GET', '/api/v1/export?brand=romashka&format=ndjson', { key: read });
    const keys = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(body.total);
  });
});
