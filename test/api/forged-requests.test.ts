import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rawRequest, type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe('forged requests', () => {
  const change = (cookie: string, headers: Record<string, string>) =>
    server.call('POST', '/api/v1/keys', { cookie, headers, body: { name: 'x', scope: 'admin' } });

  test('a session changes things from its own page only [R44]', async () => {
    const cookie = await server.signIn('admin');
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', origin: server.url },
      { origin: 'https://evil.example' },
      { origin: `http://127.0.0.1:${server.port + 1}` },
      { origin: 'null' },
      {},
    ] as Record<string, string>[]) {
      const answer = await change(cookie, headers);
      expect([headers, answer.status, answer.body.code]).toEqual([headers, 403, 'cross-site']);
    }
    expect((await change(cookie, { origin: server.url })).status).toBe(201);
    expect((await change(cookie, { 'sec-fetch-site': 'same-origin' })).status).toBe(201);
  });

  test('no answer lets other sites read it', async () => {
    const key = await server.key('read');
    const headers = { origin: 'https://evil.example' };
    const answer = await server.call('GET', '/api/v1/me', { key, headers });
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect((await server.call('OPTIONS', '/api/v1/me', { key, headers })).status).toBe(405);
  });

  test.each([
    'evil.example',
    'molva.evil.example:4600',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil example',
  ])('the host name %j is not ours', async (host) => {
    const answer = await rawRequest(server.port, { path: '/openapi.json', headers: { Host: host } });
    expect([421, 400]).toContain(answer.status);
  });

  test('addresses, localhost and configured names are ours', async () => {
    const named = await startServer({ allowedHosts: ['Molva.Example'] });
    try {
      for (const host of [
        '127.0.0.1',
        `localhost:${named.port}`,
        '[::1]:80',
        '192.168.1.5',
        'molva.example',
        'molva.example.',
      ]) {
        const answer = await rawRequest(named.port, { path: '/healthz', headers: { Host: host } });
        expect([host, answer.status]).toEqual([host, 200]);
      }
    } finally {
      await named.close();
    }
  });
});
