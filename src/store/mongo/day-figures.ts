import type { RollupDoc, RollupGroup } from './documents.ts';
import type { Match } from './match.ts';
import type { MongoDb } from './models.ts';
import { accepts } from './one-condition.ts';

/** Days that are read at once: decoding more would hold up whoever else the process serves. */
const BATCH = 50;
/** Groups that a process remembers, some thirty bytes each. A brand that has more is read anew each time. */
const REMEMBERED = 1_000_000;

const DIMENSIONS = [
  'scraper',
  'channel',
  'effective_language',
  'effective_sentiment',
  'star_group',
  'has_text',
  'verified',
  'late',
] as const;
type Dimension = (typeof DIMENSIONS)[number];
type Value = string | number;

/** The groups of a day: of each the place of its value in the list of each dimension, then its sums. */
interface Day {
  readonly made: number;
  readonly places: Uint16Array;
  readonly n: Uint32Array;
  readonly starsSum: Float64Array;
  readonly starsN: Uint32Array;
}

class Brand {
  readonly days = new Map<string, Day>();
  readonly values = noValues();
  readonly #places = new Map<string, number>();
  /** Of the numbers of all computations: each raises it, so an equal one means that nothing has changed. */
  state = '';
  groups = 0;

  put({ day, made, groups }: Pick<RollupDoc, 'day' | 'made' | 'groups'>): void {
    const packed: Day = {
      made,
      places: new Uint16Array(groups.length * DIMENSIONS.length),
      n: Uint32Array.from(groups, ({ n }) => n),
      starsSum: Float64Array.from(groups, (group) => group.stars_sum),
      starsN: Uint32Array.from(groups, (group) => group.stars_n),
    };
    let at = 0;
    for (const group of groups) for (const name of DIMENSIONS) packed.places[at++] = this.#place(name, group);
    this.groups += groups.length - (this.days.get(day)?.n.length ?? 0);
    this.days.set(day, packed);
  }

  drop(day: string): void {
    this.groups -= this.days.get(day)?.n.length ?? 0;
    this.days.delete(day);
  }

  #place(name: Dimension, group: RollupGroup): number {
    const value = group[name];
    const key = `${name} ${value}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.values[name].push(value) - 1;
      this.#places.set(key, place);
    }
    return place;
  }
}

function noValues(): Record<Dimension, Value[]> {
  return Object.fromEntries(DIMENSIONS.map((name) => [name, [] as Value[]])) as Record<Dimension, Value[]>;
}

/** By brand, the one that was asked for last behind the others. */
const remembered = new WeakMap<MongoDb, Map<string, Brand>>();

/** One seek for each entry of a small index: how many days, and the sum of the numbers under which they were computed. */
async function stateOf(db: MongoDb, brand: string): Promise<string> {
  const [found] = await db.rollups
    .aggregate<{ n: number; made: number }>([
      { $match: { brand } },
      { $group: { _id: null, n: { $sum: 1 }, made: { $sum: '$made' } } },
    ])
    .hint('made')
    .exec();
  return `${found?.n ?? 0} ${found?.made ?? 0}`;
}

/** The figures of all days of a brand, as they stand now: only those that were computed since the last time are read. */
async function brandNow(db: MongoDb, brand: string): Promise<Brand> {
  const all = remembered.get(db) ?? new Map<string, Brand>();
  remembered.set(db, all);
  const kept = all.get(brand) ?? new Brand();
  const state = await stateOf(db, brand);
  if (kept.state !== state) await readChanged(db, brand, kept);
  // What was computed between the two questions is read again at the next.
  kept.state = state;
  all.delete(brand);
  if (kept.groups <= REMEMBERED) all.set(brand, kept);
  let sum = [...all.values()].reduce((groups, one) => groups + one.groups, 0);
  for (const [name, one] of all) {
    if (sum <= REMEMBERED) break;
    all.delete(name);
    sum -= one.groups;
  }
  return kept;
}

async function readChanged(db: MongoDb, brand: string, kept: Brand): Promise<void> {
  const made = await db.rollups.collection
    .find<Pick<RollupDoc, 'day' | 'made'>>({ brand }, { projection: { _id: 0, day: 1, made: 1 }, hint: 'made' })
    .toArray();
  const standing = new Map(made.map((one) => [one.day, one.made]));
  for (const [day, one] of kept.days) if ((standing.get(day) ?? -1) < one.made) kept.drop(day);
  const changed = made.filter((one) => (kept.days.get(one.day)?.made ?? -1) < one.made).map(({ day }) => day);
  for (let at = 0; at < changed.length; at += BATCH) {
    const found = await db.rollups.collection
      .find<Pick<RollupDoc, 'day' | 'made' | 'groups'>>(
        { brand, day: { $in: changed.slice(at, at + BATCH) } },
        { projection: { _id: 0, day: 1, made: 1, groups: 1 }, hint: 'brand_day' },
      )
      .toArray();
    // Two questions at once may read the same day: the newer figures stay.
    for (const one of found) if ((kept.days.get(one.day)?.made ?? -1) < one.made) kept.put(one);
  }
}

export interface DaySums {
  readonly values: readonly Value[];
  n: number;
  starsSum: number;
  starsN: number;
}

export interface FigureQuestion {
  readonly brand: string;
  /** Of dimensions and of `day`; all must hold. */
  readonly asked: readonly Match[];
  readonly by: readonly ('day' | Dimension)[];
  /** Days that are counted elsewhere. */
  readonly without: ReadonlySet<string>;
}

/** Sums of the groups of settled days, by the dimensions that are asked for. */
export async function sumsOfDays(db: MongoDb, question: FigureQuestion): Promise<readonly DaySums[]> {
  const { asked, by, without } = question;
  const brand = await brandNow(db, question.brand);
  const holds = (name: string, value: Value) => asked.every((one) => !(name in one) || accepts(one[name], value));
  const allowed = DIMENSIONS.map((name) =>
    Uint8Array.from(brand.values[name], (value) => (holds(name, value) ? 1 : 0)),
  );
  const bounded = DIMENSIONS.flatMap((name, at) => (asked.some((one) => name in one) ? [at] : []));
  const grouped = by.flatMap((name) => (name === 'day' ? [] : [DIMENSIONS.indexOf(name)]));
  const sums = new Map<string | number, DaySums>();
  for (const [day, { places, n, starsSum, starsN }] of brand.days) {
    if (without.has(day) || !holds('day', day)) continue;
    const ofDay = by.includes('day') ? new Map<number, DaySums>() : null;
    for (let at = 0; at < n.length; at += 1) {
      const first = at * DIMENSIONS.length;
      if (!bounded.every((place) => allowed[place]?.[places[first + place] ?? 0] === 1)) continue;
      let key = 0;
      for (const place of grouped) key = key * 65_536 + (places[first + place] ?? 0);
      const group = (ofDay ?? sums).get(key);
      if (group === undefined) {
        const values = by.map((name) =>
          name === 'day' ? day : (brand.values[name][places[first + DIMENSIONS.indexOf(name)] ?? 0] ?? ''),
        );
        const made = { values, n: n[at] ?? 0, starsSum: starsSum[at] ?? 0, starsN: starsN[at] ?? 0 };
        (ofDay ?? sums).set(key, made);
        if (ofDay !== null) sums.set(`${day} ${key}`, made);
        continue;
      }
      group.n += n[at] ?? 0;
      group.starsSum += starsSum[at] ?? 0;
      group.starsN += starsN[at] ?? 0;
    }
  }
  return [...sums.values()];
}
