import { z } from 'zod';
import { MetricKind } from './metric.ts';

/** Figures as every edge prints them. All are made by `compare/counting` alone. */

/** A share of texts with its n and 95 % interval (Wilson on effective n). Values 0..1; null where n is 0. */
export const ShareFigure = z.object({
  k: z.number().int(),
  /** Understood texts of outsiders, unsure ones included. */
  n: z.number().int(),
  /** n / design effect: what n is worth. */
  nEff: z.number(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** `hide` under n = 5 (show the count), `grey` under 30, else `show`. */
  display: z.enum(['hide', 'grey', 'show']),
});
export type ShareFigure = z.infer<typeof ShareFigure>;

/** A score on its own scale with its own interval: mean stars (posterior mean), NPS (adjusted Wald), CSAT, CES. */
export const ScoreFigure = z.object({
  kind: z.enum([...MetricKind.options, 'public-stars']),
  label: z.string(),
  n: z.number().int(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  min: z.number(),
  max: z.number(),
  /** How it was computed, e.g. `nps-adjusted-wald`; two figures with other ids are never put in one line. */
  formula: z.string(),
  /** Counts by value, smallest first. */
  distribution: z.array(z.object({ value: z.number(), n: z.number().int() })),
});
export type ScoreFigure = z.infer<typeof ScoreFigure>;

/** How many texts, by what became of them. Copies counted once; the brand's own posts and adverts are out. */
export const Counts = z.object({
  texts: z.number().int(),
  negative: z.number().int(),
  neutral: z.number().int(),
  positive: z.number().int(),
  mixed: z.number().int(),
  unsure: z.number().int(),
  /** Language not read, or no words. */
  unread: z.number().int(),
  pending: z.number().int(),
  starsOnly: z.number().int(),
  undated: z.number().int(),
});
export type Counts = z.infer<typeof Counts>;

export const Verdict = z.enum([
  'more-in-public',
  'more-in-surveys',
  'about-the-same',
  'no-clear-difference',
  'too-few',
  'not-comparable',
]);
export type Verdict = z.infer<typeof Verdict>;

/** The filter that opens exactly the texts that a figure counts: query parameters of `GET /items`. */
export const FigureTexts = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const SideFigures = z.object({
  counts: Counts,
  negative: ShareFigure,
  texts: FigureTexts,
});
export type SideFigures = z.infer<typeof SideFigures>;

export const ComparisonRow = z.object({
  /** Source or touchpoint id as stored; '' = none given. */
  name: z.string(),
  side: z.enum(['public', 'direct']),
  counts: Counts,
  negative: ShareFigure,
  score: ScoreFigure.nullable(),
  texts: FigureTexts,
});
export type ComparisonRow = z.infer<typeof ComparisonRow>;

/** A target that did not cover the window and is left out of the figures that are compared over time. */
export const LeftOut = z.object({
  targetId: z.string(),
  title: z.string(),
  reason: z.string(),
  since: z.string().nullable(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/** Public against direct, in one window. */
export const Comparison = z.object({
  brand: z.string(),
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  public: SideFigures,
  direct: SideFigures,
  /** Public minus direct, in shares; Newcombe 95 % from the two Wilson intervals. */
  difference: z.object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  verdict: Verdict,
  /** Scores beside each other, each on its own scale; never subtracted. */
  scores: z.array(ScoreFigure.extend({ side: z.enum(['public', 'direct']), texts: FigureTexts })),
  bySource: z.array(ComparisonRow),
  byTouchpoint: z.array(ComparisonRow),
  leftOut: z.array(LeftOut),
  asOf: z.string(),
});
export type Comparison = z.infer<typeof Comparison>;
