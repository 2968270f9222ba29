import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { otzovik } from '../../scrapers/otzovik/index.ts';
import { LeaseLost, Unavailable } from '../../src/errors.ts';
import { importPages } from '../../src/jobs/import-pages.ts';
import { scrapeTarget } from '../../src/jobs/scrape-target.ts';
import { type Bench, openBench, shopPage, TARGET } from './visits.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const never = new AbortController().signal;
const visit = (options?: { onlyDue?: boolean }) => scrapeTarget(TARGET, bench.deps, never, options);
const iso = () => new Date(bench.clock.ms).toISOString();
const target = async () => (await bench.store.target(TARGET))!;
/** Nobody holds the lease: it can be had at once. */
const isFree = async () => (await bench.store.leaseTarget(TARGET, { owner: 'probe', ttlMs: 1, now: iso() })) !== null;

describe('what is due', () => {
  test('two jobs for one due time are one visit [R08]', async () => {
    expect((await visit({ onlyDue: true }))?.outcome).toBe('ok');
    bench.clock.ms += 1000;
    expect(await visit({ onlyDue: true })).toBeNull();
    expect(await visit()).not.toBeNull();
  });

  test('a schedule that was changed during the visit decides about the next one', async () => {
    bench.page = async () => {
      await bench.store.updateTarget(TARGET, { schedule: '30 11 * * *' }, iso());
      return shopPage(['one']);
    };
    await visit();
    expect((await target()).nextRunAt).toBe('2026-11-01T11:30:00.000Z');
  });

  test('a pause during the visit stays', async () => {
    bench.page = async () => {
      await bench.store.updateTarget(TARGET, { paused: true }, iso());
      return shopPage(['one']);
    };
    expect((await visit())?.outcome).toBe('ok');
    expect(await target()).toMatchObject({ paused: true, nextRunAt: null });
  });
});

describe('a store that fails', () => {
  test('a full disk ends the visit as failed, gives the lease back, and it is tried again soon [R07, R33]', async () => {
    const { commitPage } = bench.store;
    const full = { ...bench.store, commitPage: () => Promise.reject(new Unavailable('The disk is full.')) };
    for (let time = 0; time < 4; time += 1) {
      const run = await scrapeTarget(TARGET, { ...bench.deps, store: full }, never);
      expect(run).toMatchObject({ outcome: 'failed', error: { name: 'Unavailable' } });
      expect((await target()).health).toBe('failing');
      expect(Date.parse((await target()).nextRunAt!) - bench.clock.ms).toBe(60_000);
      bench.clock.ms += 120_000;
    }
    expect(typeof commitPage).toBe('function');
    expect((await visit())?.outcome).toBe('ok');
  });

  test('a failure that nobody foresaw ends the visit too, without its words', async () => {
    const odd = { ...bench.store, commitPage: () => Promise.reject(new TypeError('Cannot read "one" of text')) };
    const run = await scrapeTarget(TARGET, { ...bench.deps, store: odd }, never);
    expect(run).toMatchObject({ outcome: 'failed', error: { name: 'TypeError' } });
    expect(JSON.stringify(run)).not.toContain('one');
    expect(await isFree()).toBe(true);
  });
});

describe('a process that dies after its last page was stored', () => {
  const dead = () => ({
    ...bench.store,
    markVanished: () => Promise.reject(new Unavailable('gone')),
    endRun: () => Promise.reject(new Unavailable('gone')),
  });

  test('has its visit closed at the next start, and the next visit does what it left undone [R01]', async () => {
    await visit();
    bench.clock.ms += 1000;
    bench.page = async () => shopPage(['one']);
    await expect(scrapeTarget(TARGET, { ...bench.deps, store: dead() }, never)).rejects.toThrow('gone');
    const open = (await bench.store.runs({ targetId: TARGET, limit: 9 })).filter(({ endedAt }) => endedAt === null);
    expect(open).toHaveLength(1);
    bench.clock.ms += 1000;
    expect(await bench.store.closeOrphanRuns(iso())).toBe(1);
    expect(await bench.store.run(open[0]!.id)).toMatchObject({ outcome: 'partial', complete: false });
    expect(await isFree()).toBe(true);
    bench.clock.ms += 1000;
    expect(await visit()).toMatchObject({ outcome: 'ok', new: 0, changed: 0, vanished: 1 });
    expect(await bench.store.count({ copies: 'all', vanished: false })).toBe(1);
  });

  test('has it closed by whoever takes the lease when it has run out [R01]', async () => {
    await expect(scrapeTarget(TARGET, { ...bench.deps, store: dead() }, never)).rejects.toThrow('gone');
    expect(await visit()).toBeNull();
    bench.clock.ms += 61_000;
    expect(await visit()).toMatchObject({ outcome: 'ok', new: 0 });
    const runs = await bench.store.runs({ targetId: TARGET, limit: 9 });
    expect(runs.map(({ outcome, endedAt }) => [outcome, endedAt !== null])).toEqual([
      ['ok', true],
      ['partial', true],
    ]);
  });
});

