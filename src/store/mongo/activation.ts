import type { Understanding } from '../../domain/item.ts';
import { NOT_UNDERSTOOD } from '../rows/item-row.ts';
import { shownAs } from '../rows/understanding-columns.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';
import { activeVersion, moveVersionChange, showVersion, type VersionChange, versionChange } from './versions.ts';
import { type Planner, writeItems } from './write-items.ts';
import { apply } from './write-understanding.ts';

const BATCH = 500;

type Met = Pick<ItemDoc, '_id' | 'id' | 'brand' | 'revision'>;

interface Beside {
  readonly item: Met;
  readonly understanding: Understanding | null;
}

/**
 * Shows what was computed beside. Whole items without a result of that version wait again: figures never mix two versions. What a
 * crash broke off goes on where it stood; a change to another version than was begun begins anew.
 */
export async function activateVersion(db: MongoDb, version: string, now: string): Promise<boolean> {
  const begun = await versionChange(db);
  let change = await changeTo(db, version, begun);
  // Of several processes that are at it one gets on after each batch: who else has written where it stands meanwhile does the rest.
  if (change !== begun && !(await moveVersionChange(db, begun, change))) return false;
  while (change !== null) {
    const next: VersionChange | null = await PHASES[change.phase](db, change, now);
    if (!(await moveVersionChange(db, change, next))) return false;
    change = next;
  }
  return true;
}

async function changeTo(db: MongoDb, version: string, begun: VersionChange | null): Promise<VersionChange | null> {
  if (begun?.to === version) return begun;
  if ((await activeVersion(db)) !== version) return { to: version, phase: 'retire', after: -1 };
  // Back to the version that is still the shown one: what was let go of is read again.
  return begun === null ? null : { to: version, phase: 'clear', after: -1 };
}

type Phase = (db: MongoDb, change: VersionChange, now: string) => Promise<VersionChange | null>;

const PHASES: Readonly<Record<VersionChange['phase'], Phase>> = { retire, fill, clear };

async function batchOf(db: MongoDb, { to, after }: VersionChange): Promise<readonly Beside[]> {
  const items = await db.items
    .find({ id: { $gt: after } }, { id: 1, brand: 1, revision: 1 })
    .sort({ id: 1 })
    .hint('by_id')
    .limit(BATCH)
    .lean<Met[]>();
  const next = await db.next.find({ _id: { $in: items.map(({ _id }) => `${to}:${_id}`) } }).lean();
  const beside = new Map(next.map((doc) => [doc.key, doc]));
  return items.map((item) => {
    const doc = beside.get(item._id);
    const stands = doc !== undefined && doc.revision === item.revision;
    return { item, understanding: stands ? (JSON.parse(doc.body) as Understanding) : null };
  });
}

/** Words stay in the index until others take their place: a search finds its texts all the while. */
async function retire(db: MongoDb, change: VersionChange): Promise<VersionChange> {
  const batch = await batchOf(db, change);
  for (const [brand, group] of Map.groupBy(batch, ({ item }) => item.brand)) {
    const planners = new Map(group.map(({ item, understanding }) => [item._id, letGo(understanding !== null)]));
    await writeItems(db, { brand, planners });
  }
  const last = batch.at(-1);
  if (last !== undefined && batch.length === BATCH) return { ...change, after: last.item.id };
  await showVersion(db, change.to);
  return { ...change, phase: 'fill', after: -1 };
}

function letGo(hasNext: boolean): Planner {
  return (stored) => {
    if (stored === null) return null;
    const { row } = stored;
    if (row.understood === 0 && (hasNext || row.indexed === 0)) return null;
    const columns = { ...NOT_UNDERSTOOD, indexed: hasNext ? row.indexed : 0 };
    return { set: shownAs(row, columns), ...(hasNext ? {} : { stems: null }), events: [] };
  };
}

async function fill(db: MongoDb, change: VersionChange, now: string): Promise<VersionChange> {
  const batch = await batchOf(db, change);
  for (const [brand, group] of Map.groupBy(batch, ({ item }) => item.brand)) {
    const results = group.flatMap(({ item, understanding }) =>
      understanding === null ? [] : [{ key: item._id, revision: item.revision, understanding }],
    );
    await apply(db, brand, results, now);
  }
  const last = batch.at(-1);
  return last !== undefined && batch.length === BATCH
    ? { ...change, after: last.item.id }
    : { ...change, phase: 'clear', after: -1 };
}

/** What is beside is not needed any more, nor what other versions left there. */
async function clear(db: MongoDb): Promise<null> {
  await db.next.deleteMany({ version: { $gt: '' } });
  return null;
}
