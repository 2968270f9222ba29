import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BAND_HEAD } from '../../../src/store/relation-store.ts';
import { toCompare } from '../../../src/store/sqlite/comparisons.ts';
import { Connection, type SQLInputValue } from '../../../src/store/sqlite/connection.ts';
import { eraseRows } from '../../../src/store/sqlite/erase.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { brandsToPlace, placeDue } from '../../../src/store/sqlite/place-due.ts';
import { brandsToRelate, relateAgain, saveBands, toKey } from '../../../src/store/sqlite/relations.ts';
import { saveLinks } from '../../../src/store/sqlite/save-links.ts';
import { Touched } from '../../../src/store/sqlite/touched.ts';
import { bring, draft } from '../drafts.ts';
import { tempFolder } from './temp-store.ts';

/** Keeps each statement that is run, with its plan, and the most rows that one of them read. */
class Watched extends Connection {
  readonly plans = new Map<string, string>();
  mostRows = 0;

  #watch(sql: string, values: readonly SQLInputValue[]): void {
    if (this.plans.has(sql) || /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/.test(sql)) return;
    const plan = super.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
    this.plans.set(sql, plan.map(({ detail }) => detail).join('; '));
  }

  override get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    this.#watch(sql, values);
    return super.get<Row>(sql, ...values);
  }

  override all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    this.#watch(sql, values);
    const rows = super.all<Row>(sql, ...values);
    this.mostRows = Math.max(this.mostRows, rows.length);
    return rows;
  }

  override run(sql: string, ...values: SQLInputValue[]): number {
    this.#watch(sql, values);
    return super.run(sql, ...values);
  }
}

const folder = tempFolder();
const file = path.join(folder, 'molva.db');
const N = 5 * BAND_HEAD;
let connection: Watched;

beforeAll(async () => {
  const store = await openSqliteStore({ path: file, role: 'loop' });
  await bring(
    store,
    Array.from({ length: N }, (_, at) => draft(`k${at}`, { publishedOn: null, text: `${at}` })),
  );
  await store.close();
  connection = new Watched({ path: file, mode: 'write', busyTimeoutMs: 0, cacheKiB: 1_024 });
});

afterAll(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

test('all that relating asks is a seek in an index, of bounded rows where very many share a key', () => {
  expect(brandsToRelate(connection)).toEqual(['acme']);
  for (;;) {
    const found = toKey(connection, 'acme', 50);
    if (found.length === 0) break;
    const texts = found.map(({ key, state, text }) => ({
      key,
      state,
      bands: `${text.padStart(8, 'x')}allofthmAllOfThm`,
    }));
    connection.write(() => saveBands(connection, texts));
  }
  connection.mostRows = 0;
  const asked = toCompare(connection, 'acme', 5);
  expect(asked.due).toHaveLength(5);
  expect(connection.mostRows).toBeLessThanOrEqual(BAND_HEAD + 1);
  expect(asked.texts.length).toBeLessThanOrEqual(BAND_HEAD + 5);
  const links = asked.pairs.map(([a, b]) => ({ a, b, level: 'dup' as const, similarity: 1 }));
  expect(connection.write(() => saveLinks(connection, 'acme', { asked, links }))).toBe(5);
  expect(brandsToPlace(connection)).toEqual(['acme']);
  expect(connection.write(() => placeDue(connection, 'acme', 5))).toBeGreaterThan(0);
  expect(brandsToPlace(connection)).toEqual([]);
  relateAgain(connection, -1, 3);
  const victims = connection.all<{ id: number; brand: string; day: string; indexed: number }>(
    'SELECT id, brand, day, indexed FROM item ORDER BY id LIMIT 2',
  );
  connection.write(() => eraseRows(connection, victims, new Touched()));
  // What a subquery found is read through; itself it is told apart, as a seek or not.
  const scans = [...connection.plans].filter(([, plan]) =>
    /SCAN (?!json_each|b\b|linked\b|CONSTANT|2-ROW VALUES|\(subquery)/.test(plan),
  );
  expect(
    scans.map(([sql, plan]) => `${sql}: ${plan}`).filter((one) => !one.startsWith('SELECT id, brand, day')),
  ).toEqual([]);
  expect(connection.plans.size).toBeGreaterThan(12);
});
