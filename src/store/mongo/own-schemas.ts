import { Schema } from 'mongoose';
import type * as docs from './own-documents.ts';
import { STRICT } from './strict.ts';

/** What belongs to the installation, not to a brand: small collections that are not spread over shards. */

const text = { type: String };
const needed = { text: { type: String, required: true }, number: { type: Number, required: true } } as const;
const kept = (collection: string) => ({ ...STRICT, collection });

export const brandSchema = new Schema<docs.BrandDoc>(
  {
    _id: needed.text,
    body: needed.text,
    time_zone: needed.text,
    days_zone: text,
    made_up: needed.number,
    saved_at: needed.text,
  },
  kept('brand'),
).index({ made_up: 1 }, { name: 'made_up' });

export const runSchema = new Schema<docs.RunDoc>(
  {
    _id: needed.text,
    brand: needed.text,
    target_id: needed.text,
    started_at: needed.text,
    ended_at: text,
    made_by: needed.text,
    body: needed.text,
  },
  kept('run'),
)
  .index({ target_id: 1, started_at: -1, _id: -1 }, { name: 'of_target' })
  .index({ started_at: -1, _id: -1 }, { name: 'started' })
  .index({ target_id: 1, ended_at: 1 }, { name: 'target_ended' });

const secret = {
  _id: needed.text,
  name: needed.text,
  role: needed.text,
  expires_at: { type: Date, required: true },
} as const;

/** The server erases by itself what ended a day ago, also where no clean-up runs; until then `now` of the caller decides. */
const A_DAY = { expireAfterSeconds: 24 * 3_600 } as const;

export const linkSchema = new Schema<docs.SecretDoc>(secret, kept('sign_in_link'))
  .index({ name: 1 }, { name: 'name' })
  .index({ expires_at: 1 }, { name: 'expires', ...A_DAY });
export const sessionSchema = new Schema<docs.SecretDoc>(secret, kept('session'))
  .index({ name: 1 }, { name: 'name' })
  .index({ expires_at: 1 }, { name: 'expires', ...A_DAY });

export const apiKeySchema = new Schema<docs.ApiKeyDoc>(
  {
    _id: needed.text,
    prefix: needed.text,
    name: needed.text,
    scope: needed.text,
    created_at: needed.text,
    last_used_at: text,
  },
  kept('api_key'),
).index({ prefix: 1 }, { name: 'prefix', unique: true });

export const answerSchema = new Schema<docs.AnswerDoc>(
  { _id: needed.text, status: needed.number, body: text, kept_at: { type: Date, required: true } },
  kept('idempotent_answer'),
).index({ kept_at: 1 }, { name: 'kept', expireAfterSeconds: 2 * 24 * 3_600 });

export const settingSchema = new Schema<docs.SettingDoc>({ _id: needed.text, value: text }, kept('setting'));

export const viewSchema = new Schema<docs.ViewDoc>(
  {
    _id: needed.text,
    brand: needed.text,
    name: needed.text,
    query: text,
    position: needed.number,
    created_by: needed.text,
    created_at: needed.text,
  },
  kept('saved_view'),
).index({ brand: 1, position: 1, name: 1, _id: 1 }, { name: 'brand_position' });

export const campaignSchema = new Schema<docs.CampaignDoc>(
  { _id: needed.text, brand: needed.text, body: needed.text },
  kept('campaign'),
).index({ brand: 1, _id: 1 }, { name: 'brand' });

export const subscriptionSchema = new Schema<docs.SubscriptionDoc>(
  { _id: needed.text, brand: needed.text, body: needed.text },
  kept('subscription'),
).index({ brand: 1, _id: 1 }, { name: 'brand' });

export const deliverySchema = new Schema<docs.DeliveryDoc>(
  {
    _id: needed.text,
    subscription_id: needed.text,
    local_date: needed.text,
    state: needed.text,
    message_id: needed.text,
    attempts: needed.number,
    next_try_at: text,
    held_until: { type: Date },
    created_at: needed.text,
    sent_at: text,
    error: text,
  },
  kept('delivery'),
)
  .index({ subscription_id: 1, local_date: 1 }, { name: 'subscription_date', unique: true })
  .index({ state: 1, next_try_at: 1, subscription_id: 1, local_date: 1 }, { name: 'state_next' })
  .index({ local_date: -1, created_at: -1, subscription_id: 1 }, { name: 'date' });

export const counterSchema = new Schema<docs.CounterDoc>(
  { _id: needed.text, value: needed.number, at: { type: Date } },
  kept('counter'),
);

export const metaSchema = new Schema<docs.MetaDoc>({ _id: needed.text, version: needed.number }, kept('meta'));
