import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listen } from '../../src/api/listen.ts';
import { rawRequest, type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let folder: string;
const html = { accept: 'text/html,*/*;q=0.8' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'molva-page-'));
  const webRoot = join(folder, 'dist');
  await mkdir(join(webRoot, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret'), 'top secret');
  await writeFile(join(webRoot, '.env'), 'top secret');
  await writeFile(join(webRoot, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(webRoot, 'assets/app-4f3a.js'), 'export const ok = 1;');
  await writeFile(
    join(webRoot, 'index.html'),
    '<meta property="csp-nonce" nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__" src="/assets/app-4f3a.js"></script>',
  );
  server = await startServer({ webRoot });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the page', () => {
  test.each(['/', '/feed', '/targets/abc?x=1', '/index.html'])(
    '%s is index.html with a nonce of its own',
    async (path) => {
      const nonces: string[] = [];
      for (let n = 0; n < 2; n += 1) {
        const answer = await fetch(server.url + path, { headers: html });
        expect(answer.status).toBe(200);
        expect(answer.headers.get('cache-control')).toBe('no-store');
        const nonce = /'nonce-([\w-]+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? '';
        const text = await answer.text();
        expect(text.split(`nonce="${nonce}"`)).toHaveLength(3);
        expect(text).not.toContain('__CSP_NONCE__');
        nonces.push(nonce);
      }
      expect(nonces[0]).not.toBe(nonces[1]);
      expect(nonces[0]?.length).toBeGreaterThan(20);
    },
  );

  test('the policy allows nothing from elsewhere and nothing inline [R47]', async () => {
    const { headers } = await fetch(server.url, { headers: html });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('files with a hash in their name are kept for a year, others asked for again', async () => {
    const asset = await fetch(`${server.url}/assets/app-4f3a.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toMatch(/^text\/javascript/);
    const icon = await fetch(`${server.url}/favicon.svg`);
    expect(icon.headers.get('cache-control')).toBe('public, max-age=0');
  });

  test('a missing file of the page is 404, not the page', async () => {
    const answer = await fetch(`${server.url}/assets/gone.js`, { headers: html });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test.each([
    '/../secret',
    '/assets/../../secret',
    '/..%2fsecret',
    '/%2e%2e/secret',
    '/assets/%2e%2e%2f%2e%2e%2fsecret',
    '/..%5csecret',
    '/assets/..\\..\\secret',
    '//etc/passwd',
    '/%00',
    '/assets/app-4f3a.js%00.html',
    '/.env',
    '/%c0%ae%c0%ae/secret',
  ])('%s gives no file [R45]', async (path) => {
    for (const headers of [html, {}] as Record<string, string>[]) {
      const answer = await rawRequest(server.port, { path, headers });
      expect(answer.text).not.toContain('top secret');
      expect(answer.text).not.toContain('root:');
      expect(answer.status).toBeLessThan(500);
    }
  });

  test('without a built page it says how to build it, and the API works', async () => {
    const bare = await startServer();
    try {
      const answer = await fetch(bare.url, { headers: html });
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('npm run build:web');
      expect((await bare.call('GET', '/healthz')).body).toEqual({ status: 'ok' });
    } finally {
      await bare.close();
    }
  });
});

describe('HTTP edges', () => {
  test('an unknown path is a problem document with its request id', async () => {
    const answer = await server.call('GET', '/api/v1/nothing', { key: await server.key('read') });
    expect(answer.status).toBe(404);
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
    expect((await server.call('POST', '/feed', { body: {} })).status).toBe(404);
  });

  test('a wrong method is 405 and tells the right ones', async () => {
    const key = await server.key('admin');
    const answer = await server.call('DELETE', '/api/v1/items/x', { key });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, PATCH, HEAD']);
    expect((await server.call('PUT', '/api/v1/me', { key })).status).toBe(405);
  });

  test('a HEAD of a stream ends', async () => {
    const response = await fetch(`${server.url}/api/v1/events`, {
      method: 'HEAD',
      headers: { 'x-api-key': await server.key('read') },
      signal: AbortSignal.timeout(3000),
    });
    expect(response.status).toBe(200);
  });

  test('line breaks in what we are given never reach a header [R45]', async () => {
    for (const path of [
      '/sign-in?token=a%0d%0aSet-Cookie:%20x=1',
      '/feed%0d%0aX-Evil:%201',
      '/api/v1/items/%0d%0aX-Evil:1',
    ]) {
      const answer = await rawRequest(server.port, { path, headers: html });
      expect(answer.headers['x-evil']).toBeUndefined();
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('bytes that are no HTTP get an answer and the server lives', async () => {
    for (const bytes of [
      '\x16\x03\x01\x02\x00',
      'GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n',
      `GET /${'a'.repeat(40_000)} HTTP/1.1\r\n\r\n`,
    ]) {
      await new Promise<void>((resolve) => {
        const socket = net.connect(server.port, '127.0.0.1', () => socket.write(bytes));
        socket.on('data', () => undefined);
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
    }
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  test('a path that cannot be decoded is 400', async () => {
    const answer = await rawRequest(server.port, {
      path: '/api/v1/items/%E0%A4%A',
      headers: { 'X-Api-Key': await server.key('read') },
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).code).toBe('bad-input');
  });

  test('a failure inside tells nothing but the request id, and the log has no text of it', async () => {
    const fail = () => Promise.reject(new TypeError('отзыв: секрет'));
    const broken = await startServer({ sources: { recognise: () => [], add: fail, runNow: fail, importPages: fail } });
    try {
      const body = { url: 'https://otzovik.com/reviews/x/' };
      const answer = await broken.call('POST', '/api/v1/targets', { key: await broken.key('write'), body });
      expect([answer.status, answer.body.code]).toEqual([500, 'internal']);
      expect(answer.text).not.toContain('секрет');
      const line = broken.logged.find(({ message }) => message === 'request failed');
      expect(line?.fields).toMatchObject({ requestId: answer.body.requestId, route: '/targets', error: 'TypeError' });
      expect(JSON.stringify(broken.logged)).not.toContain('секрет');
    } finally {
      await broken.close();
    }
  });

  test('a store that is gone is 503 everywhere', async () => {
    const broken = await startServer();
    try {
      const key = await broken.key('read');
      await broken.store.close();
      for (const path of ['/healthz', '/api/v1/items', '/api/v1/health', '/metrics']) {
        const answer = await broken.call('GET', path, { key });
        expect([path, answer.status]).toEqual([path, 503]);
        expect(answer.headers.get('retry-after')).toBe('5');
      }
    } finally {
      await broken.close();
    }
  });

  test('a port that is taken is said in a sentence', async () => {
    await expect(listen({ api: server.api, host: '127.0.0.1', port: server.port })).rejects.toThrow(
      /another program uses this port/,
    );
  });
});
