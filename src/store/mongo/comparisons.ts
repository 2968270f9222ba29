import { BAND_HEAD, type Comparisons, type RelatedText } from '../relation-store.ts';
import { candidatesOf, type Keyed, type Members, Pairs } from '../rows/candidates.ts';
import { COMPARE, isRelinked, RELATED_COLUMNS, RELINK, relatedText } from '../rows/related.ts';
import { firstOfEach } from './bands.ts';
import type { ItemDoc } from './documents.ts';
import { idsBehind } from './heads.ts';
import { storedItem } from './item-doc.ts';
import type { MongoDb } from './models.ts';

/** A step compares no more pairs than this, but for those of its first text. */
const MAX_PAIRS = 20_000;
/** Texts whose keys are looked up at once: where each has very many candidates, a step ends after some of them. */
const LOOK_UP = 100;
/** Of a candidate; its links may be very many, and are not asked for. */
const TEXT: Readonly<Record<string, 1>> = Object.fromEntries(
  [...RELATED_COLUMNS.filter((name) => name !== 'key'), 'sv', 'v', 'id'].map((name) => [name, 1]),
);
const READ = { ...TEXT, bands: 1, links: 1 } as const;
const LINKED = { id: 1, bands: 1 } as const;

export function textOf(doc: ItemDoc): RelatedText {
  return relatedText(storedItem(doc).row);
}

/** Texts of a brand in a range of `related`. */
export function waiting(db: MongoDb, brand: string, range: object, limit: number): Promise<ItemDoc[]> {
  return db.items
    .find({ brand, partial: 0, related: range }, READ)
    .hint('waiting')
    .limit(limit)
    .batchSize(limit)
    .lean<ItemDoc[]>()
    .exec();
}

/** The keys of the texts of a step; what was asked once is kept. */
class Search implements Members {
  readonly #first = new Map<string, readonly number[]>();
  readonly #behind = new Map<string, readonly number[] | null>();
  readonly #linked = new Map<string, Keyed>();
  readonly #db: MongoDb;
  readonly #brand: string;

  constructor(db: MongoDb, brand: string) {
    this.#db = db;
    this.#brand = brand;
  }

  async add(docs: readonly ItemDoc[]): Promise<void> {
    const unknown = new Set(docs.flatMap(({ bands = [] }) => bands).filter((band) => !this.#first.has(band)));
    for (const [band, ids] of await firstOfEach(this.#db, this.#brand, [...unknown])) this.#first.set(band, ids);
    const lasts = new Map(docs.flatMap((doc) => this.#led(doc)));
    for (const [band, ids] of await idsBehind(this.#db, this.#brand, lasts)) this.#behind.set(band, ids);
    const keys = new Set(docs.flatMap(({ links = [] }) => links.map(({ key }) => key)));
    const others = [...keys].filter((key) => !this.#linked.has(key));
    if (others.length === 0) return;
    const found = await this.#db.items
      .find({ brand: this.#brand, _id: { $in: others } }, LINKED)
      .batchSize(others.length + 1)
      .lean<ItemDoc[]>();
    for (const { _id, id, bands = [] } of found) this.#linked.set(_id, { id, bands: bands.join('') });
  }

  /** Full keys that are not looked up yet of which a text is to be compared with all, and the last of their first. */
  #led({ id, bands = [], related }: ItemDoc): readonly (readonly [string, number])[] {
    if (isRelinked(related)) return [];
    return bands.flatMap((band) => {
      const first = this.firstOf(band);
      if (first.length <= BAND_HEAD || this.#behind.has(band)) return [];
      const last = first[BAND_HEAD - 1]!;
      return id <= last ? [[band, last] as const] : [];
    });
  }

  readonly firstOf = (band: string): readonly number[] => this.#first.get(band) ?? [];
  readonly behind = (band: string): readonly number[] | null => this.#behind.get(band) ?? null;

  linked({ links = [] }: ItemDoc): readonly Keyed[] {
    return links.flatMap(({ key }) => this.#linked.get(key) ?? []);
  }
}

const NOBODY: readonly number[] = [];

/** See `RelationStore.toCompare`. */
export async function toCompare(db: MongoDb, brand: string, limit: number): Promise<Comparisons> {
  const waits = await waiting(db, brand, { $gte: COMPARE }, limit);
  const search = new Search(db, brand);
  const [pairs, stalePairs] = [new Pairs(), new Pairs()];
  const due = new Map<number, ItemDoc>();
  const crowded: (readonly [string, string])[] = [];
  for (const [at, doc] of waits.entries()) {
    if (at % LOOK_UP === 0) await search.add(waits.slice(at, at + LOOK_UP));
    const { _id, id, bands = [], related } = doc;
    const relinked = isRelinked(related);
    const members = relinked ? { firstOf: search.firstOf, behind: () => NOBODY } : search;
    const found = candidatesOf({ id, bands: bands.join('') }, members, search.linked(doc));
    const candidates = relinked ? [] : [...found.candidates];
    if (due.size > 0 && pairs.size + candidates.length > MAX_PAIRS) break;
    for (const other of candidates) pairs.add(id, other);
    for (const other of found.stale) stalePairs.add(id, other);
    for (const band of found.crowded) crowded.push([_id, band]);
    due.set(id, doc);
  }
  const docs = [...due.values(), ...(await othersOf(db, brand, { due, pairs, stalePairs }))];
  const keys = new Map(docs.map(({ id, _id }) => [id, _id]));
  return {
    due: [...due.values()].map(({ _id }) => _id),
    texts: docs.map(textOf),
    pairs: pairs.named(keys),
    stale: stalePairs.named(keys),
    crowded,
  };
}

/** Not one that will be compared with all itself. */
const NOT_TO_COMPARE = { $or: [{ related: { $not: { $gte: COMPARE, $lt: RELINK } } }, { partial: 1 }] };

interface Step {
  readonly due: ReadonlyMap<number, ItemDoc>;
  readonly pairs: Pairs;
  readonly stalePairs: Pairs;
}

/** What the due ones are compared with. A newer one that waits itself comes to them in its own turn: each pair is compared once. */
async function othersOf(db: MongoDb, brand: string, { due, pairs, stalePairs }: Step): Promise<ItemDoc[]> {
  const [older, newer] = [new Set(stalePairs.ids()), new Set<number>()];
  for (const [low, high] of pairs.all()) {
    if (due.has(high)) older.add(low);
    else newer.add(high);
  }
  const found = [
    await docsOf(db, brand, { ids: [...older].filter((id) => !due.has(id)) }),
    await docsOf(db, brand, { ids: [...newer].filter((id) => !older.has(id)), which: NOT_TO_COMPARE }),
  ];
  return found.flat();
}

async function docsOf(
  db: MongoDb,
  brand: string,
  { ids, which = {} }: { readonly ids: readonly number[]; readonly which?: object },
): Promise<ItemDoc[]> {
  if (ids.length === 0) return [];
  return await db.items
    .find({ brand, id: { $in: [...ids] }, ...which }, TEXT)
    .hint('brand_id')
    .batchSize(ids.length + 1)
    .lean<ItemDoc[]>()
    .exec();
}
