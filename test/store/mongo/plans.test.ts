import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ItemFilter } from '../../../src/domain/filter.ts';
import { ITEM_INDEXES, type ItemIndex } from '../../../src/store/mongo/item-schema.ts';
import { type MongoDb, modelsOf } from '../../../src/store/mongo/models.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { pageQueries } from '../../../src/store/mongo/pages.ts';
import { wayFor } from '../../../src/store/mongo/way.ts';
import type { Store } from '../../../src/store/store.ts';
import { sharedMongo } from '../../services.ts';
import { allOf, bring, draft, LATER, LATEST, leased, NOW, understand } from '../drafts.ts';
import { type Profiler, profiler } from './profiler.ts';
import { dropDatabase, freshUrl } from './temp-store.ts';

/** Filters and the index that their pages walk. */
const CASES: readonly (readonly [ItemFilter, ItemIndex, ItemIndex?])[] = [
  [{ brand: 'acme' }, 'feed'],
  [{}, 'feed'],
  [{ brand: 'acme', own: true, copies: 'all' }, 'brand_id'],
  [{ brand: 'acme', channel: ['survey'], has_text: true }, 'feed'],
  [{ brand: 'acme', source: ['otzovik'] }, 'source'],
  [{ brand: 'acme', source: ['otzovik', 'vk'] }, 'source'],
  [{ brand: 'acme', sentiment: ['negative', 'mixed'] }, 'sentiment'],
  [{ brand: 'acme', unsure: true }, 'sentiment'],
  [{ brand: 'acme', source: ['vk'], sentiment: ['negative'] }, 'source_sentiment'],
  [{ author: ['h'] }, 'author'],
  [{ target: ['t'], sentiment: ['negative'] }, 'of_target'],
  [{ brand: 'acme', target: ['', 't'] }, 'feed'],
  [{ brand: 'acme', product: ['p'] }, 'product'],
  [{ brand: 'acme', tag: ['x', 'y'] }, 'tagged'],
  [{ brand: 'acme', vanished: true }, 'vanished'],
  [{ brand: 'acme', edited: true }, 'edited'],
  [{ brand: 'acme', undated: true }, 'day'],
  [{ brand: 'acme', published_from: '2026-05-01', published_to: '2026-05-02' }, 'day'],
  [{ brand: 'acme', published_from: '2026-05-01' }, 'day'],
  [{ brand: 'acme', published_from: '2020-01-01', published_to: '2026-05-02' }, 'feed', 'off'],
  [{ brand: 'acme', collected_from: '2026-05-01' }, 'feed'],
  [{ brand: 'acme', open: true }, 'open'],
  [{ brand: 'acme', open: true, source: ['otzovik', 'vk'], sentiment: ['negative'] }, 'open'],
  [{ brand: 'acme', open: false }, 'decided'],
  [{ brand: 'acme', done: true, sentiment: ['negative'] }, 'decided'],
  [{ brand: 'acme', answer: ['yes', 'no'] }, 'decided'],
  [{ brand: 'acme', decided_by: ['Ann'] }, 'decided'],
  [{ brand: 'acme', touchpoint: ['support', 'site'] }, 'touchpoint'],
  [{ brand: 'acme', metric: ['nps'] }, 'metric'],
  [{ brand: 'acme', theme: ['food', 'price'] }, 'themed'],
  [{ theme: ['food'], theme_sentiment: ['negative'], sentiment: ['negative'], open: true }, 'themed'],
  [{ brand: 'acme', kind: ['question', 'complaint'] }, 'kind'],
  [{ brand: 'acme', unusual: ['likely-paid', 'rewarded'], sentiment: ['positive'] }, 'unusual'],
  [{ brand: 'acme', unusual: ['none'] }, 'feed'],
  [{ brand: 'acme', late: true, scale: ['0-10-up'], judged: true, verified: false }, 'feed'],
  [{ brand: 'acme', source: ['vk'], published_to: '2026-05-02' }, 'source', 'off'],
  [{ brand: 'acme', has_reply: true }, 'replied'],
  [{ brand: 'acme', q: 'word', tag: ['x'] }, 'tagged'],
  [{ brand: 'acme', q: 'word' }, 'words'],
  [{ brand: 'acme', q: 'word other', sentiment: ['negative'] }, 'words'],
  [{ q: 'wor' }, 'words'],
];

interface Stage {
  readonly stage: string;
  readonly indexName?: string;
  readonly inputStage?: Stage;
  readonly inputStages?: readonly Stage[];
  /** Where the newer executor wraps the plan. */
  readonly queryPlan?: Stage;
}

function stagesOf(stage: Stage): Stage[] {
  return [stage, ...[stage.inputStage ?? [], stage.inputStages ?? []].flat().flatMap(stagesOf)];
}

