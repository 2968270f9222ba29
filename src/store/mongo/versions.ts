import type { MongoDb } from './models.ts';

const ACTIVE = 'store.active_version';
const CHANGE = 'store.version_change';

/**
 * A change of the shown version that is under way. First every item lets go of the old version (`retire`), then the new one is
 * shown and fills them again (`fill`): at no moment are two versions in the figures. `after`: the id of the last item that is done.
 */
export interface VersionChange {
  readonly to: string;
  readonly phase: 'retire' | 'fill' | 'clear';
  readonly after: number;
}

async function setting(db: MongoDb, name: string): Promise<string | null> {
  return (await db.settings.findById(name).lean())?.value ?? null;
}

/** Version whose figures are shown. */
export function activeVersion(db: MongoDb): Promise<string | null> {
  return setting(db, ACTIVE);
}

/** The first version ever written becomes the shown one: who is first says which. */
export async function activeVersionOr(db: MongoDb, first: string): Promise<string> {
  const active = await activeVersion(db);
  if (active !== null) return active;
  await db.settings.updateOne({ _id: ACTIVE }, { $setOnInsert: { value: first } }, { upsert: true });
  return (await activeVersion(db)) ?? first;
}

/** Makes a version the shown one: from now on its results are written into the items, others are kept beside. */
export async function showVersion(db: MongoDb, version: string): Promise<void> {
  await db.settings.updateOne({ _id: ACTIVE }, { $set: { value: version } }, { upsert: true });
}

export async function versionChange(db: MongoDb): Promise<VersionChange | null> {
  return JSON.parse((await setting(db, CHANGE)) ?? 'null') as VersionChange | null;
}

/** Writes where a change stands now. False when it does not stand at `from` any more: another process has gone on with it. */
export async function moveVersionChange(
  db: MongoDb,
  from: VersionChange | null,
  to: VersionChange | null,
): Promise<boolean> {
  if (from === null) {
    const begun = { $setOnInsert: { value: JSON.stringify(to) } };
    return (await db.settings.updateOne({ _id: CHANGE }, begun, { upsert: true })).upsertedCount === 1;
  }
  const there = { _id: CHANGE, value: JSON.stringify(from) };
  if (to === null) return (await db.settings.deleteOne(there)).deletedCount === 1;
  return (await db.settings.updateOne(there, { $set: { value: JSON.stringify(to) } })).matchedCount === 1;
}
