import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

let server: ServerUnderTest;
let read: string;
beforeAll(async () => {
  server = await startServer();
  read = await server.key('read');
});
afterAll(() => server.close());

const ADDRESS = '/api/v1/digest/preview.html';

describe('the mail as a document for a frame', () => {
  test('is the HTML of the preview, with a policy that lets styles in and nothing else', async () => {
    const { status, headers, text } = await server.call('GET', `${ADDRESS}?brand=romashka&language=nl`, { key: read });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('<html lang="nl"');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox');
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/script-src|allow-scripts|allow-same-origin/);
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('its links open beside the page', async () => {
    const { text } = await server.call('GET', `${ADDRESS}?brand=romashka`, { key: read });
    expect(text).toMatch(/<head[^>]*><base target="_blank">/);
  });

  test.each([
    ['a brand that does not exist', '?brand=nobody', 404],
    ['no brand', '', 400],
    ['a language that mails are not written in', '?brand=romashka&language=de', 400],
  ])('%s', async (_name, query, status) => {
    expect((await server.call('GET', ADDRESS + query, { key: read })).status).toBe(status);
  });

  test('a stranger gets none', async () => {
    expect((await server.call('GET', `${ADDRESS}?brand=romashka`)).status).toBe(401);
  });
});
