import { z } from 'zod';
import { MetricKind } from './metric.ts';
import { Display, FigureTexts, ShareFigure, Verdict } from './share-figure.ts';
import { CorrectedShare, ThemeTable } from './theme-figures.ts';
import { WithoutUnusual } from './without-figure.ts';

export { Display, FigureTexts, ShareFigure, Verdict };

/** Figures as every edge prints them. All are made by `compare/counting` alone. */

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
  /** By n, like a share; mean stars have no value at all under 10. */
  display: Display,
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
  /** Adverts and official answers: in no share. */
  noOpinion: z.number().int(),
  starsOnly: z.number().int(),
  undated: z.number().int(),
});
export type Counts = z.infer<typeof Counts>;

/** A score with the texts that it counts. */
export const OpenScore = ScoreFigure.extend({ texts: FigureTexts });
export type OpenScore = z.infer<typeof OpenScore>;

export const SideFigures = z.object({
  counts: Counts,
  negative: ShareFigure,
  /** The negative share as bounds: unsure texts all left out, and all taken for negative. Null where n is 0. */
  bounds: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** All opinions of this side, those without a text too: `negative.k` of so many answers or ratings. */
  all: z.number().int(),
  texts: FigureTexts,
});
export type SideFigures = z.infer<typeof SideFigures>;

export const ComparisonRow = z.object({
  /** Source or touchpoint id as stored; '' = none given. */
  name: z.string(),
  side: z.enum(['public', 'direct']),
  counts: Counts,
  negative: ShareFigure,
  score: OpenScore.nullable(),
  /** Without what looks paid for: a what-if. Null on the direct side. */
  withoutUnusual: WithoutUnusual.nullable(),
  texts: FigureTexts,
});
export type ComparisonRow = z.infer<typeof ComparisonRow>;

/** Why a target does not cover a window. `no-import`: rows that were sent in, and nothing came since. */
export const LeftOutReason = z.enum([
  'blocked',
  'layout-changed',
  'failed',
  'partial',
  'paused',
  'not-read-yet',
  'no-visit',
  'no-import',
  'removed',
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/**
 * A target that does not cover the window to its end. It is left out of what is compared over time; in a comparison of two sides
 * in one window the texts that were read are counted, and it is named.
 */
export const LeftOut = z.object({
  /** '' for rows that were sent in, not collected. */
  targetId: z.string(),
  title: z.string(),
  reason: LeftOutReason,
  /** ISO instant from which on it was not read. */
  since: z.string().nullable(),
});
export type LeftOut = z.infer<typeof LeftOut>;

/**
 * What a reader has to know beside a verdict.
 * `before-model-error`: no audit of the labels yet. `depends-on-length`: among texts of one length the sides stand the other way round.
 * `few-clusters-*`: the texts of that side come from fewer than 10 authors, threads or weeks of pages, so chance cannot be told.
 * `asks-faults`, `asks-praise`: the question asked for it, so there is no verdict. `pending`: texts wait to be understood.
 */
export const ComparisonNote = z.enum([
  'before-model-error',
  'depends-on-length',
  'few-clusters-public',
  'few-clusters-direct',
  'asks-faults',
  'asks-praise',
  'pending',
]);
export type ComparisonNote = z.infer<typeof ComparisonNote>;

/** A day of which more texts are still to come, by the sources' own delays: `share` (0..1) of them are in. */
export const FreshDay = z.object({ day: z.string(), share: z.number() });
export type FreshDay = z.infer<typeof FreshDay>;

/** Public against direct, in one window. */
export const Comparison = z.object({
  brand: z.string(),
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  /** `one`: copies of an opinion count once; `all`: each, and they are worth one together (`nEff`). */
  copies: z.enum(['one', 'all']),
  public: SideFigures,
  direct: SideFigures,
  /** Public minus direct, in shares; Newcombe 95 % from the two Wilson intervals. */
  difference: z.object({ value: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  /** Before model error; see `corrected`. */
  verdict: Verdict,
  /** The same after model error, by what people found in audited texts; null under 50 of them on a side. */
  corrected: z
    .object({ public: CorrectedShare, direct: CorrectedShare, difference: CorrectedShare, verdict: Verdict })
    .nullable(),
  /**
   * The public side without what looks paid for: a what-if. `verdict` is what would be told then; null where it is the same one, or
   * where it does not stand at half and at double the assumed share of paid reviews.
   */
  withoutUnusual: WithoutUnusual.extend({ verdict: Verdict.nullable() }),
  notes: z.array(ComparisonNote),
  /** Scores beside each other, each on its own scale; never subtracted. */
  scores: z.array(OpenScore.extend({ side: z.enum(['public', 'direct']) })),
  bySource: z.array(ComparisonRow),
  byTouchpoint: z.array(ComparisonRow),
  themes: ThemeTable,
  leftOut: z.array(LeftOut),
  /** Days of the window that are not all in yet (under 90 %). */
  fresh: z.array(FreshDay),
  asOf: z.string(),
});
export type Comparison = z.infer<typeof Comparison>;
