import { writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually, molva, type Server, startMolva, temporaryFolder } from '../molva.ts';

/** Each word stands for something of a person or a secret, and for the way by which it came in. */
const MARK = {
  text: 'Zwaluwtekst',
  author: 'Zwaluwauteur',
  title: 'Zwaluwtitel',
  brokenCard: 'Zwaluwkaart',
  brokenPage: 'Zwaluwpagina',
  wall: 'Zwaluwmuur',
  address: 'zwaluwadres',
  cell: 'Zwaluwcel',
  search: 'zwaluwzoek',
  reason: 'Zwaluwreden',
  json: 'Zwaluwjson',
  wrongKey: 'molva_zwaluwsleutel',
  wrongToken: 'zwaluwtoken',
  cookie: 'zwaluwkoek',
  header: 'zwaluwkop',
} as const;

const card = (over: Record<string, unknown>): unknown => ({
  '@type': 'Review',
  name: MARK.title,
  author: { '@type': 'Person', name: MARK.author },
  datePublished: '2026-10-02',
  reviewBody: `${MARK.text} was hier, bel 06-12345678`,
  reviewRating: { '@type': 'Rating', ratingValue: 4 },
  ...over,
});
const page = (reviews: unknown): string =>
  `<html><head><script type="application/ld+json">${JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: 'Soup',
    review: reviews,
  })}</script></head><body></body></html>`;

const folder = temporaryFolder();
let site: HttpServer;
let server: Server;
let key = '';

beforeAll(async () => {
  const html: Readonly<Record<string, string>> = {
    '/good': page([card({}), card({ reviewBody: null, reviewRating: null, author: MARK.brokenCard })]),
    '/broken': `<html><body>${MARK.brokenPage} {"review": [${MARK.brokenPage}</body></html>`,
    '/half': page([card({})]).slice(0, -60),
    '/wall': `<html><head><title>Are you a robot? captcha</title></head><body>${MARK.wall}</body></html>`,
  };
  const answer: RequestListener = (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const body = html[pathname];
    if (body !== undefined) response.setHeader('content-type', 'text/html; charset=utf-8').end(body);
    else if (pathname === '/cut') response.destroy();
    else response.writeHead(pathname === '/gone' ? 500 : 404).end(MARK.brokenPage);
  };
  site = createServer(answer);
  await new Promise<void>((resolve) => site.listen(0, '0.0.0.0', resolve));
  const { port } = site.address() as AddressInfo;
  // A host each, so that none waits for another's pace.
  const targets = ['good', 'broken', 'half', 'wall', 'gone', 'cut'].map(
    (name, index) => `http://127.0.0.${index + 1}:${port}/${name}?session=${MARK.address}`,
  );
  const collect = { schedule: '* * * * * *', jitterMs: 0, retries: 0 };
  const config = { collect, log: { level: 'info' }, brands: [{ id: 'soup', name: 'Soup', targets }] };
  writeFileSync(path.join(folder.path, 'molva.yaml'), JSON.stringify(config));
  server = await startMolva({ cwd: folder.path });
  key = (await molva(['key', 'add', 'test', '--role', 'admin'], { cwd: folder.path })).stdout.trim();
}, 60_000);
afterAll(async () => {
  await server?.end('SIGTERM');
  site.closeAllConnections();
  site.close();
  folder.remove();
});

async function call(
  method: string,
  where: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${server.url}${where}`, {
    method,
    headers: { 'x-api-key': key, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

test('what people wrote, who they are and what opens the door stay out of the log at info [R36]', async () => {
  const found = await eventually(
    'the good page, and a run of every other',
    async () => {
      const { data } = (await (await call('GET', '/api/v1/items?brand=soup')).json()) as { data: { key: string }[] };
      const runs = (await (await call('GET', '/api/v1/targets?brand=soup')).json()) as {
        data: { lastRunAt: string | null }[];
      };
      return data.length > 0 && runs.data.every(({ lastRunAt }) => lastRunAt !== null) && data;
    },
    60_000,
  );
  const item = found[0]!.key;
  const asked: readonly (readonly [number, Promise<Response>])[] = [
    [200, call('GET', `/api/v1/items?q=${MARK.search}`)],
    [400, call('GET', `/api/v1/items?${MARK.search}=1`)],
    [404, call('GET', `/api/v1/${MARK.search}`)],
    [401, call('GET', '/api/v1/items', undefined, { 'x-api-key': MARK.wrongKey })],
    [401, call('GET', '/api/v1/items', undefined, { 'x-api-key': '', authorization: `Bearer ${MARK.wrongKey}` })],
    [401, call('GET', '/api/v1/me', undefined, { 'x-api-key': '', cookie: `molva_session=${MARK.cookie}` })],
    [403, call('POST', `/sign-in?token=${MARK.wrongToken}`, undefined, { 'user-agent': MARK.header })],
    [400, call('PATCH', `/api/v1/items/${item}`, `{"sentiment": "${MARK.json}`)],
    [200, call('POST', `/api/v1/items/${item}/decisions`, { answer: { choice: 'no', reason: MARK.reason } })],
    [
      200,
      call('POST', '/api/v1/ingest/exit', { brand: 'soup', rows: [{ id: '1', text: MARK.cell, author: MARK.author }] }),
    ],
    [400, call('POST', '/api/v1/ingest/exit', { brand: 'soup', rows: MARK.cell })],
  ];
  for (const [status, answer] of asked) expect((await answer).status).toBe(status);

  // The link is printed for the operator, once, and is no log line.
  const log = server.output().replaceAll(server.signInLink, '');
  expect(log.split('\n').filter((line) => line.startsWith('{')).length).toBeGreaterThan(3);
  const leaked = Object.entries({
    ...MARK,
    key,
    phone: '12345678',
    session: server.signInLink.split('token=')[1]!,
  }).filter(([, word]) => log.toLowerCase().includes(word.toLowerCase()));
  expect(leaked).toEqual([]);
}, 90_000);
