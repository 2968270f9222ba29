import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let write: string;
let read: string;
beforeAll(async () => {
  server = await startServer();
  [write, read] = [await server.key('write'), await server.key('read')];
});
afterAll(() => server.close());

const wanted = {
  brand: 'romashka',
  recipient: 'reader@example.org',
  hour: 8,
  timeZone: 'Europe/Amsterdam',
  language: 'nl',
};

describe('subscriptions', () => {
  test('made, listed, changed and ended; addresses are for those who may change them', async () => {
    const made = await server.call('POST', '/api/v1/subscriptions', { key: write, body: wanted });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ ...wanted, days: 'all', quiet: 'send', paused: false, createdBy: 'write key' });
    const again = await server.call('POST', '/api/v1/subscriptions', { key: write, body: { ...wanted, hour: 9 } });
    expect([again.body.id, again.body.hour]).toEqual([made.body.id, 9]);

    const mine = await server.call('GET', '/api/v1/subscriptions?brand=romashka', { key: write });
    expect(mine.body.data.map((one: { recipient: string }) => one.recipient)).toEqual(['reader@example.org']);
    const theirs = await server.call('GET', '/api/v1/subscriptions', { key: read });
    expect(theirs.body.data).toHaveLength(1);
    expect(theirs.text).not.toContain('reader@example.org');
    expect((await server.call('GET', '/api/v1/subscriptions?brand=other', { key: read })).body.data).toEqual([]);

    const id = made.body.id as string;
    const changed = await server.call('PATCH', `/api/v1/subscriptions/${id}`, {
      key: write,
      body: { paused: true, days: 'workdays' },
    });
    expect(changed.body).toMatchObject({ paused: true, days: 'workdays', hour: 9, recipient: wanted.recipient });
    expect((await server.call('GET', `/api/v1/subscriptions/${id}/deliveries`, { key: read })).body.data).toEqual([]);
    expect((await server.call('DELETE', `/api/v1/subscriptions/${id}`, { key: write })).status).toBe(204);
    expect((await server.call('DELETE', `/api/v1/subscriptions/${id}`, { key: write })).status).toBe(404);
    expect((await server.call('GET', `/api/v1/subscriptions/${id}/deliveries`, { key: read })).status).toBe(404);
    expect((await server.call('PATCH', `/api/v1/subscriptions/${id}`, { key: write, body: {} })).status).toBe(404);
  });

  test.each([
    ['a reader may not', () => read, wanted, 403],
    ['a zone that does not exist', () => write, { ...wanted, timeZone: 'Mars/Base' }, 400],
    ['a brand that does not exist', () => write, { ...wanted, brand: 'nobody' }, 400],
    ['two addresses', () => write, { ...wanted, recipient: 'a@b.org, c@d.org' }, 400],
    ['a header in the address', () => write, { ...wanted, recipient: 'a@b.org\r\nBcc: c@d.org' }, 400],
    ['an hour of its own', () => write, { ...wanted, hour: 24 }, 400],
    ['an unknown field', () => write, { ...wanted, cc: 'a@b.org' }, 400],
  ])('%s', async (_name, key, body, status) => {
    expect((await server.call('POST', '/api/v1/subscriptions', { key: key(), body })).status).toBe(status);
  });

  test('changing to a zone that does not exist is refused by name', async () => {
    const { body } = await server.call('POST', '/api/v1/subscriptions', { key: write, body: wanted });
    const answer = await server.call('PATCH', `/api/v1/subscriptions/${body.id}`, {
      key: write,
      body: { timeZone: 'Mars/Base' },
    });
    expect([answer.status, answer.body.errors[0].name]).toEqual([400, 'timeZone']);
    expect(
      (await server.call('PATCH', `/api/v1/subscriptions/${body.id}`, { key: read, body: { hour: 3 } })).status,
    ).toBe(403);
  });
});

describe('preview', () => {
  test.each([
    ['ru', '[Ромашка] 0 новых, 0 негативных'],
    ['en', '[Ромашка] 0 new, 0 negative'],
    ['nl', '[Ромашка] 0 nieuw, 0 negatief'],
  ])('in %s', async (language, subject) => {
    const { status, body } = await server.call('GET', `/api/v1/digest/preview?brand=romashka&language=${language}`, {
      key: read,
    });
    expect([status, body.subject, body.asOf]).toEqual([200, subject, '2026-04-01T12:00:00.000Z']);
    expect(body.html).toContain(`<html lang="${language}"`);
    expect(body.text.length).toBeGreaterThan(100);
  });

  test('of the only brand without naming it; of none, of a wrong language', async () => {
    expect((await server.call('GET', '/api/v1/digest/preview', { key: read })).status).toBe(200);
    expect((await server.call('GET', '/api/v1/digest/preview?brand=nobody', { key: read })).status).toBe(404);
    expect((await server.call('GET', '/api/v1/digest/preview?language=de', { key: read })).status).toBe(400);
    expect((await server.call('GET', '/api/v1/digest/preview')).status).toBe(401);
  });
});
