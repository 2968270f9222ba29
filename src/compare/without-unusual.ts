import type { UnusualLevel, UnusualVerdict } from '../domain/unusual.ts';
import { MIN_STARS_N, meanStars, type StarCounts } from './stars.ts';

/**
 * Share of paid reviews that the calibrated scores assume: that of the markets from which they were calibrated. What sites tell of
 * what they take down (6 to 8 % of what is sent in) is near it.
 */
export const ASSUMED_PREVALENCE = 0.08;

/** An item as the what-if sees it. */
export interface Weighable {
  /** Calibrated probability of being paid or rewarded, 0..1; null where it was not weighed: it then counts in full. */
  readonly score: number | null;
  readonly level: UnusualLevel;
  readonly verdict: UnusualVerdict['verdict'] | null;
}

/** A score under another share of paid reviews: its odds times the ratio of the prevalences' odds (Saerens et al. 2002). */
export function shiftedScore(score: number, prevalence: number): number {
  const ratio = prevalence / (1 - prevalence) / (ASSUMED_PREVALENCE / (1 - ASSUMED_PREVALENCE));
  return (score * ratio) / (score * ratio + 1 - score);
}

/** 1 minus the score; a person's word makes it 0 or 1, "not sure" leaves the score. */
export function weightOf({ score, verdict }: Weighable, prevalence = ASSUMED_PREVALENCE): number {
  if (verdict === 'unusual') return 0;
  if (verdict === 'genuine' || score === null) return 1;
  return 1 - shiftedScore(score, prevalence);
}

/** What the what-if takes away. */
export interface Removed {
  /** Items that are flagged, by the detector or by a person. */
  readonly items: number;
  /** Sum of what all items lose, flagged or not, in items. */
  readonly weight: number;
  /** Expected share of genuine ones among the flagged; null where none is. */
  readonly genuineShare: number | null;
}

export function removed(items: readonly Weighable[]): Removed {
  const isFlagged = ({ level, verdict }: Weighable): boolean =>
    verdict === 'unusual' || (level !== 'none' && verdict !== 'genuine');
  const flagged = items.filter(isFlagged);
  return {
    items: flagged.length,
    weight: items.reduce((sum, item) => sum + 1 - weightOf(item), 0),
    genuineShare: flagged.length === 0 ? null : flagged.reduce((sum, item) => sum + weightOf(item), 0) / flagged.length,
  };
}

/** A figure of all items and as it would be without the unusual ones; null where there is nothing to divide by. */
export interface WhatIf {
  readonly n: number;
  readonly all: number | null;
  readonly without: number | null;
  readonly removed: Removed;
}

/** Mean of a value (a share: 1 and 0) over all items, and with each weighted by 1 minus its score. */
export function meanWithout<T extends Weighable>(items: readonly T[], read: (item: T) => number): WhatIf {
  const mean = (weigh: (item: T) => number): number | null => {
    const total = items.reduce((sum, item) => sum + weigh(item), 0);
    return total <= 0 ? null : items.reduce((sum, item) => sum + weigh(item) * read(item), 0) / total;
  };
  return { n: items.length, all: mean(() => 1), without: mean((item) => weightOf(item)), removed: removed(items) };
}

type Stars = ReturnType<typeof meanStars>;

/** A rating three ways. `posterior` and its parts are null below ten reviews, where only the distribution is shown. */
export interface RatingWithout extends WhatIf {
  /** Posterior mean with its central 95 %, of all reviews. */
  readonly posterior: Stars | null;
  /** The same of the weighted ones. */
  readonly posteriorWithout: Stars | null;
}

function countsOf<T>(items: readonly T[], starsOf: (item: T) => number, weigh: (item: T) => number): StarCounts {
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (const item of items) {
    const value = Math.min(5, Math.max(1, starsOf(item)));
    const below = Math.floor(value);
    const part = value - below;
    counts[below - 1]! += (1 - part) * weigh(item);
    if (part > 0) counts[below]! += part * weigh(item);
  }
  return counts;
}

/** A rating of all reviews with stars, without the unusual ones, and as posterior mean (`category`: see `meanStars`). */
export function ratingWithout<T extends Weighable & { readonly stars: number | null }>(
  items: readonly T[],
  category?: StarCounts,
): RatingWithout {
  const starred = items.filter(({ stars }) => stars !== null);
  const stars = (item: T): number => item.stars!;
  const total = starred.reduce((sum, item) => sum + weightOf(item), 0);
  return {
    ...meanWithout(starred, stars),
    posterior:
      starred.length < MIN_STARS_N
        ? null
        : meanStars(
            countsOf(starred, stars, () => 1),
            category,
          ),
    posteriorWithout:
      total < MIN_STARS_N
        ? null
        : meanStars(
            countsOf(starred, stars, (item) => weightOf(item)),
            category,
          ),
  };
}

/** A conclusion drawn from all items, and without the unusual ones. */
export interface Flip<C> {
  readonly all: C;
  readonly without: C;
  /** The two differ, and the second stands at half and at double the assumed share of paid reviews: only then it may be told. */
  readonly isTold: boolean;
}

/**
 * Groups are noticed partly because their stars differ, so removing them must move the mean: a flipped conclusion counts only where
 * it does not hang on how many paid reviews are assumed. `conclude` gets the weight of each item, in their order.
 */
export function flipOf<C extends string | number | boolean>(
  items: readonly Weighable[],
  conclude: (weights: readonly number[]) => C,
): Flip<C> {
  const at = (prevalence: number): C => conclude(items.map((item) => weightOf(item, prevalence)));
  const all = conclude(items.map(() => 1));
  const without = at(ASSUMED_PREVALENCE);
  const holds = [ASSUMED_PREVALENCE / 2, ASSUMED_PREVALENCE * 2].every((prevalence) => at(prevalence) === without);
  return { all, without, isTold: all !== without && holds };
}
