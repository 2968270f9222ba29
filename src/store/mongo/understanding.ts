import { instant } from '../rows/times.ts';
import type { UnderstandingStore } from '../store.ts';
import { activateVersion } from './activation.ts';
import type { MongoDb } from './models.ts';
import { pending, pendingCount } from './pending.ts';
import { refreshRollups } from './rollups.ts';
import { upsertAll } from './upsert-all.ts';
import { activeVersion, activeVersionOr, versionChange } from './versions.ts';
import { apply, type Result } from './write-understanding.ts';

async function keepBeside(db: MongoDb, brand: string, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return;
  const operations = results.map(({ key, revision, understanding }) => ({
    updateOne: {
      filter: { _id: `${understanding.modelVersion}:${key}`, brand },
      update: { $set: { key, version: understanding.modelVersion, revision, body: JSON.stringify(understanding) } },
      upsert: true,
    },
  }));
  await upsertAll(db, db.next, operations);
  // Erased by another process since they were read.
  const keys = results.map(({ key }) => key);
  const found = await db.items.find({ _id: { $in: keys }, brand }, { _id: 1 }).lean();
  const there = new Set(found.map(({ _id }) => _id));
  const gone = keys.filter((key) => !there.has(key));
  if (gone.length > 0) await db.next.deleteMany({ brand, key: { $in: gone } });
}

/**
 * Writes results whose revision is still the stored one; those of a version that is not shown are kept beside. The first version
 * ever written becomes the shown one. While the shown one is being let go of, all are kept beside.
 */
async function saveUnderstanding(db: MongoDb, results: readonly Result[], now: string): Promise<number> {
  const byKey = new Map(results.map((result) => [result.key, result]));
  const found = await db.items.find({ _id: { $in: [...byKey.keys()] } }, { brand: 1, revision: 1, partial: 1 }).lean();
  const standing = found.flatMap(({ _id, brand, revision, partial }) => {
    const result = results.findLast((one) => one.key === _id && one.revision === revision);
    return result === undefined || partial === 1 ? [] : [{ brand, result }];
  });
  const first = standing[0]?.result.understanding.modelVersion;
  if (first === undefined) return 0;
  const active = await activeVersionOr(db, first);
  const written = (await versionChange(db))?.phase === 'retire' ? null : active;
  for (const [brand, group] of Map.groupBy(standing, (one) => one.brand)) {
    const own = group.map(({ result }) => result);
    await apply(
      db,
      brand,
      own.filter(({ understanding }) => understanding.modelVersion === written),
      now,
    );
    await keepBeside(
      db,
      brand,
      own.filter(({ understanding }) => understanding.modelVersion !== written),
    );
  }
  return standing.length;
}

export function understandingMethods(db: MongoDb): UnderstandingStore {
  return {
    pending: (options) => pending(db, options),
    pendingCount: (version) => pendingCount(db, version),
    saveUnderstanding: (results, now) => saveUnderstanding(db, results, instant(now) ?? now),
    activeVersion: () => activeVersion(db),
    activateVersion: (version, now) => activateVersion(db, version, instant(now) ?? now),
    refreshRollups: (limit) => refreshRollups(db, limit),
  };
}
