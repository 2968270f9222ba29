import { Schema } from 'mongoose';
import type * as docs from './documents.ts';
import { untold } from './item-schema.ts';
import type { AuditDoc } from './own-documents.ts';
import { STRICT } from './strict.ts';

const text = { type: String };
const number = { type: Number };
const needed = { text: { type: String, required: true }, number: { type: Number, required: true } } as const;
const kept = (collection: string) => ({ ...STRICT, collection });
const sharded = (collection: string) => ({ ...STRICT, collection, shardKey: { brand: 1 } });

export const targetSchema = new Schema<docs.TargetDoc>(
  {
    _id: needed.text,
    v: needed.number,
    sv: needed.number,
    brand: needed.text,
    scraper: needed.text,
    options: needed.text,
    url: needed.text,
    title: needed.text,
    schedule: text,
    time_zone: needed.text,
    paused: needed.number,
    removed: needed.number,
    origin: needed.text,
    created_at: needed.text,
    next_run_at: text,
    cursor: text,
    backfilled_at: text,
    last_run_at: text,
    last_outcome: text,
    failures: needed.number,
    health: needed.text,
    health_note: text,
    lease_token: text,
    lease_owner: text,
    lease_until: { type: Date },
    lease_losses: needed.number,
    visit: new Schema(
      { state: needed.text, id: needed.text, by: needed.text, body: needed.text },
      { ...STRICT, _id: false },
    ),
    outbox: { type: [untold], default: undefined },
  },
  kept('target'),
)
  .index({ brand: 1, title: 1, _id: 1 }, { name: 'brand_title' })
  .index({ title: 1, _id: 1 }, { name: 'title' })
  .index({ next_run_at: 1, _id: 1 }, { name: 'due', partialFilterExpression: { paused: 0, removed: 0 } })
  .index({ lease_token: 1 }, { name: 'leased', partialFilterExpression: { lease_token: { $exists: true } } })
  .index({ 'visit.state': 1 }, { name: 'visited', partialFilterExpression: { 'visit.state': { $exists: true } } })
  .index({ 'outbox.nonce': 1 }, { name: 'untold', partialFilterExpression: { 'outbox.nonce': { $exists: true } } });

export const versionSchema = new Schema<docs.VersionDoc>(
  {
    _id: needed.text,
    brand: needed.text,
    key: needed.text,
    revision: needed.number,
    title: text,
    text: text,
    pros: text,
    cons: text,
    rating_value: number,
    rating_best: number,
    stars: number,
    reply_text: text,
    reply_at: text,
    edited_at: text,
    fetched_at: needed.text,
    metric_kind: text,
    metric_value: number,
    metric_min: number,
    metric_max: number,
    metric_direction: text,
    metric_question: text,
    metric_prompt: text,
    replaced_at: needed.text,
  },
  sharded('item_version'),
).index({ brand: 1, key: 1, revision: 1 }, { name: 'of_item', unique: true });

export const aliasSchema = new Schema<docs.AliasDoc>(
  { _id: needed.text, brand: needed.text, key: needed.text },
  sharded('item_alias'),
).index({ brand: 1, key: 1 }, { name: 'of_item' });

export const nextSchema = new Schema<docs.NextDoc>(
  {
    _id: needed.text,
    brand: needed.text,
    key: needed.text,
    version: needed.text,
    revision: needed.number,
    body: needed.text,
  },
  sharded('understanding_next'),
)
  .index({ brand: 1, key: 1 }, { name: 'of_item' })
  .index({ version: 1, key: 1 }, { name: 'of_version' });

export const wordSchema = new Schema<docs.WordDoc>(
  { _id: needed.text, brand: needed.text, word: needed.text },
  sharded('word'),
).index({ brand: 1, word: 1 }, { name: 'brand_word', unique: true });

export const auditSchema = new Schema<AuditDoc>(
  {
    _id: needed.text,
    brand: needed.text,
    revision: needed.number,
    channel: needed.text,
    day: text,
    model_version: needed.text,
    model: needed.text,
    stratum: needed.text,
    inclusion: needed.number,
    draw: needed.text,
    drawn_at: needed.text,
    answer: text,
  },
  sharded('audit'),
).index({ brand: 1, drawn_at: 1, _id: 1 }, { name: 'brand_drawn' });

const group = new Schema(
  {
    scraper: needed.text,
    channel: needed.text,
    effective_language: needed.text,
    effective_sentiment: needed.text,
    star_group: needed.number,
    has_text: needed.number,
    verified: needed.number,
    late: needed.number,
    n: needed.number,
    stars_sum: needed.number,
    stars_n: needed.number,
  },
  { ...STRICT, _id: false },
);

export const rollupSchema = new Schema<docs.RollupDoc>(
  { _id: needed.text, brand: needed.text, day: text, made: needed.number, groups: [group] },
  sharded('rollup'),
)
  .index({ brand: 1, day: 1 }, { name: 'brand_day', unique: true })
  .index({ brand: 1, day: 1, made: 1 }, { name: 'made' });

export const dirtySchema = new Schema<docs.DirtyDoc>(
  {
    _id: needed.text,
    brand: needed.text,
    kind: needed.text,
    value: text,
    rev: needed.text,
    writers: [new Schema({ token: needed.text, until: { type: Date, required: true } }, { ...STRICT, _id: false })],
  },
  sharded('dirty'),
)
  .index({ brand: 1, kind: 1, value: 1 }, { name: 'brand_kind_value', unique: true })
  .index({ kind: 1, value: -1, brand: 1 }, { name: 'kind_value' });

export const eventSchema = new Schema<docs.EventDoc>(
  {
    _id: needed.number,
    nonce: needed.text,
    at: needed.text,
    type: needed.text,
    subject: needed.text,
    brand: needed.text,
    quiet: { type: Boolean, required: true },
    stored_at: { type: Date, required: true },
  },
  kept('event'),
)
  .index({ nonce: 1 }, { name: 'nonce', unique: true })
  .index({ subject: 1 }, { name: 'subject' })
  .index({ at: 1 }, { name: 'at' });
