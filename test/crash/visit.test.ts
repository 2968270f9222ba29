import type { RequestListener, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '../../src/store/store.ts';
import { eventually, molva, temporaryFolder } from '../molva.ts';
import { madeUpReviews, reviewPages } from '../servers/review-pages.ts';
import { type Site, startSite } from '../servers/site.ts';
import { findChromium, sharedMongo, skipAll } from '../services.ts';
import { type CrashEngine, crashEngine } from './engine.ts';
import { addPlace, descendants, lives, startVisit, type Visitor } from './visits.ts';

const named = process.env['MOLVA_TEST_ENGINE'];
const engines = (
  named === undefined
    ? ['sqlite', ...(sharedMongo('a process that visits on MongoDB') === null ? [] : ['mongo'])]
    : [named]
).map((name) => crashEngine(name));
const REVIEWS = 40;
const LEASE_MS = 900;

let engine: CrashEngine;
let folder: ReturnType<typeof temporaryFolder>;
let site: Site;
let store: Store;
let visitors: Visitor[] = [];
/** The page that the site holds back, and the answers that wait for it. */
let holdAt = 0;
let held: ServerResponse[] = [];

async function setUp(of: CrashEngine): Promise<void> {
  engine = of;
  folder = temporaryFolder();
  site = await startSite();
  site.shop.reviews = madeUpReviews(REVIEWS);
  holdAt = 0;
  held = [];
  const shop: RequestListener = (request, response) => {
    const page = Number(new URL(request.url ?? '', 'http://site').searchParams.get('page') ?? 1);
    if (page === holdAt) held.push(response);
    else show(response, page);
  };
  site.pages.set('/shop', shop);
  store = await engine.open(folder.path, 'loop');
}

afterEach(async () => {
  for (const { child } of visitors) child.kill('SIGKILL');
  visitors = [];
  await store.close();
  await site.close();
  await engine.forget(folder.path);
  folder.remove();
});

function show(response: ServerResponse, page: number): void {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(reviewPages(site.shop, page));
}

function visit(
  order: Omit<Parameters<typeof startVisit>[0], 'folder' | 'engine' | 'leaseMs'> & { leaseMs?: number },
): Visitor {
  const visitor = startVisit({ folder: folder.path, engine: engine.key, leaseMs: LEASE_MS, ...order });
  visitors.push(visitor);
  return visitor;
}

/** Waits until that many pages are stored and the place to go on from, too: while one is stored the next is asked for already. */
async function stored(pages: number, target: string): Promise<void> {
  const next = `page=${pages + 1}`;
  await eventually(next, async () => JSON.stringify((await store.target(target))?.cursor ?? null).includes(next));
  expect(await store.count({ copies: 'all' })).toBe(pages * site.shop.perPage);
}

/** Who is stopped in the middle of a step holds a file's lock until it goes on: such a moment is passed over. */
async function stopBetweenSteps({ child }: Visitor): Promise<void> {
  for (;;) {
    child.kill('SIGSTOP');
    const isFree = await store.saveSetting('test', 'free').then(
      () => true,
      () => false,
    );
    if (isFree) return;
    child.kill('SIGCONT');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a server does when it starts again after a crash. */
async function startAgain(): Promise<void> {
  if (!engine.isOfOneProcess) await new Promise((resolve) => setTimeout(resolve, LEASE_MS));
  await store.closeOrphanRuns(new Date().toISOString());
}

/** All that a visit could have written. */
async function everything(target: string): Promise<unknown> {
  const items = [];
  for await (const batch of store.stream({ copies: 'all' }, 500)) items.push(...batch);
  return [items, await store.target(target), await store.runs({ targetId: target, limit: 20 }), await store.lastSeq()];
}

describe.each(engines)('a process that visits ($name)', (of) => {
  beforeEach(() => setUp(of));

  test('stopped until its lease was taken over writes nothing when it goes on [R03]', async () => {
    const target = await addPlace(store, `${site.origin}/shop`);
    holdAt = 2;
    const sleeper = visit({ target });
    await eventually('the second page to be asked for', async () => held.length > 0);
    await stored(1, target);
    await stopBetweenSteps(sleeper);
    holdAt = 0;
    show(held[0]!, 2);
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS));
    expect(await visit({ target }).ended).toMatchObject({ said: 'ok', code: 0 });
    const before = await everything(target);
    sleeper.child.kill('SIGCONT');
    expect(await sleeper.ended).toMatchObject({ said: 'LeaseLost', code: 0 });
    expect(await everything(target)).toEqual(before);
    expect(await store.count({ copies: 'all' })).toBe(REVIEWS);
  }, 120_000);
});

// On the servers the leases of the dead have to run out first: with the long runs.
const further = process.env['MOLVA_TEST_LONG'] === undefined ? engines.slice(0, 1) : engines;

describe.each(further)('a process that visits and is killed ($name)', (of) => {
  beforeEach(() => setUp(of));

  test.each(['first-page', 'last-commit'] as const)(
    'three times killed by its own job (%s) parks it with a reason that is shown until a person takes it up again, and the others go on [R04]',
    async (dieAt) => {
      const target = await addPlace(store, `${site.origin}/shop`);
      const other = await addPlace(store, `${site.origin}/shop?page=3`);
      for (let death = 1; death <= 3; death += 1) {
        expect(await store.target(target)).not.toMatchObject({ health: 'parked' });
        expect(await visit({ target, dieAt }).ended).toMatchObject({ signal: 'SIGKILL' });
        await startAgain();
      }
      expect(await store.target(target)).toMatchObject({ health: 'parked', nextRunAt: null });
      expect(await visit({ target }).ended).toMatchObject({ said: 'nothing to do' });
      expect(await visit({ target: other }).ended).toMatchObject({ said: 'ok' });
      const listed = await molva(['targets', '--json'], { cwd: folder.path, env: engine.env(folder.path) });
      expect(JSON.parse(listed.stdout)).toMatchObject([
        { id: target, health: 'parked', healthNote: expect.stringMatching(/^Three visits in a row broke off/) },
        { id: other, health: 'ok' },
      ]);
      const unparked = await molva(['unpark', target], { cwd: folder.path, env: engine.env(folder.path) });
      expect(unparked).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/is tried again.*broke off without a word/),
      });
      expect(await visit({ target }).ended).toMatchObject({ said: 'ok' });
      const again = await molva(['unpark', target], { cwd: folder.path, env: engine.env(folder.path) });
      expect(again).toMatchObject({ code: 2, stderr: expect.stringMatching(/Nothing called .* is set aside/) });
    },
    120_000,
  );

  test('killed on its way again and again, but getting on, is not parked and reads all', async () => {
    const target = await addPlace(store, `${site.origin}/shop`);
    for (const page of [2, 3, 4]) {
      holdAt = page;
      held = [];
      const visitor = visit({ target });
      await eventually(`page ${page} to be asked for`, async () => held.length > 0);
      await stored(page - 1, target);
      visitor.child.kill('SIGKILL');
      await visitor.ended;
      await startAgain();
    }
    holdAt = 0;
    expect(await visit({ target }).ended).toMatchObject({ said: 'ok' });
    expect(site.hits('/shop')).toBe(2 + 2 + 2 + 1);
    expect(await store.count({ copies: 'all' })).toBe(REVIEWS);
    expect(await engine.faults(folder.path)).toEqual([]);
  }, 120_000);
});

