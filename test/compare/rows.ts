import type { CountRow } from '../../src/domain/count-row.ts';
import type { Metric } from '../../src/domain/metric.ts';

/** A public text of its own author and thread, with a sentiment; `over` says what matters in a test. */
export function row(key: string, over: Partial<CountRow> = {}): CountRow {
  return {
    key,
    channel: 'public',
    source: 'otzovik',
    touchpoint: null,
    cluster: null,
    day: '2026-05-10',
    sentiment: 'positive',
    unsure: false,
    pending: false,
    corrected: false,
    hasText: true,
    words: 12,
    stars: null,
    metric: null,
    authorHash: null,
    threadId: null,
    targetId: null,
    backfill: false,
    collectedAt: '2026-05-11T08:00:00.000Z',
    publishedAt: null,
    kind: null,
    opinion: true,
    unusual: 'none',
    unusualScore: null,
    verdict: null,
    themes: [],
    ...over,
  };
}

/** `n` rows, the first `negative` of them negative, each from a week of its own. */
export function rows(n: number, negative: number, over: Partial<CountRow> = {}): CountRow[] {
  return Array.from({ length: n }, (_, at) =>
    row(`${over.channel ?? 'public'}-${over.words ?? 12}-${at}`, {
      sentiment: at < negative ? 'negative' : 'positive',
      targetId: `target-${at}`,
      ...over,
    }),
  );
}

export function nps(value: number, over: Partial<Metric> = {}): Metric {
  return {
    kind: 'nps',
    value,
    min: 0,
    max: 10,
    direction: 'up',
    question: 'Порекомендуете?',
    prompt: 'neutral',
    ...over,
  };
}

/** Numbers from 0 to 1 that are the same at every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A gamma variable of this shape and scale 1 (Marsaglia and Tsang 2000). */
export function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random());
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random() || 1e-12) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit; count++) product *= random();
  return Math.max(0, count);
}
