import type { ScoreFigure } from '../domain/comparison.ts';
import type { CountRow } from '../domain/count-row.ts';
import type { Metric } from '../domain/metric.ts';
import type { ClusterIds } from './cluster-ids.ts';
import { ClusterTally } from './clusters.ts';
import { dirichletInterval, type WeightedValue } from './dirichlet.ts';
import { adjustedWaldNps, type Interval, wilson } from './intervals.ts';
import { displayOf } from './shares.ts';
import { MIN_STARS_N } from './stars.ts';

/** The scale of a score as the filter `scale` names it: `0-10-up`. Scores on two scales are never put in one figure. */
export function scaleOf({ min, max, direction }: Metric): string {
  return `${min}-${max}-${direction}`;
}

/** A figure together with what its texts are found by. */
export interface ScoreOfScale {
  readonly figure: ScoreFigure;
  readonly scale: string;
}

/** Survey scores of one kind on one scale, row by row. */
class ScaleTally {
  readonly #metric: Metric;
  readonly #values = new Map<number, number>();
  readonly #clusters: ClusterTally;
  #question: string | null;

  constructor(metric: Metric, ids: ClusterIds | undefined) {
    this.#clusters = new ClusterTally(ids);
    this.#metric = metric;
    this.#question = metric.question;
  }

  add(row: CountRow, metric: Metric): void {
    this.#values.set(metric.value, (this.#values.get(metric.value) ?? 0) + 1);
    this.#clusters.add(row, contribution(metric));
    // Two questions on one scale have no name in common.
    if (metric.question !== this.#question) this.#question = null;
  }

  get n(): number {
    return this.#clusters.n;
  }

  figure(): ScoreFigure {
    const { kind, min, max } = this.#metric;
    const { n } = this.#clusters;
    const distribution = [...this.#values]
      .map(([value, count]) => ({ value, n: count }))
      .sort((a, b) => a.value - b.value);
    return {
      kind,
      label: this.#question ?? '',
      n,
      ...this.#score(distribution),
      distribution,
      display: displayOf(n),
      ...(kind === 'ces' || kind === 'stars' ? { min, max } : {}),
    };
  }

  #score(
    distribution: ScoreFigure['distribution'],
  ): Pick<ScoreFigure, 'value' | 'low' | 'high' | 'min' | 'max' | 'formula'> {
    const { kind, min, max, direction } = this.#metric;
    const n = this.#clusters.n;
    const nEff = this.#clusters.effectiveN();
    const suffix = direction === 'down' ? '-down' : '';
    if (kind === 'nps') {
      const promoters = sum(distribution, (value) => npsPart(value) === 1);
      const detractors = sum(distribution, (value) => npsPart(value) === -1);
      const interval = adjustedWaldNps(promoters, detractors, n, nEff)!;
      return {
        value: (100 * (promoters - detractors)) / n,
        ...interval,
        min: -100,
        max: 100,
        formula: 'nps-adjusted-wald',
      };
    }
    if (kind === 'csat') {
      const share = this.#clusters.sum / n;
      const { low, high } = wilson(share, nEff)!;
      const formula = `csat-top${topBoxes(max)}-of-${max}${suffix}-wilson`;
      return { value: 100 * share, low: 100 * low, high: 100 * high, min: 0, max: 100, formula };
    }
    const formula = `${kind}-mean-${min}-${max}${suffix}`;
    if (n < MIN_STARS_N) return { value: null, low: null, high: null, min, max, formula };
    return {
      value: this.#clusters.sum / n,
      ...meanInterval(distribution, { min, max, worth: nEff / n }),
      min,
      max,
      formula,
    };
  }
}

/** Promoters say 9 or 10, detractors 0 to 6. */
function npsPart(value: number): 1 | 0 | -1 {
  if (value >= 9) return 1;
  return value <= 6 ? -1 : 0;
}

/** What an answer adds to its figure: NPS +1, 0 or -1; CSAT 1 for a satisfied one; else its value. */
function contribution({ kind, value, max, min, direction }: Metric): number {
  if (kind === 'nps') return npsPart(value);
  if (kind !== 'csat') return value;
  const satisfied = direction === 'up' ? value > max - topBoxes(max) : value < min + topBoxes(max);
  return satisfied ? 1 : 0;
}

/** How many of the best marks mean "satisfied": one on scales of up to 3, two up to 7, three beyond (as Formbricks counts). */
function topBoxes(max: number): number {
  if (max <= 3) return 1;
  return max <= 7 ? 2 : 3;
}

/** Scales of up to this many whole marks are known mark by mark; of longer ones only the ends are. */
const MAX_MARKS = 20;

/** Interval of a mean on a bounded scale: Dirichlet, with two pseudo-answers spread evenly over the marks of the scale. */
function meanInterval(
  distribution: ScoreFigure['distribution'],
  { min, max, worth }: { min: number; max: number; worth: number },
): Interval {
  const marks = max - min <= MAX_MARKS ? Math.floor(max - min) + 1 : 2;
  const weights = new Map<number, number>();
  for (let at = 0; at < marks; at++) weights.set(min + (at * (max - min)) / Math.max(1, marks - 1), 2 / marks);
  for (const { value, n } of distribution) weights.set(value, (weights.get(value) ?? 0) + n * worth);
  return dirichletInterval([...weights].map(([value, weight]): WeightedValue => ({ value, weight })));
}

function sum(distribution: ScoreFigure['distribution'], is: (value: number) => boolean): number {
  return distribution.reduce((total, one) => total + (is(one.value) ? one.n : 0), 0);
}

/** All survey scores of a side, each kind and scale by itself. */
export class ScoreTally {
  readonly #scales = new Map<string, { readonly scale: string; readonly tally: ScaleTally }>();
  readonly #ids: ClusterIds | undefined;

  constructor(ids?: ClusterIds) {
    this.#ids = ids;
  }

  add(row: CountRow): void {
    const { metric } = row;
    if (metric === null || !Number.isFinite(metric.value)) return;
    this.#tallyOf(metric).add(row, metric);
  }

  #tallyOf(metric: Metric): ScaleTally {
    const scale = scaleOf(metric);
    const name = `${metric.kind} ${scale}`;
    let found = this.#scales.get(name);
    if (found === undefined) {
      found = { scale, tally: new ScaleTally(metric, this.#ids) };
      this.#scales.set(name, found);
    }
    return found.tally;
  }

  /** Largest n first. */
  figures(): readonly ScoreOfScale[] {
    return [...this.#scales.values()]
      .map(({ scale, tally }) => ({ scale, figure: tally.figure() }))
      .sort((a, b) => b.figure.n - a.figure.n || (a.figure.formula < b.figure.formula ? -1 : 1));
  }
}
