import { BAND_HEAD, MOST_BEHIND } from '../relation-store.ts';
import { afterTurn, beforeTurn, type HeadsMoved, headsMoved, type Turn } from '../rows/heads.ts';
import { COMPARE, RELINK } from '../rows/related.ts';
import { firstOfEach } from './bands.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';

type AllTurns = ReadonlyMap<string, Turn>;

const CHANGES = { $cond: [{ $lt: ['$related', 0] }, { $subtract: [-1, '$related'] }, { $mod: ['$related', COMPARE] }] };
const CHANGED = { $mod: [{ $add: [CHANGES, 1] }, COMPARE] };
/** As `again` and then `keyed` of `rows/related.ts`. */
const COMPARED_AGAIN = [{ $set: { related: { $add: [CHANGED, COMPARE] } } }];
const WAITS_FOR = {
  $cond: [{ $lt: ['$related', 0] }, RELINK, { $subtract: ['$related', { $mod: ['$related', COMPARE] }] }],
};
/**
 * What waits goes on to wait for the same, in another state: whoever compares with it now is refused, as it lacks the one that came
 * instead of it.
 */
const RELINKED = [{ $set: { related: { $add: [CHANGED, WAITS_FOR] } } }];
/** Neither waiting for keys, which are compared when they have them, nor for a comparison. */
const NOT_WAITING = { $not: { $gte: 0, $lt: RELINK } };

/**
 * Items are about to come to keys or go from them: who will be moved among the first of a key or out of them, or has a key of few no
 * more, is noted, so that a process that is killed behind its write leaves nobody out. Notes that nothing follows do no harm. Returns
 * who was noted.
 */
export async function headsWillChange(db: MongoDb, brand: string, turns: AllTurns): Promise<readonly HeadsMoved[]> {
  const moved: HeadsMoved[] = [];
  const shrunk = new Map([...turns].filter(([, { gone }]) => gone.length > 0));
  const grown = new Map([...turns].filter(([, { gone }]) => gone.length === 0));
  for (const some of [grown, shrunk]) {
    const most = Math.max(0, ...[...some.values()].map(({ gone }) => gone.length));
    const first = await firstOfEach(db, brand, [...some.keys()], most);
    for (const [band, turn] of some) {
      const before = first.get(band) ?? [];
      moved.push(headsMoved(before, afterTurn(before, turn), turn));
    }
  }
  await note(db, brand, moved);
  return moved;
}

/**
 * The same once more behind the write, as others may have compared them in between, and of keys that items went from with those who
 * are among the first since then, as others may have taken items away, too.
 */
export async function headsHaveChanged(
  db: MongoDb,
  brand: string,
  turns: AllTurns,
  noted: readonly HeadsMoved[],
): Promise<void> {
  const shrunk = [...turns].filter(([, { gone }]) => gone.length > 0);
  const most = Math.max(0, ...shrunk.map(([, { come }]) => come.length));
  const bands = shrunk.map(([band]) => band);
  const first = await firstOfEach(db, brand, bands, most);
  const moved = shrunk.map(([band, turn]) => {
    const after = first.get(band) ?? [];
    return headsMoved(beforeTurn(after, turn), after, turn);
  });
  await note(db, brand, [...noted, ...moved]);
}

async function note(db: MongoDb, brand: string, moved: readonly HeadsMoved[]): Promise<void> {
  const [up, out] = [new Set(moved.flatMap((one) => one.up)), new Set(moved.flatMap((one) => one.out))];
  const { collection } = db.items;
  // What waits for other keys is compared when it has them.
  const compared = { $not: { $gte: 0, $lt: COMPARE } };
  const hint = { hint: 'brand_id' };
  if (up.size > 0)
    await collection.updateMany({ brand, id: { $in: [...up] }, related: compared }, COMPARED_AGAIN, hint);
  if (out.size > 0) await collection.updateMany({ brand, id: { $in: [...out] } }, RELINKED, hint);
  const loosened = [...new Set(moved.flatMap((one) => one.loosened))];
  // What waits to be compared gives up its links then.
  const linked = { related: { $lt: 0 }, 'links.0': { $exists: true } };
  if (loosened.length > 0) await collection.updateMany({ brand, id: { $in: loosened }, ...linked }, RELINKED, hint);
}

type Behind = Pick<ItemDoc, 'id' | 'bands'>;

/** See `Members.behind`, of these keys, each with the id of the last of its first. */
export async function idsBehind(
  db: MongoDb,
  brand: string,
  lasts: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, readonly number[] | null>> {
  const bands = [...lasts.keys()];
  if (bands.length === 0) return new Map();
  // One question for all keys, as those who have one of them mostly have the others.
  const found = await db.items
    .find(
      {
        brand,
        bands: { $in: bands },
        id: { $gt: Math.min(...lasts.values()) },
        $or: [{ related: NOT_WAITING }, { partial: 1 }],
      },
      { _id: 0, id: 1, bands: 1 },
    )
    .hint('bands')
    .limit(MOST_BEHIND + 1)
    .batchSize(MOST_BEHIND + 1)
    .lean<Behind[]>();
  if (found.length <= MOST_BEHIND) return behindOf(lasts, found);
  if (bands.length === 1) return new Map(bands.map((band) => [band, null]));
  const all = [...lasts];
  const middle = Math.ceil(all.length / 2);
  const before = await idsBehind(db, brand, new Map(all.slice(0, middle)));
  return new Map([...before, ...(await idsBehind(db, brand, new Map(all.slice(middle))))]);
}

function behindOf(
  lasts: ReadonlyMap<string, number>,
  found: readonly Behind[],
): ReadonlyMap<string, readonly number[]> {
  const behind = new Map<string, number[]>([...lasts.keys()].map((band) => [band, []]));
  for (const { id, bands = [] } of found)
    for (const band of bands) if (id > (lasts.get(band) ?? id)) behind.get(band)?.push(id);
  return behind;
}

/** All behind the first of these keys that wait for nothing else are to be compared again. */
export async function compareBehind(db: MongoDb, brand: string, bands: readonly string[]): Promise<void> {
  for (const [band, ids] of await firstOfEach(db, brand, bands)) {
    const last = ids[BAND_HEAD - 1];
    if (last === undefined) continue;
    const which = { brand, bands: band, id: { $gt: last }, related: NOT_WAITING };
    await db.items.collection.updateMany(which, COMPARED_AGAIN, { hint: 'bands' });
  }
}
