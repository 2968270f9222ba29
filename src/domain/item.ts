import { z } from 'zod';
import { Decisions } from './decision.ts';
import { Duplicate } from './duplicate.ts';
import { Metric } from './metric.ts';
import { TextKind, ThemeMention, ThemeSign } from './theme.ts';
import { ItemUnusual } from './unusual.ts';

/** Where an opinion was heard. */
export const Channel = z.enum(['public', 'survey', 'interview', 'mystery-shopping', 'internal']);
export type Channel = z.infer<typeof Channel>;

/** How exactly the published time is known. `unknown` has neither `publishedAt` nor `publishedOn`. */
export const Precision = z.enum(['instant', 'minute', 'day', 'month', 'unknown']);
export type Precision = z.infer<typeof Precision>;

/** The label is always the best guess; thin evidence is said by `unsure` beside it. */
export const SentimentLabel = z.enum(['negative', 'neutral', 'positive', 'mixed']);
export type SentimentLabel = z.infer<typeof SentimentLabel>;

export const Sentiment = z.object({
  label: SentimentLabel,
  /** -1 (bad) to 1 (good). */
  score: z.number().min(-1).max(1),
  /** Calibrated probability that `label` is right, 0..1. */
  confidence: z.number().min(0).max(1),
  /** True where the evidence is thin: its own lane, never counted as neutral. */
  unsure: z.boolean(),
});
export type Sentiment = z.infer<typeof Sentiment>;

/** A word or phrase that moved the judgement of a text, as it was read (lower case, ё as е). */
export const Why = z.object({
  words: z.string(),
  /** What it adds to praise over blame, in logits: above 0 towards positive. */
  weight: z.number(),
});
export type Why = z.infer<typeof Why>;

/** The languages whose sentiment is read. Other languages are stored with `sentiment: null`. */
export const READ_LANGUAGES = ['ru', 'en', 'nl'] as const;
export type ReadLanguage = (typeof READ_LANGUAGES)[number];

/** What a text says, by one version of the models. */
export const Understanding = z.object({
  /** Version of all models together, e.g. `2026-11-a`. A trend never mixes two. */
  modelVersion: z.string(),
  /** ISO 639-1 code, or null where it cannot be told (no letters, a lone emoji). */
  language: z.string().nullable(),
  /** Null for texts without words and for languages that are not read. */
  sentiment: Sentiment.nullable(),
  /** The words that moved the sentiment, the strongest first, at most five. */
  why: z.array(Why),
  /** What it speaks of, each with its own sign and the words that show it. */
  themes: z.array(ThemeMention),
  /** Null for texts without words and for languages that are not read. */
  kind: TextKind.nullable(),
  /** Whether the brand is named in the text (social sources); null where the question does not arise. */
  mentionsBrand: z.boolean().nullable(),
  /** Stemmed words of title, text, pros and cons, for the search index. Not shown. */
  stems: z.array(z.string()),
});
export type Understanding = z.infer<typeof Understanding>;

/** Rating on the source's own scale: 4 of 5, 8 of 10, 1 of 1 (a thumb up). */
export const Rating = z.object({ value: z.number(), best: z.number().positive() });
export type Rating = z.infer<typeof Rating>;

export const Reply = z.object({ text: z.string(), at: z.string().nullable() });
export type Reply = z.infer<typeof Reply>;

