import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Compute } from '../../src/compute/compute.ts';
import { alikeAmong, bandsOfEach } from '../../src/compute/relate.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { Brand } from '../../src/domain/brand.ts';
import { type UnderstandDeps, understandPending } from '../../src/jobs/understand-pending.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { loadModels, type Models, readItem } from '../../src/understand/index.ts';
import { ownText } from '../own-texts.ts';
import { draft, NOW } from '../store/drafts.ts';

let folder: string;
let store: Store;
let models: Models;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'molva-understand-'));
  store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  models = await loadModels();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The real stages under another model version, with texts that end the thread that reads them. */
function computeOf(version: string, isPoison: (text: string) => boolean = () => false): Compute & { calls: number } {
  const never = () => Promise.reject(new Error('not asked for here'));
  const compute = {
    calls: 0,
    parse: never,
    readPage: never,
    rising: never,
    weigh: never,
    bands: async (inputs: Parameters<Compute['bands']>[0]) => bandsOfEach(inputs),
    alike: async (asked: Parameters<Compute['alike']>[0]) => alikeAmong(asked),
    async understand(inputs: Parameters<Compute['understand']>[0]) {
      compute.calls += 1;
      if (compute.calls > 200) throw new Error('it spins');
      if (inputs.some(({ text }) => isPoison(text ?? ''))) throw new Error('The worker ended');
      return inputs.map((input) => ({ key: input.key, ...readItem(input, { ...models, version }) }));
    },
    renderDigest: () => Promise.reject(new Error('no mail here')),
    workers: 1,
    modelVersion: async () => version,
    close: async () => undefined,
  };
  return compute;
}

const deps = (compute: Compute): UnderstandDeps => ({
  store,
  compute,
  matchMentions: () => false,
  now: () => NOW,
  log: quietLog,
});

async function add(...keys: string[]): Promise<void> {
  const items = keys.map((key) => draft(key, { text: `The soup was cold and the waiter rude, says ${key}` }));
  await store.importItems({ items, targetId: null, backfill: true, now: NOW });
}

test('a text that is written while the next ones are asked for is not read again', async () => {
  const keys = Array.from({ length: 4600 }, (_, at) => `k${at}`);
  const items = keys.map((key, at) => draft(key, { text: ownText(at).slice(0, 60) }));
  await store.importItems({ items, targetId: null, backfill: true, now: NOW });
  const compute = computeOf('v1');
  const read: string[] = [];
  const slow: Store = {
    ...store,
    // The answer is what waited when it was asked for; all that was on its way then is written before it comes.
    async pending(asked) {
      const found = await store.pending(asked);
      while (read.length > 0 && (await store.count({ pending: false })) < new Set(read).size)
        await new Promise((next) => setTimeout(next, 5));
      await new Promise((next) => setTimeout(next, 50));
      return found;
    },
  };
  const { understand } = compute;
  compute.understand = async (inputs, ...rest) => {
    read.push(...inputs.map(({ key }) => key));
    return understand(inputs, ...rest);
  };
  expect(await understandPending({ ...deps(compute), store: slow })).toBe(keys.length);
  expect(read.toSorted()).toEqual(keys.toSorted());
}, 60_000);

describe('what comes in while the rest of the work goes on', () => {
  test('is read after the step in hand, not after all of a backlog that is compared', async () => {
    await add(...Array.from({ length: 1200 }, (_, at) => `old-${at}`));
    let steps = 0;
    let readAt = 0;
    const watched: Store = {
      ...store,
      async saveBands(...asked) {
        steps += 1;
        const written = await store.saveBands(...asked);
        if (steps === 1) await add('new');
        return written;
      },
      async saveUnderstanding(results, now) {
        if (results.some(({ key }) => key === 'new')) readAt = steps;
        return store.saveUnderstanding(results, now);
      },
    };
    expect(await understandPending({ ...deps(computeOf('v1')), store: watched })).toBe(1201);
    expect([readAt, steps > 2]).toEqual([1, true]);
    expect(await store.brandsToRelate()).toEqual([]);
  });

  test('is not looked for between the steps while all is read by new weights, where each look goes through all texts', async () => {
    await add(...Array.from({ length: 1200 }, (_, at) => `old-${at}`));
    await understandPending(deps(computeOf('v1')));
    await store.relateAgain(-1, 5000);
    let steps = 0;
    let looks = 0;
    const watched: Store = {
      ...store,
      async saveBands(...asked) {
        steps += 1;
        return store.saveBands(...asked);
      },
      async pending(asked) {
        if (steps > 0) looks += 1;
        return store.pending(asked);
      },
    };
    expect(await understandPending({ ...deps(computeOf('v2')), store: watched }, { reread: true })).toBe(1200);
    expect([looks, steps > 2]).toEqual([0, true]);
    expect(await store.activeVersion()).toBe('v2');
  });

  test('does not keep the reading from going on, though it makes days due without end', async () => {
    await add('first');
    let asked = 0;
    const restless: Store = {
      ...store,
      async refreshRollups(limit) {
        asked += 1;
        if (asked > 50) throw new Error('it spins');
        await store.refreshRollups(limit);
        return 120;
      },
    };
    expect(await understandPending({ ...deps(computeOf('v1')), store: restless })).toBe(1);
    expect(asked).toBe(4);
  });
});

