import { z } from 'zod';
import { Comparison } from '../domain/comparison.ts';
import { DecisionChange, DecisionEntry } from '../domain/decision.ts';
import { Delivery, NewSubscription, Subscription } from '../domain/digest.ts';
import { FeedFigures } from '../domain/figures.ts';
import { ItemFilter } from '../domain/filter.ts';
import { Item, SentimentLabel } from '../domain/item.ts';
import { IngestRow, SurveyMapping } from '../domain/survey.ts';
import { SavedView } from '../domain/view.ts';

/** Shapes of the loop on the wire: decisions, bulk, views, comparison, survey import, digest. */

/** `POST /items/{key}/decisions`. `ifVersion`: `decisions.version` of the item as it was seen; another one is 409. */
export const Decide = z.strictObject({ ...DecisionChange.shape, ifVersion: z.number().int().optional() });
export type Decide = z.infer<typeof Decide>;
/** `batch` goes into `POST /undo`. */
export const Decided = z.object({ item: Item, batch: z.string() });
export type Decided = z.infer<typeof Decided>;

/** `GET /items/{key}/history`. */
export const History = z.object({ data: z.array(DecisionEntry) });
export type History = z.infer<typeof History>;

/** `POST /bulk`: by keys or by filter, with a dry run first. */
export const Bulk = z
  .strictObject({
    keys: z.array(z.string()).min(1).max(1000).optional(),
    filter: z.strictObject(ItemFilter.shape).optional(),
    change: z.strictObject({
      ...DecisionChange.shape,
      sentiment: SentimentLabel.nullable().optional(),
      tags: z
        .strictObject({
          add: z.array(z.string().min(1).max(60)).max(50).default([]),
          remove: z.array(z.string()).max(50).default([]),
        })
        .optional(),
    }),
    dryRun: z.boolean().default(false),
  })
  .refine((bulk) => (bulk.keys === undefined) !== (bulk.filter === undefined), {
    message: 'give either keys or filter',
    path: ['keys'],
  });
export type Bulk = z.infer<typeof Bulk>;
export const BulkDone = z.object({
  matched: z.number().int(),
  changed: z.number().int(),
  batch: z.string().nullable(),
  dryRun: z.boolean(),
});
export type BulkDone = z.infer<typeof BulkDone>;

/** `POST /undo`. */
export const Undo = z.strictObject({ batch: z.string() });
export const Undone = z.object({
  undone: z.number().int(),
  left: z.number().int().describe('Changed by somebody since: left as they are'),
});
export type Undone = z.infer<typeof Undone>;

/** `GET /views?brand=`: each with its present count. `POST /views`, `DELETE /views/{id}`. */
export const View = SavedView.extend({ count: z.number().int() });
export type View = z.infer<typeof View>;
export const Views = z.object({ data: z.array(View) });
export type Views = z.infer<typeof Views>;
export const ViewAdd = z.strictObject({
  brand: z.string(),
  name: z.string().min(1).max(80),
  query: z.string().max(2000),
});
export type ViewAdd = z.infer<typeof ViewAdd>;

/** `GET /figures`: the filters of `GET /items` -> what the head of the feed says. */
export const FiguresQuery = ItemFilter;
export { FeedFigures };

/** `GET /comparison?brand=&from=&to=`. */
export const ComparisonQuery = z.strictObject({
  brand: z.string().optional().describe('Brand id; may be left out when there is one brand'),
  from: z.iso.date().optional().describe('First day; default: 89 days before `to`'),
  to: z.iso.date().optional().describe('Last day; default: today in the zone of the brand'),
  copies: ItemFilter.shape.copies,
});
export { Comparison };

/** `GET /subscriptions?brand=`, `POST`, `PATCH /subscriptions/{id}`, `DELETE`; `GET /subscriptions/{id}/deliveries`. */
export const ShownSubscription = Subscription.extend({
  recipient: Subscription.shape.recipient.nullable().describe('Null to callers who may only read'),
});
export type ShownSubscription = z.infer<typeof ShownSubscription>;
export const Subscriptions = z.object({ data: z.array(ShownSubscription) });
export type Subscriptions = z.infer<typeof Subscriptions>;
export const SubscriptionAdd = z.strictObject(NewSubscription.shape);
export type SubscriptionAdd = z.infer<typeof SubscriptionAdd>;
export const SubscriptionChange = z.strictObject({
  hour: Subscription.shape.hour.optional(),
  timeZone: z.string().optional(),
  language: Subscription.shape.language.optional(),
  days: Subscription.shape.days.optional(),
  quiet: Subscription.shape.quiet.optional(),
  paused: z.boolean().optional(),
});
export type SubscriptionChange = z.infer<typeof SubscriptionChange>;
export const Deliveries = z.object({ data: z.array(Delivery) });

/** `GET /digest/preview?brand=&language=`: what the mail would say now. */
export const DigestPreviewQuery = z.strictObject({
  brand: z.string().optional(),
  language: Subscription.shape.language.default('ru'),
});
export const DigestPreview = z.object({ subject: z.string(), html: z.string(), text: z.string(), asOf: z.string() });
export type DigestPreview = z.infer<typeof DigestPreview>;

export { ImportDone, ImportPreview, Ingested, IngestRow, ScoreScale, SurveyMapping } from '../domain/survey.ts';

/** `POST /imports/preview` (text of the file, base64 of its bytes) -> what was guessed, 20 rows, all errors by row number; `POST /imports` (same body) commits. */
export const ImportFile = z.strictObject({
  brand: z.string(),
  fileName: z.string().max(200),
  /** Bytes of the file as base64: the server finds the encoding. */
  content: z.base64(),
  channel: z.enum(['survey', 'public']).default('survey'),
  mapping: SurveyMapping.partial().optional(),
});
export type ImportFile = z.infer<typeof ImportFile>;
/**
 * `POST /ingest/{source}`: one or many answers or reviews as JSON; idempotent by `id`. Rows are checked one by one, so that a bad one does not keep the others out: hence any object beside the shape.
 */
export const Ingest = z.strictObject({
  brand: z.string(),
  rows: z
    .array(z.union([IngestRow, z.record(z.string(), z.unknown())]))
    .min(1)
    .max(1000),
});
export type Ingest = z.infer<typeof Ingest>;
