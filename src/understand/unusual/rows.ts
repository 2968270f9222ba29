import { dayNumber } from './days.ts';
import { signsOfText, type TextSigns } from './text-signs.ts';
import type { StarSide, UnusualInput } from './types.ts';

/** From so many stars on a review is praise that a payer would ask for, and up to so many it is blame. In between nobody pays. */
const PRAISE_FROM = 4.5;
const BLAME_TO = 2;
/** A site that shows the account's reviews shows at most so many for one that was made for the purpose. */
const THIN_TO = 2;

/** A review as all parts of the detector see it. Its text is not needed any more. */
export interface Row {
  readonly input: UnusualInput;
  /** Its number among all that are weighed together. */
  readonly at: number;
  readonly day: number | null;
  readonly side: StarSide | null;
  /** What its words show. */
  readonly signs: TextSigns;
  /** Few reviews by this account; null where the site does not show it. */
  readonly thin: boolean | null;
}

export function sideOf(stars: number | null): StarSide | null {
  if (stars === null) return null;
  return stars >= PRAISE_FROM ? 'high' : stars <= BLAME_TO ? 'low' : null;
}

export function toRow(input: UnusualInput, at: number, signs: TextSigns): Row {
  return {
    input,
    at,
    day: dayNumber(input.day),
    side: sideOf(input.stars),
    signs,
    thin: input.authorReviews === null ? null : input.authorReviews <= THIN_TO,
  };
}

/** In a fixed order, so that nothing depends on the order in which reviews came. */
export function toRows(reviews: readonly UnusualInput[]): Row[] {
  const sorted = [...reviews].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return sorted.map((input, at) => toRow(input, at, signsOfText(input)));
}
