import { type IndexDefinition, Schema } from 'mongoose';
import type { ItemDoc } from './documents.ts';
import { STRICT } from './strict.ts';
import { unusualFields, unusualIndexes } from './unusual-schema.ts';

const text = { type: String };
const number = { type: Number };
const needed = { text: { type: String, required: true }, number: { type: Number, required: true } } as const;

export const untold = new Schema(
  {
    nonce: needed.text,
    at: needed.text,
    type: needed.text,
    subject: needed.text,
    brand: needed.text,
    quiet: { type: Boolean, required: true },
  },
  { ...STRICT, _id: false },
);

const tag = new Schema({ tag: needed.text, by: needed.text, at: needed.text }, { ...STRICT, _id: false });

const decision = new Schema(
  {
    field: needed.text,
    was: needed.text,
    became: needed.text,
    reason: text,
    by: needed.text,
    at: needed.text,
    batch: needed.text,
    undo: { type: Boolean, required: true },
    before: needed.text,
  },
  { ...STRICT, _id: false },
);

const link = new Schema({ key: needed.text, level: needed.text, similarity: needed.number }, { ...STRICT, _id: false });

const correction = new Schema(
  { field: needed.text, value: text, by: needed.text, at: needed.text },
  { ...STRICT, _id: false },
);

/** A field for each column of the embedded file's row; no model can write one that is not named here. */
export const itemSchema = new Schema<ItemDoc>(
  {
    _id: needed.text,
    v: needed.number,
    sv: needed.number,
    id: needed.number,
    brand: needed.text,
    scraper: needed.text,
    channel: needed.text,
    shown: needed.number,
    is_own: needed.number,
    copy_of: text,
    copies: needed.number,
    family: text,
    similarity: number,
    related: needed.number,
    bands: { type: [String], default: undefined },
    links: { type: [link], default: undefined },
    day: text,
    effective_sentiment: needed.text,
    effective_language: needed.text,
    effective_kind: needed.text,
    star_group: needed.number,
    stars: number,
    partial: needed.number,
    understood: needed.number,
    indexed: needed.number,
    has_text: needed.number,
    words: needed.number,
    edited: needed.number,
    backfill: needed.number,
    verified: number,
    revision: needed.number,
    text_revision: needed.number,
    versions: needed.number,
    target_id: text,
    product_id: text,
    author_hash: text,
    published_at: text,
    published_on: text,
    precision: needed.text,
    edited_at: text,
    fetched_at: needed.text,
    collected_at: needed.text,
    last_seen_at: needed.text,
    vanished_at: text,
    model_version: text,
    language: text,
    label: text,
    score: number,
    confidence: number,
    unsure: number,
    mentions_brand: number,
    kind: text,
    why: text,
    themes: text,
    corrected_sentiment: text,
    corrected_language: text,
    corrected_kind: text,
    corrected_themes: text,
    corrected_by: text,
    corrected_at: text,
    ...unusualFields,
    rating_value: number,
    rating_best: number,
    reach: number,
    likes: number,
    declared_language: text,
    reply_at: text,
    external_id: text,
    thread_id: text,
    parent_id: text,
    author_name: text,
    product_name: text,
    location: text,
    url: text,
    title: text,
    text: text,
    pros: text,
    cons: text,
    reply_text: text,
    touchpoint: text,
    metric_kind: text,
    metric_value: number,
    metric_min: number,
    metric_max: number,
    metric_direction: text,
    metric_question: text,
    metric_prompt: text,
    answer_choice: needed.text,
    answer_reason: text,
    answer_by: text,
    answer_at: text,
    answer_revision: number,
    work_choice: needed.text,
    work_reason: text,
    work_by: text,
    work_at: text,
    done_by: text,
    done_at: text,
    decisions_version: needed.number,
    open: needed.number,
    decided_by: text,
    tags: { type: [tag], default: undefined },
    off: number,
    stems: { type: [String], default: undefined },
    themed: { type: [String], default: undefined },
    decisions: { type: [decision], default: undefined },
    corrections: { type: [correction], default: undefined },
    writes: { type: [Number], default: undefined },
    outbox: { type: [untold], default: undefined },
  },
  { ...STRICT, collection: 'item', shardKey: { brand: 1 } },
);

/** What the feed filters by most, behind the order: what does not match is passed in the index alone. */
const NARROW = {
  effective_sentiment: 1,
  scraper: 1,
  channel: 1,
  effective_language: 1,
  star_group: 1,
  has_text: 1,
  verified: 1,
  day: 1,
} as const;

