import type { CountRow } from '../domain/count-row.ts';
import type { ShareFigure } from '../domain/share-figure.ts';
import type { WithoutFigure, WithoutGroup, WithoutStars, WithoutUnusual } from '../domain/without-figure.ts';
import { isJudged, isNegative, shareFigure } from './shares.ts';
import { MIN_STARS_N, meanStars, type StarCounts } from './stars.ts';
import { ASSUMED_PREVALENCE, type Weighable, weightOf } from './without-unusual.ts';

/** The shares of paid reviews at which a figure is made: as assumed, half and double of it. */
export const PREVALENCES = [ASSUMED_PREVALENCE, ASSUMED_PREVALENCE / 2, ASSUMED_PREVALENCE * 2] as const;

/** What a row says of whether it looks paid for. */
export type WeighedRow = Pick<CountRow, 'unusualScore' | 'unusual' | 'verdict'>;

export function weighableOf({ unusualScore: score, unusual: level, verdict }: WeighedRow): Weighable {
  return { score, level, verdict };
}

/** Sums of one value over all reviews, and weighted at each prevalence. */
export class WeighedMean {
  n = 0;
  #sum = 0;
  readonly #weights = PREVALENCES.map(() => 0);
  readonly #sums = PREVALENCES.map(() => 0);
  #flagged = 0;
  #flaggedWeight = 0;

  /** `times`: so many reviews are alike. */
  add(item: Weighable, value: number, times = 1): void {
    this.n += times;
    this.#sum += times * value;
    PREVALENCES.forEach((prevalence, at) => {
      const weight = times * weightOf(item, prevalence);
      this.#weights[at]! += weight;
      this.#sums[at]! += weight * value;
    });
    const isFlagged = item.verdict === 'unusual' || (item.level !== 'none' && item.verdict !== 'genuine');
    if (!isFlagged) return;
    this.#flagged += times;
    this.#flaggedWeight += times * weightOf(item);
  }

  /** Weight that is left, and what it sums up to, at one of the prevalences. */
  left(at: number): { readonly weight: number; readonly sum: number } {
    return { weight: this.#weights[at]!, sum: this.#sums[at]! };
  }

  figure(): WithoutFigure {
    const { weight, sum } = this.left(0);
    return {
      all: this.n === 0 ? null : this.#sum / this.n,
      without: weight <= 0 ? null : sum / weight,
      items: this.#flagged,
      // What came of taking away is no millionth of a review.
      weight: Math.round((this.n - weight) * 1e6) / 1e6,
      genuineShare: this.#flagged === 0 ? null : this.#flaggedWeight / this.#flagged,
    };
  }
}

/** Stars of all and of what is left of them, as counts and as means. */
class WeighedStars {
  readonly #mean = new WeighedMean();
  readonly #all: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  readonly #left: [number, number, number, number, number] = [0, 0, 0, 0, 0];

  add(item: Weighable, stars: number, times = 1): void {
    const value = Math.min(5, Math.max(1, stars));
    this.#mean.add(item, value, times);
    const below = Math.floor(value);
    const part = value - below;
    for (const [counts, weight] of [
      [this.#all, times],
      [this.#left, times * weightOf(item)],
    ] as const) {
      counts[below - 1]! += (1 - part) * weight;
      if (part > 0) counts[below]! += part * weight;
    }
  }

  figure(category?: StarCounts): WithoutStars {
    const { weight } = this.#mean.left(0);
    return { ...this.#mean.figure(), posterior: weight < MIN_STARS_N ? null : meanStars(this.#left, category) };
  }

  /** Posterior mean of all; null under ten. */
  posterior(category?: StarCounts): WithoutStars['posterior'] {
    return this.#mean.n < MIN_STARS_N ? null : meanStars(this.#all, category);
  }
}

/** So many reviews of a group that are alike in all that counts. */
export interface Alike extends Weighable {
  readonly n: number;
  readonly stars: number | null;
}

/** One group of the stats with and without the unusual reviews. */
export class GroupTally {
  readonly #items = new WeighedMean();
  readonly #stars = new WeighedStars();

  add(alike: Alike): void {
    this.#items.add(alike, 1, alike.n);
    if (alike.stars !== null) this.#stars.add(alike, alike.stars, alike.n);
  }

  /** `posterior`: the mean of all stars. */
  figure(category?: StarCounts): {
    readonly posterior: WithoutStars['posterior'];
    readonly withoutUnusual: WithoutGroup;
  } {
    const { items, weight, genuineShare } = this.#items.figure();
    const n = Math.round(this.#items.left(0).weight * 1e6) / 1e6;
    const stars = this.#stars.figure(category);
    return { posterior: this.#stars.posterior(category), withoutUnusual: { n, items, weight, genuineShare, stars } };
  }
}

/** Negative share and stars with and without the unusual reviews, row by row: see `without-unusual.ts`, which says the same of lists. */
export class WithoutTally {
  readonly #negative = new WeighedMean();
  readonly #stars = new WeighedStars();

  add(row: CountRow): void {
    const item = weighableOf(row);
    if (isJudged(row)) this.#negative.add(item, isNegative(row) ? 1 : 0);
    if (row.channel === 'public' && row.stars !== null && Number.isFinite(row.stars)) this.#stars.add(item, row.stars);
  }

  figure(category?: StarCounts): WithoutUnusual {
    return { negative: this.#negative.figure(), stars: this.#stars.figure(category) };
  }

  /** The negative share of what is left at each prevalence, worth as much less as it weighs less; in the order of `PREVALENCES`. */
  shares({ n, nEff }: ShareFigure): readonly ShareFigure[] {
    return PREVALENCES.map((_, at) => {
      const { weight, sum } = this.#negative.left(at);
      return n === 0 || weight <= 0 ? shareFigure(0, 0, 0) : shareFigure(sum, weight, (nEff * weight) / n);
    });
  }
}
