import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Brand } from '../../src/domain/brand.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';
import { testSources } from './test-sources.ts';

let server: ServerUnderTest;
let key: string;
const url = 'https://otzovik.com/reviews/romashka/';

beforeAll(async () => {
  server = await startServer();
  key = await server.key('write');
});
afterAll(() => server.close());
beforeEach(() => {
  server.sources.added.length = 0;
});

async function addTarget(path = 'romashka'): Promise<string> {
  const body = { url: `https://otzovik.com/reviews/${path}/` };
  return (await server.call('POST', '/api/v1/targets', { key, body })).body.target.id;
}

async function configTarget(): Promise<string> {
  const target = {
    id: 'c0ffee00c0ffee00',
    brand: 'romashka',
    scraper: 'otzovik',
    options: { path: '/reviews/c/' },
    url: 'https://otzovik.com/reviews/c/',
    title: 'From the file',
    schedule: '0 6 * * *',
    timeZone: 'Europe/Moscow',
    origin: 'config' as const,
  };
  return (await server.store.addTarget(target, server.now())).id;
}

describe('targets', () => {
  test('a pasted address becomes a target with what the first look told', async () => {
    const { status, body } = await server.call('POST', '/api/v1/targets', { key, body: { url, title: 'Ромашка' } });
    expect(status).toBe(201);
    expect(body.target).toMatchObject({ url, title: 'Ромашка', brand: 'romashka', origin: 'page' });
    expect(body.probe.state).toBe('readable');
    const list = await server.call('GET', '/api/v1/targets?brand=romashka', { key });
    expect(list.body.data.map((one: { id: string }) => one.id)).toContain(body.target.id);
    expect((await server.call('GET', `/api/v1/targets/${body.target.id}`, { key })).body.url).toBe(url);
  });

  test.each([
    ['no address', {}, 'url'],
    ['an address that no scraper reads', { url: 'https://example.org/' }, 'url'],
    ['no address at all', { url: 'not an address' }, 'url'],
    ['a brand of nobody', { url, brand: 'nobody' }, 'brand'],
    ['an unknown field', { url, colour: 'red' }, 'colour'],
    ['a tower of options', `{"url":"${url}","options":{"a":${'['.repeat(9000)}${']'.repeat(9000)}}}`, 'body'],
    ['a title too long', { url, title: 'x'.repeat(201) }, 'title'],
  ])('%s is refused by name', async (_what, body, name) => {
    const answer = await server.call('POST', '/api/v1/targets', { key, body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].name).toBe(name);
  });

  test('with several brands the brand must be named', async () => {
    const two = await startServer();
    try {
      await two.store.saveBrand(Brand.parse({ id: 'vasilek', name: 'Василёк', madeUp: true }), two.now());
      const write = await two.key('write');
      const answer = await two.call('POST', '/api/v1/targets', { key: write, body: { url } });
      expect(answer.body.errors).toEqual([{ name: 'brand', reason: 'There are several brands: name one.' }]);
      const named = await two.call('POST', '/api/v1/targets', { key: write, body: { url, brand: 'vasilek' } });
      expect(named.status).toBe(201);
      expect((await two.call('GET', '/api/v1/me', { key: write })).body.demo).toBe(true);
      expect((await two.call('GET', '/api/v1/brands', { key: write })).body.data).toHaveLength(2);
    } finally {
      await two.close();
    }
  });

  test('the same Idempotency-Key gives the first answer again and does nothing twice', async () => {
    const headers = { 'idempotency-key': 'a1b2' };
    const first = await server.call('POST', '/api/v1/targets', { key, headers, body: { url } });
    const again = await server.call('POST', '/api/v1/targets', { key, headers, body: { url } });
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(server.sources.added).toHaveLength(1);
    const other = await server.call('POST', '/api/v1/targets', { key, headers, body: { url, title: 'other' } });
    expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
    const admin = await server.key('admin');
    const someoneElse = await server.call('POST', '/api/v1/targets', { key: admin, headers, body: { url } });
    expect(someoneElse.headers.get('idempotency-replayed')).toBeNull();
  });

  test('two requests with one key at the same time do the work once', async () => {
    const slow = testSources(server.store, server.now);
    const add: typeof slow.add = async (options) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return slow.add(options);
    };
    const busy = await startServer({ sources: { ...slow, add } });
    try {
      const write = await busy.key('write');
      const ask = () =>
        busy.call('POST', '/api/v1/targets', { key: write, headers: { 'idempotency-key': 'twice' }, body: { url } });
      const statuses = (await Promise.all([ask(), ask()])).map(({ status }) => status);
      expect(statuses.sort()).toEqual([201, 409]);
      expect(slow.added).toHaveLength(1);
    } finally {
      await busy.close();
    }
  });

  test('a failed request may be tried again with the same key; a key that is none is refused', async () => {
    const headers = { 'idempotency-key': 'retry' };
    const bad = await server.call('POST', '/api/v1/targets', { key, headers, body: { url: 'https://example.org/' } });
    expect(bad.status).toBe(400);
    expect((await server.call('POST', '/api/v1/targets', { key, headers, body: { url } })).status).toBe(201);
    const blank = await server.call('POST', '/api/v1/targets', {
      key,
      headers: { 'idempotency-key': 'a b' },
      body: { url },
    });
    expect(blank.body.errors[0].name).toBe('Idempotency-Key');
  });

  test('pause, resume at once, another schedule, another title', async () => {
    const path = `/api/v1/targets/${await addTarget()}`;
    const paused = await server.call('PATCH', path, { key, body: { paused: true } });
    expect(paused.body).toMatchObject({ paused: true, nextRunAt: null });
    const resumed = await server.call('PATCH', path, { key, body: { paused: false } });
    expect(resumed.body).toMatchObject({ paused: false, nextRunAt: server.now() });
    const moved = await server.call('PATCH', path, { key, body: { schedule: '0 6 * * *', title: 'Утром' } });
    // Six in Moscow is three in UTC.
    expect(moved.body).toMatchObject({ title: 'Утром', schedule: '0 6 * * *', nextRunAt: '2026-04-02T03:00:00.000Z' });
  });

  test.each([
    { schedule: 'often' },
    { schedule: '' },
    { schedule: '99 * * * *' },
    { title: '' },
    { colour: 'red' },
    { paused: 'yes' },
  ])('the change %j is refused', async (body) => {
    const path = `/api/v1/targets/${await addTarget()}`;
    expect((await server.call('PATCH', path, { key, body })).status).toBe(400);
  });

  test('run now', async () => {
    const path = `/api/v1/targets/${await addTarget()}/run`;
    const { status, body } = await server.call('POST', path, { key });
    expect([status, body]).toEqual([202, { queued: true }]);
    expect((await server.call('POST', '/api/v1/targets/nobody/run', { key })).status).toBe(404);
  });

  test('a target of the configuration file is paused here, but changed and removed there', async () => {
    const path = `/api/v1/targets/${await configTarget()}`;
    expect((await server.call('PATCH', path, { key, body: { title: 'x' } })).status).toBe(409);
    expect((await server.call('DELETE', path, { key })).status).toBe(409);
    expect((await server.call('PATCH', path, { key, body: { paused: true } })).status).toBe(200);
  });

  test('a removed target is gone', async () => {
    const path = `/api/v1/targets/${await addTarget('other')}`;
    expect((await server.call('DELETE', path, { key })).status).toBe(204);
    expect((await server.call('GET', path, { key })).status).toBe(404);
    expect((await server.call('DELETE', path, { key })).status).toBe(404);
  });

  test('saved pages: several megabytes are read, a captcha is named, limits hold', async () => {
    const path = `/api/v1/targets/${await addTarget()}/pages`;
    const page = (body: string) => ({ fileName: 'page.html', body });
    const big = await server.call('POST', path, { key, body: { pages: [page('x'.repeat(3_000_000)), page('y')] } });
    expect(big.status).toBe(200);
    expect(big.body).toMatchObject({ by: 'hand', pages: 2 });
    const wall = await server.call('POST', path, { key, body: { pages: [page('captcha')] } });
    expect([wall.status, wall.body.code]).toEqual([422, 'blocked']);
    expect((await server.call('POST', path, { key, body: { pages: [] } })).status).toBe(400);
    const huge = await server.call('POST', path, { key, body: { pages: [page('x'.repeat(20_000_001))] } });
    expect(huge.status).toBe(413);
  });
});

