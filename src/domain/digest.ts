import { z } from 'zod';

/** Who gets the mail about which brand, when, in which language. */
export const Subscription = z.object({
  id: z.string(),
  brand: z.string(),
  /** Mail address; never in the log. */
  recipient: z.email(),
  /** Local hour of sending, 0-23, in `timeZone`. */
  hour: z.number().int().min(0).max(23),
  timeZone: z.string(),
  language: z.enum(['ru', 'en', 'nl']),
  days: z.enum(['all', 'workdays']),
  /** Send when nothing is new and all sources are fine? A broken source always mails. */
  quiet: z.enum(['send', 'skip']),
  paused: z.boolean(),
  createdBy: z.string(),
  createdAt: z.string(),
});
export type Subscription = z.infer<typeof Subscription>;

export const NewSubscription = Subscription.pick({
  brand: true,
  recipient: true,
  hour: true,
  timeZone: true,
  language: true,
}).extend({
  days: Subscription.shape.days.default('all'),
  quiet: Subscription.shape.quiet.default('send'),
});
export type NewSubscription = z.infer<typeof NewSubscription>;

/** One row per subscription and local date, written before sending: a mail is never skipped. */
export const Delivery = z.object({
  subscriptionId: z.string(),
  /** `YYYY-MM-DD` in the subscription's zone. */
  localDate: z.string(),
  state: z.enum(['pending', 'sending', 'sent', 'skipped', 'failed']),
  /** The same at every try. */
  messageId: z.string(),
  attempts: z.number().int(),
  /** ISO instant of the next try; null when there is none. */
  nextTryAt: z.string().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  /** Short reason, without addresses or texts. */
  error: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;
