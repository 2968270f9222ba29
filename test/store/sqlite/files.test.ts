import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BadInput, Unavailable } from '../../../src/errors.ts';
import { plainFailure } from '../../../src/store/sqlite/failures.ts';
import { openSqliteStore as openStore, type SqliteOptions } from '../../../src/store/sqlite/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { bring, draft, NOW, understand } from '../drafts.ts';
import { tempFolder } from './temp-store.ts';

let folder = '';
let file = '';
let opened: Store[] = [];

/** Closed at the end of its test, however that ends. */
async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const store = await openStore(options);
  opened.push(store);
  return store;
}

beforeEach(() => {
  folder = tempFolder();
  file = path.join(folder, 'molva.db');
});

afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  opened = [];
  rmSync(folder, { recursive: true, force: true });
});

function change(sql: string): void {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
}

async function made(): Promise<void> {
  await (await openSqliteStore({ path: file, role: 'loop' })).close();
}

describe('the file of the store', () => {
  test('belongs to its owner alone and keeps what was written', async () => {
    const store = await openSqliteStore({ path: file, role: 'loop' });
    await bring(store, [draft('kept')]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await store.close();
    await store.close();
    await expect(store.item('kept')).rejects.toThrow('The store is closed.');
    await expect(bring(store, [draft('x')])).rejects.toThrow(Unavailable);
    expect(existsSync(`${file}-wal`)).toBe(false);
    const again = await openSqliteStore({ path: file, role: 'loop' });
    expect(await again.item('kept')).not.toBeNull();
    await again.close();
  });

  test('is written by two at once, who wait for each other', async () => {
    const one = await openSqliteStore({ path: file, role: 'loop' });
    const two = await openSqliteStore({ path: file, role: 'beside' });
    const page = (n: number) => Array.from({ length: 40 }, (_, at) => draft(`w${n}-${at}`));
    await Promise.all(Array.from({ length: 12 }, (_, n) => bring(n % 2 === 0 ? one : two, page(n))));
    expect(await two.count({})).toBe(480);
  });

  test('steps that were asked for before closing are done', async () => {
    const store = await openSqliteStore({ path: file, role: 'loop' });
    const steps = [1, 2, 3].map((n) => bring(store, [draft(`k${n}`)]));
    await Promise.all([store.close(), ...steps]);
    const again = await openSqliteStore({ path: file, role: 'beside' });
    expect((await again.known(['k1', 'k2', 'k3'])).size).toBe(3);
    await again.close();
  });

  test('of a newer Molva is refused by both roles [R41]', async () => {
    await made();
    change('PRAGMA user_version = 99');
    for (const role of ['loop', 'beside'] as const)
      await expect(openSqliteStore({ path: file, role })).rejects.toThrow(/made by a newer Molva \(schema 99/);
  });

  test('of an older schema is never touched by who opens it beside', async () => {
    await made();
    change('PRAGMA user_version = 0');
    await expect(openSqliteStore({ path: file, role: 'beside' })).rejects.toThrow(/Start Molva once/);
    await expect(openSqliteStore({ path: path.join(folder, 'none.db'), role: 'beside' })).rejects.toThrow(
      /no database at/,
    );
    expect(existsSync(path.join(folder, 'none.db'))).toBe(false);
  });

  test('that is no Molva database is left alone', async () => {
    change('CREATE TABLE other (x)');
    const before = readFileSync(file);
    for (const role of ['loop', 'beside'] as const)
      await expect(openSqliteStore({ path: file, role })).rejects.toThrow(/is not a Molva database/);
    expect(readFileSync(file).equals(before)).toBe(true);
    const text = path.join(folder, 'text.db');
    writeFileSync(text, 'x'.repeat(10_000));
    await expect(openSqliteStore({ path: text, role: 'loop' })).rejects.toThrow(/is not a Molva database/);
    expect(readFileSync(text, 'utf8')).toBe('x'.repeat(10_000));
  });

  test('in a folder that is not there, or in memory, is refused', async () => {
    const lost = path.join(folder, 'none', 'molva.db');
    await expect(openSqliteStore({ path: lost, role: 'loop' })).rejects.toThrow(/cannot be opened/);
    await expect(openSqliteStore({ path: ':memory:', role: 'loop' })).rejects.toThrow(BadInput);
  });

  test('when full says so, and goes on with what it holds [R33]', async () => {
    const store = await openSqliteStore({ path: file, role: 'loop', maxPages: 120 });
    const big = (n: number) => bring(store, [draft(`big${n}`, { text: 'x'.repeat(50_000) })]);
    let failure: unknown = null;
    let stored = 0;
    for (; failure === null && stored < 50; stored += failure === null ? 1 : 0)
      failure = await big(stored).then(
        () => null,
        (error: unknown) => error,
      );
    expect(failure).toBeInstanceOf(Unavailable);
    expect(String(failure)).toContain('no room left');
    expect(await store.count({})).toBe(stored);
    expect(stored).toBeGreaterThan(1);
    expect(await store.forget({ key: 'big0' })).toBe(1);
    await big(50);
    await store.close();
  });

  test('damaged says so', async () => {
    const store = await openSqliteStore({ path: file, role: 'loop' });
    await bring(
      store,
      Array.from({ length: 200 }, (_, at) => draft(`d${at}`, { text: 'y'.repeat(500) })),
    );
    await store.close();
    const bytes = readFileSync(file);
    bytes.fill(0xee, 8_192);
    writeFileSync(file, bytes);
    const opened = openSqliteStore({ path: file, role: 'loop' }).then(async (broken) => {
      await bring(broken, [draft('d1', { text: 'z', fetchedAt: '2027-01-01T00:00:00Z' })]).finally(() =>
        broken.close(),
      );
    });
    await expect(opened).rejects.toThrow(/is damaged/);
  });

  test('opened for reading only is not written', async () => {
    await made();
    const store = await openSqliteStore({ path: file, role: 'beside', readOnly: true });
    expect(await store.count({})).toBe(0);
    await expect(bring(store, [draft('x')])).rejects.toThrow(/for reading only/);
    await store.close();
    const db = new DatabaseSync(file, { readOnly: true });
    const refused = (): unknown => {
      try {
        return db.exec('DELETE FROM item');
      } catch (error) {
        return plainFailure(error, file);
      }
    };
    expect(refused()).toBeInstanceOf(Unavailable);
    expect(String(refused())).toContain('is read-only');
    db.close();
  });

  test('is copied whole while it is written to', async () => {
    const store = await openSqliteStore({ path: file, role: 'loop' });
    await bring(
      store,
      Array.from({ length: 300 }, (_, at) => draft(`b${at}`)),
    );
    await understand(store, { b7: { stems: ['seven'] } });
    const copy = path.join(folder, "copy's.db");
    const [, ...rest] = await Promise.all([
      store.backup(copy),
      ...[1, 2, 3].map((n) => bring(store, [draft(`during${n}`)])),
    ]);
    expect(rest).toHaveLength(3);
    expect(statSync(copy).mode & 0o777).toBe(0o600);
    await expect(store.backup(copy)).rejects.toThrow(BadInput);
    await expect(store.backup(path.join(folder, 'none', 'x.db'))).rejects.toThrow(Unavailable);
    await store.close();
    const restored = await openSqliteStore({ path: copy, role: 'loop' });
    expect(await restored.count({})).toBeGreaterThanOrEqual(300);
    expect(await restored.count({ q: 'seven' })).toBe(1);
    await restored.close();
  });

  test('holds nothing of what was forgotten', async () => {
    const store = await openSqliteStore({ path: file, role: 'loop' });
    const secret = (word: string) =>
      draft('secret', {
        text: `it was ${word} there`,
        authorName: 'Zaphod',
        fetchedAt: word === 'xyzzyold' ? NOW : '2026-06-01T00:00:00Z',
      });
    await bring(
      store,
      Array.from({ length: 50 }, (_, at) => draft(`other${at}`)),
    );
    for (const word of ['xyzzyold', 'xyzzynew']) {
      await bring(store, [secret(word)]);
      await understand(store, { secret: { stems: [word, 'there'] } });
    }
    await understand(store, { secret: { modelVersion: 'v2', stems: ['xyzzynext'] } });
    await understand(store, { other1: { stems: ['there'] } });
    expect(await store.forget({ key: 'secret' })).toBe(1);
    expect(await store.count({ q: 'there' })).toBe(1);
    // Before it is closed, as a process that is killed would leave it. Reading a copy: closing the file would drop its locks.
    const copy = new DatabaseSync(file, { readOnly: true });
    expect(copy.prepare('SELECT count(*) AS n FROM item').get()).toMatchObject({ n: 50 });
    copy.close();
    await store.close();
    for (const word of ['xyzzy', 'Zaphod', 'secret']) expect(readFileSync(file).includes(word)).toBe(false);
  });
});
