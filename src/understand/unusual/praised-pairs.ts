import type { TieRow } from './shared-authors.ts';

/** One author's praise of the two brands of a pair. */
export interface Praise {
  readonly author: string;
  readonly a: TieRow;
  readonly b: TieRow;
}

/** Two brands and all who praise both, by the day of `a`, undated ones last. */
export interface PraisedPair {
  readonly praises: readonly Praise[];
  /** How many would praise both by chance. */
  readonly expected: number;
}

export interface Praising {
  readonly author: string;
  readonly brands: ReadonlyMap<string, TieRow>;
}

const LATEST = Number.MAX_SAFE_INTEGER;
const byNumber = (x: number, y: number): number => x - y;

/** The first place in a list, ascending by `numberOf`, that is not below `value`. */
function firstAt<T>(list: readonly T[], value: number, numberOf: (one: T) => number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberOf(list[middle]!) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of the pair whose praise of the first brand came at most `reach` days from `day`. */
export function nearOf({ praises }: PraisedPair, day: number, reach: number): readonly Praise[] {
  const dayOf = ({ a }: Praise): number => a.day ?? LATEST;
  return praises.slice(firstAt(praises, day - reach, dayOf), firstAt(praises, day + reach + 1, dayOf));
}

type Where = { readonly source: string; readonly lang: string | null };
const poolOf = ({ source, lang }: Where): string => JSON.stringify([source, lang]);

/** All praise that there is, of busy authors and others: how it lies over brands, on each source and in each language, and over days. */
export class AllPraise {
  readonly #pools = new Map<string, { total: number; readonly brands: Map<string, number> }>();
  readonly #days = new Map<string, number[]>();
  #isSorted = true;
  /** Reviews of praise, and reviews of any stars or none. */
  n = 0;
  inAll = 0;

  add({ side, day, input }: TieRow): void {
    this.inAll += 1;
    if (side !== 'high') return;
    this.n += 1;
    const id = poolOf(input);
    const pool = this.#pools.get(id) ?? { total: 0, brands: new Map() };
    this.#pools.set(id, pool);
    pool.total += 1;
    pool.brands.set(input.brand, (pool.brands.get(input.brand) ?? 0) + 1);
    const days = this.#days.get(input.brand) ?? [];
    this.#days.set(input.brand, days);
    if (day !== null) days.push(day);
    this.#isSorted = false;
  }

  /** Probability that two different brands drawn by how much they are praised there are these. */
  chanceOf(where: Where, a: string, b: string): number {
    const pool = this.#pools.get(poolOf(where));
    if (pool === undefined) return 0;
    const shareOf = (brand: string): number => (pool.brands.get(brand) ?? 0) / pool.total;
    let same = 0;
    for (const n of pool.brands.values()) same += (n / pool.total) ** 2;
    return same < 1 ? (2 * shareOf(a) * shareOf(b)) / (1 - same) : 0;
  }

  /** Share of a brand's praise that came at most `reach` days from `day`. */
  shareAt(brand: string, day: number, reach: number): number {
    if (!this.#isSorted) for (const days of this.#days.values()) days.sort(byNumber);
    this.#isSorted = true;
    const days = this.#days.get(brand) ?? [];
    const of = (one: number): number => one;
    return (firstAt(days, day + reach + 1, of) - firstAt(days, day - reach, of)) / Math.max(1, days.length);
  }
}

/** Pairs of brands that some author praises. */
export function pairsOf(praised: readonly Praising[], all: AllPraise): readonly PraisedPair[] {
  const praises = new Map<string, { readonly a: string; readonly b: string; readonly list: Praise[] }>();
  const drawn = new Map<string, { readonly where: Where; n: number }>();
  for (const { author, brands } of praised) {
    const sorted = [...brands].sort(([x], [y]) => (x < y ? -1 : 1));
    for (const [i, [a, rowA]] of sorted.entries())
      for (const [b, rowB] of sorted.slice(i + 1)) {
        const id = JSON.stringify([a, b]);
        const pair = praises.get(id) ?? { a, b, list: [] };
        praises.set(id, pair);
        pair.list.push({ author, a: rowA, b: rowB });
        const pool = drawn.get(poolOf(rowA.input)) ?? { where: rowA.input, n: 0 };
        drawn.set(poolOf(rowA.input), pool);
        pool.n += 1;
      }
  }
  return [...praises.values()].map(({ a, b, list }) => ({
    praises: list.sort((x, y) => (x.a.day ?? LATEST) - (y.a.day ?? LATEST) || (x.author < y.author ? -1 : 1)),
    expected: [...drawn.values()].reduce((sum, { where, n }) => sum + n * all.chanceOf(where, a, b), 0),
  }));
}
