import { rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_DECISIONS } from '../../../src/domain/decision.ts';
import { ItemPage } from '../../../src/domain/filter.ts';
import { sql as first } from '../../../src/store/sqlite/migration-0001.ts';
import { openSqliteStore } from '../../../src/store/sqlite/open.ts';
import { bring, draft, LATER, NOW, relate, understand } from '../drafts.ts';
import { tempFolder } from './temp-store.ts';

let folder = '';
let file = '';

beforeEach(() => {
  folder = tempFolder();
  file = path.join(folder, 'molva.db');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file as the first schema kept it: one item with an older version, one without words. */
function madeByFirst(): void {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; ${first} PRAGMA application_id = ${0x4d6f6c76}; PRAGMA user_version = 1`);
  const columns = `id, key, brand, scraper, channel, shown, is_own, copies, day, dup_day, effective_sentiment, effective_language,
    star_group, partial, understood, indexed, has_text, edited, backfill, revision, versions, precision, fetched_at, collected_at,
    last_seen_at, published_on, text, pros`;
  const insert =
    db.prepare(`INSERT INTO item (${columns}) VALUES (?, ?, 'acme', 'otzovik', 'public', 1, 0, 0, '2026-05-10',
    '2026-05-10', 'pending', 'und', 0, 0, 0, 0, 1, 0, 0, ?, ?, 'day', '${NOW}', '${NOW}', '${NOW}', '2026-05-10', ?, ?)`);
  insert.run(1, 'edited', 3, 1, 'Три слова тут', 'и два');
  insert.run(2, 'bare', 1, 0, null, null);
  db.prepare(
    `INSERT INTO item_version (item_id, revision, text, fetched_at, replaced_at) VALUES (1, 2, 'old', ?, ?)`,
  ).run(NOW, NOW);
  db.close();
}

test('a word that was said of a copy before it held for the others comes to them when they are related again', async () => {
  const made = await openSqliteStore({ path: file, role: 'loop' });
  await bring(made, [draft('a'), draft('b'), draft('c')]);
  await understand(made, { a: { dupKey: 'same' }, b: { dupKey: 'same' }, c: { dupKey: null } });
  await made.setVerdict({ key: 'a', verdict: 'unusual', by: 'Ann', now: NOW });
  await made.close();
  const db = new DatabaseSync(file);
  db.exec(`UPDATE item SET verdict = NULL, verdict_by = NULL, verdict_at = NULL, unusual_level = NULL WHERE key = 'b';
    DROP TABLE place_due; ALTER TABLE item DROP COLUMN verdict_of; PRAGMA user_version = 8`);
  db.close();
  const store = await openSqliteStore({ path: file, role: 'loop' });
  expect((await store.item('b'))?.unusual?.verdict ?? null).toBeNull();
  expect((await store.toKey('acme', 9)).map(({ key }) => key)).toEqual(['a']);
  await relate(store, { a: 'same' });
  expect((await store.item('b'))?.unusual).toMatchObject({ level: 'likely-paid', verdict: { by: 'Ann', of: 'a' } });
  await store.close();
});

describe('a file of the first schema', () => {
  test('is brought up to date with all that it held [R32]', async () => {
    madeByFirst();
    const store = await openSqliteStore({ path: file, role: 'loop' });
    const open = await store.items({ brand: 'acme', open: true }, ItemPage.parse({}));
    expect(open.items.map((item) => item.key)).toEqual(['bare', 'edited']);
    expect(open.items[1]).toMatchObject({ decisions: NO_DECISIONS, metric: null, touchpoint: null, revision: 3 });
    expect((await store.countRows({ brand: 'acme' })).map(({ key, words }) => [key, words])).toEqual([
      ['bare', 0],
      ['edited', 5],
    ]);
    expect(await store.versions('edited')).toMatchObject([{ text: 'old', metric: null }]);
    await store.decide({ keys: ['edited'], change: { answer: { choice: 'yes' } }, by: 'Ann', now: NOW, batch: 'b' });
    expect((await store.item('edited'))?.decisions.outdated).toBe(false);
    await bring(store, [draft('edited', { text: 'New', fetchedAt: LATER })]);
    expect((await store.item('edited'))?.decisions).toMatchObject({ answer: { choice: 'yes' }, outdated: true });
    await store.close();
    const db = new DatabaseSync(file, { readOnly: true });
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 10 });
    expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
    db.close();
  });

  test('keeps the copies that it has until they are compared', async () => {
    madeByFirst();
    const db = new DatabaseSync(file);
    db.exec(`UPDATE item SET dup_key = 'same', copies = 1 WHERE key = 'edited';
      UPDATE item SET dup_key = 'same', copy_of = 'edited', shown = 0 WHERE key = 'bare'`);
    db.close();
    const store = await openSqliteStore({ path: file, role: 'loop' });
    expect(await store.item('bare')).toMatchObject({
      copyOf: 'edited',
      duplicate: { role: 'copy', cluster: 'edited' },
    });
    expect(await store.keys({ brand: 'acme' }, 9)).toEqual(['edited']);
    expect(await store.brandsToRelate()).toEqual(['acme']);
    const texts = await store.toKey('acme', 9);
    expect(texts.map(({ key }) => key).sort()).toEqual(['bare', 'edited']);
    await store.saveBands(
      'acme',
      texts.map(({ key, state }) => ({ key, state, bands: key === 'bare' ? '' : 'aaaaaaaa' })),
    );
    // Nothing moves before the comparison is through.
    expect(await store.keys({ brand: 'acme' }, 9)).toEqual(['edited']);
    const asked = await store.toCompare('acme', 9);
    expect(await store.saveLinks('acme', { asked, links: [] })).toBe(2);
    expect(await store.placeDue('acme', 9)).toBe(2);
    expect(await store.item('bare')).toMatchObject({ copyOf: null, copies: 0 });
    expect(await store.item('edited')).toMatchObject({ copyOf: null, copies: 0 });
    expect(await store.keys({ brand: 'acme' }, 9)).toHaveLength(2);
    await store.close();
  });

  test('has the same schema then as a new file', async () => {
    madeByFirst();
    const fresh = path.join(folder, 'fresh.db');
    const schemas: unknown[] = [];
    for (const each of [file, fresh]) {
      await (await openSqliteStore({ path: each, role: 'loop' })).close();
      const db = new DatabaseSync(each, { readOnly: true });
      schemas.push(db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all());
      db.close();
    }
    expect(schemas[0]).toEqual(schemas[1]);
  });

  test('is refused, and not touched, by who opens it beside', async () => {
    madeByFirst();
    await expect(openSqliteStore({ path: file, role: 'beside' })).rejects.toThrow(
      'older Molva (schema 1, this one needs 10)',
    );
    const db = new DatabaseSync(file, { readOnly: true });
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
    db.close();
  });
});
