import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Config } from '../../config/schema.ts';
import { scrapers } from '../../scrapers/index.ts';
import { syncBrands } from '../../src/app-work.ts';
import { demoBrand } from '../../src/demo/places.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';

const NOW = '2026-11-01T10:00:00.000Z';
const FIRST = 'https://otzovik.com/reviews/samovar/';
const OTHER = 'https://t.me/s/samovar';

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'molva-sync-'));
  store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function sync(brands: unknown[], options: { schedule?: string; pauseOthers?: boolean } = {}): Promise<void> {
  const config = Config.parse({ brands, collect: { schedule: options.schedule ?? '0 0 1 * *' } });
  const clock = { now: () => Date.parse(NOW) };
  await syncBrands({ store, scrapers, config, clock, pauseOthers: options.pauseOthers ?? true });
}

const samovar = (...targets: string[]) => ({ id: 'samovar', name: 'Samovar', timeZone: 'UTC', targets });
const kettle = { id: 'kettle', name: 'Kettle', targets: ['https://otzovik.com/reviews/kettle/'] };
const at = async (url: string) => (await store.targets()).find((target) => target.url === url);

test('a target that left the file rests, and wakes when it comes back', async () => {
  await sync([samovar(FIRST, OTHER)]);
  await sync([samovar(FIRST)]);
  expect(await at(OTHER)).toMatchObject({ paused: true });
  await sync([samovar(FIRST, OTHER)]);
  expect(await at(OTHER)).toMatchObject({ paused: false, nextRunAt: NOW });
});

test('a brand that left the file with all its targets is not collected any more', async () => {
  await sync([samovar(FIRST), kettle]);
  await sync([samovar(FIRST)]);
  expect(await at(kettle.targets[0]!)).toMatchObject({ paused: true });
});

test('the demo’s targets never ask the real sites once a brand of one’s own is there', async () => {
  const brand = demoBrand();
  await store.saveBrand(brand, NOW);
  const target = {
    id: 'demo1',
    brand: brand.id,
    scraper: 'otzovik',
    options: {},
    title: 'Demo',
    origin: 'config',
  } as const;
  await store.addTarget(
    { ...target, url: 'https://otzovik.com/reviews/demo/', schedule: '*/10 * * * *', timeZone: 'UTC' },
    NOW,
  );
  await sync([samovar(FIRST)]);
  expect(await store.target('demo1')).toMatchObject({ paused: true, nextRunAt: null });
});

test('a command beside a running server pauses nothing', async () => {
  await sync([samovar(FIRST), kettle]);
  await sync([samovar(FIRST)], { pauseOthers: false });
  expect(await at(kettle.targets[0]!)).toMatchObject({ paused: false });
});

test('a pause by a person outlives another schedule and another start', async () => {
  await sync([samovar(FIRST)]);
  await store.updateTarget((await at(FIRST))!.id, { paused: true }, NOW);
  await sync([samovar(FIRST)]);
  await sync([samovar(FIRST)], { schedule: '0 * * * *' });
  expect(await at(FIRST)).toMatchObject({ paused: true, schedule: '0 * * * *' });
});

test('another schedule counts from now, not from the next visit on', async () => {
  await sync([samovar(FIRST)]);
  await store.updateTarget((await at(FIRST))!.id, { nextRunAt: '2026-12-01T00:00:00.000Z' }, NOW);
  await sync([samovar(FIRST)], { schedule: '30 * * * *' });
  expect(await at(FIRST)).toMatchObject({ nextRunAt: '2026-11-01T10:30:00.000Z' });
});

test('themes made on the page stay beside those of the file, which are as the file says', async () => {
  const theme = (id: string, more = {}) => ({ id, title: id, words: [id], ...more });
  await sync([{ ...samovar(), themes: [theme('lid'), theme('spout')] }]);
  const brand = (await store.brand('samovar'))!;
  const made = { ...theme('coal'), phrases: [], exclusions: [], fromPage: true };
  await store.saveBrand({ ...brand, themes: [...brand.themes, made] }, NOW);
  await sync([{ ...samovar(), themes: [theme('lid')] }]);
  expect((await store.brand('samovar'))?.themes.map(({ id, fromPage }) => [id, fromPage])).toEqual([
    ['lid', false],
    ['coal', true],
  ]);
  await expect(sync([{ ...samovar(), themes: [theme('price')] }])).rejects.toThrow(/built-in theme/);
});
