import { z } from 'zod';
import { FigureTexts } from './share-figure.ts';
import { Campaign, ItemUnusual, UnusualChange, UnusualLevel } from './unusual.ts';

/** More reviews of one side of stars on one source than is usual there, on days that follow each other. */
export const TrustBurst = z.object({
  source: z.string(),
  side: z.enum(['low', 'high']),
  from: z.string(),
  to: z.string(),
  n: z.number().int(),
  /** How many were usual on as many such days. */
  expected: z.number(),
  /** How far beyond chance: -log10 of the probability, 0..30. */
  surprise: z.number(),
  /** What it most looks like. */
  kind: z.enum(['paid', 'attack', 'launch', 'mailing', 'incident', 'campaign', 'unexplained']),
  /** Id of the brand's own campaign that explains it. */
  campaign: z.string().nullable(),
  /** First day of the wave of complaints that it followed. */
  afterComplaints: z.string().nullable(),
  texts: FigureTexts,
});
export type TrustBurst = z.infer<typeof TrustBurst>;

/** One day of a timeline: reviews, and how many were usual. */
export const TrustDay = z.object({ day: z.string(), n: z.number().int(), usual: z.number() });

/** A review in short. */
export const TrustExcerpt = z.object({
  key: z.string(),
  source: z.string(),
  day: z.string().nullable(),
  stars: z.number().nullable(),
  /** Its beginning. */
  text: z.string(),
  level: UnusualLevel,
});
export type TrustExcerpt = z.infer<typeof TrustExcerpt>;

/** What verdicts changed in how evidence is weighed, in all brands of the installation. */
export const TrustLearned = z.object({
  /** Verdicts that count; "not sure" ones do not. */
  judged: z.number().int(),
  unusual: z.number().int(),
  genuine: z.number().int(),
  /** Kinds of evidence that are worth more (above 1) or less than as shipped. */
  moved: z.array(
    z.object({ code: z.string(), unusual: z.number().int(), genuine: z.number().int(), factor: z.number() }),
  ),
  /** ISO instant since which the weights are as they are; null: as shipped. */
  since: z.string().nullable(),
  /** Levels of this brand that changed since then. */
  changedSince: z.number().int(),
});
export type TrustLearned = z.infer<typeof TrustLearned>;

/** What looks paid for in a window of days. */
export const TrustView = z.object({
  brand: z.string(),
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  /** Of the detector; null while nothing was weighed. */
  version: z.string().nullable(),
  weighedAt: z.string().nullable(),
  /** Reviews changed since, or the weights did: results are on their way. */
  due: z.boolean(),
  /** Public opinions of the window by level, copies once. */
  levels: z.array(z.object({ level: UnusualLevel, n: z.number().int(), texts: FigureTexts })),
  bursts: z.array(TrustBurst),
  timelines: z.array(
    z.object({ source: z.string(), side: z.enum(['low', 'high']), n: z.number().int(), days: z.array(TrustDay) }),
  ),
  /** Texts that several reviews share, the largest first. */
  families: z.array(z.object({ n: z.number().int(), first: TrustExcerpt })),
  /** When and why flags appeared or went away, the latest first. */
  changes: z.array(UnusualChange.extend({ review: TrustExcerpt.nullable() })),
  campaigns: z.array(Campaign),
  learned: TrustLearned,
});
export type TrustView = z.infer<typeof TrustView>;

/** A review in a pack of evidence: as it was collected, with what was found and why. */
export const Evidence = z.object({
  key: z.string(),
  source: z.string(),
  url: z.string().nullable(),
  externalId: z.string().nullable(),
  author: z.string().nullable().describe('As it is kept: a pseudonym where names are not'),
  publishedAt: z.string().nullable(),
  publishedOn: z.string().nullable(),
  collectedAt: z.string(),
  lastSeenAt: z.string(),
  editedAt: z.string().nullable(),
  vanishedAt: z.string().nullable(),
  revision: z.number().int(),
  stars: z.number().nullable(),
  verified: z.boolean().nullable(),
  text: z.string().describe('Title, text, pros and cons, one under the other'),
  sha256: z.string().describe('SHA-256 of `text` in UTF-8, in hex'),
  unusual: ItemUnusual,
  sentences: z.array(z.string()),
  changes: z.array(UnusualChange),
  modelVersion: z.string().nullable(),
});
export type Evidence = z.infer<typeof Evidence>;

/** What is sent with a complaint to a platform. */
export const EvidencePack = z.object({
  brand: z.object({ id: z.string(), name: z.string(), madeUp: z.boolean() }),
  madeAt: z.string(),
  madeBy: z.string(),
  language: z.enum(['ru', 'en', 'nl']),
  /** Of Molva, of the detector, and of the models that read the texts. */
  versions: z.object({ molva: z.string(), detector: z.string().nullable(), models: z.string().nullable() }),
  reviews: z.array(Evidence),
  /** There are more than are in the pack. */
  more: z.boolean(),
  bursts: z.array(TrustBurst),
});
export type EvidencePack = z.infer<typeof EvidencePack>;
