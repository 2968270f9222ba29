import type { ItemRow } from '../rows/item-row.ts';
import { instant } from '../rows/times.ts';
import type { ItemStore } from '../store.ts';
import { held } from './leases.ts';
import type { MongoDb } from './models.ts';
import { untold } from './outbox.ts';
import { brandsOf } from './way.ts';
import { type Planner, writeItems } from './write-items.ts';

type Options = Parameters<ItemStore['markVanished']>[0];

const BATCH = 500;

/** Where it read newer ones only, an item counts as read when its instant, else its day, is later than the bound. */
function isMissed(
  row: ItemRow,
  { before, since, after }: { before: string; since: string; after: string | null },
): boolean {
  if (row.vanished_at !== null || row.last_seen_at >= before || row.last_seen_at < since) return false;
  if (after === null) return true;
  return row.published_at === null ? row.day !== '' && row.day > after.slice(0, 10) : row.published_at > after;
}

/**
 * Marks what a complete visit did not see. Undated ones cannot be told to have been in reach and stay. Figures do not change: a
 * vanished item stays in the periods in which it stood.
 */
async function markVanished(db: MongoDb, options: Options): Promise<number> {
  const { lease, notSeenSince, seenSince } = options;
  const now = instant(options.now) ?? options.now;
  await held(db, lease);
  const bounds = {
    before: instant(notSeenSince) ?? notSeenSince,
    since: seenSince ?? '',
    after: instant(options.publishedAfter),
  };
  const found = await db.items
    .find(
      {
        // A target may have been moved to another brand: what it found before stays with the first one.
        brand: { $in: await brandsOf(db, {}) },
        target_id: lease.targetId,
        vanished_at: { $exists: false },
        last_seen_at: { $lt: bounds.before, $gte: bounds.since },
      },
      { brand: 1 },
    )
    .hint('of_target')
    .lean();
  const vanished = new Set<string>();
  const planner: Planner = (stored) => {
    if (stored === null) return null;
    const { key } = stored.row;
    vanished.delete(key);
    if (!isMissed(stored.row, bounds)) return null;
    vanished.add(key);
    const event = untold({ at: now, type: 'item.vanished', subject: key, brand: stored.row.brand, quiet: false });
    return { set: { vanished_at: now }, events: [event] };
  };
  for (const [brand, group] of Map.groupBy(found, (item) => item.brand)) {
    for (let at = 0; at < group.length; at += BATCH) {
      await held(db, lease);
      const planners = new Map(group.slice(at, at + BATCH).map(({ _id }) => [_id, planner]));
      await writeItems(db, { brand, planners });
    }
  }
  return vanished.size;
}

export function vanishMethods(db: MongoDb): Pick<ItemStore, 'markVanished'> {
  return { markVanished: (options) => markVanished(db, options) };
}
