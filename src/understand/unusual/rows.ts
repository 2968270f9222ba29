import { foldText } from '../normalise.ts';
import { dayNumber } from './days.ts';
import type { StarSide, UnusualInput } from './types.ts';

/** From so many stars on a review is praise that a payer would ask for, and up to so many it is blame. In between nobody pays. */
const PRAISE_FROM = 4.5;
const BLAME_TO = 2;
/** A site that shows the account's reviews shows at most so many for one that was made for the purpose. */
const THIN_TO = 2;
/** Longer texts are judged by their beginning: what repeats or betrays itself stands there. */
const MAX_CHARS = 6000;

/** A review as all parts of the detector see it. */
export interface Row {
  readonly input: UnusualInput;
  readonly at: number;
  readonly day: number | null;
  readonly side: StarSide | null;
  /** Words folded for comparison. */
  readonly words: readonly string[];
  /** Few reviews by this account; null where the site does not show it. */
  readonly thin: boolean | null;
}

export function sideOf(stars: number | null): StarSide | null {
  if (stars === null) return null;
  return stars >= PRAISE_FROM ? 'high' : stars <= BLAME_TO ? 'low' : null;
}

/** In a fixed order, so that nothing depends on the order in which reviews came. */
export function toRows(reviews: readonly UnusualInput[]): Row[] {
  const sorted = [...reviews].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return sorted.map((input, at) => ({
    input,
    at,
    day: dayNumber(input.day),
    side: sideOf(input.stars),
    words: foldText(input.text.slice(0, MAX_CHARS)).split(' ').filter(Boolean),
    thin: input.authorReviews === null ? null : input.authorReviews <= THIN_TO,
  }));
}
