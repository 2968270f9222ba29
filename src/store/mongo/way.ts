import type { ItemFilter } from '../../domain/filter.ts';
import { isDay, isDecidedOnly, isShownOnly, sentimentGroups } from '../rows/filter-parts.ts';
import { instantMs, nextDay } from '../rows/times.ts';
import { idsBetween, OFF_MS } from './item-doc.ts';
import type { ItemIndex } from './item-schema.ts';
import { conditions, type Match } from './match.ts';
import type { MongoDb } from './models.ts';
import { searchFor } from './search.ts';
import { themesAsked } from './themes.ts';
import { zoneOf } from './zones.ts';

/** How items are found: one index, walked in the order of ids; where several values are asked for, one walk each, merged by the server. */
export interface Way {
  readonly index: ItemIndex;
  /** All that must hold. */
  readonly match: readonly Match[];
  /** One for each set of brands: more walks than the server merges are never in one question. */
  readonly brands: readonly (readonly string[])[];
  /** Where a range of days was asked for: the ids of it. Items that are `off` are outside, and looked for apart. */
  readonly ids: { readonly $gte: number; readonly $lte: number } | null;
}

/** The server merges up to 200 walks (internalQueryMaxScansToExplode); with more it would sort. */
const MAX_WALKS = 180;
/** Days that are named one by one; a longer range is read past in the order of ids. */
const MAX_DAYS = 92;

/** The brands that have items: one step in the index each. */
export async function brandsOf(db: MongoDb, filter: ItemFilter): Promise<readonly string[]> {
  return filter.brand === undefined ? await db.items.distinct('brand') : [filter.brand];
}

interface Choice {
  readonly index: ItemIndex;
  readonly walks: number;
}

function some(values: readonly unknown[] | undefined): number {
  return values?.length ?? 0;
}

function bySmallSet(filter: ItemFilter): Choice | null {
  if (some(filter.author) > 0) return { index: 'author', walks: some(filter.author) };
  if (some(filter.target) > 0 && filter.target?.includes('') === false)
    return { index: 'of_target', walks: some(filter.target) };
  if (some(filter.tag) > 0) return { index: 'tagged', walks: some(filter.tag) };
  if (some(filter.theme) > 0) return { index: 'themed', walks: themesAsked(filter).length };
  if (some(filter.product) > 0) return { index: 'product', walks: some(filter.product) };
  if (filter.vanished === true) return { index: 'vanished', walks: 1 };
  if (filter.edited === true) return { index: 'edited', walks: 1 };
  if (filter.has_reply === true) return { index: 'replied', walks: 1 };
  if (filter.undated === true) return { index: 'day', walks: 1 };
  if (isDecidedOnly(filter)) return { index: 'decided', walks: 1 };
  if (some(filter.unusual) > 0 && filter.unusual?.includes('none') === false)
    return { index: 'unusual', walks: some(filter.unusual) };
  if (some(filter.touchpoint) > 0 && filter.touchpoint?.includes('') === false)
    return { index: 'touchpoint', walks: some(filter.touchpoint) };
  return some(filter.metric) > 0 ? { index: 'metric', walks: some(filter.metric) } : null;
}

function byGroup(filter: ItemFilter): Choice | null {
  if (!isShownOnly(filter)) return null;
  if (filter.open === true) return { index: 'open', walks: 1 };
  if (some(filter.kind) > 0) return { index: 'kind', walks: some(filter.kind) };
  const sources = some(filter.source);
  const labels = some(sentimentGroups(filter).groups ?? []);
  if (sources > 0 && labels > 0) return { index: 'source_sentiment', walks: sources * labels };
  if (sources > 0) return { index: 'source', walks: sources };
  return labels > 0 ? { index: 'sentiment', walks: labels } : null;
}

/** The days of a short range, each of which is a walk; null where the range is long, open or of instants. */
function daysOf(
  { published_from: from, published_to: to }: ItemFilter,
  lastDay: string | null,
): readonly string[] | null {
  if (from === undefined || !isDay(from) || (to !== undefined && !isDay(to))) return null;
  const last = to ?? lastDay;
  if (last === null) return null;
  const days: string[] = [];
  for (let day = from; day <= last; day = nextDay(day)) {
    if (days.length === MAX_DAYS) return null;
    days.push(day);
  }
  return days;
}

async function lastDayOf(db: MongoDb, brand: string): Promise<string | null> {
  const [last] = await db.items
    .find({ brand }, { day: 1, _id: 0 })
    .sort({ brand: 1, day: -1, id: 1 })
    .hint('day')
    .limit(1)
    .lean();
  return last?.day ?? null;
}

async function byDays(db: MongoDb, filter: ItemFilter): Promise<{ choice: Choice; match: Match } | null> {
  if (filter.brand === undefined || filter.published_from === undefined) return null;
  const days = daysOf(filter, filter.published_to === undefined ? await lastDayOf(db, filter.brand) : null);
  if (days === null) return null;
  return { choice: { index: 'day', walks: days.length }, match: { day: { $in: days } } };
}

function slices(brands: readonly string[], walks: number): readonly (readonly string[])[] {
  const size = Math.max(1, Math.floor(MAX_WALKS / Math.max(1, walks)));
  const count = Math.ceil(brands.length / size);
  return Array.from({ length: count }, (_, at) => brands.slice(at * size, (at + 1) * size));
}

const DAY_MS = 86_400_000;

/** The ids of a range of days or instants, with room for what zones and `isOff` leave open. */
function idsOf({ published_from: from, published_to: to }: ItemFilter): Way['ids'] {
  if (from === undefined && to === undefined) return null;
  const low = from === undefined ? 0 : (instantMs(from) ?? 0) - DAY_MS - OFF_MS;
  const high = to === undefined ? Number.MAX_SAFE_INTEGER / 1024 : (instantMs(to) ?? 0) + 2 * DAY_MS + OFF_MS;
  return idsBetween(Math.max(0, low), Math.max(0, high));
}

/** Small sets that are rather looked through for words than the other way round. */
const FEW: ReadonlySet<ItemIndex> = new Set(['author', 'tagged', 'product', 'vanished', 'edited']);

/** Throws `BadInput`. */
export async function wayFor(db: MongoDb, filter: ItemFilter): Promise<Way> {
  const zone = await zoneOf(db, filter.brand ?? '');
  const asked = conditions(filter, zone);
  const brands = await brandsOf(db, filter);
  const ids = idsOf(filter);
  const everything: Choice = { index: isShownOnly(filter) ? 'feed' : 'brand_id', walks: 1 };
  const way = ({ index, walks }: Choice, match: readonly Match[]): Way => {
    const tooMany = walks > MAX_WALKS;
    return {
      index: tooMany ? everything.index : index,
      match,
      brands: slices(brands, tooMany ? 1 : walks),
      ids: index === 'day' ? null : ids,
    };
  };
  if (filter.q !== undefined && filter.q.trim() !== '') {
    const { walk, walks, rest, all } = await searchFor(db, brands, filter.q);
    const few = bySmallSet(filter);
    if (few !== null && FEW.has(few.index)) return way(few, [...asked, ...all]);
    const match = [...asked, ...(walk === null ? [] : [walk]), ...rest];
    return way(walk === null || walks === 0 ? everything : { index: 'words', walks }, match);
  }
  const small = bySmallSet(filter);
  if (small !== null) return way(small, asked);
  const range = await byDays(db, filter);
  if (range !== null) return way(range.choice, [...asked, range.match]);
  return way(byGroup(filter) ?? everything, asked);
}
