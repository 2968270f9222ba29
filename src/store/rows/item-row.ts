import type { Item, ItemVersion } from '../../domain/item.ts';
import { type DecisionColumns, toDecisions } from './decision-columns.ts';
import { type MetricColumns, toMetric } from './metric-columns.ts';
import {
  type CorrectionColumns,
  flag,
  toCorrection,
  toUnderstanding,
  type UnderstandingColumns,
} from './read-columns.ts';
import { toUnusual, type UnusualColumns } from './unusual-columns.ts';

export { NOT_UNDERSTOOD, type UnderstandingColumns } from './read-columns.ts';

/** The part of a row that a draft brings. Flags are 0 or 1, as SQLite keeps them. */
export interface DraftColumns extends MetricColumns {
  key: string;
  brand: string;
  scraper: string;
  channel: string;
  is_own: number;
  stars: number | null;
  partial: number;
  verified: number | null;
  product_id: string | null;
  author_hash: string | null;
  published_at: string | null;
  published_on: string | null;
  precision: string;
  edited_at: string | null;
  fetched_at: string;
  rating_value: number | null;
  rating_best: number | null;
  reach: number | null;
  likes: number | null;
  declared_language: string | null;
  reply_at: string | null;
  external_id: string | null;
  thread_id: string | null;
  parent_id: string | null;
  author_name: string | null;
  product_name: string | null;
  location: string | null;
  url: string | null;
  title: string | null;
  text: string | null;
  pros: string | null;
  cons: string | null;
  reply_text: string | null;
  /** '' = none given. */
  touchpoint: string;
}

/** What is derived from the rest and indexed. */
export interface DerivedColumns {
  /** 1 = an outsider's text that is not a copy: what lists and figures show by default. */
  shown: number;
  /** Day of the roll-ups, '' = undated. */
  day: string;
  /** A label, or `unsure`, `pending` (not understood yet), `unread` (no sentiment for this text), `no-opinion` (adverts, official answers). */
  effective_sentiment: string;
  effective_language: string;
  /** A kind, `pending`, or `unread` (not told). */
  effective_kind: string;
  /** JSON: what is filtered and counted by, sorted texts such as `delivery:negative`; null for none. */
  theme_signs: string | null;
  /** Whole stars 1..5, 0 = none. */
  star_group: number;
  has_text: number;
  /** In title, text, pros and cons together. */
  words: number;
}

export interface ItemRow
  extends DraftColumns,
    UnderstandingColumns,
    CorrectionColumns,
    DerivedColumns,
    DecisionColumns,
    UnusualColumns {
  id: number;
  /** Key of the earliest of the items that are the same opinion; null for that one itself. */
  copy_of: string | null;
  copies: number;
  /** Key of the earliest of its family of texts; null for that one itself. */
  family: string | null;
  /** To the original of its copies, or of its family; null for an original. */
  similarity: number | null;
  /** See `related.ts`. */
  related: number;
  /** Keys by which texts like it are found; null before they are written. */
  bands: string | null;
  edited: number;
  backfill: number;
  revision: number;
  /** The last revision that its author made (not the brand by a reply, not a person by a correction); 1 where that was never told. */
  text_revision: number;
  versions: number;
  target_id: string | null;
  collected_at: string;
  last_seen_at: string;
  vanished_at: string | null;
}

export interface VersionRow
  extends MetricColumns,
    Pick<
      DraftColumns,
      | 'title'
      | 'text'
      | 'pros'
      | 'cons'
      | 'rating_value'
      | 'rating_best'
      | 'stars'
      | 'reply_text'
      | 'reply_at'
      | 'edited_at'
      | 'fetched_at'
    > {
  revision: number;
  replaced_at: string;
}

function rating(row: Pick<DraftColumns, 'rating_value' | 'rating_best'>): Item['rating'] {
  return row.rating_value === null || row.rating_best === null
    ? null
    : { value: row.rating_value, best: row.rating_best };
}

function reply(row: Pick<DraftColumns, 'reply_text' | 'reply_at'>): Item['reply'] {
  return row.reply_text === null ? null : { text: row.reply_text, at: row.reply_at };
}

export function toItem(row: ItemRow, tags: readonly string[]): Item {
  return {
    id: String(row.id),
    touchpoint: row.touchpoint === '' ? null : row.touchpoint,
    metric: toMetric(row),
    decisions: toDecisions(row, row.text_revision),
    key: row.key,
    brand: row.brand,
    scraper: row.scraper,
    channel: row.channel as Item['channel'],
    externalId: row.external_id,
    url: row.url,
    threadId: row.thread_id,
    parentId: row.parent_id,
    isOwn: row.is_own === 1,
    reach: row.reach,
    authorHash: row.author_hash,
    authorName: row.author_name,
    title: row.title,
    text: row.text,
    pros: row.pros,
    cons: row.cons,
    rating: rating(row),
    stars: row.stars,
    reply: reply(row),
    verified: flag(row.verified),
    likes: row.likes,
    productId: row.product_id,
    productName: row.product_name,
    location: row.location,
    declaredLanguage: row.declared_language,
    publishedAt: row.published_at,
    publishedOn: row.published_on,
    precision: row.precision as Item['precision'],
    editedAt: row.edited_at,
    fetchedAt: row.fetched_at,
    partial: row.partial === 1,
    targetId: row.target_id,
    collectedAt: row.collected_at,
    lastSeenAt: row.last_seen_at,
    vanishedAt: row.vanished_at,
    revision: row.revision,
    versions: row.versions,
    backfill: row.backfill === 1,
    tags: [...tags],
    understanding: toUnderstanding(row),
    correction: toCorrection(row),
    copyOf: row.copy_of,
    copies: row.copies,
    duplicate: {
      cluster: row.copy_of ?? row.key,
      family: row.family ?? row.key,
      role: row.copy_of !== null ? 'copy' : row.family !== null ? 'near-copy' : 'original',
      similarity: row.similarity ?? 1,
    },
    unusual: toUnusual(row),
  };
}

export function toVersion(row: VersionRow): ItemVersion {
  return {
    title: row.title,
    text: row.text,
    pros: row.pros,
    cons: row.cons,
    rating: rating(row),
    stars: row.stars,
    reply: reply(row),
    metric: toMetric(row),
    editedAt: row.edited_at,
    fetchedAt: row.fetched_at,
    revision: row.revision,
    replacedAt: row.replaced_at,
  };
}