describe('new weights', () => {
  test('a new text beside older figures waits for the re-reading, and nothing spins on it', async () => {
    await add('old');
    await understandPending(deps(computeOf('v1')));
    await add('new');
    const compute = computeOf('v2');
    expect(await understandPending(deps(compute))).toBe(0);
    expect(compute.calls).toBe(0);
    expect(await store.activeVersion()).toBe('v1');
    expect((await store.item('old'))?.understanding?.modelVersion).toBe('v1');
  });

  test('the re-reading ends with the new version shown, texts that came meanwhile included', async () => {
    await add('a', 'b');
    await understandPending(deps(computeOf('v1')));
    const compute = computeOf('v2');
    const { understand } = compute;
    let arrived = false;
    compute.understand = async (inputs) => {
      if (!arrived) await add('meanwhile');
      arrived = true;
      return understand(inputs);
    };
    await understandPending(deps(compute), { reread: true });
    expect(await store.activeVersion()).toBe('v2');
    expect(await store.pendingCount()).toBe(0);
    for (const key of ['a', 'b', 'meanwhile']) expect((await store.item(key))?.understanding?.modelVersion).toBe('v2');
  });

  test('stopped in the middle it goes on where it was [R42]', async () => {
    await add('a', 'b');
    await understandPending(deps(computeOf('v1')));
    const stop = new AbortController();
    const first = computeOf('v2');
    const { understand } = first;
    first.understand = async (inputs) => {
      stop.abort();
      return understand(inputs);
    };
    await understandPending(deps(first), { reread: true, signal: stop.signal });
    expect(await store.activeVersion()).toBe('v1');
    const second = computeOf('v2');
    await understandPending(deps(second), { reread: true });
    expect(await store.activeVersion()).toBe('v2');
    expect(second.calls).toBe(0);
  });
});

describe('themes that users make', () => {
  test('are found once all texts are read anew; until then the figures shown stand, and new words read them anew again', async () => {
    const brand = Brand.parse({ id: 'acme', name: 'Acme', languages: ['en'] });
    await store.saveBrand(brand, NOW);
    await add('old');
    await understandPending(deps(computeOf('v1')));
    expect(await store.activeVersion()).toBe('v1');
    const theme = { id: 'soups', title: 'Soups', words: ['soup'], phrases: [], exclusions: [], fromPage: true };
    await store.saveBrand({ ...brand, themes: [theme] }, NOW);
    expect(await understandPending(deps(computeOf('v1')))).toBe(0);
    expect(await store.count({ theme: ['soups'] })).toBe(0);
    expect(await understandPending(deps(computeOf('v1')), { reread: true })).toBe(1);
    expect(await store.activeVersion()).toMatch(/^v1-[0-9a-f]{6}$/);
    expect(await store.count({ theme: ['soups'], theme_sentiment: ['negative'] })).toBe(1);
    await store.saveBrand({ ...brand, themes: [{ ...theme, title: 'Soup' }] }, NOW);
    expect(await understandPending(deps(computeOf('v1')), { reread: true })).toBe(0);
    await store.saveBrand(brand, NOW);
    await understandPending(deps(computeOf('v1')), { reread: true });
    expect(await store.activeVersion()).toBe('v1');
    expect(await store.count({ theme: ['soups'] })).toBe(0);
  });
});

test('a stop lets the batches in hand be written and begins no other', async () => {
  await add(...Array.from({ length: 3_000 }, (_, index) => `many-${index}`));
  const stop = new AbortController();
  const compute = computeOf('v1');
  const { understand } = compute;
  compute.understand = async (inputs) => {
    stop.abort();
    return understand(inputs);
  };
  const read = await understandPending(deps(compute), { signal: stop.signal });
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(3_000);
  expect(await store.pendingCount()).toBe(3_000 - read);
});

describe('a text that nothing can read', () => {
  test('costs itself alone: all others are read, it is shown as unread and not tried again', async () => {
    const keys = Array.from({ length: 600 }, (_, index) => `item-${index}`);
    await add(...keys, 'poison');
    const compute = computeOf('v1', (text) => text.endsWith('poison'));
    expect(await understandPending(deps(compute))).toBe(601);
    expect(await store.pendingCount()).toBe(0);
    const { sentiment, language } = (await store.item('poison'))!.understanding!;
    expect({ sentiment, language }).toEqual({ sentiment: null, language: null });
    expect((await store.item('item-0'))?.understanding?.language).toBe('en');
    const again = computeOf('v1', () => true);
    await understandPending(deps(again));
    expect(again.calls).toBe(0);
  });

  test('when nothing at all can be read the fault is ours, and nothing is marked', async () => {
    await add('a', 'b', 'c');
    const broken = computeOf('v1', () => true);
    await expect(understandPending(deps(broken))).rejects.toThrow('The worker ended');
    expect(await store.pendingCount()).toBe(3);
  });
});
