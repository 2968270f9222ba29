import type { MongoDb } from './models.ts';

/** Zone of items whose brand was not saved (yet). */
const DEFAULT_ZONE = 'UTC';

/** Zone in which the brand's instants become days. */
export async function zoneOf(db: MongoDb, brand: string): Promise<string> {
  const found = await db.brands.findById(brand, { time_zone: 1 }).lean();
  return found?.time_zone ?? DEFAULT_ZONE;
}