if ((await findChromium()) === null) skipAll('a killed reader with a browser', 'no Chromium');
else {
  describe('a process that reads with a browser', () => {
    beforeEach(() => setUp(engines[0]!));

    test.each(['SIGTERM', 'SIGKILL'] as const)(
      '%s leaves no Chromium behind [R02, R24]',
      async (signal) => {
        const target = await addPlace(store, `${site.origin}/shop`);
        holdAt = 2;
        const visitor = visit({ target, browser: true, leaseMs: 60_000 });
        await eventually('the second page to be asked for', async () => held.length > 0);
        const chromiums = descendants(visitor.child.pid!, /chrom/);
        expect(chromiums.length).toBeGreaterThan(0);
        const begin = performance.now();
        visitor.child.kill(signal);
        if (signal === 'SIGTERM') {
          show(held[0]!, 2);
          expect(await visitor.ended).toMatchObject({ said: 'partial', code: 0 });
          expect(performance.now() - begin).toBeLessThan(20_000);
          expect(await store.count({ copies: 'all' })).toBe(2 * site.shop.perPage);
        } else expect(await visitor.ended).toMatchObject({ signal: 'SIGKILL' });
        await eventually('the browser to be gone', async () => !chromiums.some(lives), 10_000);
      },
      120_000,
    );
  });
}
