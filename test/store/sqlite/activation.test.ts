import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SentimentLabel } from '../../../src/domain/item.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { bring, draft, LATER, NOW, sentiment, understanding } from '../drafts.ts';
import { openTemp } from './temp-store.ts';

/** Four steps of the change in each of its phases. */
const ITEMS = 3500;
const CHILD = path.join(import.meta.dirname, 'child.ts');
/** What each version says of every text, so that a mix of two shows. */
const SAYS: readonly (readonly [string, SentimentLabel])[] = [
  ['v1', 'positive'],
  ['v2', 'negative'],
];

let temp: Awaited<ReturnType<typeof openTemp>>;
let store: Store;
let children: ChildProcess[] = [];

beforeEach(async () => {
  temp = await openTemp();
  store = temp.store;
  for (let from = 0; from < ITEMS; from += 500) {
    const drafts = Array.from({ length: 500 }, (_, at) => draft(`k${from + at}`, { publishedOn: '2026-05-10' }));
    await bring(store, drafts);
    for (const [modelVersion, label] of SAYS) {
      const read = understanding({ modelVersion, sentiment: sentiment(label), stems: ['word', modelVersion] });
      await store.saveUnderstanding(
        drafts.map(({ key }) => ({ key, revision: 1, understanding: read })),
        NOW,
      );
    }
  }
  while ((await store.refreshRollups(50)) > 0);
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await temp.dispose();
});

/** How many items the figures show under each label, from the roll-ups and from the items themselves. */
async function figures(from: Store): Promise<Record<string, number>> {
  const rows = await from.stats({}, ['sentiment']);
  const groups = Object.fromEntries(rows.map(({ key, n }) => [key.sentiment!, n]));
  const counted = new Map<string, number>();
  for (const { sentiment: label } of await from.countRows({})) {
    counted.set(label ?? 'pending', (counted.get(label ?? 'pending') ?? 0) + 1);
  }
  expect([...counted.keys()].filter((label) => label !== 'pending').length).toBeLessThanOrEqual(1);
  return groups;
}

function isMixed(groups: Readonly<Record<string, number>>): boolean {
  return 'positive' in groups && 'negative' in groups;
}

function phase(): string | undefined {
  const db = new DatabaseSync(temp.file, { readOnly: true });
  const row = db.prepare("SELECT value ->> 'phase' AS phase FROM setting WHERE name = 'store.version_change'").get();
  db.close();
  return row?.['phase'] as string | undefined;
}

describe('another version of the models', () => {
  test('killed at any step of being shown it never mixes two in one figure, and the next start ends it [R42]', async () => {
    await store.close();
    for (const wanted of ['retire', 'fill'] as const) {
      const child = spawn(process.execPath, [CHILD, 'activate', temp.file], { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const ended = once(child, 'exit');
      while (phase() !== wanted && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      await ended;
      expect(phase()).toBe(wanted);
      const look = await openSqliteStore({ path: temp.file, role: 'beside' });
      const groups = await figures(look);
      expect(isMixed(groups)).toBe(false);
      expect(Object.values(groups).reduce((sum, n) => sum + n, 0)).toBe(ITEMS);
      expect(groups['pending']).toBeGreaterThan(0);
      expect(await look.count({ q: 'word' })).toBe(ITEMS);
      await look.close();
    }
    const next = await openSqliteStore({ path: temp.file, role: 'loop' });
    await next.activateVersion('v2', LATER);
    expect(await figures(next)).toEqual({ negative: ITEMS });
    expect(await next.count({ q: 'v1 ' })).toBe(0);
    expect(phase()).toBeUndefined();
    expect(await next.pendingCount()).toBe(0);
    await next.close();
  });

  test('is shown while others write and read, from this process and from another', async () => {
    const beside = await openSqliteStore({ path: temp.file, role: 'beside' });
    let isDone = false;
    const change = store.activateVersion('v2', LATER).then(() => {
      isDone = true;
    });
    for (let written = 0; written < 4; written += 1) {
      await bring(written % 2 === 0 ? store : beside, [draft(`new${written}`)]);
      expect(isDone).toBe(false);
      expect(isMixed(await figures(beside))).toBe(false);
    }
    await change;
    await beside.close();
    expect(await figures(store)).toEqual({ negative: ITEMS, pending: 4 });
  });

  test('given up in the middle: the old one is read anew where it was let go of, and nothing is left beside', async () => {
    const db = new DatabaseSync(temp.file);
    db.prepare('INSERT INTO setting (name, value) VALUES (?, ?)').run(
      'store.version_change',
      JSON.stringify({ to: 'v2', phase: 'retire', after: -1 }),
    );
    db.close();
    const [first] = await store.pending({ limit: 1, version: 'v3' });
    const late = understanding({ modelVersion: 'v1', sentiment: sentiment('neutral') });
    await store.saveUnderstanding([{ key: first!.item.key, revision: 1, understanding: late }], NOW);
    expect(await figures(store)).toEqual({ positive: ITEMS });
    await store.activateVersion('v1', LATER);
    expect(phase()).toBeUndefined();
    expect(await figures(store)).toEqual({ positive: ITEMS });
    expect(await store.pendingCount('v2')).toBe(ITEMS);
  });
});
