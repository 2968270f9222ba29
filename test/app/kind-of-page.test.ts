import { writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { eventually, molva, type Server, startMolva, temporaryFolder } from '../molva.ts';

/** Reviews in microdata: an address does not tell that, and the configuration names no scraper. */
const PAGE = `<!doctype html><html><head><title>Stew</title></head><body>
<div itemscope itemtype="https://schema.org/Restaurant"><h1 itemprop="name">Stew house</h1>
<div itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">Anneke</span>
<meta itemprop="datePublished" content="2026-10-02"><p itemprop="reviewBody">Heerlijke stoofpot en een warm welkom.</p></div>
<div itemprop="review" itemscope itemtype="https://schema.org/Review"><span itemprop="author">Pieter</span>
<meta itemprop="datePublished" content="2026-10-05"><p itemprop="reviewBody">Het vlees was taai en de saus was koud.</p></div>
</div></body></html>`;

interface Listed {
  readonly scraper: string;
  readonly title: string;
  readonly paused: boolean;
  readonly health: string;
}

describe('a page whose kind its address does not tell', () => {
  const folder = temporaryFolder();
  let site: HttpServer;
  let host: string;
  let server: Server;

  beforeAll(async () => {
    site = createServer((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
    const brand = `{ id: stew, name: Stew, languages: [nl], targets: ["http://${host}/%E0stew"] }`;
    writeFileSync(path.join(folder.path, 'molva.yaml'), `collect: { jitterMs: 0 }\nbrands: [${brand}]\n`);
  });
  afterAll(async () => {
    await server?.end('SIGTERM');
    site.closeAllConnections();
    site.close();
    folder.remove();
  });

  const listed = async (): Promise<Listed[]> =>
    JSON.parse((await molva(['targets', 'list', '--json'], { cwd: folder.path })).stdout) as Listed[];

  test('is found out at the first visit, and still known after a new start', async () => {
    server = await startMolva({ cwd: folder.path });
    const store = await openSqliteStore({
      path: path.join(folder.path, 'data/molva.db'),
      role: 'beside',
      readOnly: true,
    });
    await eventually('the kind is found', async () => (await store.targets())[0]?.health === 'ok');
    await store.close();
    expect(await listed()).toMatchObject([{ scraper: 'microdata', title: `${host}/%E0stew` }]);
    await server.end('SIGTERM');
    server = await startMolva({ cwd: folder.path });
    const again = await listed();
    expect(again).toHaveLength(1);
    expect(again[0]).toMatchObject({ scraper: 'microdata', paused: false, health: 'ok' });
  }, 60_000);
});
