import { z } from 'zod';

/** Under n = 5 a percentage says more than is known, under 30 it is said quietly. */
export const Display = z.enum(['hide', 'grey', 'show']);
export type Display = z.infer<typeof Display>;

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
  display: Display,
  /** Present where texts with a person's correction are in it: how many, and the value without them (null when none are left). */
  corrected: z.object({ n: z.number().int(), valueWithout: z.number().nullable() }).optional(),
});
export type ShareFigure = z.infer<typeof ShareFigure>;

/** The filter that opens exactly the texts that a figure counts: query parameters of `GET /items`. */
export const FigureTexts = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
export type FigureTexts = z.infer<typeof FigureTexts>;

/** What can be said of public and direct, by the interval of their difference. */
export const Verdict = z.enum([
  'more-in-public',
  'more-in-surveys',
  'about-the-same',
  'no-clear-difference',
  'too-few',
  'not-comparable',
]);
export type Verdict = z.infer<typeof Verdict>;
