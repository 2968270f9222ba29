import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Brand } from '../../src/domain/brand.ts';
import { draft } from './drafts.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let read: string;
let write: string;

beforeAll(async () => {
  server = await startServer();
  read = await server.key('read');
  write = await server.key('write');
  const themes = [{ id: 'parking', title: 'Parking', words: ['parking'] }];
  const brand = Brand.parse({ id: 'romashka', name: 'Romashka', languages: ['ru', 'en'], themes });
  await server.store.saveBrand(brand, server.now());
  const texts = ['Самовар протекает', 'Отличные самовары, рекомендую', 'Самовар из шоколада вкусный', 'Курьер опоздал'];
  const items = texts.map((text, n) => draft(n, { text, publishedOn: `2026-03-${20 + n}` }));
  items.push(draft(9, { text: 'Старый самовар хорош', publishedOn: '2026-01-05' }));
  await server.store.importItems({ items, targetId: null, backfill: true, now: server.now() });
});
afterAll(() => server.close());

const SAMOVAR = { brand: 'romashka', id: 'samovar', title: 'Самовары', words: ['самовар'] };

describe("users' own themes", () => {
  test('a preview says what would be found in the last 30 days, and stores nothing', async () => {
    const body = { brand: 'romashka', words: ['самовар'], exclusions: ['самовар из шоколада'] };
    const answer = await server.call('POST', '/api/v1/themes/preview', { key: read, body });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ n: 2, read: 4, isAll: true, from: '2026-03-02' });
    expect(answer.body.examples).toEqual([
      { key: draft(1).key, sentiment: 'positive', quote: expect.stringContaining('самовары') },
      { key: draft(0).key, sentiment: 'negative', quote: expect.stringContaining('Самовар протекает') },
    ]);
    const list = await server.call('GET', '/api/v1/themes?brand=romashka', { key: read });
    expect(list.body.builtIn).toContain('delivery');
    expect(list.body.own.map(({ id }: { id: string }) => id)).toEqual(['parking']);
  });

  test('one is made, changed and removed; the brand has it', async () => {
    const made = await server.call('POST', '/api/v1/themes', { key: write, body: SAMOVAR });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      id: 'samovar',
      title: 'Самовары',
      words: ['самовар'],
      phrases: [],
      exclusions: [],
      fromPage: true,
    });
    const body = { brand: 'romashka', phrases: ['чайная машина'] };
    const changed = await server.call('PATCH', '/api/v1/themes/samovar', { key: write, body });
    expect(changed.body).toMatchObject({ words: ['самовар'], phrases: ['чайная машина'], title: 'Самовары' });
    expect((await server.store.brand('romashka'))?.themes).toHaveLength(2);
    const themes = [{ theme: 'samovar', sentiment: 'negative' }];
    const said = await server.call('PATCH', `/api/v1/items/${draft(0).key}`, { key: write, body: { themes } });
    expect(said.body.correction.themes).toEqual(themes);
    expect((await server.call('DELETE', '/api/v1/themes/samovar?brand=romashka', { key: write })).status).toBe(204);
    expect((await server.store.brand('romashka'))?.themes).toHaveLength(1);
  });

  test.each([
    ['without anything to find it by', { ...SAMOVAR, words: [] }, 400, /at least one word/],
    ['with the id of a built-in one', { ...SAMOVAR, id: 'delivery' }, 400, /built-in/],
    ['with an id that is there', { ...SAMOVAR, id: 'parking' }, 400, /there already/],
    ['with an id of other letters', { ...SAMOVAR, id: 'Самовар' }, 400, /latin letters/],
    ['with an empty word', { ...SAMOVAR, words: [' '] }, 400, /./],
    ['with a field that is none', { ...SAMOVAR, colour: 1 }, 400, /./],
    ['of a brand that is none', { ...SAMOVAR, brand: 'nobody' }, 404, /no brand/],
  ])('one %s is refused in words', async (_what, body, status, words) => {
    const answer = await server.call('POST', '/api/v1/themes', { key: write, body });
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(words);
  });

  test('one of the configuration cannot be changed here, an unknown one is not found, who may only read may not write', async () => {
    const of = '/api/v1/themes/parking?brand=romashka';
    expect((await server.call('DELETE', of, { key: write })).status).toBe(409);
    expect((await server.call('DELETE', of.replace('parking', 'x'), { key: write })).status).toBe(404);
    expect((await server.call('DELETE', of, { key: read })).status).toBe(403);
    expect((await server.call('POST', '/api/v1/themes', { key: read, body: SAMOVAR })).status).toBe(403);
  });
});
