import { Unavailable } from '../../errors.ts';
import type { ItemRow } from '../rows/item-row.ts';
import { bandsOf } from '../rows/related.ts';
import { namesOf } from '../rows/theme-columns.ts';
import { type DecisionLine, DOCUMENT_VERSION, type ItemDoc, type TagDoc } from './documents.ts';
import type { ItemPlan } from './write-items.ts';

/** An item as it was read: the row, and what its document has beside it. */
export interface StoredItem {
  readonly row: ItemRow;
  readonly v: number;
  readonly tags: readonly TagDoc[];
  readonly decisions: readonly DecisionLine[];
}

type NullColumn = { [K in keyof ItemRow]: null extends ItemRow[K] ? K : never }[keyof ItemRow];

/** Every column that may be null: left out of the document, and there again in the row. */
const NULLS: { readonly [K in NullColumn]: null } = {
  copy_of: null,
  family: null,
  similarity: null,
  bands: null,
  stars: null,
  verified: null,
  target_id: null,
  product_id: null,
  author_hash: null,
  published_at: null,
  published_on: null,
  edited_at: null,
  vanished_at: null,
  model_version: null,
  language: null,
  label: null,
  score: null,
  confidence: null,
  unsure: null,
  mentions_brand: null,
  kind: null,
  why: null,
  themes: null,
  theme_signs: null,
  corrected_sentiment: null,
  corrected_language: null,
  corrected_kind: null,
  corrected_themes: null,
  corrected_by: null,
  corrected_at: null,
  unusual_score: null,
  unusual_found: null,
  unusual_level: null,
  unusual_reasons: null,
  unusual_version: null,
  unusual_log: null,
  unusual_at: null,
  verdict: null,
  verdict_by: null,
  verdict_at: null,
  verdict_of: null,
  rating_value: null,
  rating_best: null,
  reach: null,
  likes: null,
  declared_language: null,
  reply_at: null,
  external_id: null,
  thread_id: null,
  parent_id: null,
  author_name: null,
  product_name: null,
  location: null,
  url: null,
  title: null,
  text: null,
  pros: null,
  cons: null,
  reply_text: null,
  metric_kind: null,
  metric_value: null,
  metric_min: null,
  metric_max: null,
  metric_direction: null,
  metric_question: null,
  metric_prompt: null,
  answer_reason: null,
  answer_by: null,
  answer_at: null,
  answer_revision: null,
  work_reason: null,
  work_by: null,
  work_at: null,
  done_by: null,
  done_at: null,
  decided_by: null,
};

/** A document without its nulls. */
export function compact<T extends object>(row: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>;
}

/** A row's columns as fields of its document: without nulls, and the names of its themes as a list. */
export function fieldsOf<T extends object>(row: T): object {
  const { theme_signs: signs, bands, ...fields } = compact(row) as Partial<ItemRow>;
  return {
    ...fields,
    ...(typeof signs === 'string' ? { themed: namesOf(signs) } : {}),
    ...(typeof bands === 'string' ? { bands: bandsOf(bands) } : {}),
  };
}

/** Refuses documents that a newer Molva wrote: their meaning may be another one. Throws `Unavailable`. */
export function checkVersion(doc: { readonly _id: unknown; readonly sv: number }): void {
  if (doc.sv <= DOCUMENT_VERSION) return;
  throw new Unavailable(
    `The document ${String(doc._id)} was written by a newer Molva (version ${doc.sv}, this one knows ${DOCUMENT_VERSION}). Update Molva.`,
    { details: { id: doc._id, version: doc.sv, known: DOCUMENT_VERSION } },
  );
}

/** Throws `Unavailable` for a document from a newer Molva. */
export function storedItem(doc: ItemDoc): StoredItem {
  checkVersion(doc);
  const { _id: key, v, sv: _sv, tags = [], decisions = [], themed, bands, links: _links, ...rest } = doc;
  const { stems: _stems, corrections: _corrections, outbox: _outbox, off: _off, writes: _writes, ...columns } = rest;
  const themes = themed === undefined ? {} : { theme_signs: JSON.stringify(themed) };
  const keyed = bands === undefined ? {} : { bands: bands.join('') };
  return { row: { ...NULLS, ...columns, ...themes, ...keyed, key }, v, tags, decisions };
}

/** Ids of one millisecond. */
const PER_MS = 1024;
/** Zones shift a day by less than one; the rest is room. */
export const OFF_MS = 3 * 86_400_000;

/**
 * Ids follow the time of publication as it was known first, so a range of days is a range of ids but for the items that were told
 * their day later or another one: they are marked, and looked for apart.
 */
export function isOff({ id, day, published_at }: Pick<ItemRow, 'id' | 'day' | 'published_at'>): boolean {
  const stands = id / PER_MS;
  const times = [...(day === '' ? [] : [`${day}T00:00:00Z`]), ...(published_at === null ? [] : [published_at])];
  return times.some((time) => Math.abs(Date.parse(time) - stands) > OFF_MS);
}

/** The ids of a range of milliseconds. */
export function idsBetween(fromMs: number, toMs: number): { readonly $gte: number; readonly $lte: number } {
  return { $gte: fromMs * PER_MS, $lte: toMs * PER_MS };
}

/** The document of a new item. */
export function insertion({ insert, events, tags, stems }: ItemPlan, { id, v }: { id: number; v: number }): ItemDoc {
  if (insert === undefined) throw new Error('A new item needs a row.');
  const { key, ...columns } = insert;
  return {
    ...fieldsOf({ ...columns, tags, stems, outbox: events.length === 0 ? null : events }),
    _id: key,
    id,
    v,
    sv: DOCUMENT_VERSION,
    ...(isOff({ ...columns, id }) ? { off: 1 } : {}),
  } as ItemDoc;
}

/** More processes than this do not change one item between a write and the look at what became of it. */
const REMEMBERED_WRITES = 8;

/** The update that brings a document from what was read to what is planned. */
export function update(stored: StoredItem, { set = {}, tags, stems, events, ...lines }: ItemPlan, v: number) {
  const now: Partial<ItemRow> = stored.row;
  const changed = Object.entries(set).filter(
    ([name, value]) => value !== undefined && value !== now[name as keyof ItemRow],
  );
  const gone = changed
    .filter(([, value]) => value === null)
    .map(([name]) => [name === 'theme_signs' ? 'themed' : name, 1]);
  const moved = changed.some(([name]) => name === 'day' || name === 'published_at');
  const off = moved && isOff({ ...stored.row, ...set });
  const $set = {
    ...fieldsOf(Object.fromEntries(changed)),
    ...(off ? { off: 1 } : {}),
    v,
    ...(tags === undefined || tags.length === 0 ? {} : { tags }),
    ...(stems === undefined || stems === null ? {} : { stems }),
  };
  const $unset = {
    ...Object.fromEntries(gone),
    ...(moved && !off ? { off: 1 } : {}),
    ...(tags?.length === 0 ? { tags: 1 } : {}),
    ...(stems === null ? { stems: 1 } : {}),
  };
  return {
    $set,
    ...(Object.keys($unset).length === 0 ? {} : { $unset }),
    $push: {
      writes: { $each: [v], $slice: -REMEMBERED_WRITES },
      ...(events.length === 0 ? {} : { outbox: { $each: events } }),
      ...(lines.decisions === undefined ? {} : { decisions: { $each: lines.decisions } }),
      ...(lines.corrections === undefined ? {} : { corrections: { $each: lines.corrections } }),
    },
  };
}
