import { z } from 'zod';
import { Choice } from './decision.ts';
import { Channel, SentimentLabel } from './item.ts';
import { MetricKind } from './metric.ts';
import { TextKind, ThemeSign } from './theme.ts';
import { UnusualLevel } from './unusual.ts';

/** A day `YYYY-MM-DD` in the brand's zone, or an ISO instant. */
const DayOrInstant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/, 'YYYY-MM-DD or an ISO 8601 instant with zone');

/**
 * Which items are meant: the filters of the feed, the stats, the export and bulk changes. Empty = all.
 * Lists mean "any of"; different fields are joined by "and".
 */
export const ItemFilter = z.object({
  brand: z.string().optional().describe('Brand id'),
  /** Words in any order, the last one also as a beginning; stemmed like the texts. */
  q: z.string().max(500).optional().describe('Words to find in title, text, pros and cons'),
  source: z.array(z.string()).optional().describe('Scraper names, e.g. otzovik'),
  target: z.array(z.string()).optional().describe("Target ids; '' = none: imports and answers that were sent in"),
  channel: z.array(Channel).optional(),
  sentiment: z
    .array(SentimentLabel)
    .optional()
    .describe('Label shown, corrections included; unsure ones are left out unless unsure=true'),
  unsure: z.boolean().optional().describe('Only those that the model is unsure about (true) or sure about (false)'),
  pending: z.boolean().optional().describe('Only those not understood yet (true) or understood (false)'),
  judged: z
    .boolean()
    .optional()
    .describe('Only those with a sentiment, unsure ones included (true): what every share of texts is a share of'),
  opinion: z
    .boolean()
    .optional()
    .describe('false = only adverts and official answers, which are in no share; true = all but those'),
  theme: z.array(z.string().min(1).max(60)).max(50).optional().describe('Themes that the text speaks of: any of them'),
  theme_sentiment: z
    .array(ThemeSign.shape.sentiment)
    .optional()
    .describe('Sign of the mention: of the themes that are asked for, else of any'),
  kind: z.array(TextKind).optional().describe('Kinds of text, corrections included'),
  language: z.array(z.string()).optional().describe('ISO 639-1 codes; "und" = not told'),
  stars: z.array(z.coerce.number().int().min(1).max(5)).optional().describe('Rounded stars'),
  stars_lte: z.coerce.number().min(1).max(5).optional(),
  stars_gte: z.coerce.number().min(1).max(5).optional(),
  has_stars: z.boolean().optional(),
  has_text: z.boolean().optional().describe('false = stars only'),
  has_reply: z.boolean().optional(),
  published_from: DayOrInstant.optional().describe('First day (inclusive)'),
  published_to: DayOrInstant.optional().describe('Last day (inclusive)'),
  undated: z.boolean().optional().describe('Only items whose site prints no date (true), or only dated ones (false)'),
  collected_from: DayOrInstant.optional(),
  collected_to: DayOrInstant.optional(),
  late: z
    .boolean()
    .optional()
    .describe('Came in by a back-fill, or more than three days after it was published (true): never new'),
  product: z.array(z.string()).optional().describe('Product ids'),
  author: z.array(z.string()).optional().describe('Author hashes'),
  tag: z.array(z.string()).optional(),
  verified: z.boolean().optional(),
  edited: z.boolean().optional(),
  vanished: z.boolean().optional(),
  own: z.boolean().optional().describe("The brand's own posts: left out unless true"),
  touchpoint: z.array(z.string()).optional().describe("Touchpoints of survey answers; '' = none given"),
  metric: z.array(MetricKind).optional().describe('Only survey answers with a score of these kinds'),
  scale: z
    .array(z.string())
    .optional()
    .describe('Only scores on these scales: lowest, highest and direction, e.g. 0-10-up'),
  answer: z.array(Choice).optional().describe('Decision: does it need an answer?'),
  work: z.array(Choice).optional().describe('Decision: is the problem taken into work?'),
  done: z.boolean().optional(),
  open: z.boolean().optional().describe('true: not done, and the answer or the work is undecided (the default view)'),
  decided_by: z.array(z.string()).optional().describe('Names of those who decided last'),
  decided_from: DayOrInstant.optional().describe('Latest decision on this day or after it'),
  unusual: z
    .array(UnusualLevel)
    .optional()
    .describe("Whether it looks paid for, people's verdicts included; none = nothing unusual, or not weighed yet"),
  copies: z
    .enum(['one', 'all'])
    .optional()
    .describe('one (default): copies of the same text are counted and listed once'),
});
export type ItemFilter = z.infer<typeof ItemFilter>;

/** Order and page. `cursor` is opaque: it comes from the page before. */
export const ItemPage = z.object({
  sort: z.enum(['-published', 'published']).default('-published').describe('Newest or oldest first'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type ItemPage = z.infer<typeof ItemPage>;

/** What stats can be grouped by. */
export const StatsBy = z.enum([
  'day',
  'source',
  'sentiment',
  'language',
  'stars',
  'channel',
  'touchpoint',
  'kind',
  'theme',
  'theme_sentiment',
]);
export type StatsBy = z.infer<typeof StatsBy>;
