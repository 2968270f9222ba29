import { z } from 'zod';
import { Brand } from '../src/domain/brand.ts';

/** Every setting of Molva: its meaning, default and reason. Environment names are the path in upper case: `web.port` -> `MOLVA_WEB_PORT`. */

const Target = z.union([
  z.string().min(1).describe('Address as pasted from the browser'),
  z.strictObject({
    url: z.string().min(1),
    scraper: z.string().optional().describe('Left out: found by the address'),
    options: z.record(z.string(), z.unknown()).optional(),
    schedule: z.string().optional().describe('Cron expression; left out: collect.schedule'),
    title: z.string().optional(),
  }),
]);

const BrandConfig = z.strictObject(Brand.omit({ madeUp: true }).shape).extend({ targets: z.array(Target).default([]) });

export const Config = z.strictObject({
  data: z.string().min(1).default('./data').describe('Folder for the database, the secret and backups'),
  store: z
    .strictObject({
      mongo: z
        .strictObject({
          url: z
            .string()
            .nullable()
            .default(null)
            .describe('mongodb://user:password@host:27017/molva; null: the file molva.db in the data folder'),
        })
        .prefault({}),
    })
    .prefault({}),
  queue: z
    .strictObject({
      redis: z
        .strictObject({
          url: z
            .string()
            .nullable()
            .default(null)
            .describe('redis://user:password@host:6379, for several processes; null: a queue in the process'),
        })
        .prefault({}),
      // A process that is held up (a full disk, a machine that sleeps for a moment) must not be taken for dead at once.
      deadAfterMs: z
        .number()
        .int()
        .min(2000)
        .max(600_000)
        .default(60_000)
        .describe(
          'Silence after which the visits of a process are taken over; its jobs after a half of it, its places at hosts after a quarter, its right to schedule after a tenth',
        ),
    })
    .prefault({}),
  web: z
    .strictObject({
      host: z
        .string()
        .default('127.0.0.1')
        .describe('Address to listen on; anything but loopback opens the page to the network'),
      port: z.number().int().min(0).max(65535).default(4600).describe('0 = any free port'),
      publicUrl: z
        .url({ protocol: /^https?$/ })
        .nullable()
        .default(null)
        .describe('Address of the page as others reach it, for links'),
      allowedHosts: z
        .array(z.string())
        .default([])
        .describe('Host names (beside loopback) under which the page may be opened'),
      sessionDays: z.number().int().min(1).max(365).default(30),
      requestsPerMinute: z
        .number()
        .int()
        .min(10)
        .max(100_000)
        .default(1200)
        .describe('Per client: opening the page asks a dozen times, a script walks 100,000 texts in two minutes'),
    })
    .prefault({}),
  log: z.strictObject({ level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info') }).prefault({}),
  privacy: z
    .strictObject({
      keepAuthorNames: z
        .boolean()
        .default(false)
        .describe('true: show names as printed by the site; needs a legal ground'),
      retentionDays: z
        .number()
        .int()
        .min(1)
        .nullable()
        .default(null)
        .describe('Items older than this are erased; null keeps all'),
    })
    .prefault({}),
  collect: z
    .strictObject({
      schedule: z
        .string()
        .default('17 */6 * * *')
        .describe('Four times a day: reviews are written slowly, sites are not ours'),
      jitterMs: z
        .number()
        .int()
        .min(0)
        .max(3_600_000)
        .default(300_000)
        .describe('Spreads visits, so that sites do not see all of us at :17'),
      contact: z
        .string()
        .max(200)
        .default('')
        .describe('Web or mail address in the user agent, so that a site can reach you'),
      deadlineMs: z
        .number()
        .int()
        .min(1000)
        .max(300_000)
        .default(30_000)
        .describe('Whole answer, connect to last byte'),
      maxBytes: z.number().int().min(1000).default(10_000_000).describe('Largest real page seen is 1.5 MB'),
      maxDecodedBytes: z.number().int().min(1000).default(25_000_000).describe('After decompression, against bombs'),
      maxRedirects: z.number().int().min(0).max(20).default(5),
      retries: z.number().int().min(0).max(10).default(3).describe('Tries after a network failure within one run'),
      maxPages: z
        .number()
        .int()
        .min(1)
        .default(200)
        .describe('Pages of one run; a longer back-fill goes on in the next'),
      maxFollow: z.number().int().min(0).default(100).describe('Full reviews asked for behind teasers in one run'),
      concurrency: z.number().int().min(1).max(64).default(4).describe('Targets visited side by side'),
      browser: z.string().nullable().default(null).describe('Path of Chromium; null: looked for'),
    })
    .prefault({}),
  manners: z
    .strictObject({
      defaultRetryAfterMs: z.number().int().min(0).default(60_000).describe('429 without a time'),
      maxRetryAfterMs: z
        .number()
        .int()
        .min(0)
        .default(3_600_000)
        .describe('Absurd wishes are taken as an hour; the schedule comes back'),
      minHoldMs: z.number().int().min(0).default(5000).describe('Retry-After in the past is taken as this'),
      maxHolds: z.number().int().min(0).default(5).describe('How often one request waits for a host that answers 429'),
      maxWaitMs: z
        .number()
        .int()
        .min(0)
        .default(600_000)
        .describe('A visit waits no longer for a host; the next one comes on schedule'),
      patienceMs: z
        .number()
        .int()
        .min(0)
        .default(15_000)
        .describe('A visit whose host is held for longer gives its place to others and goes on when the hold ends'),
      backoffBaseMs: z
        .number()
        .int()
        .min(1)
        .default(1000)
        .describe('First wait after a network failure, full jitter, then doubled'),
      backoffCapMs: z.number().int().min(1).default(600_000),
      robotsCacheMs: z.number().int().min(0).max(86_400_000).default(86_400_000).describe('RFC 9309: at most a day'),
      robotsDenyMs: z
        .number()
        .int()
        .min(0)
        .default(3_600_000)
        .describe('An unreadable robots.txt denies for this long'),
      robotsDeadlineMs: z.number().int().min(1000).default(15_000),
      robotsMaxBytes: z.number().int().min(512_000).default(512_000).describe('RFC 9309: at least 500 KiB'),
      robotsMaxRedirects: z.number().int().min(5).default(5).describe('RFC 9309: at least five'),
      maxCrawlDelayMs: z.number().int().min(0).default(3_600_000).describe('A longer Crawl-delay is taken as an hour'),
      browserIdleMs: z.number().int().min(0).default(60_000).describe('An idle Chromium holds memory'),
    })
    .prefault({}),
  compute: z
    .strictObject({
      workers: z
        .number()
        .int()
        .min(1)
        .max(64)
        .nullable()
        .default(null)
        .describe('null: one less than the cores, at least 1'),
      parseTimeoutMs: z.number().int().min(100).max(60_000).default(2000).describe('Real pages parse in under 300 ms'),
      understandTimeoutMs: z
        .number()
        .int()
        .min(1000)
        .max(600_000)
        .default(30_000)
        .describe('250 texts take about 0.1 s; a text that holds a thread is found and stored as unread'),
    })
    .prefault({}),
  audit: z
    .strictObject({
      perDay: z
        .number()
        .int()
        .min(0)
        .max(1000)
        .default(10)
        .describe('Texts drawn at random a day and brand, for people to read without the label; 0 = none'),
    })
    .prefault({}),
  mail: z
    .strictObject({
      url: z
        .string()
        .min(1)
        .max(500)
        .nullable()
        .default(null)
        .describe('smtp://user@host:587, smtps://user@host:465 or file:./mails; null: no mail is sent'),
      from: z.string().max(320).nullable().default(null).describe('Sender: "Molva <molva@example.com>"'),
      tls: z
        .enum(['auto', 'required', 'offered', 'off'])
        .default('auto')
        .describe('Of smtp: auto = required, but on this machine only where offered'),
      timeoutMs: z
        .number()
        .int()
        .min(1000)
        .max(120_000)
        .default(20_000)
        .describe('Longest silence of the mail server; greylisting answers at once, so longer is a dead line'),
      deadlineMs: z.number().int().min(1000).max(300_000).default(60_000).describe('One mail, connect to acceptance'),
    })
    .prefault({}),
  brands: z.array(BrandConfig).default([]),
});
export type Config = z.infer<typeof Config>;
export type BrandConfig = z.infer<typeof BrandConfig>;
