import { z } from 'zod';

/**
 * `rewarded`: the author says so. `likely-paid` and `worth-a-look` are opinions of the detector (about 1 % and 5 % of honest
 * reviews would come so far). Nothing is ever deleted for it.
 */
export const UnusualLevel = z.enum(['none', 'worth-a-look', 'likely-paid', 'rewarded']);
export type UnusualLevel = z.infer<typeof UnusualLevel>;

/** One piece of evidence: a code, its figures and words, and the reviews it leans on. Sentences are made from it in the reader's language. */
export const UnusualReason = z.object({
  code: z.string(),
  /** What the sentence says: counts, days (`YYYY-MM-DD`), stars, the author's own words. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Keys of the reviews it leans on, at most 20, without the review itself. */
  linked: z.array(z.string()),
  /** What it adds to the log-odds of being paid: below 0 for what speaks for an honest group. */
  weight: z.number(),
});
export type UnusualReason = z.infer<typeof UnusualReason>;

export const Unusual = z.object({
  /** Calibrated probability of being paid or rewarded, 0..1. */
  score: z.number().min(0).max(1),
  level: UnusualLevel,
  /** The strongest first. */
  reasons: z.array(UnusualReason),
});
export type Unusual = z.infer<typeof Unusual>;

/** A person's word on a review: it wins over the detector, is kept, and can be taken back. */
export const UnusualVerdict = z.object({
  verdict: z.enum(['unusual', 'genuine', 'not-sure']),
  by: z.string(),
  at: z.string(),
  /** Key of the copy of which it was said: one opinion, one word. Null where it was said of this review itself. */
  of: z.string().nullable(),
});
export type UnusualVerdict = z.infer<typeof UnusualVerdict>;

/** What is kept beside a review: what the detector found, and a person's word, which decides the level that is shown. */
export const ItemUnusual = z.object({
  /** Of the detector; null while the review has not been weighed. */
  score: Unusual.shape.score.nullable(),
  /** The level that is shown, listed and counted: a person's verdict wins. */
  level: UnusualLevel,
  /** Level of the detector. */
  found: UnusualLevel,
  reasons: z.array(UnusualReason),
  /** Version of the detector; null while the review has not been weighed. */
  version: z.string().nullable(),
  verdict: UnusualVerdict.nullable(),
});
export type ItemUnusual = z.infer<typeof ItemUnusual>;

/** When and why a flag appeared, changed or went away. */
export const UnusualChange = z.object({
  /** Key of the review. */
  item: z.string(),
  at: z.string(),
  from: UnusualLevel,
  to: UnusualLevel,
  /** Codes of the reasons that came and that went. */
  came: z.array(z.string()),
  went: z.array(z.string()),
});
export type UnusualChange = z.infer<typeof UnusualChange>;

/** What the brand did itself, so that a burst of reviews has an honest cause: a mailing to buyers, a launch, a contest. */
export const Campaign = z.object({
  id: z.string(),
  brand: z.string(),
  name: z.string().min(1).max(200),
  /** First and last day, `YYYY-MM-DD`. */
  from: z.string(),
  to: z.string(),
  /** The scraper it brought reviews to, null for all of them. */
  scraper: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});
export type Campaign = z.infer<typeof Campaign>;
