import { z } from 'zod';
import { Brand } from '../domain/brand.ts';
import { ItemFilter, ItemPage, StatsBy } from '../domain/filter.ts';
import { Item, ItemVersion, SentimentLabel } from '../domain/item.ts';
import { Run } from '../domain/run.ts';
import { HealthState, Target } from '../domain/target.ts';
import { TextKind, ThemeSign } from '../domain/theme.ts';
import { WithoutGroup, WithoutStars } from '../domain/without-figure.ts';

/** The shapes that go over the wire. The server validates with them, OpenAPI is made from them, the page takes their types. */

export const Role = z.enum(['read', 'write', 'admin']);
export type Role = z.infer<typeof Role>;

export const Me = z.object({ name: z.string(), role: Role, version: z.string(), demo: z.boolean() });
export type Me = z.infer<typeof Me>;

export const Brands = z.object({ data: z.array(Brand) });
export type Brands = z.infer<typeof Brands>;

/** Query of `GET /items`: the filter, the page, and whether to count. */
export const ItemsQuery = ItemFilter.extend(ItemPage.shape).extend({
  include_total: z.boolean().optional().describe('Adds `total`, the number of all matching items'),
});
export type ItemsQuery = z.infer<typeof ItemsQuery>;

/** Where an opinion stands once more. */
export const CopyPlace = z.object({ key: z.string(), scraper: z.string(), url: z.string().nullable() });

/** An item as lists show it. */
export const ListedItem = Item.extend({
  alsoOn: z
    .array(CopyPlace)
    .optional()
    .describe(
      'Other places of the same opinion, at most twenty; left out where there is none, and in answers to changes',
    ),
});

export const Items = z.object({
  data: z.array(ListedItem),
  nextCursor: z.string().nullable(),
  total: z.number().int().optional(),
});
export type ListedItem = z.infer<typeof ListedItem>;
export type Items = z.infer<typeof Items>;

export const Family = z.object({ data: z.array(Item) });
export type Family = z.infer<typeof Family>;

export const Versions = z.object({ data: z.array(ItemVersion) });
export type Versions = z.infer<typeof Versions>;

/** `null` takes a correction back. */
export const ItemChange = z.strictObject({
  sentiment: SentimentLabel.nullable().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'an ISO 639 code such as ru')
    .nullable()
    .optional(),
  kind: TextKind.nullable().optional(),
  themes: z.array(z.strictObject(ThemeSign.shape)).max(40).nullable().optional().describe('All themes of the text'),
  tags: z
    .strictObject({
      add: z.array(z.string().min(1).max(60)).max(50).default([]),
      remove: z.array(z.string()).max(50).default([]),
    })
    .optional(),
});
export type ItemChange = z.infer<typeof ItemChange>;

export const StatsQuery = ItemFilter.extend({
  by: z.array(StatsBy).min(1).max(3).describe('Dimensions to group by'),
  without: z
    .boolean()
    .optional()
    .describe(
      'true: each group also as it would be without unusual reviews; false: not, which is quicker. Default: where the filter finds no more than 50,000 items',
    ),
});
export const StatsGroup = z.object({
  key: z
    .record(z.string(), z.string())
    .describe(
      "day '' = undated, language 'und', stars '0' = none, sentiment also unsure, pending, unread, no-opinion; kind also pending, unread",
    ),
  n: z.number().int(),
  starsMean: z.number().nullable(),
  starsN: z.number().int(),
  starsPosterior: WithoutStars.shape.posterior.describe(
    'Posterior mean of the stars with its central 95 %; null under ten of them, and where `withoutUnusual` is null',
  ),
  withoutUnusual: WithoutGroup.nullable().describe(
    'What the group would be without what looks paid for: a what-if. Null where it was not asked for',
  ),
});
export const Stats = z.object({
  data: z.array(StatsGroup),
  n: z.number().int().describe('All items that the filter finds'),
  by: z.array(StatsBy),
  asOf: z.string(),
});
export type Stats = z.infer<typeof Stats>;

export const Tags = z.object({ data: z.array(z.object({ tag: z.string(), n: z.number().int() })) });
export type Tags = z.infer<typeof Tags>;

