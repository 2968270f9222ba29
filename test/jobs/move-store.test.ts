import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { quietLog } from '../../src/domain/ambient.ts';
import { moveStore } from '../../src/jobs/move-store.ts';
import { bePresent } from '../../src/jobs/presence.ts';
import { COLLECTIONS, type CopyStore } from '../../src/store/copy-store.ts';
import type { LeaseStore } from '../../src/store/lease-store.ts';
import { openMongoCopy } from '../../src/store/mongo/copy.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteCopy } from '../../src/store/sqlite/copy.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { temporaryFolder } from '../molva.ts';
import { sharedMongo } from '../services.ts';
import { allOf, bring, draft, NOW } from '../store/drafts.ts';
import { fill } from '../store/filled.ts';
import { dropDatabase, freshUrl } from '../store/mongo/temp-store.ts';

/** One place where a store can be, opened as a store and by its side door. */
interface Place {
  store(): Promise<Store>;
  copy(side: 'from' | 'to'): Promise<CopyStore>;
}

let folder: ReturnType<typeof temporaryFolder>;
const closers: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
  folder.remove();
});

function sqlite(name: string): Place {
  const file = path.join(folder.path, `${name}.db`);
  return {
    store: () => openSqliteStore({ path: file, role: 'loop' }),
    copy: (side) => openSqliteCopy({ path: file, side, now: NOW }),
  };
}

const server = sharedMongo('moving to MongoDB and back');

function mongo(): Place {
  const url = freshUrl(server!.url);
  closers.push(() => dropDatabase(url));
  return {
    // The story's leases run out by the story's time.
    store: () => openMongoStore({ url, role: 'loop', leaseClock: 'caller' }),
    copy: (side) => openMongoCopy({ url, side, now: NOW }),
  };
}

async function withStore<T>(place: Place, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await place.store();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function move(from: Place, to: Place, options: { signal?: AbortSignal; source?: string } = {}) {
  const source = await from.copy('from');
  const target = await to.copy('to').catch(async (error: unknown) => {
    await source.close();
    throw error;
  });
  try {
    return await moveStore({
      from: source,
      to: target,
      source: options.source ?? 'here',
      signal: options.signal ?? new AbortController().signal,
    });
  } finally {
    await source.close();
    await target.close();
  }
}

/** All that people can see of a store, through the port. */
async function seen(store: Store): Promise<unknown> {
  const items = await allOf(store.stream({ copies: 'all' }, 100));
  const byKey = [...items].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ id, ...item }) => item);
  const of = <T>(ask: (key: string) => Promise<T>) => Promise.all(byKey.map(({ key }) => ask(key)));
  return {
    items: byKey,
    versions: await of((key) => store.versions(key)),
    history: await of(async (key) => (await store.decisionHistory(key)).map(({ seq, ...entry }) => entry)),
    brands: await store.brands(),
    targets: await store.targets(),
    runs: await store.runs({ limit: 100 }),
    stats: await store.stats({ brand: 'acme' }, ['day', 'sentiment']),
    found: await Promise.all(
      ['суп', 'after', 'nobody'].map(async (q) => [...(await store.keys({ q, copies: 'all' }, 10))].sort()),
    ),
    pending: [await store.pendingCount(), await store.pendingCount('v2')],
    tags: await store.tags('acme'),
    people: await store.people('2026-05-22T13:00:00.000Z'),
    session: await store.session('s1', '2026-05-22T13:00:00.000Z'),
    keys: await store.apiKeys(),
    answer: await store.idempotent({ key: 'i1', route: 'POST /x', now: '2026-05-20T13:00:00.000Z' }),
    views: await store.views('acme'),
    subscriptions: await store.subscriptions(),
    deliveries: await store.deliveries({ limit: 10 }),
    events: (await store.events(0, 1000)).map(({ seq, ...event }) => event),
    verdicts: await store.verdicts({ brand: 'acme', limit: 10 }),
    changes: await store.unusualChanges({ brand: 'acme', limit: 10 }),
    campaigns: await store.campaigns('acme'),
    fingerprint: await store.setting('secret.fingerprint'),
  };
}

/** What hangs on the items is used. */
async function goesOn(store: Store): Promise<void> {
  const { undone } = await store.undoDecisions({ batch: 'b1', by: 'Ann', now: '2026-06-01T00:00:00.000Z' });
  expect([...undone].sort()).toEqual(['decided', 'plain']);
  await store.activateVersion('v2', '2026-06-01T00:00:00.000Z');
  expect((await store.item('plain'))?.understanding?.modelVersion).toBe('v2');
  const { changedKeys } = await bring(store, [
    draft('edited', { text: 'Again', fetchedAt: '2026-06-01T00:00:00.000Z' }),
  ]);
  expect(changedKeys).toEqual(['edited']);
  const [last] = (await store.events(0, 1000)).slice(-1);
  expect(last?.seq).toBe(await store.lastSeq());
}

