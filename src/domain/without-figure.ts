import { z } from 'zod';

/**
 * A figure with and without the unusual reviews: a what-if. Groups are noticed partly because their stars differ, so taking them away
 * must move the mean. Each review is weighted by 1 minus its calibrated score, or by a person's verdict (0 or 1).
 */
export const WithoutFigure = z.object({
  /** Plain share or mean of all. Null where there is nothing. */
  all: z.number().nullable(),
  without: z.number().nullable(),
  /** Reviews that are flagged, by the detector or by a person. */
  items: z.number().int(),
  /** What all reviews lose together, flagged or not, in reviews. */
  weight: z.number(),
  /** Expected share of genuine ones among the flagged; null where none is. */
  genuineShare: z.number().nullable(),
});
export type WithoutFigure = z.infer<typeof WithoutFigure>;

/** Stars also as posterior mean with its central 95 %, of what is left; null where less than ten reviews' weight is. */
export const WithoutStars = WithoutFigure.extend({
  posterior: z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable(),
});
export type WithoutStars = z.infer<typeof WithoutStars>;

/** A group of reviews with and without the unusual ones: how many are left, so that shares of groups can be made of it, and stars. */
export const WithoutGroup = z.object({
  /** What is left of the group, in reviews. */
  n: z.number(),
  items: WithoutFigure.shape.items,
  weight: WithoutFigure.shape.weight,
  genuineShare: WithoutFigure.shape.genuineShare,
  stars: WithoutStars,
});
export type WithoutGroup = z.infer<typeof WithoutGroup>;

export const WithoutUnusual = z.object({ negative: WithoutFigure, stars: WithoutStars });
export type WithoutUnusual = z.infer<typeof WithoutUnusual>;
