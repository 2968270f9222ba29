import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { CountRow } from '../../src/domain/count-row.ts';
import type { ItemFilter } from '../../src/domain/filter.ts';
import { eachSlice } from '../../src/jobs/count-slices.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { draft, NOW } from '../store/drafts.ts';

let folder: string;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'molva-slices-'));
  store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  const items = Array.from({ length: 3500 }, (_, at) => {
    const publishedAt = new Date(Date.parse('2026-04-01T00:30:00Z') + at * 1_000_000).toISOString();
    const dated = at % 50 === 0 ? { precision: 'unknown' as const } : { publishedAt, precision: 'instant' as const };
    return draft(`k${at}`, { publishedOn: null, text: null, stars: 1 + (at % 5), ...dated });
  });
  await store.importItems({ items, targetId: null, backfill: true, now: NOW });
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

async function slices(filter: ItemFilter): Promise<readonly (readonly CountRow[])[]> {
  const found: (readonly CountRow[])[] = [];
  await eachSlice(store, filter, (rows) => void found.push(rows));
  return found;
}

test.each<[string, ItemFilter, number]>([
  ['everything, undated rows too', {}, 3],
  ['a filter of the stars', { stars: [1, 2, 3, 4] }, 1],
  ['bounds that are days', { published_from: '2026-04-01', published_to: '2026-05-11' }, 2],
  ['bounds that are instants', { published_from: '2026-04-01T07:00:00Z', published_to: '2026-05-11T01:00:00Z' }, 2],
  ['nothing', { source: ['none'] }, 0],
])('%s: each row once, as in one piece', async (_name, filter, atMost) => {
  const found = await slices(filter);
  const keys = found.flat().map((row) => row.key);
  expect(keys.toSorted()).toEqual((await store.countRows(filter)).map((row) => row.key).toSorted());
  expect(found.length).toBe(atMost);
  for (const rows of found) expect(rows.length).toBeLessThanOrEqual(3000);
});

test('a store that fails while a slice is counted is heard', async () => {
  let reads = 0;
  const failing = {
    stats: store.stats,
    countRows: (filter: ItemFilter) => (++reads === 2 ? Promise.reject(new Error('disk')) : store.countRows(filter)),
  };
  await expect(eachSlice(failing, {}, () => undefined)).rejects.toThrow('disk');
});
