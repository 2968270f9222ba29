import { z } from 'zod';

export const Outcome = z.enum(['ok', 'empty', 'blocked', 'layout-changed', 'partial', 'failed']);
export type Outcome = z.infer<typeof Outcome>;

/** One visit to a target. Counts are of this visit alone. */
export const Run = z.object({
  id: z.string(),
  targetId: z.string(),
  startedAt: z.string(),
  /** Null while it runs. */
  endedAt: z.string().nullable(),
  outcome: Outcome.nullable(),
  /** By network, or from pages that a person saved. */
  by: z.enum(['network', 'hand']),
  pages: z.number().int(),
  /** Reviews listed on those pages. */
  cards: z.number().int(),
  /** Items first seen, changed, and marked vanished. */
  new: z.number().int(),
  changed: z.number().int(),
  vanished: z.number().int(),
  /** Cards that could not be read, with their reasons counted: `{ "no rating": 2 }`. */
  skipped: z.record(z.string(), z.number()),
  /** The site's own counter of reviews, null when it prints none. */
  siteTotal: z.number().nullable(),
  /** Share of cards with each field, 0..1: `{ text: 1, rating: 0.98, author: 1 }`. */
  fill: z.record(z.string(), z.number()),
  parserVersion: z.number().int(),
  /** Every page up to the end was read (not stopped early at known items). */
  complete: z.boolean(),
  /** Class and message of the failure that ended it, null when none did. */
  error: z.object({ name: z.string(), message: z.string() }).nullable(),
});
export type Run = z.infer<typeof Run>;
