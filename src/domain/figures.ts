import { z } from 'zod';
import { Counts, FigureTexts, LeftOut, OpenScore, ShareFigure } from './comparison.ts';
import { Channel } from './item.ts';
import { RisenTheme } from './theme-figures.ts';
import { WithoutFigure, WithoutStars, WithoutUnusual } from './without-figure.ts';

/** What the head of the feed says about the texts that its filter finds. */
export const FeedFigures = z.object({
  counts: Counts,
  negative: ShareFigure,
  /** Public texts with stars. */
  stars: OpenScore,
  withoutUnusual: WithoutUnusual.describe('The same without what looks paid for: a what-if'),
  texts: FigureTexts,
});
export type FeedFigures = z.infer<typeof FeedFigures>;

/** Whether today differs from the same weekdays of the last 8 weeks by more than chance makes it differ once a month. */
export const Trend = z.object({
  arrow: z.enum(['up', 'down']).nullable(),
  /** Why no arrow could be told: under 4 comparable weeks, under 5 texts, under 90 % in. Null: it could. */
  withheld: z.enum(['short-history', 'few-texts', 'too-fresh']).nullable(),
  /** What such a day usually brings: the mean number, or the pooled share. */
  usual: z.number().nullable(),
  /** Weeks that were compared with. */
  weeks: z.number().int(),
});
export type Trend = z.infer<typeof Trend>;

/** What the digest says. Figures of days are public texts of the targets that cover both windows; `leftOut` names the others. */
export const DigestFigures = z.object({
  brand: z.string(),
  timeZone: z.string(),
  /** Period of "new": collected after `since`, up to `until`. */
  since: z.string(),
  until: z.string(),
  new: z.object({
    counts: Counts,
    negative: ShareFigure,
    /** The same without what looks paid for: a what-if. */
    withoutUnusual: WithoutFigure,
    /** All that is new: texts and ratings without text. */
    texts: FigureTexts,
    /** What `negative` is a share of. */
    judged: FigureTexts,
    byChannel: z.array(
      z.object({ channel: Channel, counts: Counts, texts: FigureTexts.describe('Texts and ratings without text') }),
    ),
    /** Collected in the period, but published more than three days before: not new. */
    caughtUp: z.number().int(),
    /** Read by a target's first complete visit: not new. */
    olderRead: z.number().int(),
  }),
  /** The full days that the trend is about, in the zone of the brand, and the 7 days before them. */
  days: z.object({ from: z.string(), to: z.string(), weekFrom: z.string(), weekTo: z.string() }),
  /** Share of the days' public texts that are in by now, by the sources' own delays; null when not known. */
  in: z.number().nullable(),
  negative: z.object({
    day: ShareFigure,
    week: ShareFigure,
    trend: Trend,
    /**
     * Both shares without what looks paid for: a what-if. `arrow`: what the trend would tell then; null where it tells the same, and
     * where it would not at half and at double the assumed share of paid reviews, too.
     */
    withoutUnusual: z.object({
      day: WithoutFigure,
      week: WithoutFigure,
      arrow: z.enum(['up', 'down', 'none']).nullable(),
    }),
    texts: FigureTexts,
    weekTexts: FigureTexts,
  }),
  volume: z.object({
    /** Public opinions (texts and ratings without text) of the days, and the mean of as many days in the week before. */
    n: z.number().int(),
    weekMean: z.number().nullable(),
    trend: Trend,
    texts: FigureTexts,
  }),
  /** Themes that are blamed more on the days than usual, the largest rise first. */
  risen: z.array(RisenTheme),
  /** Scores of the last 90 days: the same figures as the comparison's. */
  scores: z.object({
    from: z.string(),
    to: z.string(),
    stars: OpenScore,
    /** The stars without what looks paid for. */
    starsWithout: WithoutStars,
    direct: z.array(OpenScore),
  }),
  leftOut: z.array(LeftOut),
  asOf: z.string(),
});
export type DigestFigures = z.infer<typeof DigestFigures>;
