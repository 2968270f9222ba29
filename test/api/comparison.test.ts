import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Brand } from '../../src/domain/brand.ts';
import { Comparison, type FigureTexts } from '../../src/domain/comparison.ts';
import { draft, relate, sentiment, understand } from '../store/drafts.ts';
import { bothStores, type Engine } from './both-stores.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const DAYS = 'from=2026-03-01&to=2026-03-31';
const places = ['otzovik', 'vk', 'irecommend'];

describe.each(bothStores('comparison'))('the comparison on $name', (engine: Engine) => {
  let server: ServerUnderTest;
  let read: string;

  beforeAll(async () => {
    server = await startServer({ store: await engine.open() });
    read = await server.key('read');
    const { store } = server;
    await store.saveBrand(Brand.parse({ id: 'acme', name: 'Acme' }), server.now());
    // Twelve opinions, the first of which stands in three places; one of its copies has no date.
    const own = Array.from({ length: 12 }, (_, n) =>
      draft(`p${n}`, {
        stars: n < 4 ? 1 : 5,
        publishedOn: `2026-03-${String(n + 1).padStart(2, '0')}`,
        authorHash: `a${n}`,
      }),
    );
    const copies = places.map((scraper, n) =>
      draft(`c${n}`, {
        scraper,
        stars: 1,
        publishedOn: n === 2 ? null : '2026-03-20',
        precision: n === 2 ? 'unknown' : 'day',
        authorHash: `b${n}`,
      }),
    );
    const answers = Array.from({ length: 6 }, (_, n) =>
      draft(`s${n}`, { channel: 'survey', scraper: 'form', publishedOn: '2026-03-05', authorHash: `s${n}` }),
    );
    await store.importItems({
      items: [...own, ...copies, ...answers],
      targetId: null,
      backfill: false,
      now: server.now(),
    });
    const label = (key: string) => sentiment(/^(p[0-3]|c\d|s0)$/.test(key) ? 'negative' : 'positive');
    const all = [...own, ...copies, ...answers].map(({ key }) => [key, { sentiment: label(key) }] as const);
    await understand(store, Object.fromEntries(all));
    await relate(store, Object.fromEntries(['p0', 'c0', 'c1', 'c2'].map((key) => [key, 'same'])));
  });
  afterAll(async () => {
    await server.close();
    await engine.drop();
  });

  const compare = async (query = '') => {
    const { status, body } = await server.call('GET', `/api/v1/comparison?brand=acme&${DAYS}${query}`, { key: read });
    expect(status).toBe(200);
    return Comparison.parse(body);
  };
  const opened = async (texts: FigureTexts): Promise<number> => {
    const params = new URLSearchParams({ limit: '200' });
    for (const [name, value] of Object.entries(texts)) for (const one of [value].flat()) params.append(name, one);
    return (await server.call('GET', `/api/v1/items?${params}`, { key: read })).body.data.length;
  };

  test('counts one for all copies of an opinion unless each is asked for', async () => {
    const one = await compare();
    expect(await compare('&copies=one')).toEqual({ ...one, asOf: expect.any(String) });
    const all = await compare('&copies=all');
    expect([one.copies, all.copies]).toEqual(['one', 'all']);
    expect([one.public.negative, all.public.negative]).toMatchObject([
      { k: 4, n: 12 },
      { k: 6, n: 14 },
    ]);
    expect([one.public.counts.undated, all.public.counts.undated]).toEqual([0, 1]);
    const sources = ({ bySource }: Comparison) =>
      Object.fromEntries(bySource.map(({ name, counts }) => [name, counts.texts]));
    expect([sources(one), sources(all)]).toEqual([{ otzovik: 12 }, { otzovik: 13, vk: 1 }]);
    expect(all.scores[0]).toMatchObject({ kind: 'public-stars', n: 14 });
    expect(all.direct).toEqual({ ...one.direct, texts: { ...one.direct.texts, copies: 'all' } });
    expect((await server.call('GET', '/api/v1/comparison?brand=acme&copies=some', { key: read })).status).toBe(400);
  });

  test('the texts behind a figure are those that it counts, copies with them where they are counted', async () => {
    for (const query of ['', '&copies=all']) {
      const found = await compare(query);
      expect(await opened(found.public.texts)).toBe(found.public.negative.n);
      expect(await opened(found.direct.texts)).toBe(found.direct.negative.n);
      for (const row of found.bySource) expect(await opened(row.texts)).toBe(row.negative.n);
      for (const score of found.scores) expect(await opened(score.texts)).toBe(score.n);
    }
  });

  test('copies that are counted one by one are worth no more than the opinions that they are', async () => {
    const [one, all] = [await compare(), await compare('&copies=all')];
    expect(one.public.negative.nEff).toBeLessThanOrEqual(12);
    expect(all.public.negative.nEff).toBeLessThan(13);
  });
});
