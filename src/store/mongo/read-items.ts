import type { Item } from '../../domain/item.ts';
import type { LoopStore } from '../loop-store.ts';
import { toItem, toVersion, type VersionRow } from '../rows/item-row.ts';
import type { ItemStore } from '../store.ts';
import type { ItemDoc, VersionDoc } from './documents.ts';
import { storedItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';

/** What an item is made of: not the words of the index, nor its history. */
export const SHOWN_FIELDS = {
  stems: 0,
  bands: 0,
  links: 0,
  outbox: 0,
  decisions: 0,
  corrections: 0,
  writes: 0,
} as const;

export function itemOf(doc: ItemDoc): Item {
  const { row, tags } = storedItem(doc);
  return toItem(row, tags.map(({ tag }) => tag).sort());
}

/** By the `id` string where it is a number that is there, else by key. */
export async function itemDoc(db: MongoDb, keyOrId: string): Promise<ItemDoc | null> {
  const byId = /^\d{1,16}$/.test(keyOrId)
    ? await db.items
        .findOne({ id: Number(keyOrId) }, SHOWN_FIELDS)
        .hint('by_id')
        .lean<ItemDoc>()
    : null;
  return byId ?? (await db.items.findOne({ _id: keyOrId }, SHOWN_FIELDS).lean<ItemDoc>());
}

async function itemsByKey(db: MongoDb, keys: readonly string[]): Promise<readonly Item[]> {
  const found = await db.items.find({ _id: { $in: keys } }, SHOWN_FIELDS).lean<ItemDoc[]>();
  const items = new Map(found.map((doc) => [doc._id, itemOf(doc)]));
  return keys.flatMap((key) => items.get(key) ?? []);
}

const NO_METRIC = {
  metric_kind: null,
  metric_value: null,
  metric_min: null,
  metric_max: null,
  metric_direction: null,
  metric_question: null,
  metric_prompt: null,
} as const;

/** The nulls of a version, which its document leaves out. */
export const NO_CONTENT = {
  title: null,
  text: null,
  pros: null,
  cons: null,
  rating_value: null,
  rating_best: null,
  stars: null,
  reply_text: null,
  reply_at: null,
  edited_at: null,
  ...NO_METRIC,
} as const;

/** A version as a row, with its nulls. */
export function versionRow({ _id, brand: _brand, key: _key, ...columns }: VersionDoc): VersionRow {
  return { ...NO_CONTENT, ...columns };
}

/** What a broken step left of a change that did not come about is not there: its revision is still the item's own. */
async function versions(db: MongoDb, key: string): ReturnType<ItemStore['versions']> {
  const item = await db.items.findOne({ _id: key }, { brand: 1, revision: 1 }).lean();
  if (item === null) return [];
  const found = await db.versions
    .find({ brand: item.brand, key, revision: { $lt: item.revision } })
    .sort({ brand: 1, key: 1, revision: 1 })
    .lean<VersionDoc[]>();
  return found.map((doc) => toVersion(versionRow(doc)));
}

async function known(db: MongoDb, keys: readonly string[]): ReturnType<ItemStore['known']> {
  const wanted = { _id: { $in: keys } };
  const aliases = await db.aliases.find(wanted, { key: 1 }).lean();
  const all = [...keys, ...aliases.map(({ key }) => key)];
  const found = await db.items.find({ _id: { $in: all } }, { partial: 1 }).lean();
  const partial = new Map(found.map((doc) => [doc._id, { partial: doc.partial === 1 }] as const));
  const asked = keys.flatMap((key) => {
    const own = partial.get(key);
    return own === undefined ? [] : [[key, own] as const];
  });
  const renamed = aliases.flatMap(({ _id, key }) => {
    const own = partial.get(key);
    return own === undefined ? [] : [[_id, own] as const];
  });
  return new Map([...asked, ...renamed]);
}

export function readMethods(
  db: MongoDb,
): Pick<ItemStore, 'item' | 'known' | 'versions'> & Pick<LoopStore, 'itemsByKey'> {
  return {
    async item(keyOrId) {
      const doc = await itemDoc(db, keyOrId);
      return doc === null ? null : itemOf(doc);
    },
    itemsByKey: (keys) => itemsByKey(db, keys),
    versions: (key) => versions(db, key),
    known: (keys) => known(db, keys),
  };
}
