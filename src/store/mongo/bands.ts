import { BAND_HEAD } from '../relation-store.ts';
import type { ItemDoc } from './documents.ts';
import type { MongoDb } from './models.ts';

/** Keys that are looked up by one question, and items that it finds at most. */
const AT_ONCE = 4096;
const ITEMS_AT_ONCE = 2048;

export type Keyed = Pick<ItemDoc, 'id' | 'bands'>;
type Ids = Map<string, readonly number[]>;

interface Heads {
  readonly found: Ids;
  /** How many of each key, less than `ITEMS_AT_ONCE`. */
  readonly enough: number;
}

/** Ids of the first texts of each key in their order: one more than are compared with all, and so many more. */
export async function firstOfEach(
  db: MongoDb,
  brand: string,
  bands: readonly string[],
  more = 0,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const heads: Heads = { found: new Map(), enough: Math.min(BAND_HEAD + 1 + more, ITEMS_AT_ONCE / 2) };
  for (let waiting = [...bands].sort(); waiting.length > 0; ) {
    const some = waiting.slice(0, AT_ONCE);
    const rest = await lookUp(db, brand, some, heads);
    waiting = [...rest, ...waiting.slice(AT_ONCE)];
  }
  return heads.found;
}

/**
 * One question for sorted keys. The index gives the items key by key, each item at the first of its keys: where there are more than
 * fit, those before the key of the last one are complete, and keys of which enough were seen already are asked for below the
 * ids that were seen. Returns the keys that are to be asked again, fewer than came in.
 */
async function lookUp(db: MongoDb, brand: string, bands: readonly string[], heads: Heads): Promise<readonly string[]> {
  const found = await itemsWith(db, { brand, bands: { $in: bands } });
  const seen = gather(bands, found, heads.enough);
  if (found.length < ITEMS_AT_ONCE) {
    for (const [band, ids] of seen) heads.found.set(band, ids);
    return [];
  }
  const own = new Set(found.at(-1)?.bands);
  const reached = bands.find((band) => own.has(band)) ?? '';
  const isOpen = (band: string): boolean => !heads.found.has(band);
  for (const band of bands) if (band < reached) heads.found.set(band, seen.get(band) ?? []);
  const many = bands.filter((band) => isOpen(band) && seen.get(band)?.length === heads.enough);
  await lookUpMany(db, brand, many, { below: Math.max(...many.map((band) => seen.get(band)?.at(-1) ?? 0)), heads });
  return bands.filter(isOpen);
}

/** Keys that very many items have, mostly the same ones: the first of each are at or `below` an id. */
async function lookUpMany(
  db: MongoDb,
  brand: string,
  bands: readonly string[],
  { below, heads }: { readonly below: number; readonly heads: Heads },
): Promise<void> {
  if (bands.length === 0) return;
  const found = await itemsWith(db, { brand, bands: { $in: bands }, id: { $lte: below } });
  const seen = gather(bands, found, heads.enough);
  // Where one key's items are much older than another's, each by itself.
  const isWhole = found.length < ITEMS_AT_ONCE;
  await Promise.all(
    bands.map(async (band) =>
      heads.found.set(
        band,
        isWhole ? (seen.get(band) ?? []) : await firstOf(db, brand, { band, enough: heads.enough }),
      ),
    ),
  );
}

function itemsWith(db: MongoDb, which: Record<string, unknown>): Promise<Keyed[]> {
  return db.items
    .find(which, { _id: 0, id: 1, bands: 1 })
    .hint('bands')
    .limit(ITEMS_AT_ONCE)
    .batchSize(ITEMS_AT_ONCE)
    .lean<Keyed[]>()
    .exec();
}

function gather(bands: readonly string[], found: readonly Keyed[], enough: number): Ids {
  const seen = new Map<string, number[]>(bands.map((band) => [band, []]));
  for (const { id, bands: own = [] } of found) for (const band of own) seen.get(band)?.push(id);
  return new Map([...seen].map(([band, ids]) => [band, ids.sort((a, b) => a - b).slice(0, enough)]));
}

async function firstOf(
  db: MongoDb,
  brand: string,
  { band, enough }: { readonly band: string; readonly enough: number },
): Promise<readonly number[]> {
  const found = await db.items
    .find({ brand, bands: band }, { _id: 0, id: 1 })
    .sort({ id: 1 })
    .hint('bands')
    .limit(enough)
    .lean<Keyed[]>();
  return found.map(({ id }) => id);
}
