import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ItemFilter } from '../../../src/domain/filter.ts';
import { Connection } from '../../../src/store/sqlite/connection.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { pageStatements } from '../../../src/store/sqlite/pages.ts';
import { reviewsStatement } from '../../../src/store/sqlite/trust.ts';
import { bring, draft } from '../drafts.ts';
import { tempFolder } from './temp-store.ts';

/** Filters and the index that their first page walks. */
const CASES: readonly (readonly [ItemFilter, string])[] = [
  [{ brand: 'acme' }, 'item_brand'],
  [{}, 'item_brand'],
  [{ brand: 'acme', own: true, copies: 'all' }, 'item_brand'],
  [{ brand: 'acme', channel: ['survey'], has_text: true }, 'item_brand'],
  [{ brand: 'acme', source: ['otzovik'] }, 'item_source'],
  [{ brand: 'acme', source: ['otzovik', 'vk'] }, 'item_source'],
  [{ brand: 'acme', sentiment: ['negative', 'mixed'] }, 'item_sentiment'],
  [{ brand: 'acme', unsure: true }, 'item_sentiment'],
  [{ brand: 'acme', source: ['vk'], sentiment: ['negative'] }, 'item_source_sentiment'],
  [{ author: ['h'] }, 'item_author'],
  [{ target: ['t'], sentiment: ['negative'] }, 'item_target'],
  [{ brand: 'acme', product: ['p'] }, 'item_product'],
  [{ brand: 'acme', vanished: true }, 'item_vanished'],
  [{ brand: 'acme', edited: true }, 'item_edited'],
  [{ brand: 'acme', undated: true }, 'item_day'],
  [{ brand: 'acme', open: true }, 'item_open'],
  [{ brand: 'acme', open: true, source: ['otzovik', 'vk'], sentiment: ['negative'] }, 'item_open'],
  [{ brand: 'acme', open: true, product: ['p'] }, 'item_open'],
  [{ brand: 'acme', open: false }, 'item_decided'],
  [{ brand: 'acme', done: true, sentiment: ['negative'] }, 'item_decided'],
  [{ brand: 'acme', answer: ['yes', 'no'] }, 'item_decided'],
  [{ brand: 'acme', decided_by: ['Ann'] }, 'item_decided'],
  [{ brand: 'acme', touchpoint: ['support', 'site'] }, 'item_touchpoint'],
  [{ brand: 'acme', metric: ['nps'] }, 'item_metric'],
  [{ brand: 'acme', kind: ['question', 'complaint'] }, 'item_kind'],
  [{ kind: ['question'], sentiment: ['negative'] }, 'item_kind'],
  [{ brand: 'acme', unusual: ['likely-paid', 'rewarded'], sentiment: ['positive'] }, 'item_unusual'],
  [{ brand: 'acme', unusual: ['none'] }, 'item_brand'],
];

describe('plans', () => {
  const folder = tempFolder();
  const file = path.join(folder, 'molva.db');
  let connection: Connection;

  beforeAll(async () => {
    const store = await openSqliteStore({ path: file, role: 'loop' });
    await bring(store, [draft('a'), draft('b', { scraper: 'vk' })]);
    await store.close();
    connection = new Connection({ path: file, mode: 'read', busyTimeoutMs: 0, cacheKiB: 1_024 });
  });

  afterAll(() => {
    connection.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function plans(filter: ItemFilter, newestFirst: boolean): string[] {
    const place = { newestFirst, after: 1_000_000 };
    return pageStatements(connection, filter, { place, limit: 50, seekRange: true }).map(({ sql, values }) =>
      connection
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values)
        .map((row) => row.detail)
        .join('; '),
    );
  }

  test.each(CASES)('%j walks %s in the order of ids, without a sort', (filter, index) => {
    for (const newestFirst of [true, false]) {
      const found = plans(filter, newestFirst);
      expect(found.length).toBeGreaterThan(0);
      for (const plan of found) {
        expect(plan).toMatch(new RegExp(`SEARCH i USING (COVERING )?INDEX ${index} `));
        expect(plan).not.toContain('SCAN i');
        expect(plan).not.toContain('TEMP B-TREE');
      }
    }
  });

  test('tagged items are found by their ids', () => {
    for (const plan of plans({ brand: 'acme', tag: ['x', 'y'] }, true))
      expect(plan).toContain('SEARCH i USING INTEGER PRIMARY KEY (rowid=?)');
  });

  test('texts of themes are found in the order of ids, without a sort', () => {
    const themes: ItemFilter = { theme: ['food', 'price'], theme_sentiment: ['negative'], sentiment: ['negative'] };
    for (const filter of [{ brand: 'acme', ...themes }, themes]) {
      const found = plans(filter, true);
      expect(found).toHaveLength(2);
      for (const plan of found) {
        expect(plan).toContain('SEARCH t USING PRIMARY KEY (brand=? AND theme=? AND item_id<?)');
        expect(plan).toMatch(/SEARCH i USING .*rowid=\?/);
        expect(plan).not.toContain('TEMP B-TREE');
      }
    }
    // What few wait for is looked through as it stands.
    for (const plan of plans({ brand: 'acme', open: true, ...themes }, true))
      expect(plan).toContain('INDEX item_open ');
  });

  test('words are found in the order of ids, without a sort', () => {
    for (const plan of plans({ brand: 'acme', q: 'word other', sentiment: ['negative'] }, true)) {
      expect(plan).toMatch(/SCAN w VIRTUAL TABLE INDEX \d+:.*</);
      expect(plan).toMatch(/SEARCH i USING .*rowid=\?/);
      expect(plan).not.toContain('TEMP B-TREE');
    }
  });

  test('what is to be weighed is a walk along the days, without a sort', () => {
    const { sql, values } = reviewsStatement({ brand: 'acme', from: '2026-05-01', to: '9999', after: null, limit: 9 });
    const plan = connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map((row) => row.detail);
    expect(plan.join('; ')).toMatch(/^SEARCH i USING INDEX item_day \(brand=\? AND day>\? AND day<\?\)$/);
  });

  test('a small range of days is read by its own index', () => {
    for (const plan of plans({ brand: 'acme', published_from: '2026-05-01', published_to: '2026-05-02' }, true))
      expect(plan).toContain('INDEX item_day (brand=? AND day>? AND day<?)');
  });
});