describe('a lost lease', () => {
  test('a target that is removed ends its visit at once and nothing more is written', async () => {
    await bench.close();
    bench = await openBench(90);
    let asked = false;
    bench.page = async (signal) => {
      await bench.store.removeTarget(TARGET);
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      asked = true;
      signal.throwIfAborted();
      return shopPage(['one']);
    };
    await expect(visit()).rejects.toThrow(LeaseLost);
    expect(asked).toBe(true);
    expect(await bench.store.count({ copies: 'all' })).toBe(0);
    const runs = await bench.store.runs({ targetId: TARGET, limit: 9 });
    expect(runs.map(({ endedAt, outcome }) => [endedAt !== null, outcome])).toEqual([[true, 'partial']]);
  }, 10_000);
});

describe('what is not shown', () => {
  const vanished = async () => bench.store.count({ copies: 'all', vanished: true });

  test('is gone when the whole list could be read', async () => {
    await visit();
    bench.clock.ms += 60_000;
    bench.page = async () => shopPage(['one']);
    expect((await visit())?.vanished).toBe(1);
  });

  test('may be a card that could not be read', async () => {
    await visit();
    bench.clock.ms += 60_000;
    bench.page = async () => shopPage(['one'], 1);
    expect(await visit()).toMatchObject({ outcome: 'ok', vanished: 0 });
    expect(await vanished()).toBe(0);
  });

  test('is gone where the same number of cards was never readable', async () => {
    bench.page = async () => shopPage(['one', 'two'], 1);
    await visit();
    bench.clock.ms += 60_000;
    bench.page = async () => shopPage(['one'], 1);
    expect((await visit())?.vanished).toBe(1);
  });
});

describe('pages saved by hand', () => {
  const page = { fileName: 'a.html', body: shopPage(['by hand']) };

  test('take the due time as it is when they are stored, not as it was when they were handed in', async () => {
    const old = await target();
    bench.clock.ms += 1000;
    await visit();
    const { nextRunAt } = await target();
    await importPages(old, [page], bench.deps);
    expect((await target()).nextRunAt).toBe(nextRunAt);
  });

  test('give the lease back when they cannot be stored', async () => {
    const full = { ...bench.store, commitPage: () => Promise.reject(new Unavailable('The disk is full.')) };
    await expect(importPages(await target(), [page], { ...bench.deps, store: full })).rejects.toThrow('disk is full');
    const [run] = await bench.store.runs({ targetId: TARGET, limit: 1 });
    expect(run).toMatchObject({ outcome: 'failed', by: 'hand' });
    expect(run?.endedAt).not.toBeNull();
    expect(await isFree()).toBe(true);
  });

  test('a teaser saved by hand is read as far as it goes; the whole review, dropped later, takes its place', async () => {
    const { url, id } = await addOtzovik();
    const teaser = { fileName: 'list.html', body: fixture('product-list.html'), url };
    await importPages((await bench.store.target(id))!, [teaser], otzovikDeps());
    const { items } = await bench.store.items({ target: [id] }, { sort: '-published', limit: 50 });
    expect(items.length).toBeGreaterThan(0);
    expect(items.map(({ partial }) => partial)).toEqual(items.map(() => false));
    expect(await bench.store.pendingCount()).toBe(items.length);
    bench.clock.ms += 1000;
    await importPages((await bench.store.target(id))!, [teaser], otzovikDeps());
    expect(
      (await bench.store.items({ target: [id] }, { sort: '-published', limit: 50 })).items.map(
        ({ versions }) => versions,
      ),
    ).toEqual(items.map(() => 0));
  });
});

const fixture = (name: string): string =>
  readFileSync(path.join(import.meta.dirname, '../scrapers/otzovik/fixtures', name), 'utf8');
const otzovikDeps = () => ({ ...bench.deps, scrapers: [...bench.deps.scrapers, otzovik] });

async function addOtzovik(): Promise<{ url: string; id: string }> {
  const url = otzovik.example.url;
  const base = await target();
  const added = await bench.store.addTarget(
    {
      id: 'otzovik-target',
      brand: base.brand,
      scraper: 'otzovik',
      options: otzovik.example.options,
      url,
      title: 'Otzovik',
      schedule: base.schedule,
      timeZone: 'UTC',
      origin: 'page',
    },
    iso(),
  );
  return { url, id: added.id };
}
