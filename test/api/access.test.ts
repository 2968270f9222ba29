import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSignInLink } from '../../src/api/secrets.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

function postSignIn(token: string, headers: Record<string, string> = { origin: server.url }): Promise<Response> {
  return fetch(`${server.url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams({ token }),
  });
}
const link = () => createSignInLink({ ...server, name: 'Анна', role: 'admin' });

describe('keys', () => {
  test('without a key or session every route says 401 and how to come in [R43]', async () => {
    for (const route of server.api.routes) {
      const path = `/api/v1${route.path.replaceAll(/\{\w+\}/g, 'x')}`;
      const answer = await server.call(route.method.toUpperCase(), path);
      expect([route.id, answer.status]).toEqual([route.id, 401]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="molva"/);
    }
    expect((await server.call('GET', '/metrics')).status).toBe(401);
  });

  test('a wrong key is 401 and never falls back to the session', async () => {
    const cookie = await server.signIn('admin');
    for (const headers of [
      { authorization: 'Bearer molva_wrong' },
      { authorization: 'Basic YTpi' },
      { authorization: 'Bearer' },
      { 'x-api-key': 'molva_wrong' },
      { 'x-api-key': 'x'.repeat(5000) },
    ] as Record<string, string>[]) {
      expect((await server.call('GET', '/api/v1/me', { cookie, headers })).status).toBe(401);
    }
  });

  test('both headers carry a key', async () => {
    const key = await server.key('read');
    for (const headers of [{ authorization: `bearer ${key}` }, { 'x-api-key': key }] as Record<string, string>[]) {
      const { body } = await server.call('GET', '/api/v1/me', { headers });
      expect(body).toEqual({ name: 'read key', role: 'read', version: '0.0.1', demo: false });
    }
  });

  test('a scope below the route is 403 on every route [R43]', async () => {
    const key = { read: await server.key('read'), write: await server.key('write') };
    for (const route of server.api.routes) {
      const path = `/api/v1${route.path.replaceAll(/\{\w+\}/g, 'x')}`;
      const weaker = route.scope === 'admin' ? key.write : route.scope === 'write' ? key.read : undefined;
      if (weaker === undefined) continue;
      const answer = await server.call(route.method.toUpperCase(), path, { key: weaker });
      expect([route.id, answer.status]).toEqual([route.id, 403]);
    }
  });

  test('an administrator makes, lists and takes back keys; the secret is shown once and stored nowhere', async () => {
    const key = await server.key('admin');
    const made = await server.call('POST', '/api/v1/keys', { key, body: { name: 'script', scope: 'read' } });
    expect(made.status).toBe(201);
    const fresh = made.body.key as string;
    expect((await server.call('GET', '/api/v1/me', { key: fresh })).body.name).toBe('script');
    const listed = await server.call('GET', '/api/v1/keys', { key });
    expect(listed.text).not.toContain(fresh);
    expect(listed.body.data.map((one: { prefix: string }) => one.prefix)).toContain(made.body.prefix);
    expect((await server.call('DELETE', `/api/v1/keys/${made.body.prefix}`, { key })).status).toBe(204);
    expect((await server.call('GET', '/api/v1/me', { key: fresh })).status).toBe(401);
    expect((await server.call('DELETE', `/api/v1/keys/${made.body.prefix}`, { key })).status).toBe(404);
  });

  test('guessing ends in 429 while a right key still works [R46]', async () => {
    const strict = await startServer({ limits: { wrongKeysPer5Min: 3 } });
    try {
      const key = await strict.key('read');
      const statuses: number[] = [];
      for (let n = 0; n < 5; n += 1)
        statuses.push((await strict.call('GET', '/api/v1/me', { key: `wrong${n}` })).status);
      expect(statuses).toEqual([401, 401, 401, 429, 429]);
      expect((await strict.call('GET', '/api/v1/me', { key })).status).toBe(200);
    } finally {
      await strict.close();
    }
  });

  test('too many requests are 429 with Retry-After, and the headers count down', async () => {
    const strict = await startServer({ limits: { requestsPerMinute: 3 } });
    try {
      const key = await strict.key('read');
      const first = await strict.call('GET', '/api/v1/me', { key });
      expect(first.headers.get('ratelimit')).toMatch(/"requests"; ?r=2; ?t=\d+/);
      expect(first.headers.get('ratelimit-policy')).toContain('q=3');
      await strict.call('GET', '/api/v1/me', { key });
      await strict.call('GET', '/api/v1/me', { key });
      const last = await strict.call('GET', '/api/v1/me', { key });
      expect(last.status).toBe(429);
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await strict.close();
    }
  });
});

describe('sign-in', () => {
  test('the link survives a scanner, works once, and gives a session that scripts cannot read [R47]', async () => {
    const { token, path } = await link();
    for (const method of ['GET', 'GET', 'HEAD']) {
      const page = await fetch(server.url + path, { method });
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
    }
    const first = await postSignIn(token);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/');
    const cookie = first.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(
      /^molva_session=[\w-]{43}; Max-Age=2592000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    const me = await server.call('GET', '/api/v1/me', { cookie: cookie.split(';')[0] });
    expect(me.body).toMatchObject({ name: 'Анна', role: 'admin' });
    const second = await postSignIn(token);
    expect(second.status).toBe(401);
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  test('the whole link may be pasted', async () => {
    const { path } = await link();
    expect((await postSignIn(` ${server.url}${path} `)).status).toBe(303);
  });

  test('an expired link, a wrong one and none are refused', async () => {
    const { token } = await link();
    const { ms } = server.clock;
    server.clock.ms += 25 * 3_600_000;
    expect((await postSignIn(token)).status).toBe(401);
    server.clock.ms = ms;
    expect((await postSignIn('nonsense')).status).toBe(401);
    expect((await postSignIn('')).status).toBe(400);
  });

  test('another site cannot sign a person in [R44]', async () => {
    const { token } = await link();
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: server.url, 'sec-fetch-site': 'cross-site' },
      {},
    ] as Record<string, string>[]) {
      expect((await postSignIn(token, headers)).status).toBe(403);
    }
    expect((await postSignIn(token, { 'sec-fetch-site': 'same-origin', origin: 'null' })).status).toBe(303);
  });

  test('the page speaks the language of the browser and lets no markup in', async () => {
    const get = async (query: string, language: string) =>
      (await fetch(`${server.url}/sign-in${query}`, { headers: { 'accept-language': language } })).text();
    expect(await get('', 'ru-RU,ru;q=0.9')).toContain('<html lang="ru">');
    expect(await get('', 'nl')).toContain('Inloggen');
    expect(await get('', 'fr')).toContain('<html lang="en">');
    const page = await get(`?token=${encodeURIComponent('"><script>alert(1)</script>')}`, 'en');
    expect(page).not.toContain('<script');
  });

  test('tries are limited, and the token is in no log [R46]', async () => {
    const strict = await startServer({ limits: { signInTriesPer15Min: 2 } });
    try {
      const statuses: number[] = [];
      for (let n = 0; n < 4; n += 1) {
        const answer = await fetch(`${strict.url}/sign-in?token=geheim${n}`, {
          method: 'POST',
          headers: { origin: strict.url },
          body: new URLSearchParams({ token: `geheim${n}` }),
        });
        statuses.push(answer.status);
      }
      expect(statuses).toEqual([401, 401, 429, 429]);
      expect(JSON.stringify(strict.logged)).not.toContain('geheim');
    } finally {
      await strict.close();
    }
  });

  test('behind a proxy with https the cookie is Secure; without trust the header is not believed [R47]', async () => {
    for (const [trustProxy, secure] of [
      [1, true],
      [0, false],
    ] as const) {
      const proxied = await startServer({ trustProxy });
      try {
        const { token } = await createSignInLink({ ...proxied, name: 'A', role: 'read' });
        const answer = await fetch(`${proxied.url}/sign-in`, {
          method: 'POST',
          redirect: 'manual',
          headers: { origin: proxied.url, 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' },
          body: new URLSearchParams({ token }),
        });
        expect(/; Secure/.test(answer.headers.get('set-cookie') ?? '')).toBe(secure);
      } finally {
        await proxied.close();
      }
    }
  });

  test('signing out ends the session on the server', async () => {
    const cookie = await server.signIn('read');
    const out = await server.call('POST', '/api/v1/sign-out', { cookie, headers: { origin: server.url } });
    expect(out.status).toBe(204);
    expect(out.headers.get('set-cookie')).toMatch(/^molva_session=;/);
    expect((await server.call('GET', '/api/v1/me', { cookie })).status).toBe(401);
  });

  test('a session ends after 30 days', async () => {
    const cookie = await server.signIn('read');
    const { ms } = server.clock;
    server.clock.ms += 30 * 86_400_000 + 1000;
    const late = await server.call('GET', '/api/v1/me', { cookie });
    server.clock.ms = ms;
    expect(late.status).toBe(401);
  });
});
