import type { ItemFilter, ItemPage } from '../../domain/filter.ts';
import type { Item } from '../../domain/item.ts';
import { BadInput } from '../../errors.ts';
import type { LoopStore } from '../loop-store.ts';
import type { ItemStore, PageOfItems } from '../store.ts';
import type { ItemDoc } from './documents.ts';
import type { ItemIndex } from './item-schema.ts';
import type { Match } from './match.ts';
import type { MongoDb } from './models.ts';
import { itemOf, SHOWN_FIELDS } from './read-items.ts';
import { type Way, wayFor } from './way.ts';

/** The last item that was given out: in the order of ids, then of keys (the same id may be in two brands). */
interface Last {
  readonly id: number;
  readonly key: string;
}

interface Place {
  readonly newestFirst: boolean;
  readonly after: Last | null;
}

function placeOf(page: Pick<ItemPage, 'sort' | 'cursor'>): Place {
  const newestFirst = page.sort === '-published';
  if (page.cursor === undefined) return { newestFirst, after: null };
  const text = Buffer.from(page.cursor, 'base64url').toString('utf8');
  const [, direction, digits, key] = /^([da])(\d{1,16})\.([\s\S]+)$/.exec(text) ?? [];
  const canonical = Buffer.from(text, 'utf8').toString('base64url') === page.cursor;
  if (digits === undefined || key === undefined || !canonical || !Number.isSafeInteger(Number(digits)))
    throw new BadInput('cursor', 'This cursor was not given out by a page before.');
  if ((direction === 'd') !== newestFirst) throw new BadInput('cursor', 'This cursor belongs to the other order.');
  return { newestFirst, after: { id: Number(digits), key } };
}

function cursorAfter({ id, _id: key }: ItemDoc, newestFirst: boolean): string {
  return Buffer.from(`${newestFirst ? 'd' : 'a'}${id}.${key}`, 'utf8').toString('base64url');
}

interface Reading {
  readonly way: Way;
  readonly place: Place;
  readonly limit: number;
}

/** One question for each slice of brands, two where a range of days was asked for. Exported for the test that reads their plans. */
export function pageQueries(db: MongoDb, { way, place, limit }: Reading) {
  const { newestFirst, after } = place;
  const bound = after === null ? [] : [{ id: { [newestFirst ? '$lte' : '$gte']: after.id } }];
  const within = way.ids === null ? [] : [{ id: way.ids }];
  return way.brands.flatMap((brands) => {
    const brand = { brand: brands.length === 1 ? brands[0] : { $in: brands } };
    const ask = (index: ItemIndex, more: readonly Match[]) =>
      db.items
        .find({ $and: [brand, ...way.match, ...bound, ...more] })
        .sort({ id: newestFirst ? -1 : 1 })
        .hint(index)
        // Of each brand one item may have the last id, and the item at the bound itself may be met again.
        .limit(limit + (after === null ? 1 : 2) * brands.length);
    return [ask(way.index, within), ...(way.ids === null ? [] : [ask('off', [{ off: 1 }])])];
  });
}

function comparison(newestFirst: boolean) {
  return (a: Pick<ItemDoc, 'id' | '_id'>, b: Pick<ItemDoc, 'id' | '_id'>): number =>
    a.id === b.id ? (a._id < b._id ? -1 : 1) : newestFirst ? b.id - a.id : a.id - b.id;
}

async function docsOf(db: MongoDb, reading: Reading, fields: Readonly<Record<string, number>>): Promise<ItemDoc[]> {
  const { place, limit } = reading;
  const found = await Promise.all(
    pageQueries(db, reading).map((query) => query.select({ ...fields }).lean<ItemDoc[]>()),
  );
  const { after } = place;
  const distinct = new Map(found.flat().map((doc) => [doc._id, doc]));
  return [...distinct.values()]
    .filter((doc) => after === null || doc.id !== after.id || doc._id > after.key)
    .sort(comparison(place.newestFirst))
    .slice(0, limit);
}

async function items(db: MongoDb, filter: ItemFilter, page: ItemPage): Promise<PageOfItems> {
  const place = placeOf(page);
  const way = await wayFor(db, filter);
  const docs = await docsOf(db, { way, place, limit: page.limit + 1 }, SHOWN_FIELDS);
  const shown = docs.slice(0, page.limit);
  const last = shown.at(-1);
  const nextCursor = docs.length > page.limit && last !== undefined ? cursorAfter(last, place.newestFirst) : null;
  return { items: shown.map(itemOf), nextCursor };
}

async function* stream(db: MongoDb, filter: ItemFilter, size: number): AsyncGenerator<readonly Item[]> {
  for (let after: Last | null = null; ; ) {
    // The words of a question are looked up each time: others come in meanwhile.
    const way: Way = await wayFor(db, filter);
    const docs: ItemDoc[] = await docsOf(db, { way, place: { newestFirst: false, after }, limit: size }, SHOWN_FIELDS);
    const last = docs.at(-1);
    if (last === undefined) return;
    yield docs.map(itemOf);
    after = { id: last.id, key: last._id };
  }
}

async function keys(db: MongoDb, filter: ItemFilter, limit: number): Promise<readonly string[]> {
  if (limit <= 0) return [];
  const way = await wayFor(db, filter);
  const docs = await docsOf(db, { way, place: { newestFirst: true, after: null }, limit }, { id: 1 });
  return docs.map(({ _id }) => _id);
}

export function pageMethods(db: MongoDb): Pick<ItemStore, 'items' | 'stream'> & Pick<LoopStore, 'keys'> {
  return {
    items: (filter, page) => items(db, filter, page),
    stream: (filter, size) => stream(db, filter, size),
    keys: (filter, limit) => keys(db, filter, limit),
  };
}
