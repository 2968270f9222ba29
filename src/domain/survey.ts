import { z } from 'zod';
import { Metric } from './metric.ts';

/** A question with a score: everything of a metric but the value. */
export const ScoreScale = Metric.omit({ value: true });
export type ScoreScale = z.infer<typeof ScoreScale>;

/** How the columns of a file are read. Field -> column name ('' = none). What is said here holds for all rows. */
export const SurveyMapping = z.strictObject({
  columns: z.record(z.string(), z.string()),
  /** Of `columns.score`; null = comments alone. */
  metric: ScoreScale.nullable(),
  /** Further score columns: each makes an item of its own. */
  moreScores: z.array(z.strictObject({ column: z.string(), ...ScoreScale.shape })).optional(),
  /** Further comment columns; each belongs to the score column before it. */
  moreComments: z.array(z.string()).optional(),
  /** Touchpoint of rows that name none. */
  touchpoint: z.string().nullable(),
  /** Survey name: the `source` of the answers, and part of their identity. */
  survey: z.string().min(1).max(80),
  /** Of times that are printed without a zone. */
  timeZone: z.string(),
  /** Order of dates such as 04/05/2026. */
  dateOrder: z.enum(['dmy', 'mdy']).optional(),
});
export type SurveyMapping = z.infer<typeof SurveyMapping>;

/** What was guessed of a file, its first 20 rows, and everything wrong by row number. Nothing is stored. */
export const ImportPreview = z.object({
  encoding: z.string(),
  delimiter: z.string().nullable(),
  header: z.array(z.string()),
  mapping: SurveyMapping,
  fields: z.array(z.string()).describe('Fields that a column can be'),
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  total: z.number().int(),
  problems: z.array(z.object({ line: z.number().int(), problem: z.string() })),
  problemCount: z.number().int(),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
/** What an import did. */
export const ImportDone = z.object({
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  problems: z.array(z.object({ line: z.number().int(), problem: z.string() })),
  problemCount: z.number().int(),
});
export type ImportDone = z.infer<typeof ImportDone>;

/** One answer or review as a program sends it; idempotent by `id`. */
export const IngestRow = z.strictObject({
  id: z.string().min(1).max(200),
  channel: z.enum(['survey', 'interview', 'mystery-shopping', 'internal', 'public']).default('survey'),
  metric: Metric.partial({ min: true, max: true, direction: true, question: true, prompt: true }).optional(),
  text: z.string().max(100_000).optional(),
  title: z.string().max(1000).optional(),
  stars: z.number().min(0).max(5).optional(),
  touchpoint: z.string().max(120).optional(),
  author: z.string().max(200).optional(),
  date: z.string().optional().describe('ISO day or instant with zone'),
  language: z.string().length(2).optional(),
  productId: z.string().max(200).optional(),
  location: z.string().max(200).optional(),
  url: z.url().optional(),
});
export type IngestRow = z.infer<typeof IngestRow>;
export const Ingested = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  problems: z.array(z.object({ index: z.number().int(), problem: z.string() })),
});
export type Ingested = z.infer<typeof Ingested>;
