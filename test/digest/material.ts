import type { BuildInput } from '../../src/digest/build.ts';
import { Brand } from '../../src/domain/brand.ts';
import type { Counts, ShareFigure } from '../../src/domain/comparison.ts';
import { NO_DECISIONS } from '../../src/domain/decision.ts';
import type { DigestFigures } from '../../src/domain/figures.ts';
import type { Item, SentimentLabel } from '../../src/domain/item.ts';
import type { WithoutFigure } from '../../src/domain/without-figure.ts';

export const NOW = '2026-03-03T07:00:00.000Z';
export const SINCE = '2026-03-02T07:00:00.000Z';

export const brand = Brand.parse({ id: 'samovar', name: 'Самовар и Ко', timeZone: 'Europe/Moscow' });

export const counts = (change: Partial<Counts> = {}): Counts => ({
  texts: 0,
  negative: 0,
  neutral: 0,
  positive: 0,
  mixed: 0,
  unsure: 0,
  unread: 0,
  pending: 0,
  noOpinion: 0,
  starsOnly: 0,
  undated: 0,
  ...change,
});

export const share = (k: number, n: number): ShareFigure => ({
  k,
  n,
  nEff: n,
  value: n === 0 ? null : k / n,
  low: n === 0 ? null : Math.max(0, k / n - 0.1),
  high: n === 0 ? null : Math.min(1, k / n + 0.1),
  display: n < 5 ? 'hide' : n < 30 ? 'grey' : 'show',
});

export const without = (change: Partial<WithoutFigure> = {}): WithoutFigure => ({
  all: null,
  without: null,
  items: 0,
  weight: 0,
  genuineShare: null,
  ...change,
});

const trend = { arrow: null, withheld: 'short-history', usual: null, weeks: 0 } as const;

export function figures(change: Partial<DigestFigures> = {}): DigestFigures {
  return {
    brand: brand.id,
    timeZone: brand.timeZone,
    since: SINCE,
    until: NOW,
    new: {
      counts: counts(),
      negative: share(0, 0),
      withoutUnusual: without(),
      texts: {},
      judged: {},
      byChannel: [],
      caughtUp: 0,
      olderRead: 0,
    },
    days: { from: '2026-03-02', to: '2026-03-02', weekFrom: '2026-02-23', weekTo: '2026-03-01' },
    in: null,
    negative: {
      day: share(0, 0),
      week: share(0, 0),
      trend,
      withoutUnusual: { day: without(), week: without(), arrow: null },
      texts: {},
      weekTexts: {},
    },
    volume: { n: 0, weekMean: null, trend, texts: {} },
    risen: [],
    scores: {
      from: '2025-12-04',
      to: '2026-03-03',
      stars: {
        kind: 'public-stars',
        label: 'stars',
        n: 0,
        value: null,
        low: null,
        high: null,
        min: 1,
        max: 5,
        formula: 'posterior-mean',
        distribution: [],
        display: 'hide',
        texts: {},
      },
      starsWithout: { ...without(), posterior: null },
      direct: [],
    },
    leftOut: [],
    asOf: NOW,
    ...change,
  };
}

export function item(key: string, sentiment: SentimentLabel | 'unsure' | null, change: Partial<Item> = {}): Item {
  return {
    key,
    id: key,
    brand: brand.id,
    scraper: 'otzovik',
    channel: 'public',
    externalId: key,
    url: `https://otzovik.com/review_${key}.html`,
    threadId: null,
    parentId: null,
    isOwn: false,
    reach: null,
    authorHash: null,
    authorName: null,
    title: null,
    text: `Text ${key}`,
    pros: null,
    cons: null,
    rating: null,
    stars: null,
    reply: null,
    verified: null,
    likes: null,
    productId: null,
    productName: null,
    location: null,
    touchpoint: null,
    metric: null,
    declaredLanguage: null,
    publishedAt: '2026-03-02T20:30:00.000Z',
    publishedOn: '2026-03-02',
    precision: 'instant',
    editedAt: null,
    fetchedAt: NOW,
    partial: false,
    targetId: 't1',
    collectedAt: '2026-03-02T21:00:00.000Z',
    lastSeenAt: NOW,
    vanishedAt: null,
    revision: 1,
    versions: 0,
    backfill: false,
    tags: [],
    understanding: {
      modelVersion: '1',
      language: 'ru',
      mentionsBrand: null,
      why: [],
      themes: [],
      kind: null,
      sentiment:
        sentiment === null
          ? null
          : {
              label: sentiment === 'unsure' ? 'negative' : sentiment,
              score: 0,
              confidence: 0.9,
              unsure: sentiment === 'unsure',
            },
    },
    correction: null,
    decisions: NO_DECISIONS,
    copyOf: null,
    copies: 0,
    duplicate: { cluster: key, family: key, role: 'original', similarity: 1 },
    unusual: null,
    ...change,
  };
}

export function input(change: Partial<BuildInput> = {}): BuildInput {
  return {
    brand,
    figures: figures(),
    fresh: [],
    red: { items: [], total: 0 },
    blaming: new Map(),
    openFrom: '2026-02-01',
    decide: { answer: 0, work: 0, older: 0, days: 30 },
    sources: [],
    placeOf: ({ url }) => ({ source: 'Отзовик', scraper: null, url }),
    localDate: '2026-03-03',
    timeZone: 'Europe/Moscow',
    unknownZone: null,
    pageUrl: null,
    subscription: { hour: 10, days: 'all' },
    ...change,
  };
}
