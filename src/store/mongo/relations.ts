import { randomInt } from 'node:crypto';
import type { RelationStore } from '../relation-store.ts';
import { Turns } from '../rows/heads.ts';
import { again, bandsOf, COMPARE, isRelatable, keyed } from '../rows/related.ts';
import { textOf, toCompare, waiting } from './comparisons.ts';
import type { ItemDoc } from './documents.ts';
import { copyPlaces, familyKeys } from './families.ts';
import { headsHaveChanged, headsWillChange } from './heads.ts';
import type { MongoDb } from './models.ts';
import { brandsToPlace, placeDue } from './place-due.ts';
import { saveLinks } from './save-links.ts';

const NEW_V = 2 ** 47;

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
  const turns = new Turns();
  for (const { bands, doc } of standing) turns.add(doc.id, (doc.bands ?? []).join(''), bands);
  const noted = await headsWillChange(db, brand, turns.all);
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
  await headsHaveChanged(db, brand, turns.all, noted);
  return matchedCount;
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