/** What a run hands to the store: masked, keyed, not understood yet. Times are ISO 8601 in UTC. */
export const ItemDraft = z.object({
  /** Hex SHA-256 identity (`understand/identity`); the same review always has the same key. */
  key: z.string(),
  brand: z.string(),
  scraper: z.string(),
  channel: Channel,
  externalId: z.string().nullable(),
  url: z.string().nullable(),
  threadId: z.string().nullable(),
  parentId: z.string().nullable(),
  /** The brand itself speaks: never counted as an opinion. */
  isOwn: z.boolean(),
  /** People who saw it, as the site says; null when unknown. */
  reach: z.number().nullable(),
  /** Keyed hash of the author, null when the site names none. */
  authorHash: z.string().nullable(),
  /** The printed name where the operator keeps names, else a pseudonym; null when the site names none. */
  authorName: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  pros: z.string().nullable(),
  cons: z.string().nullable(),
  rating: Rating.nullable(),
  /** Rating as 1..5 stars (rounded to 0.5), null without a rating. */
  stars: z.number().min(0).max(5).nullable(),
  reply: Reply.nullable(),
  verified: z.boolean().nullable(),
  likes: z.number().nullable(),
  productId: z.string().nullable(),
  productName: z.string().nullable(),
  location: z.string().nullable(),
  /** Where along the way it was said (survey answers): `receiving the order`, `support`; null for public texts. */
  touchpoint: z.string().nullable(),
  /** The score of a survey answer; null for public texts. */
  metric: Metric.nullable(),
  /** The language the site declares, if it does. */
  declaredLanguage: z.string().nullable(),
  publishedAt: z.string().nullable(),
  /** The day as printed, `YYYY-MM-DD` (`YYYY-MM` for `month`); never shifted by a zone. */
  publishedOn: z.string().nullable(),
  precision: Precision,
  editedAt: z.string().nullable(),
  /** When the page that shows it was fetched. An older page never overwrites a newer one. */
  fetchedAt: z.string(),
  /** A teaser whose full text was not read yet: stored, but not understood until it is whole. */
  partial: z.boolean(),
});
export type ItemDraft = z.infer<typeof ItemDraft>;

/** A person's word, which always wins over the models and is kept. */
export const Correction = z.object({
  sentiment: SentimentLabel.optional(),
  language: z.string().optional(),
  kind: TextKind.optional(),
  /** All themes of the text as this person says; none = it speaks of none. */
  themes: z.array(ThemeSign).optional(),
  /** Who, as shown on the page. */
  by: z.string(),
  at: z.string(),
});
export type Correction = z.infer<typeof Correction>;

/** One thing one person said, as the store gives it back. */
export const Item = ItemDraft.extend({
  /** Time-ordered number as a string: for order only. `key` identifies. */
  id: z.string(),
  /** The target that found it first; null for imports. */
  targetId: z.string().nullable(),
  collectedAt: z.string(),
  lastSeenAt: z.string(),
  /** Set when a complete visit did not find it any more. */
  vanishedAt: z.string().nullable(),
  /** Grows with each stored change of the content; understanding is written only for the revision it read. */
  revision: z.number().int(),
  /** Number of older versions kept. */
  versions: z.number().int(),
  /** Came in by a target's first complete visit: never "new", never alerts. */
  backfill: z.boolean(),
  tags: z.array(z.string()),
  /** Null while it waits to be understood. */
  understanding: Understanding.omit({ stems: true }).nullable(),
  correction: Correction.nullable(),
  decisions: Decisions,
  /** Key of the earliest item that is the same opinion, null when this is the original. */
  copyOf: z.string().nullable(),
  /** How many copies point at this one. */
  copies: z.number().int(),
  /** The same in full, with the family of texts. An item that was not compared yet stands alone, or where it stood. */
  duplicate: Duplicate,
  /** Whether it looks paid for; null while it has not been weighed and nobody has said anything. */
  unusual: ItemUnusual.nullable(),
});
export type Item = z.infer<typeof Item>;

/** An older content of an edited item. */
export const ItemVersion = ItemDraft.pick({
  title: true,
  text: true,
  pros: true,
  cons: true,
  rating: true,
  stars: true,
  reply: true,
  metric: true,
  editedAt: true,
  fetchedAt: true,
}).extend({ revision: z.number().int(), replacedAt: z.string() });
export type ItemVersion = z.infer<typeof ItemVersion>;

/** What is known of an item when its text is read. */
export type WaitingText = Pick<
  Item,
  'key' | 'brand' | 'scraper' | 'title' | 'text' | 'pros' | 'cons' | 'stars' | 'declaredLanguage' | 'correction'
>;
