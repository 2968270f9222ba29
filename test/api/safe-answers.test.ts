import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rawRequest, type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;

beforeAll(async () => {
  server = await startServer({ limits: { requestsPerMinute: 100_000, wrongKeysPer5Min: 1000 } });
});
afterAll(() => server.close());

/** A path of the route in which every part that a caller chooses is `value`. */
function pathOf(route: { readonly path: string }, value = 'x'): string {
  return `/api/v1${route.path.replaceAll(/\{\w+\}/g, value)}`;
}

describe('every kind of answer', () => {
  test('carries the headers that keep it safe: pages, data, files, failures [R47]', async () => {
    const key = await server.key('admin');
    const cookie = await server.signIn('admin');
    const asked: readonly (readonly [string, string, Record<string, string>])[] = [
      ['GET', '/', {}],
      ['GET', '/sign-in?token=x', {}],
      ['POST', '/sign-in', {}],
      ['GET', '/healthz', {}],
      ['GET', '/openapi.json', {}],
      ['GET', '/metrics', { 'x-api-key': key }],
      ['GET', '/nowhere', {}],
      ['GET', '/api/v1/nowhere', {}],
      ['GET', '/api/v1/me', {}],
      ['GET', '/api/v1/me', { cookie }],
      ['GET', '/api/v1/me', { host: 'evil.example' }],
      ['DELETE', '/api/v1/me', { 'x-api-key': key }],
      ['GET', '/api/v1/items?colour=red', { 'x-api-key': key }],
      ['GET', '/api/v1/export?format=csv', { 'x-api-key': key }],
    ];
    for (const [method, path, headers] of asked) {
      const { headers: got } = await rawRequest(server.port, { method, path, headers });
      const of = (name: string) => [`${method} ${path}`, got[name]];
      expect(of('x-content-type-options')).toEqual([`${method} ${path}`, 'nosniff']);
      expect(of('x-frame-options')).toEqual([`${method} ${path}`, 'DENY']);
      expect(of('referrer-policy')).toEqual([`${method} ${path}`, 'same-origin']);
      expect(of('content-security-policy')[1]).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(of('content-security-policy')[1]).not.toMatch(/unsafe|\*/);
      expect(of('x-powered-by')).toEqual([`${method} ${path}`, undefined]);
      expect(of('access-control-allow-origin')).toEqual([`${method} ${path}`, undefined]);
      if (path.startsWith('/api/') || path.startsWith('/sign-in'))
        expect(of('cache-control')).toEqual([`${method} ${path}`, 'no-store']);
    }
  });
});

describe('every route', () => {
  test('asks for no more than its own scope [R43]', async () => {
    for (const route of server.api.routes) {
      const key = await server.key(route.scope);
      const headers = { 'x-api-key': key, 'content-type': 'application/json' };
      const method = route.method.toUpperCase();
      // HEAD in place of GET: an endless stream of events would be waited for.
      const answer = await rawRequest(server.port, {
        method: method === 'GET' ? 'HEAD' : method,
        path: pathOf(route),
        headers,
      });
      expect([route.id, [401, 403].includes(answer.status)]).toEqual([route.id, false]);
    }
  });

  test('that changes something refuses a session that another site rides on, before anything else [R44]', async () => {
    const cookie = await server.signIn('admin');
    const before = await server.store.lastSeq();
    const changing = server.api.routes.filter((route) => route.method !== 'get');
    expect(changing.length).toBeGreaterThan(15);
    for (const route of changing) {
      for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}] as Record<
        string,
        string
      >[]) {
        // What an HTML form of another site can send, and what a script there can.
        for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
          const answer = await server.call(route.method.toUpperCase(), pathOf(route), {
            cookie,
            headers: { ...headers, 'content-type': type },
            body: '{}',
          });
          expect([route.id, answer.status, answer.body.code]).toEqual([route.id, 403, 'cross-site']);
        }
      }
    }
    expect(await server.store.lastSeq()).toBe(before);
  });

  test('takes hostile parts of its address for names, not for paths and headers [R45]', async () => {
    const headers = { 'x-api-key': await server.key('admin'), 'content-type': 'application/json' };
    for (const route of server.api.routes.filter(({ path }) => path.includes('{'))) {
      for (const hostile of [
        '..%2f..%2f..%2fetc%2fpasswd',
        '%00',
        'a%0d%0aX-Evil:%201',
        '%ff',
        'a'.repeat(3000),
        '__proto__',
      ]) {
        const method = route.method.toUpperCase();
        const answer = await rawRequest(server.port, {
          method: method === 'GET' ? 'HEAD' : method,
          path: pathOf(route, hostile),
          headers,
        });
        expect([route.id, hostile, answer.status < 500]).toEqual([route.id, hostile, true]);
        expect(answer.headers['x-evil']).toBeUndefined();
        expect(answer.text).not.toContain('root:');
      }
    }
  });
});

describe('guessing', () => {
  test('is not hidden by a made-up sender: X-Forwarded-For counts only behind a trusted proxy [R46]', async () => {
    const strict = await startServer({ limits: { wrongKeysPer5Min: 3, signInTriesPer15Min: 3 } });
    try {
      const keys: number[] = [];
      const links: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        const sender = { 'x-forwarded-for': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` };
        keys.push((await strict.call('GET', '/api/v1/me', { key: `wrong${n}`, headers: sender })).status);
        const tried = await fetch(`${strict.url}/sign-in`, {
          method: 'POST',
          headers: { origin: strict.url, ...sender },
          body: new URLSearchParams({ token: `wrong${n}` }),
        });
        links.push(tried.status);
      }
      expect(keys).toEqual([401, 401, 401, 429, 429]);
      expect(links).toEqual([401, 401, 401, 429, 429]);
    } finally {
      await strict.close();
    }
  });
});
