import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Compute } from '../../src/compute/compute.ts';
import { alikeAmong, bandsOfEach } from '../../src/compute/relate.ts';
import { createRandom } from '../../src/demo/random.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { isInShare } from '../../src/domain/share.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { rereadingOf, SHARES, shareOf } from '../../src/jobs/share.ts';
import { understandPending } from '../../src/jobs/understand-pending.ts';
import { createLocalQueue } from '../../src/queue/local-queue.ts';
import type { LeaseStore } from '../../src/store/lease-store.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { loadModels, type Models, readItem } from '../../src/understand/index.ts';
import { temporaryFolder } from '../molva.ts';
import { sharedMongo } from '../services.ts';
import { allOf, bring, draft, NOW } from '../store/drafts.ts';
import { dropDatabase } from '../store/mongo/temp-store.ts';

const COPIED = ['soep', 'koffie', 'taart', 'pizza', 'salade'];

/** Words in an order that no other text has. */
function ownWords(n: number): string {
  const random = createRandom(n + 1);
  const word = (): string => `${'bdfgklmnprst'[random.int(0, 11)]}${'aeiou'[random.int(0, 4)]}`;
  return Array.from({ length: 14 }, () => word() + word() + word()).join(' ');
}

describe('the shares of the texts', () => {
  test.each(['key', '3f9a', 'отзыв-'])('each text is in exactly one, and none is much larger (%s)', (beginning) => {
    const keys = Array.from({ length: 8000 }, (_, n) => `${beginning}${n}`);
    const sizes = Array.from(
      { length: 8 },
      (_, index) => keys.filter((key) => isInShare(key, { index, of: 8 })).length,
    );
    expect(sizes.reduce((sum, n) => sum + n)).toBe(8000);
    expect(Math.min(...sizes)).toBeGreaterThan(800);
  });

  test('a job without a share is about all', () => {
    expect([shareOf(''), shareOf('2/8')]).toEqual([
      { index: 0, of: 1 },
      { index: 2, of: 8 },
    ]);
    expect([rereadingOf('2026.5 b'), rereadingOf('2026.5 b 2/8')]).toEqual([
      { version: '2026.5 b', share: { index: 0, of: 1 } },
      { version: '2026.5 b', share: { index: 2, of: 8 } },
    ]);
  });
});

const mongo = sharedMongo('reading side by side');

