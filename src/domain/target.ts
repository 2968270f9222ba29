import { z } from 'zod';

/** What the last visits say about a place, in one word. The sentence beside it is made by `jobs/health`. */
export const HealthState = z.enum(['new', 'ok', 'quiet', 'blocked', 'broken', 'failing', 'paused', 'parked']);
export type HealthState = z.infer<typeof HealthState>;

/** One place to read: a scraper, its options, a schedule and a brand. */
export const Target = z.object({
  /** Hex, first 16 characters of SHA-256 of brand, scraper and options: adding it again finds the same one. */
  id: z.string(),
  brand: z.string(),
  scraper: z.string(),
  /** The scraper's own options, validated by its zod schema. */
  options: z.record(z.string(), z.unknown()),
  /** The address a person knows it by. */
  url: z.string(),
  title: z.string(),
  /** Cron expression (croner) read in `timeZone`. */
  schedule: z.string(),
  timeZone: z.string(),
  paused: z.boolean(),
  /** `config` targets follow the file; `page` ones were added on the page, by the API or the CLI. */
  origin: z.enum(['config', 'page']),
  createdAt: z.string(),
  /** Next due time; null while paused or parked. */
  nextRunAt: z.string().nullable(),
  /** Where an unfinished walk goes on; null at the start of a visit. */
  cursor: z.record(z.string(), z.unknown()).nullable(),
  /** When the first complete visit (the back-fill) ended; null before. */
  backfilledAt: z.string().nullable(),
  lastRunAt: z.string().nullable(),
  lastOutcome: z.string().nullable(),
  /** Runs in a row that did not end `ok` or `empty`. */
  failures: z.number().int(),
  health: HealthState,
  /** Reason shown when `parked`, `blocked` or `broken`. */
  healthNote: z.string().nullable(),
});
export type Target = z.infer<typeof Target>;

/** What a new target needs; the store fills in the rest. */
export const NewTarget = Target.pick({
  id: true,
  brand: true,
  scraper: true,
  options: true,
  url: true,
  title: true,
  schedule: true,
  timeZone: true,
  origin: true,
});
export type NewTarget = z.infer<typeof NewTarget>;
