import type { Understanding } from '../../domain/item.ts';
import type { CopiedItem, CopyRow } from '../copy-store.ts';
import type { VersionRow } from '../rows/item-row.ts';
import { relatedFirst } from '../rows/related.ts';
import { begin, dayMarks, end } from './dirty.ts';
import { type AliasDoc, DOCUMENT_VERSION, type ItemDoc, type NextDoc, type VersionDoc } from './documents.ts';
import { compact, fieldsOf, isOff, storedItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { NO_CONTENT } from './read-items.ts';

/** In the order of keys. What a broken step left beside an item is not copied. */
export async function dumpItems(
  db: MongoDb,
  after: string | null,
  limit: number,
): Promise<readonly CopyRow<'items'>[]> {
  const docs = await db.items
    .find(after === null ? {} : { _id: { $gt: after } })
    .sort({ _id: 1 })
    .limit(limit)
    .lean<ItemDoc[]>();
  const of = { brand: { $in: [...new Set(docs.map(({ brand }) => brand))] }, key: { $in: docs.map(({ _id }) => _id) } };
  const [versions, aliases, next] = await Promise.all([
    db.versions.find(of).lean<VersionDoc[]>(),
    db.aliases.find(of).lean<AliasDoc[]>(),
    db.next.find(of).lean<NextDoc[]>(),
  ]);
  const byKey = {
    versions: Map.groupBy(versions, ({ key }) => key),
    aliases: Map.groupBy(aliases, ({ key }) => key),
    next: Map.groupBy(next, ({ key }) => key),
  };
  return docs.map((doc) => {
    const { row, tags } = storedItem(doc);
    const body: CopiedItem = {
      row: { ...row, related: relatedFirst(row), bands: null },
      versions: (byKey.versions.get(row.key) ?? [])
        .filter(({ revision }) => revision < row.revision)
        .sort((a, b) => a.revision - b.revision)
        .map(toVersionRow),
      aliases: (byKey.aliases.get(row.key) ?? []).map(({ _id }) => _id).sort(inBytes),
      tags: [...tags].map(({ tag, by, at }) => ({ tag, by, at })).sort((a, b) => inBytes(a.tag, b.tag)),
      corrections: (doc.corrections ?? []).map(({ field, value = null, by, at }) => ({ field, value, by, at })),
      decisions: (doc.decisions ?? []).map(({ reason = null, before, ...line }) => ({
        ...line,
        reason,
        before: JSON.parse(before) as CopiedItem['decisions'][number]['before'],
      })),
      beside: (byKey.next.get(row.key) ?? [])
        .filter(({ revision }) => revision === row.revision)
        .sort((a, b) => inBytes(a.version, b.version))
        .map((one) => JSON.parse(one.body) as Understanding),
      words: row.indexed === 0 ? null : [...new Set(doc.stems ?? [])].sort(inBytes),
    };
    return { at: row.key, body };
  });
}

/** As both engines sort: by code points, which JavaScript's own order is not. */
function inBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function toVersionRow({ _id, brand, key, ...doc }: VersionDoc): VersionRow {
  return { ...NO_CONTENT, ...doc };
}

/** Whatever hangs on an item is replaced with it. The days are counted anew. */
export async function restoreItems(db: MongoDb, items: readonly CopiedItem[]): Promise<void> {
  const days = new Map(items.map(({ row: { brand, day } }) => [`${brand} ${day}`, { brand, day }]));
  const marks = [...days.values()].flatMap(({ brand, day }) => dayMarks(brand, day));
  const token = await begin(db, marks);
  const of = {
    brand: { $in: [...new Set(items.map(({ row }) => row.brand))] },
    key: { $in: items.map(({ row }) => row.key) },
  };
  await Promise.all([db.versions.deleteMany(of), db.aliases.deleteMany(of), db.next.deleteMany(of)]);
  await insertAll(db.versions.collection, items.flatMap(versionsOf));
  await insertAll(
    db.aliases.collection,
    items.flatMap(({ row, aliases }) => aliases.map((key) => ({ _id: key, brand: row.brand, key: row.key }))),
  );
  await insertAll(db.next.collection, items.flatMap(nextOf));
  await keepWords(db, items);
  await db.items.collection.bulkWrite(
    items.map((item) => ({
      replaceOne: {
        filter: { _id: item.row.key as never, brand: item.row.brand },
        replacement: documentOf(item) as never,
        upsert: true,
      },
    })),
    { ordered: false },
  );
  await end(db, token, marks);
}

async function insertAll(
  collection: { insertMany(docs: never[], options: { ordered: boolean }): Promise<unknown> },
  docs: readonly object[],
): Promise<void> {
  if (docs.length > 0) await collection.insertMany(docs as never[], { ordered: false });
}

function versionsOf({ row, versions }: CopiedItem): readonly object[] {
  return versions.map((version) => ({
    ...compact(version),
    _id: `${row.key}:${version.revision}`,
    brand: row.brand,
    key: row.key,
  }));
}

function nextOf({ row, beside }: CopiedItem): readonly NextDoc[] {
  return beside.map((one) => ({
    _id: `${one.modelVersion}:${row.key}`,
    brand: row.brand,
    key: row.key,
    version: one.modelVersion,
    revision: row.revision,
    body: JSON.stringify(one),
  }));
}

function documentOf({ row, tags, corrections, decisions, words }: CopiedItem): object {
  const { key, ...columns } = row;
  return {
    ...fieldsOf(columns),
    _id: key,
    v: 1,
    sv: DOCUMENT_VERSION,
    ...(isOff(row) ? { off: 1 } : {}),
    ...(tags.length === 0 ? {} : { tags }),
    ...(words === null ? {} : { stems: words }),
    ...(corrections.length === 0 ? {} : { corrections: corrections.map((line) => compact(line)) }),
    ...(decisions.length === 0
      ? {}
      : { decisions: decisions.map(({ before, ...line }) => compact({ ...line, before: JSON.stringify(before) })) }),
  };
}

async function keepWords(db: MongoDb, items: readonly CopiedItem[]): Promise<void> {
  const words = new Map(
    items.flatMap(({ row: { brand }, words: own }) => (own ?? []).map((word) => [`${brand}:${word}`, { brand, word }])),
  );
  if (words.size === 0) return;
  const operations = [...words].map(([_id, doc]) => ({
    updateOne: { filter: { _id: _id as never, brand: doc.brand }, update: { $setOnInsert: doc }, upsert: true },
  }));
  await db.words.collection.bulkWrite(operations as never, { ordered: false });
}
