import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { temporaryFolder } from '../molva.ts';
import { openShell } from '../shell.ts';
import { bring, draft, NOW, understand } from '../store/drafts.ts';

const folder = temporaryFolder();
const shell = openShell();
afterAll(async () => {
  await shell.close();
  folder.remove();
});

const run = (...args: string[]) => shell.run(['report-card', ...args], { cwd: folder.path });

test('texts are drawn once, and the card tells what people found and what is missing', async () => {
  writeFileSync(path.join(folder.path, 'molva.yaml'), 'brands: [{ id: acme, name: Acme }]\ndata: .\n');
  const file = path.join(folder.path, 'molva.db');
  let store = await openSqliteStore({ path: file, role: 'loop' });
  await store.saveBrand(
    { ...{ id: 'acme', name: 'Acme', spellings: [], exclude: [], competitors: [], timeZone: 'UTC' }, ...REST },
    NOW,
  );
  const keys = Array.from({ length: 20 }, (_, n) => `k${n}`);
  await bring(
    store,
    keys.map((key) => draft(key)),
  );
  await understand(store, Object.fromEntries(keys.map((key) => [key, {}])));
  await store.close();
  const first = await run('--draw', '12');
  expect(first.stderr).toBe('');
  expect(first.stdout).toContain('12 texts drawn.\nacme: 0 random texts read by people, 12 waiting to be read\n');
  expect(first.stdout).toMatch(/50 more public texts .* until shares are corrected/);
  expect((await run('--draw', '5')).stdout).toContain('0 texts drawn: there are no more to draw from.');

  store = await openSqliteStore({ path: file, role: 'loop' });
  for (const [n, { key }] of (await store.audits({ brand: 'acme' })).entries()) {
    const said = n < 9 ? 'positive' : 'negative';
    await store.answerAudit(key, { sentiment: said, themes: [], kind: null, by: 'Ann', at: NOW });
  }
  await store.close();
  const { stdout } = await run();
  expect(stdout).toMatch(/^acme: 12 random texts read by people, 0 waiting/);
  expect(stdout).toMatch(/Agreement: 75 % \(\d+ to \d+\) of 12/);
  expect(stdout).toMatch(/public +positive +75 % \(\d+ to \d+\) of 12 +100 % \(\d+ to 100\) of 9/);
  expect(stdout).toMatch(/2026-05 +75 %/);
  const told = JSON.parse((await run('--json')).stdout);
  expect(told).toMatchObject({ brand: 'acme', open: 0, card: { n: 12, agreement: { k: 9, n: 12 } } });
  const wrong = await run('--draw', 'many');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--draw')]);
});

const REST = { languages: ['en'], products: [], themes: [], madeUp: false };
