import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Brand } from '../../src/domain/brand.ts';
import type { ItemDraft } from '../../src/domain/item.ts';
import { sentiment, understanding } from '../store/drafts.ts';
import { bothStores, type Engine } from './both-stores.ts';
import { draft } from './drafts.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const DAY_MS = 86_400_000;
const TOPICS = ['кофе вкусный и горячий', 'продавец вежливый', 'цены высокие', 'в зале чисто', 'доставка быстрая'];

describe.each(bothStores('rising phrases'))('phrases that rise, on $name', (engine: Engine) => {
  let server: ServerUnderTest;
  let read: string;
  let write: string;
  let next = 0;

  beforeAll(async () => {
    server = await startServer({ store: await engine.open() });
    read = await server.key('read');
    write = await server.key('write');
    await server.store.saveBrand(Brand.parse({ id: 'romashka', name: 'Ромашка', timeZone: 'UTC' }), server.now());
    const past = Array.from({ length: 60 * 4 }, (_, n) => text(`${TOPICS[n % 5]}, номер ${n}`, Math.floor(n / 4)));
    const wave = Array.from({ length: 6 }, (_, n) => text(`Кассир ${'абвгде'[n]}: новый терминал зависает`, n));
    const parcels = Array.from({ length: 6 }, (_, n) => text(`${'абвгде'[n]}: мятая коробка`, n));
    await keep([...past, ...wave, ...parcels]);
  });
  afterAll(async () => {
    await server.close();
    await engine.drop();
  });

  const text = (words: string, daysAgo: number): ItemDraft => {
    const day = new Date(server.clock.ms - daysAgo * DAY_MS).toISOString().slice(0, 10);
    next += 1;
    return draft(next, { text: words, title: null, publishedOn: day });
  };

  async function keep(items: readonly ItemDraft[]): Promise<void> {
    const { store } = server;
    await store.importItems({ items, targetId: null, backfill: false, now: server.now() });
    const made = understanding({ language: 'ru', sentiment: sentiment('neutral') });
    const pending = await store.pending({ limit: 999 });
    const results = pending.map(({ item, revision }) => ({ key: item.key, revision, understanding: made }));
    await store.saveUnderstanding(results, server.now());
  }

  const list = async () => (await server.call('GET', '/api/v1/themes/rising?brand=romashka', { key: read })).body;
  const phrases = async (): Promise<string[]> => (await list()).data.map(({ phrase }: { phrase: string }) => phrase);
  const dismiss = (body: object, key = write) =>
    server.call('POST', '/api/v1/themes/rising/dismissals', { key, body: { brand: 'romashka', ...body } });

  test('are proposed with their counts, days and the words of three authors; what a theme names is not', async () => {
    const answer = await list();
    expect(answer).toMatchObject({ days: 7, pastDays: 56, until: '2026-04-01', isAll: true, asOf: server.now() });
    // Days 60 to 63 before are empty.
    expect(answer.read).toBe(60 * 4 + 12);
    const first = answer.data.find(({ phrase }: { phrase: string }) => phrase === 'новый терминал зависает');
    expect(first).toMatchObject({ language: 'ru', now: 6, ofNow: 40, before: 0, ofBefore: 212 });
    expect(first.quotes).toHaveLength(3);
    expect(first.quotes.join()).toContain('терминал зависает');
    expect(answer.data.map(({ phrase }: { phrase: string }) => phrase)).not.toContain('мятая коробка');
  });

  test('are read once an hour', async () => {
    await keep(Array.from({ length: 6 }, (_, n) => text(`Вход ${'абвгде'[n]}: скользкие ступеньки`, n)));
    expect(await phrases()).not.toContain('скользкие ступеньки');
    server.clock.ms += 3_600_000;
    expect(await phrases()).toContain('скользкие ступеньки');
  });

  test('one that is dismissed stays away until it is taken back, for everybody and after new texts', async () => {
    const { id } = (await list()).data.find(({ phrase }: { phrase: string }) => phrase === 'скользкие ступеньки');
    expect((await dismiss({ id }, read)).status).toBe(403);
    expect((await dismiss({ id })).status).toBe(204);
    expect(await phrases()).not.toContain('скользкие ступеньки');
    server.clock.ms += 3_600_000;
    expect(await phrases()).not.toContain('скользкие ступеньки');
    expect((await dismiss({ id, dismissed: false })).status).toBe(204);
    expect(await phrases()).toContain('скользкие ступеньки');
  });

  test('one that becomes a theme is proposed no more, at once', async () => {
    const theme = { brand: 'romashka', id: 'terminal', title: 'Терминал', words: ['терминал'] };
    expect((await server.call('POST', '/api/v1/themes', { key: write, body: theme })).status).toBe(201);
    expect((await phrases()).filter((phrase) => phrase.includes('терминал'))).toEqual([]);
    await server.call('DELETE', '/api/v1/themes/terminal?brand=romashka', { key: write });
    expect(await phrases()).toContain('новый терминал зависает');
  });

  test('a brand that is none, an id that is none', async () => {
    const of = '/api/v1/themes/rising';
    expect((await server.call('GET', `${of}?brand=nobody`, { key: read })).status).toBe(404);
    expect((await server.call('GET', of, { key: read })).status).toBe(400);
    expect((await dismiss({ brand: 'nobody', id: 'ru x' })).status).toBe(404);
    expect((await dismiss({ id: '' })).status).toBe(400);
  });
});
