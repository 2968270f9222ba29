import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { draft } from './drafts.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** Two people decide over a real port and a real store: nothing is lost, everything can be taken back. */
let server: ServerUnderTest;
let write: string;
let read: string;
const keyOf = (n: number): string => draft(n).key;

beforeAll(async () => {
  server = await startServer();
  write = await server.key('write');
  read = await server.key('read');
  const items = Array.from({ length: 40 }, (_, n) => draft(n));
  await server.store.importItems({ items, targetId: null, backfill: true, now: server.now() });
});
afterAll(() => server.close());

const decide = (n: number, body: unknown, key = write) =>
  server.call('POST', `/api/v1/items/${keyOf(n)}/decisions`, { key, body });
const open = async (): Promise<number> =>
  (await server.call('GET', '/api/v1/items?open=true&limit=1&include_total=true', { key: read })).body.total;

describe('one decision', () => {
  test('is kept with person and time, in the history, and takes the item out of the open ones when both are made', async () => {
    const before = await open();
    const answer = await decide(0, { answer: { choice: 'no', reason: 'Thanks only' } });
    expect(answer.status).toBe(200);
    expect(answer.body.item.decisions.answer).toMatchObject({
      choice: 'no',
      reason: 'Thanks only',
      by: expect.any(String),
      at: expect.any(String),
    });
    expect(await open()).toBe(before);
    await decide(0, { work: { choice: 'yes' } });
    expect(await open()).toBe(before - 1);
    const history = await server.call('GET', `/api/v1/items/${keyOf(0)}/history`, { key: read });
    expect(
      history.body.data.map((entry: { field: string; from: string; to: string }) => [
        entry.field,
        entry.from,
        entry.to,
      ]),
    ).toEqual([
      ['answer', 'undecided', 'no'],
      ['work', 'undecided', 'yes'],
    ]);
  });

  test('can be taken back, once', async () => {
    const { body } = await decide(1, { done: true });
    expect(body.item.decisions.done).not.toBeNull();
    const undo = await server.call('POST', '/api/v1/undo', { key: write, body: { batch: body.batch } });
    expect(undo.body).toEqual({ undone: 1, left: 0 });
    const item = await server.call('GET', `/api/v1/items/${keyOf(1)}`, { key: read });
    expect(item.body.decisions.done).toBeNull();
  });

  test('of two people at once the second sees the first one’s, and nothing is overwritten', async () => {
    const seen = (await server.call('GET', `/api/v1/items/${keyOf(2)}`, { key: read })).body.decisions.version;
    const [first, second] = await Promise.all([
      decide(2, { answer: { choice: 'yes' }, ifVersion: seen }),
      decide(2, { answer: { choice: 'no', reason: 'Not ours' }, ifVersion: seen }),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const winner = first.status === 200 ? 'yes' : 'no';
    expect((await server.call('GET', `/api/v1/items/${keyOf(2)}`, { key: read })).body.decisions.answer.choice).toBe(
      winner,
    );
  });

  test.each([
    [{ answer: { choice: 'no' } }, 400],
    [{}, 400],
    [{ answer: { choice: 'perhaps' } }, 400],
    [{ colour: 'red' }, 400],
  ])('%j is refused', async (body, status) => {
    expect((await decide(3, body)).status).toBe(status);
  });

  test('a reader may not decide; an unknown item is 404; an unknown batch is 404', async () => {
    expect((await decide(3, { done: true }, read)).status).toBe(403);
    expect(
      (await server.call('POST', '/api/v1/items/none/decisions', { key: write, body: { done: true } })).status,
    ).toBe(404);
    expect((await server.call('POST', '/api/v1/undo', { key: write, body: { batch: 'none' } })).status).toBe(404);
  });
});

describe('many at once', () => {
  test('by filter: a dry run counts and touches nothing, the change is one batch, undo leaves what somebody changed since', async () => {
    const filter = { brand: 'romashka', open: true };
    const change = { answer: { choice: 'no', reason: 'Spring cleaning' } };
    const dry = await server.call('POST', '/api/v1/bulk', { key: write, body: { filter, change, dryRun: true } });
    expect(dry.body).toMatchObject({ changed: 0, batch: null, dryRun: true });
    const done = await server.call('POST', '/api/v1/bulk', { key: write, body: { filter, change } });
    expect(done.body.matched).toBe(dry.body.matched);
    expect(done.body.changed).toBeGreaterThan(10);
    await decide(10, { answer: { choice: 'yes' } });
    const undo = await server.call('POST', '/api/v1/undo', { key: write, body: { batch: done.body.batch } });
    expect(undo.body).toEqual({ undone: done.body.changed - 1, left: 1 });
    expect((await server.call('GET', `/api/v1/items/${keyOf(10)}`, { key: read })).body.decisions.answer.choice).toBe(
      'yes',
    );
    expect((await server.call('GET', `/api/v1/items/${keyOf(11)}`, { key: read })).body.decisions.answer.choice).toBe(
      'undecided',
    );
  });

  test('by keys, with sentiment and tags', async () => {
    const keys = [keyOf(20), keyOf(21), 'unknown'];
    const body = { keys, change: { sentiment: 'neutral', tags: { add: ['spring'] } } };
    const done = await server.call('POST', '/api/v1/bulk', { key: write, body });
    expect(done.body).toMatchObject({ matched: 3, changed: 2, batch: null });
    const item = await server.call('GET', `/api/v1/items/${keyOf(21)}`, { key: read });
    expect(item.body).toMatchObject({ tags: ['spring'], correction: { sentiment: 'neutral' } });
  });

  test.each([
    [{ change: { done: true } }, 'neither keys nor filter'],
    [{ keys: ['a'], filter: {}, change: { done: true } }, 'both'],
    [{ keys: ['a'], change: {} }, 'no change'],
    [{ filter: { colour: 'red' }, change: { done: true } }, 'an unknown filter'],
  ])('%j is refused (%s)', async (body, _why) => {
    expect((await server.call('POST', '/api/v1/bulk', { key: write, body })).status).toBe(400);
  });
});

describe('saved views', () => {
  test('are listed with their present counts and removed', async () => {
    const made = await server.call('POST', '/api/v1/views', {
      key: write,
      body: { brand: 'romashka', name: 'Bad stars', query: 'stars=1&stars=2&period=365d' },
    });
    expect(made.status).toBe(201);
    const listed = await server.call('GET', '/api/v1/views?brand=romashka', { key: read });
    expect(listed.body.data).toEqual([made.body]);
    const total = await server.call('GET', '/api/v1/items?brand=romashka&stars=1&stars=2&include_total=true', {
      key: read,
    });
    expect(made.body.count).toBeLessThanOrEqual(total.body.total);
    expect((await server.call('DELETE', `/api/v1/views/${made.body.id}`, { key: write })).status).toBe(204);
    expect((await server.call('DELETE', `/api/v1/views/${made.body.id}`, { key: write })).status).toBe(404);
  });

  test.each([['colour=red'], ['stars=9'], ['published_from=yesterday']])('a view of %s is refused', async (query) => {
    expect(
      (await server.call('POST', '/api/v1/views', { key: write, body: { brand: 'romashka', name: 'x', query } }))
        .status,
    ).toBe(400);
  });
});