if (mongo !== null)
  describe('processes that read side by side', () => {
    const TEXTS = 600;
    const folder = temporaryFolder();
    const stores: Store[] = [];
    let models: Models;

    beforeAll(async () => {
      models = await loadModels();
    });
    afterAll(async () => {
      for (const store of stores) await store.close();
      await dropDatabase(mongo.url);
      folder.remove();
    });

    async function open(): Promise<Store> {
      const store = await openMongoStore({ url: mongo!.url, role: 'loop' });
      stores.push(store);
      return store;
    }

    /** Reads as the product does; `version`: as other models would that say the same. `read` gets every key that was read. */
    function reading(
      store: Store,
      share: string,
      { version = models.version, read = [] as string[], signal = undefined as AbortSignal | undefined } = {},
    ): Promise<number> {
      const never = () => Promise.reject(new Error('not asked for here'));
      const compute: Compute = {
        parse: never,
        readPage: never,
        rising: never,
        weigh: never,
        bands: async (inputs) => bandsOfEach(inputs),
        alike: async (asked) => alikeAmong(asked),
        understand: async (inputs) => {
          read.push(...inputs.map(({ key }) => key));
          return inputs.map((input) => ({ key: input.key, ...readItem(input, models), modelVersion: version }));
        },
        renderDigest: never,
        workers: 1,
        modelVersion: async () => version,
        close: async () => undefined,
      } as Compute;
      // As the processes have it: one relates a brand at a time.
      const leases = 'holdLease' in store ? { store: store as Store & LeaseStore, owner: randomUUID() } : undefined;
      const deps = { store, compute, leases, matchMentions: () => false, now: () => NOW, log: quietLog };
      return understandPending(deps, { share: shareOf(share), signal, reread: version !== models.version });
    }

    /** Every second text is one of five that others copied, over many days: sets and days are met by all processes. */
    async function filled(store: Store): Promise<void> {
      const texts = Array.from({ length: TEXTS }, (_, n) =>
        draft(`text-${n}`, {
          text:
            n % 2 === 0
              ? `The soup was cold and rude, ${ownWords(n)}`
              : `Heerlijke ${COPIED[n % 5]}, kom vaker terug voor de ${COPIED[(n + 2) % 5]} en de ${COPIED[(n + 3) % 5]}, ${COPIED[n % 5]} en niets anders`,
          publishedOn: `2026-05-${String(1 + (n % 28)).padStart(2, '0')}`,
          stars: 1 + (n % 5),
        }),
      );
      for (let from = 0; from < TEXTS; from += 200) await bring(store, texts.slice(from, from + 200));
    }

    async function figures(store: Store): Promise<unknown> {
      const items = await allOf(store.stream({ copies: 'all' }, 500));
      return {
        items: items.map(({ id, ...item }) => item).sort((a, b) => (a.key < b.key ? -1 : 1)),
        stats: [...(await store.stats({ brand: 'acme' }, ['day', 'sentiment']))].sort((a, b) =>
          JSON.stringify(a) < JSON.stringify(b) ? -1 : 1,
        ),
        count: await store.count({ brand: 'acme' }),
        pending: await store.pendingCount(),
      };
    }

    test('leave the figures that one alone would, with a share that is read twice at once [R08]', async () => {
      const alone = await openSqliteStore({ path: `${folder.path}/molva.db`, role: 'loop' });
      stores.push(alone);
      await filled(alone);
      await reading(alone, '');
      const processes = await Promise.all([open(), open(), open()]);
      await filled(processes[0]!);
      await Promise.all([reading(processes[0]!, '0/2'), reading(processes[1]!, '1/2'), reading(processes[2]!, '0/2')]);
      expect(await figures(processes[0]!)).toEqual(await figures(alone));
    });

    /** Subjects that the scheduler puts on the queue now, as an empty one takes them. */
    async function asked(store: Store, version: string): Promise<readonly string[]> {
      const subjects: string[] = [];
      const queue = createLocalQueue({ concurrency: 1, log: quietLog });
      const clock = { now: () => Date.parse(NOW) };
      const scheduler = createScheduler({
        store,
        queue: { ...queue, add: async ({ name, subject }) => name === 'understand-all' && subjects.push(subject) > 0 },
        clock,
        log: quietLog,
        modelVersion: () => version,
        shares: SHARES,
        tickMs: 1000,
      });
      await scheduler.tick();
      return subjects;
    }

    test('read all anew with other models, each text once, and show them when all shares are read [R42]', async () => {
      const [one, two, three] = stores.slice(1) as [Store, Store, Store];
      const before = (await figures(one)) as { items: { understanding: object }[] };
      const version = 'other models';
      const shares = await asked(one, version);
      expect(shares).toHaveLength(SHARES);
      const read: string[] = [];
      const work = async (store: Store, subjects: readonly string[]): Promise<void> => {
        for (const subject of subjects) {
          const { share } = rereadingOf(subject);
          await reading(store, `${share.index}/${share.of}`, { version, read });
        }
      };
      // One that is ended in the middle leaves its share to be asked for again.
      const ended = new AbortController();
      ended.abort();
      await reading(three, '7/8', { version, read, signal: ended.signal });
      await Promise.all([work(one, shares.slice(0, 4)), work(two, shares.slice(4, 7))]);
      expect(await asked(one, version)).toEqual([shares[7]]);
      expect(await one.activeVersion()).toBe(models.version);
      expect(await figures(one)).toEqual(before);
      await work(three, [shares[7]!]);
      expect(read).toHaveLength(TEXTS);
      expect(new Set(read).size).toBe(TEXTS);
      expect(await one.activeVersion()).toBe(models.version);

      // One came meanwhile; and the queue hands the last job out twice.
      await bring(one, [draft('meanwhile', { text: 'The soup was cold' })]);
      expect(await asked(one, version)).toEqual([version]);
      await Promise.all([one, two, three].map((store) => reading(store, '', { version, read })));
      // Who was not the one that put it in place is done before it is; nobody reads a text anew meanwhile.
      expect(await one.activeVersion()).toBe(version);
      expect(new Set(read).size).toBe(TEXTS + 1);
      const after = (await figures(one)) as { items: { key: string; understanding: object }[]; pending: number };
      expect(after.pending).toBe(0);
      const shown = (understanding: object): object => ({ ...understanding, modelVersion: version });
      expect(after.items.filter(({ key }) => key !== 'meanwhile').map(({ understanding }) => understanding)).toEqual(
        before.items.map(({ understanding }) => shown(understanding)),
      );
      expect(await asked(one, models.version)).toHaveLength(SHARES);
    });
  });
