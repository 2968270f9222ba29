import { settleGroups } from './copies.ts';
import { markedOf } from './dirty.ts';
import type { MongoDb } from './models.ts';

/** Marks that are read at once, some of which lead to the same groups. */
const MARKS = 500;

/**
 * See `RelationStore.placeDue`. Also what somebody is writing, or was when he was killed: to place it too early does no harm, and
 * its mark stays until he is through.
 */
export async function placeDue(db: MongoDb, brand: string, limit: number): Promise<number> {
  return settleGroups(db, await markedOf(db, { kind: 'copies', brand }, MARKS), limit);
}

/** Brands of which something is to be placed. */
export async function brandsToPlace(db: MongoDb): Promise<readonly string[]> {
  const found: unknown[] = await db.dirty.distinct('brand', { kind: 'copies' });
  return found.filter((brand) => typeof brand === 'string');
}
