import type { ReviewToWeigh } from '../trust-store.ts';
import type { ItemRow } from './item-row.ts';
import { UNUSUAL_COLUMNS, weighedOf } from './unusual-columns.ts';

/** The columns that a review is weighed by. */
export const REVIEW_COLUMNS = [
  'key',
  'brand',
  'scraper',
  'effective_language',
  'product_id',
  'author_hash',
  'day',
  'stars',
  'title',
  'text',
  'pros',
  'cons',
  'score',
  'verified',
  'copy_of',
  'family',
  ...UNUSUAL_COLUMNS,
] as const satisfies readonly (keyof ItemRow)[];

export type ReviewRow = Pick<ItemRow, (typeof REVIEW_COLUMNS)[number]>;

/** How many reviews an author has and whether there are photos no store knows. */
export function toReview(row: ReviewRow): ReviewToWeigh {
  return {
    key: row.key,
    lang: row.effective_language === 'und' ? null : row.effective_language,
    source: row.scraper,
    brand: row.brand,
    productId: row.product_id,
    author: row.author_hash,
    day: row.day === '' ? null : row.day,
    stars: row.stars,
    text: [row.title, row.text, row.pros, row.cons].filter((part) => part !== null && part !== '').join('\n'),
    sentimentScore: row.score,
    authorReviews: null,
    verified: row.verified === null ? null : row.verified === 1,
    photos: null,
    cluster: row.copy_of ?? row.key,
    family: row.family ?? row.copy_of ?? row.key,
    verdict: row.verdict as ReviewToWeigh['verdict'],
    stored: weighedOf(row),
  };
}
