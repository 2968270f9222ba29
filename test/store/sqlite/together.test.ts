import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BadInput, Unavailable } from '../../../src/errors.ts';
import { draft, NOW } from '../drafts.ts';
import { openTemp } from './temp-store.ts';

let temp: Awaited<ReturnType<typeof openTemp>>;

beforeEach(async () => {
  temp = await openTemp();
});
afterEach(() => temp.dispose());

const bring = (...items: readonly ReturnType<typeof draft>[]) =>
  temp.store.importItems({ items, targetId: null, backfill: false, now: NOW });

/** Frames that end a transaction (sqlite.org/fileformat2.html#walformat: the size of the file after it, else 0). */
function commits(): number {
  const log = readFileSync(`${temp.file}-wal`);
  let found = 0;
  for (let at = 32; at + 24 <= log.length; at += 24 + 4096) if (log.readUInt32BE(at + 4) !== 0) found += 1;
  return found;
}

describe('writing steps that wait for each other', () => {
  test('share a commit, and each is answered with its own result', async () => {
    const before = commits();
    const results = await Promise.all(Array.from({ length: 40 }, (_, at) => bring(draft(`k${at}`))));
    expect(results.map(({ newKeys }) => newKeys)).toEqual(results.map((_, at) => [`k${at}`]));
    expect(commits() - before).toBeLessThan(30);
    expect(await temp.store.count({})).toBe(40);
  });

  test('fail alone: nothing of the failed one is kept, everything of the others is', async () => {
    const results = await Promise.allSettled([
      bring(draft('a')),
      bring(draft('half'), draft('broken', { fetchedAt: 'never' })),
      bring(draft('b')),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: expect.any(BadInput) });
    expect((await temp.store.items({}, { limit: 10, sort: '-published' })).items.map(({ key }) => key).sort()).toEqual([
      'a',
      'b',
    ]);
    const told = await temp.store.events(0, 10);
    expect(told.map(({ subject }) => subject)).toEqual(['a', 'b']);
  });

  test('on a full disk: what was said to be stored is there, the rest was refused', async () => {
    await temp.dispose();
    temp = await openTemp({ maxPages: 150 });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) => bring(draft(`big${at}`, { text: 'x'.repeat(50_000) }))),
    );
    const stored = results.flatMap(({ status }, at) => (status === 'fulfilled' ? [`big${at}`] : []));
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(stored.length).toBeGreaterThan(1);
    expect(refused.length).toBeGreaterThan(1);
    for (const one of refused) expect(one).toMatchObject({ reason: expect.any(Unavailable) });
    for (const key of stored) expect(await temp.store.item(key)).not.toBeNull();
    expect(await temp.store.count({})).toBe(stored.length);
  });

  test('the last one before the end is kept, and so is the end', async () => {
    const asked = [bring(draft('a')), bring(draft('b'))];
    await temp.store.close();
    expect((await Promise.all(asked)).flatMap(({ newKeys }) => newKeys)).toEqual(['a', 'b']);
  });
});