describe('a store moved to another one', () => {
  test('is the same store, with everything that hangs on its items', async () => {
    const [a, b] = [sqlite('a'), sqlite('b')];
    const before = await withStore(a, async (store) => {
      await fill(store);
      return seen(store);
    });
    const moved = await move(a, b);
    expect(moved).toMatchObject({ ended: true, resumed: false });
    expect(Object.entries(moved.counts).filter(([, n]) => n === 0)).toEqual([]);
    expect(await withStore(b, seen)).toEqual(before);
  });

  test('goes on as one: undo, corrections and the next visit find what they need', async () => {
    const [a, b] = [sqlite('a'), sqlite('b')];
    await withStore(a, fill);
    await move(a, b);
    await withStore(b, goesOn);
  });

  test('broken off after any step, it goes on and ends as the same one', async () => {
    const [a, b, c] = [sqlite('a'), sqlite('b'), sqlite('c')];
    await withStore(a, async (store) => {
      await fill(store);
      await bring(
        store,
        Array.from({ length: 1200 }, (_, n) => draft(`many-${n}`)),
      );
    });
    await move(a, b);
    let tries = 0;
    for (let ended = false; !ended; tries += 1) {
      const [from, to] = [await a.copy('from'), await c.copy('to')];
      const stop = new AbortController();
      let left = 3;
      try {
        const onProgress = (): void => {
          left -= 1;
          if (left === 0 && tries < 6) stop.abort();
        };
        ended = (await moveStore({ from, to, source: 'here', signal: stop.signal, onProgress })).ended;
      } finally {
        await from.close();
        await to.close();
      }
    }
    expect(tries).toBeGreaterThan(4);
    expect(await withStore(c, seen)).toEqual(await withStore(b, seen));
  });

  test('a target that holds something is refused, and so is one of another migration', async () => {
    const [a, b, c] = [sqlite('a'), sqlite('b'), sqlite('c')];
    await withStore(a, fill);
    await withStore(b, (store) => bring(store, [draft('mine')]));
    await expect(move(a, b)).rejects.toThrow(/not empty \(items: 1\)/);
    const stop = AbortSignal.abort();
    expect(await move(a, c, { signal: stop })).toMatchObject({ ended: false });
    const target = await c.copy('to');
    await target.saveSetting(
      'migrate.state',
      JSON.stringify({ source: 'elsewhere', collection: 'items', after: null }),
    );
    await target.close();
    await expect(move(a, c)).rejects.toThrow(/migration from elsewhere/);
  });

  test('what was written to the source behind the copy is found by the comparison', async () => {
    const [a, b] = [sqlite('a'), sqlite('b')];
    await withStore(a, fill);
    const stop = new AbortController();
    const [from, to] = [await a.copy('from'), await b.copy('to')];
    let collections = 0;
    const onProgress = (): void => {
      collections += 1;
      if (collections === COLLECTIONS.length - 2) stop.abort();
    };
    await moveStore({ from, to, source: 'here', signal: stop.signal, onProgress });
    await from.close();
    await to.close();
    await withStore(a, (store) =>
      store.setTags({ key: 'plain', add: ['late'], remove: [], by: 'Ann', now: '2026-06-01T00:00:00.000Z' }),
    );
    await expect(move(a, b)).rejects.toThrow(/differ.*items: \d+ rows.*in the target/);
  });
});

if (server !== null)
  describe('moved to MongoDB and back', () => {
    test('a store is the same one on both sides, and so is what is filled there', async () => {
      const [a, b, c, d] = [sqlite('a'), mongo(), sqlite('c'), mongo()];
      const before = await withStore(a, async (store) => {
        await fill(store);
        return seen(store);
      });
      expect(await move(a, b)).toMatchObject({ ended: true });
      expect(await withStore(b, seen)).toEqual(before);
      expect(await move(b, c)).toMatchObject({ ended: true });
      expect(await withStore(c, seen)).toEqual(before);
      expect(await move(b, d)).toMatchObject({ ended: true });
      expect(await withStore(d, seen)).toEqual(before);
    });

    test('what was filled on MongoDB is the same in the file', async () => {
      const [a, b] = [mongo(), sqlite('b')];
      const before = await withStore(a, async (store) => {
        await fill(store);
        return seen(store);
      });
      expect(await move(a, b)).toMatchObject({ ended: true });
      expect(await withStore(b, seen)).toEqual(before);
    });

    test('it goes on there: undo, activation, the next visit and the next event', async () => {
      const [a, b] = [sqlite('a'), mongo()];
      await withStore(a, fill);
      await move(a, b);
      await withStore(b, goesOn);
    });

    test('a process that serves or works keeps the migration out, whether it schedules or not, on either side', async () => {
      const [a, b] = [sqlite('a'), mongo()];
      await withStore(a, fill);
      const running = await b.store();
      closers.push(() => running.close());
      const leases = running as unknown as LeaseStore;
      const presence = await bePresent({ leases, owner: 'worker', ttlMs: 60_000, log: quietLog });
      await expect(move(a, b)).rejects.toThrow(/Molva is running on .*Stop it first/);
      await expect(b.copy('from')).rejects.toThrow(/Molva is running on .*Stop it first/);
      await presence.stop();
      const copy = await b.copy('from');
      await expect(bePresent({ leases, owner: 'late', ttlMs: 60_000, log: quietLog })).rejects.toThrow(
        'A migration has this database to itself now. Start again when it has ended.',
      );
      await copy.close();
      await (await bePresent({ leases, owner: 'after', ttlMs: 60_000, log: quietLog })).stop();
      await leases.holdLease('scheduler', { owner: 'somebody', ttlMs: 60_000 });
      await expect(move(a, b)).rejects.toThrow(/Molva is running on .*Stop it first/);
    });
  });

test('a server on the embedded file keeps the migration out, on either side', async () => {
  const place = sqlite('busy');
  await withStore(place, async () => {
    await expect(place.copy('from')).rejects.toThrow(/Another Molva process is already running .*Stop it first/);
    await expect(place.copy('to')).rejects.toThrow(/Another Molva process is already running .*Stop it first/);
  });
});
