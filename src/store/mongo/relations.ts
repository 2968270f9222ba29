import { randomInt } from 'node:crypto';
import type { Comparisons, RelatedText, RelationStore } from '../relation-store.ts';
import { candidatesOf, Pairs } from '../rows/candidates.ts';
import {
  again,
  bandsOf,
  COMPARE,
  isRelatable,
  keyed,
  movedBands,
  RELATED_COLUMNS,
  relatedText,
} from '../rows/related.ts';
import { byBand, firstOfEach, headsChanged } from './bands.ts';
import type { ItemDoc } from './documents.ts';
import { copyPlaces, familyKeys } from './families.ts';
import { storedItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';
import { brandsToPlace, placeDue } from './place-due.ts';
import { saveLinks } from './save-links.ts';

const NEW_V = 2 ** 47;
/** A step compares no more pairs than this, but for those of its first text. */
const MAX_PAIRS = 20_000;
/** Of a candidate; its links may be very many, and are not asked for. */
const TEXT: Readonly<Record<string, 1>> = Object.fromEntries(
  [...RELATED_COLUMNS.filter((name) => name !== 'key'), 'sv', 'v', 'id'].map((name) => [name, 1]),
);
const READ = { ...TEXT, bands: 1, links: 1 } as const;

function textOf(doc: ItemDoc): RelatedText {
  return relatedText(storedItem(doc).row);
}

function waiting(db: MongoDb, brand: string, range: object, limit: number): Promise<ItemDoc[]> {
  return db.items
    .find({ brand, partial: 0, related: range }, READ)
    .hint('waiting')
    .limit(limit)
    .batchSize(limit)
    .lean<ItemDoc[]>()
    .exec();
}

type Keys = Parameters<RelationStore['saveBands']>[1];

async function saveBands(db: MongoDb, brand: string, texts: Keys): Promise<number> {
  const found = await db.items
    .find({ brand, _id: { $in: texts.map(({ key }) => key) } }, { id: 1, related: 1, bands: 1 })
    .batchSize(texts.length + 1)
    .lean<Pick<ItemDoc, '_id' | 'id' | 'related' | 'bands'>[]>();
  const stored = new Map(found.map((doc) => [doc._id, doc]));
  const standing = texts.flatMap((text) => {
    const doc = stored.get(text.key);
    return doc === undefined || doc.related !== text.state ? [] : [{ ...text, doc }];
  });
  if (standing.length === 0) return 0;
  // Not by the model, which would read each key of each text again.
  const { matchedCount } = await db.items.collection.bulkWrite(
    standing.map(({ key, state, bands }) => ({
      updateOne: {
        filter: { _id: key, brand, related: state },
        update: {
          $set: { related: keyed(state), v: randomInt(NEW_V), ...(bands === '' ? {} : { bands: bandsOf(bands) }) },
          ...(bands === '' ? { $unset: { bands: 1 } } : {}),
        },
      },
    })) as never,
    { ordered: false },
  );
  const moved = standing.map(({ bands, doc }) => ({
    id: doc.id,
    bands: movedBands((doc.bands ?? []).join(''), bands),
  }));
  await headsChanged(db, brand, byBand(moved));
  return matchedCount;
}

async function toCompare(db: MongoDb, brand: string, limit: number): Promise<Comparisons> {
  const due = await waiting(db, brand, { $gte: COMPARE }, limit);
  const first = await firstOfEach(db, brand, [...new Set(due.flatMap(({ bands = [] }) => bands))]);
  const docs = new Map(due.map((doc) => [doc.id, doc]));
  const linked = await linkedDocs(db, brand, due);
  for (const doc of linked.values()) docs.set(doc.id, doc);
  const [pairs, stalePairs] = [new Pairs(), new Pairs()];
  const asked: string[] = [];
  for (const { _id, id, bands = [], links = [] } of due) {
    if (asked.length > 0 && pairs.size >= MAX_PAIRS) break;
    const own = links.flatMap(({ key }) => linked.get(key) ?? []);
    const { candidates, stale } = candidatesOf(
      { id, bands: bands.join('') },
      (band) => first.get(band) ?? [],
      own.map((doc) => ({ id: doc.id, bands: (doc.bands ?? []).join('') })),
    );
    for (const other of candidates) pairs.add(id, other);
    for (const other of stale) stalePairs.add(id, other);
    asked.push(_id);
  }
  const lacking = pairs.ids().filter((id) => !docs.has(id));
  const more = lacking.length === 0 ? [] : await docsOf(db, brand, lacking);
  for (const doc of more) docs.set(doc.id, doc);
  const keys = new Map([...docs.values()].map(({ id, _id }) => [id, _id]));
  const texts = [...docs.values()].map(textOf);
  return { due: asked, texts, pairs: pairs.named(keys), stale: stalePairs.named(keys) };
}

function docsOf(db: MongoDb, brand: string, ids: readonly number[]): Promise<ItemDoc[]> {
  return db.items
    .find({ brand, id: { $in: ids } }, TEXT)
    .hint('brand_id')
    .batchSize(ids.length + 1)
    .lean<ItemDoc[]>()
    .exec();
}

async function linkedDocs(db: MongoDb, brand: string, due: readonly ItemDoc[]): Promise<ReadonlyMap<string, ItemDoc>> {
  const keys = [...new Set(due.flatMap(({ links = [] }) => links.map(({ key }) => key)))];
  if (keys.length === 0) return new Map();
  const found = await db.items
    .find({ brand, _id: { $in: keys } }, { ...TEXT, bands: 1 })
    .batchSize(keys.length + 1)
    .lean<ItemDoc[]>();
  return new Map(found.map((doc) => [doc._id, doc]));
}

async function relateAgain(db: MongoDb, after: number, limit: number): Promise<number | null> {
  const docs = await db.items
    .find({ id: { $gt: after } }, { id: 1, brand: 1, channel: 1, is_own: 1, related: 1 })
    .sort({ id: 1 })
    .hint('by_id')
    .limit(limit)
    .lean<Pick<ItemDoc, '_id' | 'id' | 'brand' | 'channel' | 'is_own' | 'related'>[]>();
  const operations = docs.filter(isRelatable).map(({ _id, brand, related }) => ({
    updateOne: {
      filter: { _id, brand, related },
      update: { $set: { related: again(related), v: randomInt(NEW_V) } },
    },
  }));
  if (operations.length > 0) await db.items.bulkWrite(operations, { ordered: false });
  return docs.length < limit ? null : (docs.at(-1)?.id ?? null);
}

export function relationMethods(db: MongoDb): RelationStore {
  return {
    async brandsToRelate() {
      const found: unknown[] = await db.items.distinct('brand', { partial: 0, related: { $gte: 0 } });
      const waiting = found.filter((brand) => typeof brand === 'string');
      return [...new Set([...waiting, ...(await brandsToPlace(db))])].sort();
    },
    async toKey(brand, limit) {
      return (await waiting(db, brand, { $gte: 0, $lt: COMPARE }, limit)).map(textOf);
    },
    saveBands: (brand, texts) => saveBands(db, brand, texts),
    toCompare: (brand, limit) => toCompare(db, brand, limit),
    copyPlaces: (keys, limit) => copyPlaces(db, keys, limit),
    familyKeys: (key, limit) => familyKeys(db, key, limit),
    saveLinks: (brand, compared) => saveLinks(db, brand, compared),
    placeDue: (brand, limit) => placeDue(db, brand, limit),
    relateAgain: (after, limit) => relateAgain(db, after, limit),
  };
}
