import { settleCopies } from './copies.ts';
import { markedOf, marksOf } from './dirty.ts';
import type { MongoDb } from './models.ts';

/** Items of a mark; see `placeMarks`. Most marks are of fewer. */
const OF_A_MARK = 50;

/**
 * See `RelationStore.placeDue`. Also what somebody is writing, or was when he was killed: to place it too early does no harm, and
 * its mark stays until he is through.
 */
export async function placeDue(db: MongoDb, brand: string, limit: number): Promise<number> {
  const due = await markedOf(db, { kind: 'copies', brand }, Math.ceil(limit / OF_A_MARK));
  if (due.length === 0) return 0;
  await settleCopies(db, due);
  const revs = new Set(due.map(({ rev }) => rev));
  const left = await marksOf(db, brand, due);
  return due.length - left.filter(({ rev }) => revs.has(rev)).length;
}

/** Brands of which something is to be placed. */
export async function brandsToPlace(db: MongoDb): Promise<readonly string[]> {
  const found: unknown[] = await db.dirty.distinct('brand', { kind: 'copies' });
  return found.filter((brand) => typeof brand === 'string');
}
