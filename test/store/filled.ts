import type { Brand } from '../../src/domain/brand.ts';
import type { Store } from '../../src/store/store.ts';
import { bring, draft, LATER, LATEST, leased, NOW, newTarget, understand, understanding } from './drafts.ts';

const BRAND: Brand = {
  id: 'acme',
  name: 'Acme «Ё»',
  spellings: ['акме'],
  exclude: [],
  competitors: [],
  timeZone: 'Europe/Moscow',
  languages: ['ru'],
  products: [],
  themes: [],
  madeUp: false,
};

/** A store with something of everything that is kept: what a copy must bring along. */
export async function fill(store: Store): Promise<void> {
  await store.saveBrand(BRAND, NOW);
  await store.saveSetting('secret.fingerprint', 'abc');
  const lease = await leased(store, 't1');
  const run = await store.startRun({ lease, by: 'network', parserVersion: 3, now: NOW });
  await store.commitPage({
    lease,
    runId: run.id,
    items: [
      draft('plain', { text: 'Суп остыл', stars: 2, rating: { value: 2, best: 5 } }),
      draft('edited', { text: 'Before' }),
      draft('decided', { authorHash: 'h', reply: { text: 'Sorry', at: NOW } }),
      draft('teaser', { partial: true }),
      draft('copy', { text: 'Суп остыл', publishedOn: '2026-05-11' }),
      draft('odd', { text: `NUL \u0000 and 'quotes' 🤦 \u2028`, publishedOn: null, precision: 'unknown' }),
    ],
    cursor: { page: 2, seen: ['a'] },
    backfill: true,
    now: NOW,
  });
  await store.endRun({
    lease,
    run: { ...run, outcome: 'partial', pages: 1, cards: 6, fill: { text: 1 } },
    nextRunAt: LATEST,
    health: 'blocked',
    healthNote: 'a wall',
    backfilled: false,
    now: NOW,
  });
  await bring(store, [draft('edited', { text: 'After', fetchedAt: LATER })], { now: LATER });
  await bring(store, [
    draft('answer', {
      channel: 'survey',
      metric: {
        kind: 'nps',
        value: 3,
        min: 0,
        max: 10,
        direction: 'up',
        question: 'How likely?',
        prompt: 'neutral',
      },
    }),
  ]);
  await understand(store, {
    plain: {
      dupKey: 'd',
      stems: ['суп', 'остыл'],
      kind: 'complaint',
      why: [{ words: 'остыл', weight: -1.2 }],
      themes: [
        { theme: 'food', sentiment: 'negative', quote: 'Суп остыл' },
        { theme: 'delivery', sentiment: 'neutral', quote: 'Суп' },
      ],
    },
    copy: { dupKey: 'd', stems: ['суп', 'остыл'] },
    edited: { stems: ["don't", 'after'], sentiment: null, language: null },
    decided: { stems: [] },
  });
  await store.saveUnderstanding(
    [{ key: 'plain', revision: 1, understanding: understanding({ modelVersion: 'v2', stems: ['суп'] }) }],
    LATER,
  );
  await store.correct({ key: 'decided', sentiment: 'negative', by: 'Ann', now: LATER });
  const themes = [{ theme: 'support', sentiment: 'positive' }] as const;
  await store.correct({ key: 'decided', kind: 'question', themes, by: 'Bo', now: LATER });
  const audit = {
    brand: 'acme',
    revision: 1,
    channel: 'public',
    day: '2026-05-10',
    modelVersion: 'v1',
    drawnAt: LATER,
  };
  const model = {
    sentiment: 'positive',
    themes: [{ theme: 'food', sentiment: 'negative' }],
    kind: 'complaint',
  } as const;
  const chance = { stratum: 'public positive', inclusion: 1 / 3, draw: 'draw-1' };
  await store.keepAudits(['plain', 'copy'].map((key) => ({ ...audit, key, model, ...chance })));
  const said = { sentiment: 'negative', themes: [], kind: null, by: 'Bo', at: LATEST } as const;
  await store.answerAudit('plain', said);
  const reason = { code: 'burst', values: { n: 16, from: '2026-05-08' }, linked: ['copy'], weight: 2.5 };
  const paid = { score: 0.8, level: 'likely-paid', reasons: [reason] } as const;
  const results = [
    { key: 'plain', ...paid, reasons: [reason] },
    { key: 'copy', score: 0.01, level: 'none' as const, reasons: [] },
  ];
  await store.saveWeighed({ brand: 'acme', version: 'd1', results, now: LATER });
  await store.setVerdict({ key: 'plain', verdict: 'genuine', by: 'Ann «Ё»', now: LATEST });
  const days = { from: '2026-05-01', to: '2026-05-07' };
  await store.saveCampaign({ id: 'c1', brand: 'acme', name: 'Письмо', ...days, scraper: null, by: 'Ann', at: NOW });
  await store.setTags({ key: 'plain', add: ['кухня', 'soup'], remove: [], by: 'Ann', now: LATER });
  await store.decide({
    keys: ['decided', 'plain'],
    change: { answer: { choice: 'no', reason: 'spam' } },
    by: 'Ann',
    now: LATER,
    batch: 'b1',
  });
  await store.decide({ keys: ['decided'], change: { done: true }, by: 'Bo', now: LATEST, batch: 'b2' });
  await store.undoDecisions({ batch: 'b2', by: 'Bo', now: LATEST });
  await store.addTarget(newTarget('t2', { title: 'Gone' }), NOW);
  await store.removeTarget('t2');
  await store.addSignInLink({ hash: 'l1', name: 'Ann', role: 'admin', expiresAt: LATEST });
  await store.addSignInLink({ hash: 'l2', name: 'Bo', role: 'read', expiresAt: LATEST });
  await store.redeemSignInLink({
    hash: 'l2',
    sessionHash: 's1',
    sessionExpiresAt: '2030-01-01T00:00:00.000Z',
    now: NOW,
  });
  await store.addApiKey({ hash: 'k1', prefix: 'mk_1', name: 'program', scope: 'read', now: NOW });
  await store.apiKey('k1', LATER);
  await store.keepIdempotent({ key: 'i1', route: 'POST /x', status: 201, body: '{"a":1}', now: NOW });
  await store.saveView({
    id: 'v1',
    brand: 'acme',
    name: 'Red',
    query: 'sentiment=negative',
    position: 1,
    createdBy: 'Ann',
    createdAt: NOW,
  });
  await store.saveSubscription({
    id: 'sub1',
    brand: 'acme',
    recipient: 'reader@example.org',
    hour: 8,
    timeZone: 'Europe/Moscow',
    language: 'ru',
    days: 'all',
    quiet: 'send',
    paused: false,
    createdBy: 'Ann',
    createdAt: NOW,
  });
  const delivery = { subscriptionId: 'sub1', localDate: '2026-05-20' };
  await store.openDelivery({ ...delivery, messageId: '<m@molva>', createdAt: NOW });
  await store.takeDelivery({ ...delivery, now: NOW, leaseMs: 1000 });
  await store.endDelivery({ ...delivery, state: 'sent', nextTryAt: null, error: null, now: NOW });
  while ((await store.refreshRollups(50)) > 0);
}
