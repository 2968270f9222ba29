import { z } from 'zod';
import { Channel, SentimentLabel } from './item.ts';
import { ShareFigure } from './share-figure.ts';

/**
 * How well a label is told. Weighted by what the audited texts stand for; `k` and `n` are texts read, intervals are Wilson 95 % on
 * effective n.
 */
export const Quality = z.object({
  /** Of the texts that show it, the share that people agree with. */
  precision: ShareFigure,
  /** Of the texts that people see it in, the share that show it. Unsure and unread ones do not. */
  recall: ShareFigure,
});
export type Quality = z.infer<typeof Quality>;

const Agreement = z.object({
  /** Share of texts whose label is the person's; unsure and unread ones are not. */
  agreement: ShareFigure,
  classes: z.array(Quality.extend({ label: SentimentLabel })),
});

export const ThemeQuality = z.object({
  theme: z.string(),
  /** Naming it at all. */
  named: Quality,
  /** Blaming it. */
  blamed: Quality,
});
export type ThemeQuality = z.infer<typeof ThemeQuality>;

/** Agreement month by month. */
export const Drift = z.object({
  months: z.array(z.object({ month: z.string(), agreement: ShareFigure })),
  /** Whether it falls or rises by more than chance. `withheld`: under two months with 30 audited texts. */
  direction: z.enum(['falling', 'rising', 'none', 'withheld']),
  /** Two-sided p; null where withheld. */
  p: z.number().nullable(),
});
export type Drift = z.infer<typeof Drift>;

/** What the models are worth on this installation's own texts, by people who read some drawn at random. */
export const ReportCard = Agreement.extend({
  /** Audited texts. */
  n: z.number().int(),
  /** Those of which the person told the themes: what themes are judged by. */
  themed: z.number().int(),
  channels: z.array(Agreement.extend({ channel: Channel, n: z.number().int() })),
  themes: z.array(ThemeQuality),
  drift: Drift,
});
export type ReportCard = z.infer<typeof ReportCard>;

/** The report card of a brand, with what is left to read. */
export const BrandReportCard = z.object({
  brand: z.string(),
  open: z.number().int().describe('Drawn texts that nobody has read yet'),
  missing: z
    .object({ from: z.string(), to: z.string(), public: z.number().int(), direct: z.number().int() })
    .describe('Texts of these days (of a comparison as it is asked by default) to be read until shares are corrected'),
  card: ReportCard,
});
export type BrandReportCard = z.infer<typeof BrandReportCard>;