export const Targets = z.object({ data: z.array(Target) });
export type Targets = z.infer<typeof Targets>;

export const TargetAdd = z.strictObject({
  url: z.string().min(1).max(2000).describe('Address of the page as pasted from the browser'),
  brand: z.string().optional().describe('Brand id; may be left out when there is one brand'),
  scraper: z.string().optional(),
  options: z.record(z.string(), z.unknown()).optional(),
  schedule: z.string().optional().describe('Cron expression'),
  title: z.string().max(200).optional(),
});
export type TargetAdd = z.infer<typeof TargetAdd>;

export const Probe = z.object({
  state: z.enum(['readable', 'blocked', 'needs-key', 'not-recognised', 'unreachable']),
  found: z.number().int(),
  message: z.string(),
});
export const TargetAdded = z.object({ target: Target, probe: Probe });
export type TargetAdded = z.infer<typeof TargetAdded>;

export const TargetChange = z.strictObject({
  paused: z.boolean().optional(),
  schedule: z.string().optional(),
  title: z.string().min(1).max(200).optional(),
});
export type TargetChange = z.infer<typeof TargetChange>;

export const RunQueued = z.object({ queued: z.boolean().describe('false: it is already waiting or running') });
export type RunQueued = z.infer<typeof RunQueued>;

export const Runs = z.object({ data: z.array(Run) });
export type Runs = z.infer<typeof Runs>;

export const ScraperInfo = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.string(),
  hosts: z.array(z.string()).describe("['of-target'] = the host of the address given"),
  languages: z.array(z.string()),
  access: z.string(),
  browser: z.boolean(),
  perMinute: z.number(),
  example: z.string(),
  options: z.record(z.string(), z.unknown()).describe('JSON Schema of the options'),
});
export const Scrapers = z.object({ data: z.array(ScraperInfo) });
export type Scrapers = z.infer<typeof Scrapers>;

/** `GET /queue`. */
export const QueueState = z.object({
  up: z.boolean(),
  waiting: z.number().int().nullable(),
  active: z.number().int().nullable(),
  parked: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      subject: z.string(),
      reason: z.string(),
      since: z.string(),
    }),
  ),
});
export type QueueState = z.infer<typeof QueueState>;

/** `POST /queue/unpark`. */
export const Unpark = z.strictObject({
  id: z.string().min(1).max(300).describe('Id of a target, or of a job as `GET /queue` lists it'),
});
export const Unparked = z.object({
  data: z.array(
    z.object({
      kind: z.enum(['target', 'job']),
      id: z.string(),
      title: z.string(),
      reason: z.string().describe('Why it was set aside'),
    }),
  ),
});
export type Unparked = z.infer<typeof Unparked>;

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  store: z.enum(['up', 'down']),
  queue: z.enum(['up', 'down']),
  pending: z.number().int().describe('Texts that wait to be understood'),
  targets: z.record(HealthState, z.number().int()).describe('Number of targets by state'),
  worst: HealthState.nullable(),
});
export type Health = z.infer<typeof Health>;

export const KeyAdd = z.strictObject({ name: z.string().min(1).max(100), scope: Role });
export const KeyInfo = z.object({
  prefix: z.string(),
  name: z.string(),
  scope: Role,
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
});
export const KeyAdded = KeyInfo.extend({ key: z.string().describe('Shown once') });
export const Keys = z.object({ data: z.array(KeyInfo) });

/** A server-sent event: `id` is the seq, `event` the type, `data` this. */
export const WireEvent = z.object({
  seq: z.number().int(),
  at: z.string(),
  type: z.string(),
  subject: z.string(),
  brand: z.string(),
  quiet: z.boolean(),
});
export type WireEvent = z.infer<typeof WireEvent>;

/** RFC 9457. `errors` names each wrong field. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ name: z.string(), reason: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Pages saved from a person's own browser, decoded to text. */
export const SavedPages = z.strictObject({
  pages: z
    .array(
      z.strictObject({
        fileName: z.string().min(1).max(255),
        body: z.string().min(1),
        url: z.string().max(2000).optional().describe('Address it was saved from; default: the one of the target'),
      }),
    )
    .min(1)
    .max(200),
});
export type SavedPages = z.infer<typeof SavedPages>;