const mongo = sharedMongo('MongoDB plans');
if (mongo !== null)
  describe('plans', () => {
    const url = freshUrl(mongo.url);
    let store: Store;
    let watch: Profiler;
    let db: MongoDb;

    beforeAll(async () => {
      store = await openMongoStore({ url, role: 'loop', leaseClock: 'caller' });
      watch = await profiler(url);
      const { connection } = watch;
      db = { connection, where: 'test', readOnly: false, leaseClock: 'caller', ...modelsOf(connection) };
    });

    afterAll(async () => {
      await watch.close();
      await store.close();
      await dropDatabase(url);
    });

    test('all that items, figures and understanding ask is answered by an index, without a sort', async () => {
      const texts = ['a', 'b', 'c', 'd', 'e'];
      await bring(store, [
        ...texts.map((key, at) =>
          draft(key, { publishedOn: `2026-05-0${at + 1}`, stars: at + 1, scraper: at % 2 === 0 ? 'vk' : 'otzovik' }),
        ),
        draft('other', { brand: 'other', publishedOn: null, precision: 'unknown', authorHash: 'h', productId: 'p' }),
        draft('teaser', { partial: true }),
      ]);
      await understand(store, {
        a: { stems: ['word', 'words'], dupKey: 'd' },
        b: { stems: ['word', 'other'], dupKey: 'd' },
        other: {},
      });
      const lease = await leased(store, 'target');
      const run = await store.startRun({ lease, by: 'network', parserVersion: 1, now: NOW });
      const edited = draft('edited', { externalId: null, authorHash: 'x', text: 'another' });
      await store.commitPage({
        lease,
        runId: run.id,
        items: [draft('a', { text: 'new', fetchedAt: LATER }), edited],
        cursor: null,
        backfill: false,
        now: LATER,
      });
      await store.markVanished({ lease, runId: run.id, notSeenSince: LATEST, publishedAfter: null, now: LATEST });
      for (const [filter] of CASES) {
        await store.items(filter, { sort: '-published', limit: 2 });
        await store.count(filter);
        await store.stats(filter, ['day', 'sentiment']);
        await store.keys(filter, 10);
        await store.countRows(filter);
        await store.weighedStats(filter, ['source']);
        await allOf(store.stream(filter, 2));
      }
      for (const version of [undefined, 'v1', 'v2']) {
        await store.pending(version === undefined ? { limit: 5 } : { limit: 5, version });
        await store.pending({ limit: 5, without: ['a', 'b'], ...(version === undefined ? {} : { version }) });
        await store.pendingCount(version);
      }
      await understand(store, { a: { modelVersion: 'v2' } });
      await store.activateVersion('v2', LATER);
      await store.refreshRollups(2);
      await store.refreshRollups(100);
      await store.stats({}, ['day']);
      await store.stats({ brand: 'acme' }, []);
      await store.stats({ brand: 'acme', copies: 'all' }, ['day', 'source', 'stars']);
      await store.setVerdict({ key: 'b', verdict: 'genuine', by: 'Ann', now: LATER });
      await store.item('a');
      await store.item('123');
      await store.versions('a');
      await store.known(['a', 'b']);
      await store.itemsByKey(['a', 'b']);
      await store.events(0, 100);
      await store.lastSeq();
      expect(await watch.slow()).toEqual([]);
    });

    test('what a visit asks at its end, and figures, are answered by indexes alone', async () => {
      const since = new Date();
      await store.count({ target: ['target'], copies: 'all', vanished: false });
      expect(await store.stats({ target: ['target'], copies: 'all' }, ['day'])).not.toEqual([]);
      await store.count({ brand: 'acme', q: 'word' });
      const steps = await watch.connection
        .collection('system.profile')
        .find({ ts: { $gte: since }, ns: /\.item$/ })
        .toArray();
      expect(steps.length).toBeGreaterThanOrEqual(4);
      expect(steps.filter(({ docsExamined }) => docsExamined > 0).map(({ command }) => command)).toEqual([]);
    });

    test.each(CASES)('%j walks %s in the order of ids', async (filter, ...indexes) => {
      const way = await wayFor(db, filter);
      for (const newestFirst of [true, false]) {
        const place = { newestFirst, after: { id: 2 ** 51, key: 'k' } };
        const walked = new Set<string>();
        for (const query of pageQueries(db, { way, place, limit: 50 })) {
          const explained = (await query.explain('queryPlanner')) as unknown as {
            queryPlanner: { winningPlan: Stage };
          };
          const { winningPlan } = explained.queryPlanner;
          const stages = stagesOf(winningPlan.queryPlan ?? winningPlan);
          expect(stages.map(({ stage }) => stage)).not.toContain('SORT');
          expect(stages.map(({ stage }) => stage)).not.toContain('COLLSCAN');
          for (const { indexName } of stages) if (indexName !== undefined) walked.add(indexName);
        }
        expect([...walked].sort()).toEqual([...indexes].sort());
      }
    });

    test('every index of items that is no work of the whole store begins with the brand', () => {
      const others = Object.entries(ITEM_INDEXES).filter(([, { keys }]) => Object.keys(keys)[0] !== 'brand');
      expect(others.map(([name]) => name)).toEqual(['batch', 'waiting', 'by_id', 'teasers', 'pending', 'untold']);
    });
  });
