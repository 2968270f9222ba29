import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { loadModels, readItem } from '../../src/understand/index.ts';
import { temporaryFolder } from '../molva.ts';
import { openShell } from '../shell.ts';
import { bring, draft, NOW } from '../store/drafts.ts';
import { BRAND, reviews } from '../understand/layer/texts.ts';

const folder = temporaryFolder();
const file = path.join(folder.path, 'molva.db');
const shell = openShell();
const TEXTS = reviews(400);
const SLANG = TEXTS.filter(({ manner }) => manner === 'slang').slice(0, 90);

async function inStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore({ path: file, role: 'loop' });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

beforeAll(async () => {
  writeFileSync(path.join(folder.path, 'molva.yaml'), 'brands: [{ id: acme, name: Acme }]\ndata: .\n');
  const models = await loadModels();
  await inStore(async (store) => {
    await store.saveBrand(BRAND, NOW);
    await bring(
      store,
      TEXTS.map(({ key, text }) => draft(key, { text })),
    );
    const results = (await store.pending({ limit: 999 })).map(({ item, revision }) => {
      const rest = { brand: BRAND, correctedLanguage: 'en', matchMentions: false };
      return { key: item.key, revision, understanding: readItem({ ...item, ...rest }, models) };
    });
    await store.saveUnderstanding(results, NOW);
  });
});
afterAll(async () => {
  await shell.close();
  folder.remove();
});

const run = (...args: string[]) => shell.run(['train', ...args], { cwd: folder.path });

test('nothing to learn from and nothing to undo are said', async () => {
  expect(await run()).toMatchObject({ code: 1, stdout: expect.stringContaining('nothing to learn from') });
  expect(await run('--undo')).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing was learned') });
  const wrong = await run('--undo', '--force');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--undo')]);
  expect((await run('--report', '--dry-run')).code).toBe(2);
  expect((await run('--report')).stdout).toMatch(/^corrections +0 texts/);
});

test('corrections are learned from with before and after, told in the report, and undone', async () => {
  await inStore(async (store) => {
    for (const { key } of SLANG) await store.correct({ key, sentiment: 'positive', by: 'Ann', now: NOW });
  });
  const dry = await run('--dry-run');
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout).toMatch(/^corrected +90 texts/);
  expect(dry.stdout).toMatch(/corrected +\d+ +0\.\d{3} -> 0\.\d{3} +0\.\d{3} -> 0\.\d{3} +\d+ +\d+/);
  expect(dry.stdout).toMatch(/corrected +positive +\d+ /);
  expect(dry.stdout).toContain('Not kept: a dry run keeps nothing.');
  expect(JSON.parse((await run('--report', '--json')).stdout)).toMatchObject({ current: null, state: 'none' });
  const told = JSON.parse((await run('--json')).stdout);
  expect(told).toMatchObject({ outcome: 'better', kept: true, dryRun: false });
  expect(told.heldBack.corrected.after.accuracy).toBeGreaterThan(told.heldBack.corrected.before.accuracy);
  expect((await run()).stdout).toContain('Nothing new: this is what is in use already.');
  const report = await run('--report');
  expect(report.stdout).toMatch(/^corrections +90 texts: sentiment 90, kind 0, themes 0, language 0\n/);
  expect(report.stdout).toContain(`(${told.id})`);
  expect(report.stdout).toContain('goes back to the shipped model alone');
  expect(await run('--undo')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('In use is the shipped model alone.'),
  });
  expect(JSON.parse((await run('--report', '--json')).stdout)).toMatchObject({ current: null, before: [] });
});
