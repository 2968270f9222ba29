import { z } from 'zod';
import { FigureTexts, ShareFigure, Verdict } from './share-figure.ts';
import { WithoutFigure } from './without-figure.ts';

/** `depends-on-length`: among texts of one length the sides stand clearly the other way round. */
export const ThemeVerdict = z.enum([...Verdict.options, 'depends-on-length']);
export type ThemeVerdict = z.infer<typeof ThemeVerdict>;

/** Public minus direct, in shares. Nulls where a side has no texts. */
export const Difference = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type Difference = z.infer<typeof Difference>;

/** Share of texts that blame the theme: `k` of `n`. */
export const ThemeShare = ShareFigure.extend({
  /** Texts that speak of the theme, blaming or not. */
  mentioned: z.number().int(),
});
export type ThemeShare = z.infer<typeof ThemeShare>;

/** The same among texts of one length in words; `most` is null for the longest. */
export const ThemeOfLength = z.object({
  least: z.number().int(),
  most: z.number().int().nullable(),
  public: ShareFigure,
  direct: ShareFigure,
  difference: Difference,
});
export type ThemeOfLength = z.infer<typeof ThemeOfLength>;

/** A share after model error: what people found in audited texts corrects it (prediction-powered). 95 %. */
export const CorrectedShare = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type CorrectedShare = z.infer<typeof CorrectedShare>;

export const ThemeRow = z.object({
  /** Id of a theme, built in or a user's own. */
  theme: z.string(),
  public: ThemeShare,
  direct: ThemeShare,
  /** With the interval of the level of the whole table. */
  difference: Difference,
  /** Two-sided p of the score test; null where nothing was tested. */
  p: z.number().nullable(),
  verdict: ThemeVerdict,
  byLength: z.array(ThemeOfLength),
  /** After model error; null under 50 audited texts on a side. Then `verdict` ends "before model error". */
  corrected: z
    .object({ public: CorrectedShare, direct: CorrectedShare, difference: Difference, verdict: ThemeVerdict })
    .nullable(),
  /** The public share without what looks paid for: a what-if. */
  withoutUnusual: WithoutFigure,
  /** The texts that blame it. */
  texts: z.object({ public: FigureTexts, direct: FigureTexts }),
});
export type ThemeRow = z.infer<typeof ThemeRow>;

/** Theme by theme, public against direct: clear differences first. */
export const ThemeTable = z.object({
  rows: z.array(ThemeRow),
  /** Themes with enough texts to be tested. */
  tested: z.number().int(),
  /** Level (0..1) of the intervals of differences: over 0.95 where few of many themes differ. */
  level: z.number(),
  /** Themes that differ clearly. */
  differ: z.number().int(),
  /** What chance alone finds, by moving whole clusters between the sides; null where nothing was tested. */
  luck: z
    .object({
      /** Themes that differ clearly, on average. */
      expected: z.number(),
      /** Probability of at least `differ` of them. */
      p: z.number(),
      shuffles: z.number().int(),
    })
    .nullable(),
  /** Rank correlation (Spearman, -1..1) of the themes' shares on both sides; null under 5 themes. */
  agreement: z.number().nullable(),
});
export type ThemeTable = z.infer<typeof ThemeTable>;

/** A theme that is blamed more than the same weekdays of the last 8 weeks explain. */
export const RisenTheme = z.object({
  theme: z.string(),
  /** Texts that blame it, of the judged texts of the days. */
  k: z.number().int(),
  n: z.number().int(),
  /** Pooled share (0..1) of such days before. */
  usual: z.number(),
  /** Weeks that were compared with. */
  weeks: z.number().int(),
  texts: FigureTexts,
});
export type RisenTheme = z.infer<typeof RisenTheme>;
