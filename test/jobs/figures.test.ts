import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readQuery } from '../../src/api/query.ts';
import { ItemsQuery } from '../../src/api/wire.ts';
import { Brand } from '../../src/domain/brand.ts';
import { Comparison, type FigureTexts } from '../../src/domain/comparison.ts';
import { DigestFigures, FeedFigures } from '../../src/domain/figures.ts';
import type { ItemDraft } from '../../src/domain/item.ts';
import { createFigures, type Figures } from '../../src/jobs/figures.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { draft, leased, newTarget, relate, sentiment, understanding } from '../store/drafts.ts';

const NOW = '2026-05-20T06:00:00.000Z';
const DAY_MS = 86_400_000;
const clock = { now: () => Date.parse(NOW) };
const dayAgo = (days: number): string => new Date(Date.parse(NOW) - days * DAY_MS).toISOString().slice(0, 10);

let folder: string;
let store: Store;
let figures: Figures;

/** The items behind a figure's filter, asked as the page asks for them. */
async function countOf(texts: FigureTexts): Promise<number> {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(texts)) for (const one of [value].flat()) params.append(name, one);
  const { sort: _sort, limit: _limit, ...filter } = readQuery(ItemsQuery, `/items?${params}`);
  return store.count(filter);
}

/** Stores drafts as they would be after their understanding: the label is the first word of the text. */
async function put(
  drafts: readonly ItemDraft[],
  targetId: string | null,
  now: string,
  backfill = false,
): Promise<void> {
  await store.importItems({ items: drafts, targetId, backfill, now });
  const waiting = (await store.pending({ limit: 5000 })).filter((one) => !one.item.text?.startsWith('wait'));
  await store.saveUnderstanding(
    waiting.map(({ item, revision }) => {
      const [label, unsure] = (item.text ?? '').split(' ');
      const known = ['negative', 'neutral', 'positive', 'mixed'].includes(label ?? '');
      return {
        key: item.key,
        revision,
        understanding: understanding({
          sentiment: known ? sentiment(label as 'negative', unsure === 'unsure') : null,
        }),
      };
    }),
    now,
  );
  await relate(
    store,
    Object.fromEntries(waiting.map(({ item }) => [item.key, item.text?.includes('copy') ? 'copy' : null])),
  );
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'molva-figures-'));
  store = await openSqliteStore({ path: path.join(folder, 'molva.db'), role: 'loop' });
  figures = createFigures({ store, clock });
  await store.saveBrand(Brand.parse({ id: 'acme', name: 'Acme', timeZone: 'Europe/Moscow' }), NOW);
  const visit = async (id: string, outcomes: readonly (readonly [string, 'ok' | 'blocked'])[]): Promise<void> => {
    await store.addTarget(newTarget(id), '2026-01-01T00:00:00.000Z');
    for (const [at, outcome] of outcomes) {
      const lease = await leased(store, id, at);
      const run = await store.startRun({ lease, by: 'network', parserVersion: 1, now: at });
      await store.endRun({
        lease,
        run: { ...run, endedAt: at, outcome, complete: true },
        nextRunAt: null,
        health: outcome === 'ok' ? 'ok' : 'blocked',
        healthNote: null,
        backfilled: true,
        now: at,
      });
    }
  };
  await visit(
    'alive',
    [40, 30, 20, 2, 1, 0].map((days) => [`${dayAgo(days)}T05:00:00.000Z`, 'ok'] as const),
  );
  await visit('dead', [
    [`${dayAgo(40)}T05:00:00.000Z`, 'ok'],
    [`${dayAgo(12)}T05:00:00.000Z`, 'ok'],
    [`${dayAgo(11)}T05:00:00.000Z`, 'blocked'],
    [`${dayAgo(1)}T05:00:00.000Z`, 'blocked'],
  ]);
  // Two texts a day from a place that is alive, one negative text a day from one that died twelve days ago.
  for (let ago = 70; ago >= 1; ago--) {
    const publishedOn = dayAgo(ago);
    const collected = `${dayAgo(ago - 1)}T05:00:00.000Z`;
    const alive = [0, 1].map((at) =>
      draft(`alive-${ago}-${at}`, {
        publishedOn,
        stars: 3 + at,
        text: `${ago % 5 === 0 && at === 0 ? 'negative' : 'positive'} ${ago} ${at}`,
        scraper: at === 0 ? 'otzovik' : 'ozon',
      }),
    );
    await put(alive, 'alive', collected);
    if (ago > 12) await put([draft(`dead-${ago}`, { publishedOn, text: `negative dead ${ago}` })], 'dead', collected);
  }
  await put(
    [
      draft('mixed', { text: 'mixed' }),
      draft('unsure', { text: 'negative unsure' }),
      draft('wordless', { text: '!!!' }),
      draft('waits', { text: 'wait for me' }),
      draft('stars', { text: null, stars: 1 }),
      draft('undated', { text: 'negative undated', publishedOn: null, precision: 'unknown' }),
      draft('own', { text: 'positive own', isOwn: true }),
      draft('copy-1', { text: 'negative copy' }),
      draft('copy-2', { text: 'negative copy' }),
      draft('late', { text: 'positive late', publishedOn: dayAgo(9) }),
    ],
    null,
    `${dayAgo(0)}T04:00:00.000Z`,
  );
  const answer = (at: number, over: Partial<ItemDraft> = {}): ItemDraft =>
    draft(`answer-${at}`, {
      channel: 'survey',
      scraper: 'form',
      publishedOn: dayAgo(at % 60),
      text: at % 4 === 0 ? null : `${at % 10 === 1 ? 'negative' : 'positive'} answer ${at}`,
      touchpoint: ['delivery', 'support', null][at % 3]!,
      metric: {
        kind: 'nps',
        value: at % 11,
        min: 0,
        max: 10,
        direction: 'up',
        question: 'Recommend?',
        prompt: 'neutral',
      },
      ...over,
    });
  await put(
    Array.from({ length: 120 }, (_, at) => answer(at)),
    null,
    `${dayAgo(3)}T05:00:00.000Z`,
    true,
  );
  const csat = { kind: 'csat', value: 4, direction: 'up', question: 'Happy?', prompt: 'neutral' } as const;
  await put(
    Array.from({ length: 24 }, (_, at) => answer(1000 + at, { metric: { ...csat, min: 1, max: at < 12 ? 5 : 7 } })),
    null,
    `${dayAgo(3)}T05:00:00.000Z`,
    true,
  );
  await store.correct({ key: 'alive-5-1', sentiment: 'negative', by: 'Anna', now: NOW });
});

afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe('figures over a real store', () => {
  test('every figure of the comparison opens exactly the texts that it counts', async () => {
    const comparison = await figures.comparison({ brand: 'acme' });
    expect(Comparison.parse(comparison)).toEqual(comparison);
    expect(comparison).toMatchObject({ from: '2026-02-20', to: '2026-05-20', timeZone: 'Europe/Moscow' });
    const shares = [comparison.public, comparison.direct, ...comparison.bySource, ...comparison.byTouchpoint];
    for (const { texts, negative } of shares) {
      expect(await countOf(texts)).toBe(negative.n);
      expect(await countOf({ ...texts, sentiment: 'negative' })).toBe(negative.k);
    }
    const scores = [...comparison.scores, ...shares.flatMap((one) => ('score' in one && one.score ? [one.score] : []))];
    for (const { texts, n } of scores) expect(await countOf(texts)).toBe(n);
    expect(scores.length).toBeGreaterThan(6);
    expect(comparison.scores.map((one) => one.formula)).toEqual([
      'stars-posterior-mean',
      'nps-adjusted-wald',
      'csat-top2-of-5-wilson',
      'csat-top2-of-7-wilson',
    ]);
    expect(comparison.public.counts).toMatchObject({
      mixed: 1,
      unsure: 1,
      unread: 1,
      pending: 1,
      noOpinion: 0,
      starsOnly: 1,
      undated: 1,
    });
    expect(comparison.public.negative.corrected?.n).toBe(1);
    expect(comparison.leftOut).toEqual([
      { targetId: 'dead', title: 'Target dead', reason: 'blocked', since: `${dayAgo(11)}T05:00:00.000Z` },
    ]);
  });

  test('days are days of the brand; what is no day, or the wrong way round, is refused', async () => {
    const { public: open } = await figures.comparison({ brand: 'acme', from: dayAgo(5), to: dayAgo(5) });
    expect(open.counts.texts).toBe(2);
    await expect(figures.comparison({ brand: 'acme', from: '2026-02-30' })).rejects.toMatchObject({
      name: 'BadInput',
      field: 'from',
    });
    await expect(figures.comparison({ from: dayAgo(1), to: dayAgo(2) })).rejects.toMatchObject({ name: 'BadInput' });
    await expect(figures.comparison({ brand: 'nobody' })).rejects.toMatchObject({ name: 'NotFound' });
    expect((await figures.comparison({})).brand).toBe('acme');
  });

  test("the feed's head counts what the filter finds", async () => {
    const filters = [
      {},
      { brand: 'acme' },
      { source: ['otzovik'], published_from: dayAgo(20) },
      { sentiment: ['negative' as const] },
      { channel: ['survey' as const], touchpoint: ['delivery'] },
      { undated: true },
      { q: 'dead' },
    ];
    for (const filter of filters) {
      const head = await figures.feedFigures(filter);
      expect(FeedFigures.parse(head)).toEqual(head);
      expect(head.counts.texts + head.counts.starsOnly).toBe(await store.count(filter));
      expect(await countOf(head.texts)).toBe(head.negative.n);
      if (head.stars.n > 0) expect(await countOf(head.stars.texts)).toBe(head.stars.n);
    }
    const undated = await figures.feedFigures({ undated: true });
    expect(undated.counts).toMatchObject({ texts: 1, undated: 1, negative: 1 });
  });

  test('the mail says what is new, and compares only places that were read to the end', async () => {
    const since = new Date(Date.parse(NOW) - DAY_MS).toISOString();
    const digest = await figures.digestFigures({ brand: 'acme', since, until: NOW });
    expect(DigestFigures.parse(digest)).toEqual(digest);
    expect(digest.days).toEqual({ from: dayAgo(1), to: dayAgo(1), weekFrom: dayAgo(8), weekTo: dayAgo(2) });
    // The two texts of yesterday and what has no date; the rest of that import was published long before.
    expect(digest.new.counts).toMatchObject({ texts: 3, undated: 1 });
    expect(await countOf(digest.new.texts)).toBe(digest.new.counts.texts + digest.new.counts.starsOnly);
    expect(await countOf(digest.new.judged)).toBe(digest.new.negative.n);
    for (const { texts, counts } of digest.new.byChannel)
      expect(await countOf(texts)).toBe(counts.texts + counts.starsOnly);
    expect(digest.new.caughtUp).toBe(7);
    expect(digest.negative).toMatchObject({ day: { n: 2, k: 0 }, week: { n: 14 } });
    expect(await countOf(digest.negative.texts)).toBe(digest.negative.day.n);
    expect(await countOf(digest.negative.weekTexts)).toBe(digest.negative.week.n);
    expect(await countOf(digest.volume.texts)).toBe(digest.volume.n);
    expect(digest.volume).toMatchObject({ n: 2, weekMean: 2 });
    expect(digest.volume.trend).toMatchObject({ arrow: null, withheld: null, usual: 2, weeks: 8 });
    expect(digest.leftOut.map((one) => one.targetId)).toEqual(['dead']);
    const comparison = await figures.comparison({ brand: 'acme' });
    expect([digest.scores.stars, ...digest.scores.direct]).toEqual(
      comparison.scores.map(({ side: _side, ...score }) => score),
    );
  });

  test('a source that died does not make the news better: its weeks before are left out too', async () => {
    const until = `${dayAgo(8)}T06:00:00.000Z`;
    const { negative, leftOut } = await figures.digestFigures({
      brand: 'acme',
      since: `${dayAgo(9)}T06:00:00.000Z`,
      until,
    });
    expect(leftOut.map((one) => one.targetId)).toContain('dead');
    // With the dead source the week before would have been half negative.
    expect(negative.week.value).toBeLessThan(0.2);
    expect(await countOf(negative.weekTexts)).toBe(negative.week.n);
  });

  test('over a weekend the days since the last mail are told together, a week at most', async () => {
    const days = async (since: string) => (await figures.digestFigures({ brand: 'acme', since, until: NOW })).days;
    expect(await days(`${dayAgo(3)}T06:00:00.000Z`)).toMatchObject({ from: dayAgo(3), to: dayAgo(1) });
    expect(await days('2026-01-01T00:00:00.000Z')).toMatchObject({ from: dayAgo(7), weekFrom: dayAgo(14) });
    expect(await days(NOW)).toMatchObject({ from: dayAgo(1), to: dayAgo(1) });
    expect(await days('2027-01-01T00:00:00.000Z')).toMatchObject({ from: dayAgo(1), to: dayAgo(1) });
  });

  test('no items at all', async () => {
    await store.saveBrand(Brand.parse({ id: 'empty', name: 'Empty', timeZone: 'Asia/Tokyo' }), NOW);
    const comparison = await figures.comparison({ brand: 'empty' });
    expect(comparison).toMatchObject({ verdict: 'too-few', timeZone: 'Asia/Tokyo', scores: [], leftOut: [] });
    const digest = await figures.digestFigures({ brand: 'empty', since: NOW, until: NOW });
    expect(digest.negative.trend).toMatchObject({ arrow: null, withheld: 'short-history' });
    expect(digest.volume).toMatchObject({ n: 0, weekMean: null });
    await expect(figures.comparison({})).rejects.toMatchObject({ name: 'BadInput', field: 'brand' });
  });
});
