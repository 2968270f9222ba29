import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Compute } from '../../src/compute/compute.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { isInShare, shareOf } from '../../src/jobs/share.ts';
import { understandPending } from '../../src/jobs/understand-pending.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { loadModels, type Models, readItem } from '../../src/understand/index.ts';
import { temporaryFolder } from '../molva.ts';
import { sharedMongo } from '../services.ts';
import { allOf, bring, draft, NOW } from '../store/drafts.ts';
import { dropDatabase } from '../store/mongo/temp-store.ts';

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
  });
});

const mongo = sharedMongo('reading side by side');

if (mongo !== null)
  describe('processes that read side by side', () => {
    const TEXTS = 1200;
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

    function reading(store: Store, share: string): Promise<number> {
      const never = () => Promise.reject(new Error('not asked for here'));
      const compute: Compute = {
        parse: never,
        readPage: never,
        understand: async (inputs) => inputs.map((input) => ({ key: input.key, ...readItem(input, models) })),
        renderDigest: never,
        modelVersion: async () => models.version,
        close: async () => undefined,
      } as Compute;
      const deps = { store, compute, matchMentions: () => false, now: () => NOW, log: quietLog };
      return understandPending(deps, { share: shareOf(share) });
    }

    /** Every second text is one of five that others copied, over many days: sets and days are met by all processes. */
    async function filled(store: Store): Promise<void> {
      const texts = Array.from({ length: TEXTS }, (_, n) =>
        draft(`text-${n}`, {
          text:
            n % 2 === 0
              ? `The soup was cold and the waiter was rude to us, ${n}`
              : `Heerlijke soep, kom vaker ${n % 10} keer per week terug voor de soep en de koffie`,
          publishedOn: `2026-05-${String(1 + (n % 28)).padStart(2, '0')}`,
          stars: 1 + (n % 5),
        }),
      );
      for (let from = 0; from < TEXTS; from += 400) await bring(store, texts.slice(from, from + 400));
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
  });