interface NamedIndex {
  readonly keys: IndexDefinition;
  readonly unique?: true;
  readonly where?: Readonly<Record<string, unknown>>;
}

const there = { $exists: true };

/**
 * By the names that queries hint at. What a partial index asks for stands in its keys too, else the server would look it up in each
 * document. Each begins with the brand, which is the shard key, but for those of the whole store's own work. */
export const ITEM_INDEXES = {
  brand_id: { keys: { brand: 1, id: -1 }, unique: true },
  feed: { keys: { brand: 1, shown: 1, id: -1, ...NARROW } },
  source: { keys: { brand: 1, shown: 1, scraper: 1, id: -1 } },
  sentiment: { keys: { brand: 1, shown: 1, effective_sentiment: 1, id: -1 } },
  source_sentiment: { keys: { brand: 1, shown: 1, scraper: 1, effective_sentiment: 1, id: -1 } },
  day: { keys: { brand: 1, day: 1, id: -1, shown: 1 } },
  collected: { keys: { brand: 1, collected_at: 1, shown: 1 } },
  bands: { keys: { brand: 1, bands: 1, id: 1 }, where: { bands: there } },
  copy_of: { keys: { brand: 1, copy_of: 1, _id: 1 }, where: { copy_of: there } },
  family: { keys: { brand: 1, family: 1, _id: 1 }, where: { family: there } },
  author: { keys: { brand: 1, author_hash: 1, id: -1 }, where: { author_hash: there } },
  product: { keys: { brand: 1, product_id: 1, id: -1 }, where: { product_id: there } },
  // What each visit asks at its end is answered by it alone.
  of_target: { keys: { brand: 1, target_id: 1, id: -1, is_own: 1, day: 1, stars: 1, vanished_at: 1 } },
  vanished: { keys: { brand: 1, id: -1, shown: 1, vanished_at: 1 }, where: { vanished_at: there } },
  edited: { keys: { brand: 1, id: -1, shown: 1, edited: 1 }, where: { edited: 1 } },
  tagged: { keys: { brand: 1, 'tags.tag': 1, id: -1 }, where: { 'tags.tag': there } },
  open: {
    keys: { brand: 1, id: -1, ...NARROW, touchpoint: 1, stars: 1, shown: 1, open: 1 },
    where: { shown: 1, open: 1 },
  },
  decided: {
    keys: {
      brand: 1,
      id: -1,
      shown: 1,
      open: 1,
      answer_choice: 1,
      work_choice: 1,
      decided_by: 1,
      decisions_version: 1,
      ...NARROW,
    },
    where: { decisions_version: { $gt: 0 } },
  },
  touchpoint: { keys: { brand: 1, touchpoint: 1, id: -1, shown: 1 }, where: { touchpoint: { $gt: '' } } },
  metric: { keys: { brand: 1, metric_kind: 1, id: -1, shown: 1 }, where: { metric_kind: there } },
  themed: { keys: { brand: 1, themed: 1, id: -1, shown: 1 }, where: { themed: there } },
  kind: { keys: { brand: 1, shown: 1, effective_kind: 1, id: -1 } },
  ...unusualIndexes,
  words: { keys: { brand: 1, stems: 1, id: -1, shown: 1 } },
  batch: { keys: { 'decisions.batch': 1 }, where: { 'decisions.batch': there } },
  corrected: { keys: { brand: 1, corrected_at: -1, _id: 1 }, where: { corrected_at: there } },
  replied: { keys: { brand: 1, id: -1, shown: 1 }, where: { reply_text: there } },
  off: { keys: { brand: 1, id: -1, shown: 1 }, where: { off: 1 } },
  waiting: { keys: { partial: 1, brand: 1, related: 1 }, where: { related: { $gte: 0 } } },
  by_id: { keys: { id: 1 } },
  teasers: { keys: { partial: 1 }, where: { partial: 1 } },
  pending: { keys: { id: -1, brand: 1, understood: 1, partial: 1 }, where: { understood: 0, partial: 0 } },
  untold: { keys: { 'outbox.nonce': 1 }, where: { 'outbox.nonce': there } },
} as const satisfies Readonly<Record<string, NamedIndex>>;

export type ItemIndex = keyof typeof ITEM_INDEXES;

for (const [name, index] of Object.entries<NamedIndex>(ITEM_INDEXES)) {
  itemSchema.index(index.keys, {
    name,
    ...(index.unique === true ? { unique: true } : {}),
    ...(index.where === undefined ? {} : { partialFilterExpression: index.where }),
  });
}
