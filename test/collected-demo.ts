import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoBrand } from '../src/demo/places.ts';
import { openSqliteStore } from '../src/store/sqlite/open.ts';
import type { Store } from '../src/store/store.ts';
import { TRUST_STATE } from '../src/store/trust-store.ts';
import { eventually, startMolva } from './molva.ts';

/**
 * The demo, collected, understood and weighed by a server that nothing disturbed: once a run, by the first test file that wants it.
 * The others wait for it and take copies: what their tests are about begins where the demo stands there.
 */

/** Whether both visits of every place ended, and nothing waits to be understood, compared or counted. */
export async function isCollected(store: Store): Promise<boolean> {
  const second = await store.setting('demo.second');
  if (second === null || (await store.pendingCount()) > 0) return false;
  if ((await store.brandsToRelate()).length > 0) return false;
  for (const { id } of await store.targets()) {
    const runs = await store.runs({ targetId: id, limit: 20 });
    const isRead = runs.some(
      (run) => run.endedAt !== null && run.startedAt >= second && (run.complete || run.outcome === 'blocked'),
    );
    if (!isRead) return false;
  }
  return (await store.refreshRollups(0)) === 0;
}

async function isWeighed(store: Store): Promise<boolean> {
  const { id } = demoBrand();
  return (await store.setting(`${TRUST_STATE}${id}`)) !== null && (await store.dueDays(id, 1)).length === 0;
}

/** Path of a folder with the demo's data folder in it, to be read or copied and not changed. Throws with why it could not be made. */
export async function collectedDemo(): Promise<string> {
  const shared = process.env['MOLVA_TEST_SHARED'];
  if (shared === undefined) throw new Error('MOLVA_TEST_SHARED is not set: see test/engines.ts');
  const folder = path.join(shared, 'demo');
  const ready = path.join(shared, 'demo-is-ready');
  try {
    mkdirSync(folder);
  } catch {
    // Who came first is at it.
    await eventually('the collected demo', async () => existsSync(ready), 120_000);
    const failure = readFileSync(ready, 'utf8');
    if (failure !== '') throw new Error(failure);
    return folder;
  }
  try {
    await collect(folder);
    writeFileSync(ready, '');
  } catch (error) {
    writeFileSync(ready, String(error));
    throw error;
  }
  return folder;
}

async function collect(folder: string): Promise<void> {
  const server = await startMolva({ cwd: folder, swift: true });
  const store = await openSqliteStore({ path: path.join(folder, 'data/molva.db'), role: 'beside' });
  try {
    await eventually('all of the demo', async () => (await isCollected(store)) && (await isWeighed(store)), 100_000);
  } finally {
    await store.close();
    await server.end('SIGTERM');
  }
}

/** Puts the collected demo into a folder, as `molva start` would have made it there. */
export async function copyCollectedDemo(into: string): Promise<void> {
  cpSync(path.join(await collectedDemo(), 'data'), path.join(into, 'data'), { recursive: true });
}

/** The story's days hang on the day it is first told: who compares a new demo with the collected one has it told as of the same day. */
export async function tellAsCollected(store: Store): Promise<void> {
  const collected = await openSqliteStore({ path: path.join(await collectedDemo(), 'data/molva.db'), role: 'beside' });
  try {
    const day = await collected.setting('demo.now');
    if (day === null) throw new Error('The collected demo does not say of which day its story is');
    await store.saveSetting('demo.now', day);
  } finally {
    await collected.close();
  }
}
