import { afterAll, describe, expect, test } from '@jest/globals';
import { createRandom } from '../../src/demo/random.ts';
import type { Store } from '../../src/store/store.ts';
import { eventually, type Server, startMolva, temporaryFolder } from '../molva.ts';
import { crashEngine } from './engine.ts';

/**
 * SIGKILL while the demo is being collected, understood and stored; the start after that must end with the same texts as an
 * undisturbed one. `MOLVA_TEST_KILLS` sets how often (5 here, more in a long run), `MOLVA_TEST_ENGINE` where they are kept.
 */
const KILLS = Number(process.env['MOLVA_TEST_KILLS'] ?? 5);
/** One installation is killed this often before it may end; then the next one begins. A third in a row would park what it was at. */
const KILLS_OF_ONE = 2;
const engine = crashEngine();
type Moment = 'collecting' | 'understanding' | 'any time';
const MOMENTS: readonly Moment[] = ['collecting', 'understanding', 'any time'];

async function within<T>(folder: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await engine.open(folder, 'beside');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** What is stored, by key, and the figures of it: no ids and times of this run, which differ honestly. */
async function contents(store: Store): Promise<unknown> {
  const items: string[] = [];
  for await (const batch of store.stream({ copies: 'all' }, 500)) {
    for (const item of batch) {
      const { key, title, text, pros, cons, stars, publishedOn, revision, copyOf, vanishedAt } = item;
      const read = [item.understanding?.language, item.understanding?.sentiment?.label];
      items.push(
        JSON.stringify([key, title, text, pros, cons, stars, publishedOn, revision, copyOf, vanishedAt !== null, read]),
      );
    }
  }
  const figures = await store.stats({}, ['sentiment', 'source']);
  const groups = figures.map(({ key, n, starsSum }) => `${key.source} ${key.sentiment} ${n} ${starsSum}`);
  return { items: items.sort(), figures: groups.sort() };
}

/** Both visits of every place ended, and nothing waits to be understood. */
async function isDone(store: Store): Promise<boolean> {
  const second = await store.setting('demo.second');
  if (second === null || (await store.pendingCount()) > 0) return false;
  for (const { id } of await store.targets()) {
    const runs = await store.runs({ targetId: id, limit: 20 });
    const isRead = runs.some(
      (run) => run.endedAt !== null && run.startedAt >= second && (run.complete || run.outcome === 'blocked'),
    );
    if (!isRead) return false;
  }
  return (await store.refreshRollups(0)) === 0;
}

/** Whether the process is in the middle of that now. */
async function isAt(moment: Moment, store: Store): Promise<boolean> {
  if (moment === 'collecting') return (await store.runs({ limit: 5 })).some((run) => run.endedAt === null);
  const waiting = await store.pendingCount();
  return moment === 'understanding' && waiting > 0 && (await store.count({ pending: false })) > 0;
}

describe(`kill -9 while the demo is collected (${engine.name})`, () => {
  const folders: ReturnType<typeof temporaryFolder>[] = [];
  const servers: Server[] = [];
  afterAll(() => {
    for (const { child } of servers) child.kill('SIGKILL');
    for (const folder of folders) folder.remove();
  });

  async function start(folder: string): Promise<Server> {
    const server = await startMolva({ cwd: folder, env: engine.env(folder) });
    servers.push(server);
    return server;
  }

  /** A whole run, as undisturbed as it is from here on. */
  async function finish(folder: string): Promise<unknown> {
    const server = await start(folder);
    const found = await within(folder, async (store) => {
      await eventually('the end of the run', async () => isDone(store), 60_000);
      return contents(store);
    });
    expect(await server.end('SIGTERM')).toBe(0);
    return found;
  }

  function newFolder(): string {
    const folder = temporaryFolder();
    folders.push(folder);
    return folder.path;
  }

  test(`nothing is lost and nothing doubled over ${KILLS} kills [R01]`, async () => {
    const wanted = (await finish(newFolder())) as { items: string[] };
    expect(wanted.items.length).toBeGreaterThan(300);
    expect(new Set(wanted.items.map((item) => JSON.parse(item)[0])).size).toBe(wanted.items.length);

    const random = createRandom(20_261_122);
    const met = new Map<Moment, number>();
    let folder = newFolder();
    for (let kill = 0; kill < KILLS; kill += 1) {
      if (kill > 0 && kill % KILLS_OF_ONE === 0) {
        expect(await finish(folder)).toEqual(wanted);
        folder = newFolder();
      }
      const moment = MOMENTS[kill % MOMENTS.length]!;
      const server = await start(folder);
      await within(folder, async (store) => {
        const until = performance.now() + (moment === 'any time' ? 0 : 8000);
        while (performance.now() < until && !(await isAt(moment, store)))
          await new Promise((next) => setTimeout(next, 5));
        if (await isAt(moment, store)) met.set(moment, (met.get(moment) ?? 0) + 1);
      });
      await new Promise((resolve) => setTimeout(resolve, random.int(0, moment === 'any time' ? 1500 : 60)));
      await server.end('SIGKILL');
      expect(await engine.faults(folder)).toEqual([]);
    }
    expect(await finish(folder)).toEqual(wanted);
    // Where leases have to run out first, a start after a kill may have nothing to do for a minute.
    if (!engine.isOfOneProcess) return;
    expect(Math.min(met.get('collecting') ?? 0, met.get('understanding') ?? 0)).toBeGreaterThan(0);
  }, 1_800_000);
});
