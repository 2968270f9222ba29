import type { Rating } from '../domain/item.ts';

/**
 * A rating that can be meant: 0..best. A zero on a scale of two to five is "not rated" (empty stars), on a thumb
 * (best 1) and on scales above five it is a vote.
 */
export function readRating(value: number | null, best: number | null): Rating | null {
  if (value === null || best === null || !Number.isFinite(value) || !Number.isFinite(best)) return null;
  if (best <= 0 || value < 0 || value > best) return null;
  if (value === 0 && best > 1 && best <= 5) return null;
  return { value, best };
}

/**
 * Rating as stars: 5 x value / best, rounded to half a star, at least 1. So 4/5 -> 4, 7/10 -> 3.5, 1/10 -> 1,
 * 73/100 -> 3.5, thumb up (1/1) -> 5, thumb down (0/1) -> 1.
 */
export function toStars(rating: Rating | null): number | null {
  if (rating === null) return null;
  return Math.min(5, Math.max(1, Math.round((10 * rating.value) / rating.best) / 2));
}
