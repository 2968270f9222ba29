import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Brand } from '../../src/domain/brand.ts';
import type { LayerStep } from '../../src/domain/layer.ts';
import { sentiment, understanding } from '../store/drafts.ts';
import { bothStores, type Engine } from './both-stores.ts';
import { draft } from './drafts.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const NOTHING = { accuracy: null, macroF1: null };
const MEASURED = { n: 0, before: NOTHING, after: NOTHING, fixed: 0, broken: 0, classes: [] };
const STEP: LayerStep = {
  id: 'abcdef12',
  models: 'v2',
  at: '2026-05-20T12:00:00.000Z',
  outcome: 'better',
  taught: { corrected: 2, kinds: 0, starred: 0, others: 1, audited: 0 },
  heldBack: {
    corrected: MEASURED,
    starred: MEASURED,
    kinds: MEASURED,
    others: { n: 1, changed: 0, sorts: 0, expectedWrong: 0.4, expectedWrongSorts: 0 },
  },
  changed: { read: 3, changed: 1, flows: [{ from: 'negative', to: 'positive', n: 1 }] },
};

describe.each(bothStores('corrections'))('what people correct, on $name', (engine: Engine) => {
  let server: ServerUnderTest;
  let read: string;
  let keys: readonly string[];

  const report = async (query = '') => (await server.call('GET', `/api/v1/corrections${query}`, { key: read })).body;

  async function readAll(version: string, label: 'negative' | 'positive'): Promise<void> {
    const pending = await server.store.pending({ limit: 99, version });
    const made = understanding({ sentiment: sentiment(label), modelVersion: version });
    const results = pending.map(({ item, revision }) => ({ key: item.key, revision, understanding: made }));
    await server.store.saveUnderstanding(results, server.now());
    await server.store.activateVersion(version, server.now());
  }

  beforeAll(async () => {
    server = await startServer({ store: await engine.open() });
    read = await server.key('read');
    await server.store.saveBrand(Brand.parse({ id: 'romashka', name: 'Romashka' }), server.now());
    const items = Array.from({ length: 3 }, (_, n) => draft(n, { text: `Text ${n}` }));
    await server.store.importItems({ items, targetId: null, backfill: false, now: server.now() });
    keys = items.map(({ key }) => key);
    await readAll('v1', 'negative');
  });
  afterAll(async () => {
    await server.close();
    await engine.drop();
  });

  test('survives that all is read anew, and shows in the report', async () => {
    const write = await server.key('write');
    const body = { sentiment: 'positive', kind: 'praise' };
    const corrected = await server.call('PATCH', `/api/v1/items/${keys[0]}`, { key: write, body });
    expect(corrected.status).toBe(200);
    await server.call('PATCH', `/api/v1/items/${keys[1]}`, { key: write, body: { themes: [] } });
    const counts = { items: 2, sentiment: 1, kind: 1, themes: 1, language: 0 };
    expect((await report()).corrections).toEqual({
      ...counts,
      agreed: 0,
      flows: [{ from: 'negative', to: 'positive', n: 1 }],
    });
    await readAll('v2', 'positive');
    expect(await server.store.activeVersion()).toBe('v2');
    const item = (await server.call('GET', `/api/v1/items/${keys[0]}`, { key: read })).body;
    expect(item).toMatchObject({ correction: body, understanding: { modelVersion: 'v2' } });
    expect((await report('?brand=romashka')).corrections).toEqual({ ...counts, agreed: 1, flows: [] });
    expect(await report()).toMatchObject({ current: null, state: 'none', before: [] });
  });

  test('what was learned is told with its figures, and whether it is read with', async () => {
    await server.store.saveSetting('layer', JSON.stringify([STEP, { ...STEP, id: 'fedcba98' }]));
    expect(await report()).toMatchObject({ current: { id: 'fedcba98', changed: STEP.changed }, before: [STEP] });
    expect((await report()).state).toBe('reading');
  });

  test('is told to those who may read, of brands that are there', async () => {
    expect((await server.call('GET', '/api/v1/corrections')).status).toBe(401);
    expect((await server.call('GET', '/api/v1/corrections?brand=none', { key: read })).status).toBe(404);
    expect((await server.call('GET', '/api/v1/corrections?side=all', { key: read })).status).toBe(400);
  });
});
