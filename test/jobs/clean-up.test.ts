import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { cleanUp, isCleanUpDue } from '../../src/jobs/clean-up.ts';
import { isTooOld } from '../../src/jobs/retention.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { draft } from '../store/drafts.ts';
import { type Bench, openBench, shopPage, TARGET } from './visits.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const never = new AbortController().signal;
const deps = (retentionDays: number | null) => ({
  store: bench.store,
  clock: { now: () => bench.clock.ms },
  log: quietLog,
  retentionDays,
});

async function add(n: number, publishedOn: string): Promise<void> {
  const items = Array.from({ length: n }, (_, index) => draft(`${publishedOn}-${index}`, { publishedOn }));
  await bench.store.importItems({ items, targetId: null, backfill: true, now: new Date(bench.clock.ms).toISOString() });
}

test('erases what is older than the retention, in steps, and is due again after a day', async () => {
  await add(1200, '2025-01-01');
  await add(3, '2026-10-20');
  expect(await isCleanUpDue(deps(30))).toBe(true);
  await cleanUp(deps(30), never);
  expect(await bench.store.count({ copies: 'all' })).toBe(3);
  expect(await bench.store.stats({}, ['channel'])).toMatchObject([{ n: 3 }]);
  expect(await isCleanUpDue(deps(30))).toBe(false);
  bench.clock.ms += 86_400_000;
  expect(await isCleanUpDue(deps(30))).toBe(true);
});

test('without a retention nothing is erased, but the outbox is cut after a month', async () => {
  await add(2, '2020-01-01');
  expect(await bench.store.events(0, 10)).not.toEqual([]);
  bench.clock.ms += 31 * 86_400_000;
  const last = await bench.store.lastSeq();
  await cleanUp(deps(null), never);
  expect(await bench.store.count({ copies: 'all' })).toBe(2);
  expect(await bench.store.events(0, 10)).toEqual([]);
  expect(await bench.store.lastSeq()).toBe(last);
});

test('ends, though what comes in meanwhile makes days due without end', async () => {
  let asked = 0;
  const refreshRollups = async () => {
    asked += 1;
    if (asked > 50) throw new Error('it spins');
    return 120;
  };
  await cleanUp({ ...deps(30), store: { ...bench.store, refreshRollups } }, never);
  expect(await isCleanUpDue(deps(30))).toBe(false);
});

test('what was stopped is still due', async () => {
  await cleanUp(deps(30), AbortSignal.abort());
  expect(await isCleanUpDue(deps(30))).toBe(true);
});

test('a site that still shows an erased review does not bring it back', async () => {
  bench.page = async () => shopPage(['first of october', 'second']);
  // 30 days before the first of November is the second of October.
  const run = await scrapeTarget(TARGET, { ...bench.deps, retentionDays: 30 }, never);
  expect(run).toMatchObject({ outcome: 'ok', cards: 2, new: 1 });
});

test.each([
  [{ publishedOn: '2026-09' }, true],
  [{ publishedOn: '2026-10' }, true],
  [{ publishedOn: '2026-11' }, false],
  [{ publishedOn: '2026-10-01' }, true],
  [{ publishedOn: '2026-10-02' }, false],
  [{ publishedAt: '2026-10-01T23:59:59.000Z' }, true],
  [{}, false],
])('%j is too old: %s', (dates, expected) => {
  expect(isTooOld({ publishedOn: null, publishedAt: null, ...dates }, '2026-10-02')).toBe(expected);
  expect(isTooOld({ publishedOn: null, publishedAt: null, ...dates }, null)).toBe(false);
});
