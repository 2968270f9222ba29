import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { Brand } from '../../src/domain/brand.ts';
import { drawAudits } from '../../src/jobs/draw-audit.ts';
import { sentiment, understanding } from '../store/drafts.ts';
import { bothStores, type Engine } from './both-stores.ts';
import { draft } from './drafts.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const SAID = { sentiment: 'negative', themes: [{ theme: 'staff', sentiment: 'negative' }], kind: 'complaint' };

describe.each(bothStores('audits'))('texts drawn for people to read, on $name', (engine: Engine) => {
  let server: ServerUnderTest;
  let read: string;
  let write: string;

  beforeAll(async () => {
    server = await startServer({ store: await engine.open() });
    read = await server.key('read');
    write = await server.key('write');
    await server.store.saveBrand(Brand.parse({ id: 'romashka', name: 'Romashka' }), server.now());
    const items = Array.from({ length: 12 }, (_, n) => draft(n, { text: `Text ${n}`, publishedOn: '2026-03-20' }));
    await server.store.importItems({ items, targetId: null, backfill: false, now: server.now() });
    const themes = [{ theme: 'delivery', sentiment: 'negative', quote: 'Text' }] as const;
    const made = understanding({ sentiment: sentiment('negative'), themes: [...themes], kind: 'complaint' });
    const pending = await server.store.pending({ limit: 99 });
    const results = pending.map(({ item, revision }) => ({ key: item.key, revision, understanding: made }));
    await server.store.saveUnderstanding(results, server.now());
    server.clock.ms += 1000;
    const deps = { store: server.store, clock: server.clock, log: quietLog, perDay: 10 };
    expect(await drawAudits(deps, 'romashka', 8)).toBe(8);
  });
  afterAll(async () => {
    await server.close();
    await engine.drop();
  });

  test('are shown without a word of what the models say, and leave the list when they are answered', async () => {
    const list = await server.call('GET', '/api/v1/audits?state=open&limit=5', { key: read });
    expect(list.status).toBe(200);
    expect(list.body).toMatchObject({ n: 8 });
    expect(list.body.data).toHaveLength(5);
    expect(list.text).not.toMatch(/negative|delivery|complaint|confidence|stars|stratum/);
    const [{ id, text }] = list.body.data;
    expect(text).toMatch(/^Text \d+$/);
    const answered = await server.call('POST', `/api/v1/audits/${id}/answer`, { key: write, body: SAID });
    expect(answered.status).toBe(200);
    expect(answered.body).toMatchObject({ id, answer: { ...SAID, at: server.now() } });
    const left = await server.call('GET', '/api/v1/audits?brand=romashka', { key: read });
    expect(left.body.data.map((one: { id: string }) => one.id)).not.toContain(id);
    expect(left.body).toMatchObject({ n: 7, today: 1 });
    const done = await server.call('GET', '/api/v1/audits?state=answered', { key: read });
    expect(done.body.data.map((one: { id: string }) => one.id)).toEqual([id]);
    expect((await server.store.item(id))?.correction).toBeNull();
  });

  test('make the report card', async () => {
    const [{ id }] = (await server.call('GET', '/api/v1/audits?limit=1', { key: read })).body.data;
    await server.call('POST', `/api/v1/audits/${id}/answer`, { key: write, body: { sentiment: 'positive' } });
    const { status, body } = await server.call('GET', '/api/v1/report-card', { key: read });
    expect(status).toBe(200);
    expect(body).toMatchObject({ brand: 'romashka', open: 6, missing: { public: 48, direct: 50, to: '2026-04-01' } });
    expect(body.card).toMatchObject({ n: 2, agreement: { k: 1, n: 2 }, drift: { direction: 'withheld' } });
    const blamed = body.card.themes.find((one: { theme: string }) => one.theme === 'delivery').blamed;
    // Of the second text no themes were told.
    expect(body.card.themed).toBe(1);
    expect(blamed.precision).toMatchObject({ k: 0, n: 1 });
  });

  test('what was said is taken back, and the text waits again; yesterday is not today', async () => {
    const [{ id }] = (await server.call('GET', '/api/v1/audits?limit=1', { key: read })).body.data;
    const answer = `/api/v1/audits/${id}/answer`;
    await server.call('POST', answer, { key: write, body: SAID });
    const counts = async () => {
      const { n, today } = (await server.call('GET', '/api/v1/audits', { key: read })).body;
      return { n, today };
    };
    expect(await counts()).toEqual({ n: 5, today: 3 });
    expect((await server.call('DELETE', answer, { key: read })).status).toBe(403);
    expect((await server.call('DELETE', answer, { key: write })).body).toMatchObject({ id, answer: null });
    expect(await counts()).toEqual({ n: 6, today: 2 });
    expect((await server.call('DELETE', '/api/v1/audits/nothing/answer', { key: write })).status).toBe(404);
    server.clock.ms += 86_400_000;
    expect(await counts()).toEqual({ n: 6, today: 0 });
    server.clock.ms -= 86_400_000;
  });

  test('more are drawn when somebody asks for it, and no text twice', async () => {
    const draw = (body: object, key = write) => server.call('POST', '/api/v1/audits/draw', { key, body });
    expect((await draw({}, read)).status).toBe(403);
    for (const size of [0, 1001, 1.5]) expect((await draw({ size })).status).toBe(400);
    expect((await draw({ brand: 'nobody' })).status).toBe(404);
    // All that there is was drawn from already.
    expect((await draw({ brand: 'romashka' })).body).toEqual({ drawn: 0 });
    const item = draft(77, { text: 'A thirteenth text', publishedOn: '2026-03-21' });
    await server.store.importItems({ items: [item], targetId: null, backfill: false, now: server.now() });
    const made = understanding({ sentiment: sentiment('negative') });
    await server.store.saveUnderstanding([{ key: item.key, revision: 1, understanding: made }], server.now());
    server.clock.ms += 1000;
    expect((await draw({ size: 5 })).body).toEqual({ drawn: 1 });
    expect((await draw({ size: 5 })).body).toEqual({ drawn: 0 });
    const open = (await server.call('GET', '/api/v1/audits?limit=100', { key: read })).body;
    expect(open.data.map(({ id }: { id: string }) => id)).toContain(item.key);
  });

  test('one that was edited since is asked for no more, and takes no answer', async () => {
    const { data, n } = (await server.call('GET', '/api/v1/audits', { key: read })).body;
    const { id } = data[0];
    const number = Number(/\d+$/.exec(data[0].text)![0]);
    await server.store.importItems({
      items: [
        draft(number, {
          text: 'Now I think otherwise',
          publishedOn: '2026-03-20',
          fetchedAt: '2026-04-02T00:00:00.000Z',
        }),
      ],
      targetId: null,
      backfill: false,
      now: server.now(),
    });
    const after = (await server.call('GET', '/api/v1/audits', { key: read })).body;
    expect(after.data).toHaveLength(n - 1);
    expect(after.n).toBe(n - 1);
    expect((await server.call('POST', `/api/v1/audits/${id}/answer`, { key: write, body: SAID })).status).toBe(409);
  });

  test.each([
    ['an unknown theme', { ...SAID, themes: [{ theme: 'weather', sentiment: 'negative' }] }, 400],
    ['no label', { themes: [] }, 400],
    ['another label', { sentiment: 'unsure' }, 400],
    ['a field that is none', { ...SAID, stars: 5 }, 400],
  ])('an answer with %s is refused', async (_what, body, status) => {
    const { id } = (await server.call('GET', '/api/v1/audits', { key: read })).body.data[0];
    expect((await server.call('POST', `/api/v1/audits/${id}/answer`, { key: write, body })).status).toBe(status);
  });

  test('who may only read answers nothing; what was not drawn, and a brand that is none, are not found', async () => {
    const { id } = (await server.call('GET', '/api/v1/audits', { key: read })).body.data[0];
    const at = `/api/v1/audits/${id}/answer`;
    expect((await server.call('POST', at, { key: read, body: SAID })).status).toBe(403);
    expect((await server.call('POST', at, { body: SAID })).status).toBe(401);
    expect((await server.call('POST', '/api/v1/audits/nothing/answer', { key: write, body: SAID })).status).toBe(404);
    for (const path of ['audits?brand=nobody', 'report-card?brand=nobody'])
      expect((await server.call('GET', `/api/v1/${path}`, { key: read })).status).toBe(404);
  });
});
