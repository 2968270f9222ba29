import { describe, expect, test } from '@jest/globals';
import type { Brand } from '../../../src/domain/brand.ts';
import type { Subscription } from '../../../src/domain/digest.ts';
import { openMongoStore } from '../../../src/store/mongo/open.ts';
import { sharedMongo } from '../../services.ts';
import { bring, draft, LATER, LATEST, leased, NOW, newTarget, understand } from '../drafts.ts';
import { profiler } from './profiler.ts';
import { dropDatabase, freshUrl } from './temp-store.ts';

const BRAND: Brand = {
  id: 'acme',
  name: 'Acme',
  spellings: [],
  exclude: [],
  competitors: [],
  timeZone: 'UTC',
  languages: ['en'],
  products: [],
  themes: [],
  madeUp: false,
};
const SUBSCRIPTION: Subscription = {
  id: 's',
  brand: 'acme',
  recipient: 'ann@example.com',
  hour: 9,
  timeZone: 'UTC',
  language: 'en',
  days: 'all',
  quiet: 'send',
  paused: false,
  createdBy: 'Ann',
  createdAt: NOW,
};

const mongo = sharedMongo('MongoDB plans of the rest');
if (mongo !== null)
  describe('plans of the rest', () => {
    test('all that people, targets, decisions, mails and clean-up ask is answered by an index, without a sort', async () => {
      const url = freshUrl(mongo.url);
      const store = await openMongoStore({ url, role: 'loop', leaseClock: 'caller' });
      const record = await profiler(url);

      const secret = { hash: 'l', name: 'Ann', role: 'write', expiresAt: LATEST } as const;
      await store.addSignInLink(secret);
      await store.redeemSignInLink({ hash: 'l', sessionHash: 'h', sessionExpiresAt: LATEST, now: NOW });
      await store.session('h', NOW);
      await store.people(NOW);
      await store.endSession('h');
      await store.removePerson('Ann');
      await store.addApiKey({ hash: 'k', prefix: 'mk_1', name: 'CI', scope: 'read', now: NOW });
      await store.apiKey('k', NOW);
      await store.apiKeys();
      await store.removeApiKey('mk_1');
      await store.keepIdempotent({ key: 'k', route: '/a', status: 200, body: '', now: NOW });
      await store.idempotent({ key: 'k', route: '/a', now: NOW });
      await store.saveSetting('x', '1');
      await store.changeSetting('x', '1', '2');
      await store.changeSetting('y', null, '1');
      await store.setting('x');

      const printed = { publishedOn: '2026-05-10' };
      const exact = { publishedOn: null, publishedAt: '2026-05-10T23:00:00.000Z', authorHash: 'h' };
      const undated = { publishedOn: null, precision: 'unknown' } as const;
      await bring(store, [draft('a', printed), draft('b', exact), draft('c', undated), draft('d', { brand: 'other' })]);
      await understand(store, { a: { stems: ['word'], dupKey: 'd' }, b: { stems: ['word'], dupKey: 'd' } });
      await store.saveBrand(BRAND, NOW);
      await store.saveBrand({ ...BRAND, timeZone: 'Asia/Tokyo' }, LATER);
      const chance = { stratum: 's', inclusion: 1, draw: 'd', drawnAt: NOW, modelVersion: 'v1', day: '2026-05-10' };
      const model = { sentiment: null, themes: [], kind: null };
      await store.keepAudits([{ key: 'a', brand: 'acme', revision: 1, channel: 'public', model, ...chance }]);
      for (const answered of [true, false]) await store.audits({ brand: 'acme', answered, limit: 5 });
      await store.audits({ brand: 'acme' });
      await store.answerAudit('a', { sentiment: 'mixed', themes: [], kind: null, by: 'Ann', at: NOW });
      await store.dueDays('acme', 5);
      await store.clearDueDays('acme', await store.dueDays('acme', 5));
      const range = { brand: 'acme', from: '', to: '9999' };
      const { next } = await store.reviewsToWeigh({ ...range, after: null, limit: 1 });
      await store.reviewsToWeigh({ ...range, after: next, limit: 1 });
      await store.praisedBrands('acme', ['h', 'i']);
      const paid = { key: 'a', score: 0.9, level: 'likely-paid', reasons: [] } as const;
      await store.saveWeighed({ brand: 'acme', version: 'd', results: [{ ...paid, reasons: [] }], now: NOW });
      await store.setVerdict({ key: 'a', verdict: 'unusual', by: 'Ann', now: NOW });
      await store.verdicts({ brand: 'acme', limit: 5 });
      await store.unusualHistory('a');
      await store.unusualChanges({ brand: 'acme', limit: 5 });
      await store.families({ brand: 'acme', limit: 5 });
      const days = { from: '2026-05-01', to: '2026-05-02' };
      await store.saveCampaign({ id: 'c', brand: 'acme', name: 'n', ...days, scraper: null, by: 'Ann', at: NOW });
      await store.campaigns('acme');
      await store.removeCampaign('c');
      await store.brands();
      await store.brand('acme');

      const lease = await leased(store, 't');
      const run = await store.startRun({ lease, by: 'network', parserVersion: 1, now: NOW });
      await store.renewLease(lease, { ttlMs: 1, now: NOW });
      await store.dueTargets(LATER, 5);
      const ended = { nextRunAt: LATER, health: 'ok', healthNote: null, backfilled: true, now: NOW } as const;
      await store.endRun({ lease, run: { ...run, outcome: 'ok' }, ...ended });
      await leased(store, 'left');
      await store.closeOrphanRuns(LATEST);
      for (const filter of [{}, { targetId: 't' }, { targetId: 't', before: run.id }, { before: LATEST }])
        await store.runs({ limit: 5, ...filter });
      await store.run(run.id);
      await store.targets();
      await store.targets({ brand: 'acme' });
      await store.target('t');
      await store.updateTarget('t', { paused: true }, NOW);
      await store.addTarget(newTarget('t', { title: 'Other' }), NOW);
      await store.removeTarget('t');

      const decision = { change: { answer: { choice: 'yes' } }, by: 'Ann', now: NOW, batch: 'b1' } as const;
      await store.decide({ keys: ['a', 'd'], ...decision });
      await store.decisionHistory('a');
      await store.undoDecisions({ batch: 'b1', by: 'Ann', now: LATER });
      const view = { id: 'v', brand: 'acme', name: 'n', query: '', position: 0, createdBy: 'Ann', createdAt: NOW };
      await store.saveView(view);
      await store.views('acme');
      await store.removeView('v');
      await store.correct({ key: 'a', language: 'en', by: 'Ann', now: NOW });
      await store.correctedKeys('acme', 5);
      await store.setTags({ key: 'a', add: ['x'], remove: [], by: 'Ann', now: NOW });
      await store.tags();
      await store.tags('acme');

      await store.saveSubscription(SUBSCRIPTION);
      await store.subscriptions();
      await store.subscriptions({ brand: 'acme' });
      await store.subscription('s');
      const mail = { subscriptionId: 's', localDate: '2026-05-20' };
      await store.openDelivery({ ...mail, messageId: '<m>', createdAt: NOW });
      await store.takeDelivery({ ...mail, now: NOW, leaseMs: 1_000 });
      await store.openDeliveries();
      await store.endDelivery({ ...mail, state: 'sent', nextTryAt: null, error: null, now: NOW });
      await store.deliveries({ limit: 5 });
      await store.deliveries({ subscriptionId: 's', limit: 5 });
      await store.removeSubscription('s');

      await store.cleanUp({ itemsBefore: '2026-05-12', eventsBefore: LATEST, now: LATEST, limit: 2 });
      await store.forget({ key: 'd' });
      await store.forget({ authorHash: 'h' });
      await store.forget({ madeUp: true });
      await store.forget({ brand: 'acme' });

      expect(await record.slow()).toEqual([]);
      expect(await record.steps()).toBeGreaterThan(100);
      await record.close();
      await store.close();
      await dropDatabase(url);
    });
  });
