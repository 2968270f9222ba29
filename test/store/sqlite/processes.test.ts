import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Unavailable } from '../../../src/errors.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { bring, draft, NOW } from '../drafts.ts';
import { tempFolder } from './temp-store.ts';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

let folder = '';
let file = '';
let children: ChildProcess[] = [];

beforeEach(() => {
  folder = tempFolder();
  file = path.join(folder, 'molva.db');
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(what: 'hold' | 'commit' | 'deliver'): { child: ChildProcess; line(wanted: string): Promise<void> } {
  const child = spawn(process.execPath, [CHILD, what, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const seen = new Set<string>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => seen.add(line));
  return {
    child,
    async line(wanted) {
      while (!seen.has(wanted)) await once(lines, 'line');
    },
  };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

describe('two processes', () => {
  test('one runs loops, others open beside it; a kill frees the lock [R31]', async () => {
    const { child, line } = start('hold');
    await line('open');
    const refused = openSqliteStore({ path: file, role: 'loop' });
    await expect(refused).rejects.toThrow(Unavailable);
    await expect(refused).rejects.toThrow(`${file}.lock`);
    const beside = await openSqliteStore({ path: file, role: 'beside' });
    await bring(beside, [draft('beside')]);
    await beside.close();
    await kill(child);
    const next = await openSqliteStore({ path: file, role: 'loop' });
    expect(await next.item('beside')).not.toBeNull();
    await next.close();
  });

  test('a mail whose sender was killed is taken again when its lease is over, under the same name', async () => {
    const { child, line } = start('deliver');
    await line('sending');
    await kill(child);
    const store = await openSqliteStore({ path: file, role: 'loop' });
    const day = { subscriptionId: 's', localDate: '2026-05-20' };
    const standing = await store.openDelivery({ ...day, messageId: '<second>', createdAt: NOW });
    expect(standing).toMatchObject({ state: 'sending', attempts: 1, messageId: '<first>' });
    expect(await store.takeDelivery({ ...day, now: NOW, leaseMs: 60_000 })).toBeNull();
    const later = new Date(Date.parse(NOW) + 60_000).toISOString();
    const taken = await store.takeDelivery({ ...day, now: later, leaseMs: 60_000 });
    expect(taken).toMatchObject({ attempts: 2, messageId: '<first>' });
    await store.close();
  });

  test('a kill in the middle of commits leaves whole pages and a sound file [R01, R10]', async () => {
    for (const page of [3, 40]) {
      const { child, line } = start('commit');
      await line(String(page));
      await kill(child);
      const store = await openSqliteStore({ path: file, role: 'loop' });
      const cursor = (await store.target('walk'))?.cursor as { page: number };
      expect(cursor.page).toBeGreaterThanOrEqual(page);
      expect(await store.count({ brand: 'walk', copies: 'all' })).toBe((cursor.page + 1) * 10);
      const resolved = await store.known(Array.from({ length: 10 }, (_, at) => `p${page}-${at}`));
      expect(resolved.size).toBe(10);
      expect(await store.item(`i${page}`)).not.toBeNull();
      expect(await store.closeOrphanRuns(NOW)).toBe(0);
      await store.forget({ brand: 'walk' });
      await store.forget({ brand: 'acme' });
      await store.removeTarget('walk');
      await store.close();
      const db = new DatabaseSync(file, { readOnly: true });
      expect(db.prepare('PRAGMA integrity_check').all()).toEqual([expect.objectContaining({ integrity_check: 'ok' })]);
      expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      db.close();
    }
  });
});
