import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { jsonld } from '../../scrapers/jsonld/index.ts';
import type { Compute } from '../../src/compute/compute.ts';
import { createPool } from '../../src/compute/pool.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import type { Brand } from '../../src/domain/brand.ts';
import { targetId } from '../../src/jobs/target-id.ts';
import { NO_BRAND, type VisitDeps } from '../../src/jobs/visiting.ts';
import { openSqliteStore, type SqliteOptions } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';

export const URL_OF_PAGE = 'https://shop.example/soup';
const brand: Brand = { ...NO_BRAND, id: 'soup', name: 'Soup' };
const options = jsonld.fromUrl(new URL(URL_OF_PAGE))!;
export const TARGET = targetId(brand.id, 'jsonld', options);

/** A page with schema.org reviews; `broken` cards have neither a text nor a rating. */
export function shopPage(texts: readonly string[], broken = 0): string {
  const good = texts.map((reviewBody, index) => ({
    '@type': 'Review',
    author: { '@type': 'Person', name: `Author ${reviewBody}` },
    datePublished: `2026-10-0${1 + (index % 9)}`,
    reviewBody,
    reviewRating: { '@type': 'Rating', ratingValue: 4 },
  }));
  const bad = Array.from({ length: broken }, () => ({ '@type': 'Review', datePublished: '2026-10-01' }));
  const data = { '@context': 'https://schema.org', '@type': 'Product', name: 'Soup', review: [...good, ...bad] };
  return `<html><head><script type="application/ld+json">${JSON.stringify(data)}</script></head><body></body></html>`;
}

export interface Bench {
  readonly store: Store;
  /** The store's file. */
  readonly file: string;
  readonly deps: VisitDeps;
  readonly clock: { ms: number };
  /** What the site shows; may wait or throw. */
  page: (signal: AbortSignal) => Promise<string>;
  close(): Promise<void>;
}

/** One thread for all benches of a test file: its models take longer to read than what it is given. */
const compute: Compute = createPool({ workers: 1, parseTimeoutMs: 10_000, secret: 'a secret of the test' });
afterAll(() => compute.close());

/** A real store, the real parser in its thread, and a site of one page that the test holds in its hand. */
export async function openBench(leaseMs = 60_000, sqlite: Partial<SqliteOptions> = {}): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'molva-visit-'));
  const file = path.join(folder, 'molva.db');
  const store = await openSqliteStore({ path: file, role: 'loop', ...sqlite });
  const clock = { ms: Date.parse('2026-11-01T10:00:00.000Z') };
  const bench: Bench = {
    store,
    file,
    clock,
    page: async () => shopPage(['one', 'two']),
    deps: {
      store,
      compute,
      scrapers: [jsonld],
      clock: { now: () => clock.ms },
      log: quietLog,
      fetchFor: (_scraper, _url, signal) => async (request) => ({
        url: request.url,
        status: 200,
        headers: {},
        body: await bench.page(signal),
        fetchedAt: new Date(clock.ms).toISOString(),
        request,
      }),
      random: () => 0,
      owner: 'test',
      keepNames: false,
      retentionDays: null,
      limits: { maxPages: 10, maxFollow: 0, jitterMs: 0, leaseMs, fullEveryMs: 0 },
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const now = new Date(clock.ms).toISOString();
  await store.saveBrand(brand, now);
  await store.addTarget(
    {
      id: TARGET,
      brand: brand.id,
      scraper: 'jsonld',
      options,
      url: URL_OF_PAGE,
      title: 'Soup',
      schedule: '0 */6 * * *',
      timeZone: 'UTC',
      origin: 'page',
    },
    now,
  );
  return bench;
}
