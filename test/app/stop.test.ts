import { writeFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { shopPage } from '../jobs/visits.ts';
import { eventually, startMolva, temporaryFolder } from '../molva.ts';

/** Its own clock ends a process with another code after 9.5 s: what is left is the load of this machine. */
const ENDS_WITHIN_MS = 20_000;
/** What is on its way is waited for so long; an end without it takes some tenths of a second. */
const ARRIVES_WITHIN_MS = 5000;

describe('SIGTERM', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let site: HttpServer;
  let asked: string[];
  let robots: string;
  let answerAfterMs: number;

  beforeEach(async () => {
    folder = temporaryFolder();
    asked = [];
    robots = '';
    answerAfterMs = 0;
    site = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/robots.txt') return response.end(robots);
      const answer = () => response.setHeader('content-type', 'text/html').end(shopPage(['one']));
      return setTimeout(answer, answerAfterMs).unref();
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const { port } = site.address() as AddressInfo;
    const targets = [`http://127.0.0.1:${port}/soup`];
    const config = { collect: { jitterMs: 0 }, brands: [{ id: 'soup', name: 'Soup', targets }] };
    writeFileSync(path.join(folder.path, 'molva.yaml'), JSON.stringify(config));
  });
  afterEach(() => {
    site.closeAllConnections();
    site.close();
    folder.remove();
  });

  function count(sql: string): number {
    const database = new DatabaseSync(path.join(folder.path, 'data/molva.db'), { readOnly: true });
    try {
      return (database.prepare(sql).get() as { n: number }).n;
    } finally {
      database.close();
    }
  }

  test('saves the page that is on its way, and takes no new one [R02]', async () => {
    answerAfterMs = 2500;
    const server = await startMolva({ cwd: folder.path });
    await eventually('the page to be asked for', async () => asked.includes('/soup'));
    const begin = performance.now();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(performance.now() - begin).toBeLessThan(ENDS_WITHIN_MS);
    expect(count('SELECT count(*) AS n FROM item')).toBe(1);
    expect(count('SELECT count(*) AS n FROM run WHERE ended_at IS NULL')).toBe(0);
  }, 30_000);

  test('cuts a page that does not come, and ends in time [R02]', async () => {
    answerAfterMs = 60_000;
    const server = await startMolva({ cwd: folder.path });
    await eventually('the page to be asked for', async () => asked.includes('/soup'));
    const begin = performance.now();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(performance.now() - begin).toBeLessThan(ENDS_WITHIN_MS);
    expect(count('SELECT count(*) AS n FROM run WHERE ended_at IS NULL')).toBe(0);
  }, 30_000);

  test('does not wait for a host whose turn has not come', async () => {
    robots = 'User-agent: *\nCrawl-delay: 60\n';
    const server = await startMolva({ cwd: folder.path });
    await eventually('robots.txt to be asked for', async () => asked.includes('/robots.txt'));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const begin = performance.now();
    expect(await server.end('SIGTERM')).toBe(0);
    expect(performance.now() - begin).toBeLessThan(ARRIVES_WITHIN_MS);
    expect(asked).not.toContain('/soup');
  }, 30_000);
});
