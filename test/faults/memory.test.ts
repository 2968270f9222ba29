import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LEAN_FLAGS, leanEnv } from '../../src/app-lean.ts';
import { temporaryFolder } from '../molva.ts';
import { ownText } from '../own-texts.ts';
import type { Collected, CollectOrder } from './collect-child.ts';

const CHILD = path.join(import.meta.dirname, 'collect-child.ts');
const CACHE = path.resolve(import.meta.dirname, '../../node_modules/.cache/molva');
const CONCURRENCY = 2;
/**
 * Over the first two tenths (two places are read side by side and end at nearly the same time: one of the two is a moment only). What
 * waits to be read is read faster where nothing is collected any more, which takes up to a third more; a leak of one review in ten of
 * the half million, at 3 kB each, would be more.
 */
const MAX_GROWTH = 1.5;
/** Ends the child, too: one that nobody waits for would go on for hours. */
const PATIENCE_MS = 3_000_000;
const isLong = process.env['MOLVA_TEST_LONG'] !== undefined;
/** The same run, short in every test and whole in a long one. */
const SIZE = isLong
  ? { places: 10, pages: 500, perPage: 100, slowMs: 40 }
  : { places: 6, pages: 5, perPage: 20, slowMs: 40 };

let site: Server;
let origin = '';

/** One page of a list, made when it is asked for: half a million reviews are nowhere kept. */
function listPage(place: number, page: number): string {
  const review = Array.from({ length: SIZE.perPage }, (_, index) => {
    const number = (place * SIZE.pages + page) * SIZE.perPage + index;
    return {
      '@type': 'Review',
      '@id': `#p${place}-${page}-${index}`,
      author: { '@type': 'Person', name: `Автор ${number}` },
      datePublished: `2026-0${1 + (number % 9)}-1${number % 9}`,
      reviewBody: ownText(number),
      reviewRating: { '@type': 'Rating', ratingValue: 1 + (number % 5), bestRating: 5 },
    };
  });
  const data = { '@context': 'https://schema.org', '@type': 'Product', name: `Чайник ${place}`, review };
  const next = page + 1 < SIZE.pages ? `<link rel="next" href="/list?place=${place}&page=${page + 1}">` : '';
  return `<html><head>${next}<script type="application/ld+json">${JSON.stringify(data)}</script></head><body></body></html>`;
}

beforeAll(async () => {
  site = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    if (url.pathname !== '/list') return void response.writeHead(404).end();
    const [place, page] = ['place', 'page'].map((name) => Number(url.searchParams.get(name) ?? 0));
    response.setHeader('content-type', 'text/html; charset=utf-8').end(listPage(place!, page!));
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
});

describe('a store that is slower than the sites', () => {
  const total = SIZE.places * SIZE.pages * SIZE.perPage;

  test(
    `${total} reviews: no more pages are asked for ahead than visits go on side by side [R22]`,
    async () => {
      const folder = temporaryFolder();
      try {
        const order: CollectOrder = {
          folder: folder.path,
          urls: Array.from({ length: SIZE.places }, (_, place) => `${origin}/list?place=${place}&page=0`),
          concurrency: CONCURRENCY,
          slowMs: SIZE.slowMs,
        };
        // Begun as a lasting Molva begins: with the same limits, and with the code kept from the last time.
        const env = leanEnv(process.env, CACHE);
        const child = [...LEAN_FLAGS, CHILD, JSON.stringify(order)];
        const { stdout } = await promisify(execFile)(process.execPath, child, { env, timeout: PATIENCE_MS });
        const got = JSON.parse(stdout) as Collected;
        expect(got).toMatchObject({
          stored: total,
          understood: total,
          outcomes: Array.from({ length: SIZE.places }, () => 'ok'),
        });
        expect(got.mostAhead).toBeGreaterThan(0);
        expect(got.mostAhead).toBeLessThanOrEqual(CONCURRENCY);
        if (!isLong) return;
        const peaks = got.peakRssBytes.filter((bytes) => bytes > 0);
        process.stderr.write(
          `resident memory, MB, by tenths: ${peaks.map((bytes) => Math.round(bytes / 1e6)).join(' ')}\n`,
        );
        expect(Math.max(...peaks)).toBeLessThan(MAX_GROWTH * Math.max(...peaks.slice(0, 2)));
      } finally {
        folder.remove();
      }
    },
    PATIENCE_MS + 10_000,
  );
});