describe('runs, scrapers, health, metrics', () => {
  test('runs of a target; a strange page mark is no crash', async () => {
    const read = await server.key('read');
    expect((await server.call('GET', '/api/v1/runs?limit=5', { key: read })).body.data).toEqual([]);
    expect((await server.call('GET', '/api/v1/runs/nobody', { key: read })).status).toBe(404);
    expect([200, 400]).toContain((await server.call('GET', '/api/v1/runs?before=%00', { key: read })).status);
  });

  test('a scraper tells its options as JSON Schema', async () => {
    const { body } = await server.call('GET', '/api/v1/scrapers', { key: await server.key('read') });
    expect(body.data[0]).toMatchObject({
      name: 'otzovik',
      hosts: ['otzovik.com'],
      options: { type: 'object', properties: { path: { type: 'string', description: 'Path of the page' } } },
    });
  });

  test('health counts targets by state', async () => {
    await addTarget();
    const { body } = await server.call('GET', '/api/v1/health', { key: await server.key('read') });
    expect(body).toMatchObject({ status: 'ok', store: 'up', queue: 'up' });
    expect(body.targets.new + body.targets.paused).toBeGreaterThan(0);
  });

  test('the queue is shown to the admin alone', async () => {
    const seen = await server.call('GET', '/api/v1/queue', { key: await server.key('admin') });
    expect(seen.body).toEqual({ up: true, waiting: 0, active: 0, parked: [] });
    const refused = await server.call('GET', '/api/v1/queue', { key: await server.key('write') });
    expect(refused.status).toBe(403);
  });

  test('the admin alone takes up again what was set aside, and is told why it was [R04]', async () => {
    const id = await addTarget('falls');
    for (let loss = 0; loss <= 3; loss += 1) {
      const now = new Date(server.clock.ms + loss * 2000).toISOString();
      await server.store.leaseTarget(id, { owner: 'who dies', ttlMs: 1000, now });
    }
    const take = async (scope: 'write' | 'admin', body: unknown = { id }) =>
      server.call('POST', '/api/v1/queue/unpark', { key: await server.key(scope), body });
    expect((await take('write')).status).toBe(403);
    expect((await server.store.target(id))?.health).toBe('parked');
    expect((await take('admin')).body).toEqual({
      data: [
        { kind: 'target', id, title: expect.stringContaining('falls'), reason: expect.stringMatching(/^Three visits/) },
      ],
    });
    expect(await server.store.target(id)).toMatchObject({ health: 'new', nextRunAt: server.now() });
    expect((await take('admin')).status).toBe(404);
    expect((await take('admin', { id: 7 })).status).toBe(400);
  });

  test('metrics count by route template, never by address', async () => {
    const read = await server.key('read');
    await server.call('GET', '/api/v1/items/some-secret-key', { key: read });
    const { text } = await server.call('GET', '/metrics', { key: read });
    expect(text).toMatch(/molva_http_requests_total\{method="GET",route="\/items\/\{key\}",status="404"\} 1/);
    expect(text).toMatch(/molva_targets\{health="new"\} \d/);
    expect(text).toMatch(/molva_queue_jobs\{state="waiting"\} 0/);
    expect(text).toMatch(/molva_pending_items \d/);
    expect(text).not.toContain('some-secret-key');
  });
});
