import { expectedIn, type Series, toSeries } from './baseline.ts';
import type { Kin } from './kin.ts';
import type { Style } from './own.ts';
import type { Row } from './rows.ts';
import type { Wave } from './waves.ts';

/** What tells a campaign from an honest wave. Scores are in standard errors, cut to -4..4; 0 where nothing is known. */
export interface Shape {
  /** More young accounts than this source usually has (below 0: fewer). */
  readonly thin: number;
  /** More reviews that are not marked as a buyer's. */
  readonly unverified: number;
  /** The middling stars (2.5 to 4) rose as well: buyers were asked, or something new came. */
  readonly middling: number;
  /** How far the share of this side among all stars differs from that of the other days: a group counts only where its stars do. */
  readonly differs: number;
  /** The other side rose as well. */
  readonly opposite: number;
  /** Share of the members on a product that nobody had reviewed before. */
  readonly newProduct: number;
  /** Share of the members that name the brand, beyond what its reviews usually do. */
  readonly named: number;
  /** Share of the members that share phrases with other members. */
  readonly kin: number;
  /** Share of the members whose account is old and busy (ten reviews and more), of those known; 0.5 where none is. */
  readonly busy: number;
  /** Members whose account size is known, those that are young among them, and how many would be usual. */
  readonly known: number;
  readonly young: number;
  readonly usualYoung: number;
}

/** How often each source shows young accounts and buyers: its custom, from all reviews given. */
export interface Customs {
  thin(row: Row): number | null;
  /** Share of a brand's reviews that name it. */
  named(brand: string): number;
  /** Does a review share rare phrases with that many others of the wave? */
  kinIn(row: Row, wave: ReadonlySet<number>): boolean;
  /** Null where the source marks all or none: the mark says nothing there. */
  unverified(row: Row): number | null;
}

/** Phrases shared so strongly are more than a turn of speech: two rare ones. */
const KIN_FROM = 14;

export function customsOf(rows: readonly Row[], kin: readonly Kin[], styles: readonly Style[]): Customs {
  const names = new Map<string, { n: number; named: number }>();
  for (const { input, at } of rows) {
    const one = names.get(input.brand) ?? { n: 0, named: 0 };
    names.set(input.brand, one);
    one.n += 1;
    if (styles[at]!.named > 0) one.named += 1;
  }
  const bySource = new Map<string, { thin: number; known: number; unverified: number; marked: number }>();
  for (const { input, thin } of rows) {
    const one = bySource.get(input.source) ?? { thin: 0, known: 0, unverified: 0, marked: 0 };
    bySource.set(input.source, one);
    if (thin !== null) one.known += 1;
    if (thin === true) one.thin += 1;
    if (input.verified !== null) one.marked += 1;
    if (input.verified === false) one.unverified += 1;
  }
  return {
    // A quarter of young accounts is what sites commonly show; a source is believed by its own figures from some twenty reviews on.
    thin: ({ input, thin }) => {
      const one = bySource.get(input.source);
      return thin === null || one === undefined ? null : (one.thin + 5) / (one.known + 20);
    },
    named: (brand) => ((names.get(brand)?.named ?? 0) + 2) / ((names.get(brand)?.n ?? 0) + 14),
    kinIn: ({ at }, wave) => kin[at]!.own.some(({ row, strength }) => strength >= KIN_FROM && wave.has(row.at)),
    unverified: ({ input }) => {
      const one = bySource.get(input.source);
      if (input.verified === null || one === undefined) return null;
      const share = (one.unverified + 2) / (one.marked + 10);
      return one.unverified === 0 || one.unverified === one.marked ? null : share;
    },
  };
}

const cut = (x: number): number => Math.min(4, Math.max(-4, x));

function excess(members: readonly Row[], usual: (row: Row) => number | null, is: (row: Row) => boolean): number {
  let [n, expected, variance] = [0, 0, 0];
  for (const row of members) {
    const p = usual(row);
    if (p === null) continue;
    if (is(row)) n += 1;
    expected += p;
    variance += p * (1 - p);
  }
  return variance < 0.3 ? 0 : cut((n - expected) / Math.sqrt(variance));
}

/** The other series of the same brand and source that a wave is seen against. */
export interface Others {
  /** All reviews of the brand and source. */
  readonly all: Series;
  readonly same: Series;
  readonly middling: Series;
  readonly opposite: Series;
  /** First day of each product of the brand. */
  readonly firstDays: ReadonlyMap<string, number>;
  readonly from: number;
  isNamed(row: Row): boolean;
}

function inside({ sums, from, to }: Series, first: number, last: number): number {
  return sums[Math.min(last, to) - from + 1]! - sums[Math.max(first, from) - from]!;
}

/** Standard errors between the shares of one side inside and outside of the window (pooled two-sample z, half a review added). */
function shareDiffers({ all, same }: Others, first: number, last: number): number {
  const [n, k] = [inside(all, first, last), inside(same, first, last)];
  const [m, l] = [all.sums.at(-1)! - n, same.sums.at(-1)! - k];
  if (n === 0 || m < 10) return 0;
  const pooled = (k + l + 0.5) / (n + m + 1);
  return cut((k / n - l / m) / Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m)));
}

function rise(series: Series, first: number, last: number): number {
  const [a, b] = [Math.max(first, series.from), Math.min(last, series.to)];
  if (a > b) return 0;
  const expected = expectedIn(series, a, b);
  const n = series.sums[b - series.from + 1]! - series.sums[a - series.from]!;
  return cut((n - expected) / Math.sqrt(expected + series.spread * expected ** 2 + 0.3));
}

export function shapeOf(wave: Wave, customs: Customs, others: Others): Shape {
  const { members, window } = wave;
  const known = members.filter(({ thin }) => thin !== null);
  const fresh = members.filter(({ input }) => {
    const day = input.productId === null ? undefined : others.firstDays.get(input.productId);
    return day !== undefined && day >= window.first - 10 && day > others.from + 30;
  });
  const places = new Set(members.map(({ at }) => at));
  const named = members.filter((row) => others.isNamed(row)).length / Math.max(1, members.length);
  const busy = known.filter(({ input }) => input.authorReviews! >= 10).length;
  return {
    named: Math.max(0, named - customs.named(wave.brand)),
    kin: members.filter((row) => customs.kinIn(row, places)).length / Math.max(1, members.length),
    busy: (busy + 1) / (known.length + 2),
    thin: excess(members, customs.thin, (row) => row.thin === true),
    unverified: excess(members, customs.unverified, (row) => row.input.verified === false),
    differs: shareDiffers(others, window.first, window.last),
    middling: rise(others.middling, window.first, window.last),
    opposite: rise(others.opposite, window.first, window.last),
    newProduct: members.length === 0 ? 0 : fresh.length / members.length,
    known: known.length,
    young: known.filter(({ thin }) => thin === true).length,
    usualYoung: known.reduce((sum, row) => sum + (customs.thin(row) ?? 0), 0),
  };
}

/** Series of those reviews of a part that `take` lets through, without history: for comparison inside the reviews given. */
export function seriesOf(rows: readonly Row[], from: number, to: number, take: (row: Row) => boolean): Series {
  const counts = new Float64Array(to - from + 1);
  for (const row of rows) if (row.day! >= from && take(row)) counts[row.day! - from]! += 1;
  return toSeries(from, counts);
}

/** First day on which each product of a brand was reviewed. */
export function firstDaysOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { input, day } of rows) {
    if (input.productId === null || day === null) continue;
    first.set(input.productId, Math.min(day, first.get(input.productId) ?? day));
  }
  return first;
}
