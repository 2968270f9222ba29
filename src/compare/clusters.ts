import type { CountRow } from '../domain/count-row.ts';
import { ClusterIds } from './cluster-ids.ts';

/** Below this many authors, threads or weeks of a page, nothing can be said about how alike their texts are. */
export const MIN_CLUSTERS = 10;
/** Intra-class correlation assumed where all values are equal, so that none can be seen: the one of the worked example. */
export const ASSUMED_CORRELATION = 0.2;

/** Sums over the rows of one cluster: how many, and the sum of their values. */
interface Cluster {
  n: number;
  sum: number;
}

/** One way to gather rows that are not independent. Rows without a key stand alone. */
class Grouping {
  readonly #clusters = new Map<number, Cluster>();
  #alone = 0;
  #aloneSum = 0;
  #aloneSquares = 0;

  add(key: number, value: number): void {
    if (key < 0) {
      this.#alone += 1;
      this.#aloneSum += value;
      this.#aloneSquares += value * value;
      return;
    }
    const cluster = this.#clusters.get(key);
    if (cluster === undefined) this.#clusters.set(key, { n: 1, sum: value });
    else {
      cluster.n += 1;
      cluster.sum += value;
    }
  }

  get size(): number {
    return this.#clusters.size + this.#alone;
  }

  /** Sum over clusters of the squared sum of (value - mean). */
  squares(mean: number): number {
    let sum = this.#aloneSquares - 2 * mean * this.#aloneSum + mean * mean * this.#alone;
    for (const cluster of this.#clusters.values()) sum += (cluster.sum - mean * cluster.n) ** 2;
    return sum;
  }

  /** Mean size of the cluster that a row lies in. */
  rowsBeside(n: number): number {
    let sum = this.#alone;
    for (const cluster of this.#clusters.values()) sum += cluster.n ** 2;
    return sum / n;
  }
}

/**
 * How much less than `n` independent texts a set is worth: the variance of its mean by linearisation over clusters, divided by
 * the simple variance (Kish, Survey Sampling, 1965; Skinner, Holt, Smith 1989), for clusters by author, thread, week of a
 * target and, where copies are counted, opinion; the largest, at least 1.
 */
export class ClusterTally {
  readonly #byAuthor = new Grouping();
  readonly #byThread = new Grouping();
  readonly #byWeek = new Grouping();
  readonly #byOpinion = new Grouping();
  readonly #ids: ClusterIds;
  #n = 0;
  #sum = 0;
  #squares = 0;

  /** `ids` are shared by the sets that count the same rows. */
  constructor(ids: ClusterIds = new ClusterIds()) {
    this.#ids = ids;
  }

  add(row: CountRow, value: number): void {
    this.#n += 1;
    this.#sum += value;
    this.#squares += value * value;
    const { author, thread, week, opinion } = this.#ids.of(row);
    this.#byAuthor.add(author, value);
    this.#byThread.add(thread, value);
    this.#byWeek.add(week, value);
    this.#byOpinion.add(opinion, value);
  }

  get n(): number {
    return this.#n;
  }

  get sum(): number {
    return this.#sum;
  }

  get #groupings(): readonly Grouping[] {
    return [this.#byAuthor, this.#byThread, this.#byWeek, this.#byOpinion];
  }

  /** Number of clusters of the grouping that has the fewest. */
  get clusters(): number {
    return Math.min(...this.#groupings.map(({ size }) => size));
  }

  /** Design effect, at least 1. */
  effect(): number {
    if (this.#n < 2) return 1;
    const mean = this.#sum / this.#n;
    const simple = this.#squares - mean * mean * this.#n;
    return this.#groupings.reduce((worst, grouping) => {
      const { size } = grouping;
      if (size === this.#n) return worst;
      const equal = simple <= 1e-9 * this.#n;
      const effect =
        equal || size < 2
          ? 1 + ASSUMED_CORRELATION * (grouping.rowsBeside(this.#n) - 1)
          : ((size / (size - 1)) * grouping.squares(mean) * (this.#n - 1)) / (this.#n * simple);
      return Math.max(worst, effect);
    }, 1);
  }

  /** n / design effect. */
  effectiveN(): number {
    return this.#n / this.effect();
  }
}
