import { isNode, listOf, propertyOf, type SchemaNode, textOfValue } from './values.ts';

/** A rating as printed; `best` and `worst` are null where the data leaves them out. */
export interface PrintedRating {
  readonly value: number;
  readonly best: number | null;
  readonly worst: number | null;
}

const OF_BEST = /(\d{1,3}(?:[.,]\d{1,4})?)\s?(?:\/|out of|of|из|von|van|sur|de|su|av)\s?(\d{1,3})(?!\d)/i;
const NUMBER = /\d{1,4}(?:[.,]\d{1,6})?/;

/** The rating of a review node: a Rating, a list of them, a plain number, or the values on the review itself. Null without one. */
export function ratingOf(review: SchemaNode, resolve: (node: SchemaNode) => SchemaNode): PrintedRating | null {
  const candidates = [...listOf(propertyOf(review, 'reviewRating', 'rating', 'starRating', 'stars')), review];
  for (const candidate of candidates) {
    const node = isNode(candidate) ? resolve(candidate) : null;
    const printed = node ? propertyOf(node, 'ratingValue', 'value', '@value', 'average', 'name') : candidate;
    if (node === review && propertyOf(review, 'ratingValue') === undefined) continue;
    const rating = readRating(printed);
    if (rating === null) continue;
    const best = node ? numberOf(propertyOf(node, 'bestRating', 'best')) : null;
    const worst = node ? numberOf(propertyOf(node, 'worstRating', 'worst')) : null;
    return { ...rating, best: best ?? rating.best, worst };
  }
  return null;
}

function readRating(printed: unknown): PrintedRating | null {
  const text = textOfValue(listOf(printed)[0])?.slice(0, 100) ?? '';
  const ofBest = OF_BEST.exec(text);
  if (ofBest) return { value: toNumber(ofBest[1]!), best: Number(ofBest[2]), worst: null };
  const filled = text.match(/[★⭐]/gu)?.length;
  if (filled !== undefined && !/\d/.test(text)) {
    return { value: filled, best: filled + (text.match(/☆/gu)?.length ?? 0) > 5 ? 10 : 5, worst: null };
  }
  const value = numberOf(text);
  if (value === null) return null;
  return { value, best: /\d\s?%/.test(text) ? 100 : null, worst: null };
}

function numberOf(value: unknown): number | null {
  const text = textOfValue(listOf(value)[0])?.slice(0, 100) ?? '';
  const digits = NUMBER.exec(text)?.[0];
  return digits === undefined || text.includes(`-${digits}`) ? null : toNumber(digits);
}

function toNumber(digits: string): number {
  return Number(digits.replace(',', '.'));
}

/**
 * The scale of ratings that name no best value. schema.org and Google say 5. A value above 5 on the page proves a scale of
 * 10, above 10 of 100. Without such a value the best of the page's own average counts, unless four or more ratings, all
 * of 5 or less, speak against it (customers' ratings lean to the top: on a scale of 10 some would be above 5).
 */
export function scaleOf(values: readonly number[], averageBest: number | null): number {
  const top = Math.max(0, ...values.slice(0, 10_000));
  if (top > 10) return 100;
  if (top > 5) return 10;
  return averageBest !== null && averageBest > 5 && averageBest <= 10 && values.length < 4 ? averageBest : 5;
}

/** Value and best on one scale; null for 0 where the scale does not say that it starts there ("not rated"). */
export function settleRating(
  printed: PrintedRating,
  pageScale: number,
): { rating: number; ratingScale: number } | null {
  const said = printed.best !== null && printed.best > 0 ? printed.best : pageScale;
  const best = printed.value <= said ? said : printed.value <= 10 ? 10 : 100;
  if (printed.value > best || (printed.value === 0 && printed.worst !== 0)) return null;
  return { rating: printed.value, ratingScale: best };
}
