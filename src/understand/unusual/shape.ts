import { expectedIn, type Series, toSeries } from './baseline.ts';
import type { Customs } from './customs.ts';
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
  /**
   * How evenly the wave lies over the brand's sources, 0 (one of them) to 1 (as its reviews usually do): what really happened is told
   * everywhere, who pays, pays on a few. 0 where the brand has one source.
   */
  readonly spread: number;
  /** More than usual still came in the weeks after it: news wears off, an order is done. */
  readonly tail: number;
  /** The other side rose as well. */
  readonly opposite: number;
  /** Share of the members on a product that nobody had reviewed before. */
  readonly newProduct: number;
  /** Share of the members that name the brand, beyond what its reviews usually do by more than a standard error. */
  readonly named: number;
  /** Members of a low wave that do not give the very least, by how many usually do: who blames to order gives one star. */
  readonly mild: number;
  /** Share of the members that share phrases with other members. */
  readonly kin: number;
  /** Share of the members whose account is old and busy (ten reviews and more), of those known; 0.5 where none is. */
  readonly busy: number;
  /** Members whose account size is known, those that are young among them, and how many would be usual. */
  readonly known: number;
  readonly young: number;
  readonly usualYoung: number;
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
  /** The same side on each source of the brand. */
  readonly sources: readonly Series[];
  readonly middling: Series;
  readonly opposite: Series;
  /** First day of each product of the brand. */
  readonly firstDays: ReadonlyMap<string, number>;
  readonly from: number;
  /** Share of the brand's reviews that name it. */
  readonly namedShare: number;
  /** Share of the blame that is mild. */
  readonly mildShare: number;
  /** Does a review share rare phrases with others of the wave? */
  kinIn(row: Row, wave: ReadonlySet<number>): boolean;
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

/** The weeks after a wave, but for the days that are its own edge. */
const TAIL_FROM = 3;
const TAIL_TO = 24;

/** By how many sources in effect (inverse Simpson index) what is more than usual is shared, beside how many share what comes otherwise. */
function spreadOver(sources: readonly Series[], first: number, last: number): number {
  const more = sources.map((one) => {
    const [a, b] = [Math.max(first, one.from), Math.min(last, one.to)];
    return a > b ? 0 : Math.max(0, inside(one, a, b) - expectedIn(one, a, b));
  });
  const usual = sources.map((one) => one.sums.at(-1)!);
  const inEffect = (shares: readonly number[]): number => {
    const sum = shares.reduce((a, b) => a + b, 0);
    return sum === 0 ? 1 : sum ** 2 / shares.reduce((a, b) => a + b * b, 0);
  };
  const most = inEffect(usual);
  return most < 1.5 ? 0 : Math.min(1, (inEffect(more) - 1) / (most - 1));
}

/** Above one star and still blame. */
const isMild = ({ side, input }: Row): boolean => side === 'low' && input.stars! > 1;

/** Share of the blame of a part that is mild; drawn to a third as if ten more had been seen. */
export function mildShareOf(rows: readonly Row[]): number {
  const low = rows.filter(({ side }) => side === 'low');
  return (low.filter(isMild).length + 3.3) / (low.length + 10);
}

/** A share of few has chance in it: what is less than a standard error above the usual one is nothing. */
function beyondChance(share: number, usual: number, n: number): number {
  return Math.max(0, share - usual - Math.sqrt((usual * (1 - usual)) / Math.max(1, n)));
}

export function shapeOf(wave: Wave, customs: Customs, others: Others): Shape {
  const { members, window } = wave;
  const known = members.filter(({ thin }) => thin !== null);
  const fresh = members.filter(({ input }) => {
    const day = input.productId === null ? undefined : others.firstDays.get(input.productId);
    return day !== undefined && day >= window.first - 10 && day > others.from + 30;
  });
  const places = new Set(members.map(({ at }) => at));
  const named = members.filter(({ signs }) => signs.style.named > 0).length / Math.max(1, members.length);
  const busy = known.filter(({ input }) => input.authorReviews! >= 10).length;
  return {
    named: beyondChance(named, others.namedShare, members.length),
    mild: members.filter(isMild).length / Math.max(1, others.mildShare * members.length),
    kin: members.filter((row) => others.kinIn(row, places)).length / Math.max(1, members.length),
    busy: (busy + 1) / (known.length + 2),
    thin: excess(
      members,
      (row) => customs.thin(row),
      (row) => row.thin === true,
    ),
    unverified: excess(
      members,
      (row) => customs.unverified(row),
      (row) => row.input.verified === false,
    ),
    differs: shareDiffers(others, window.first, window.last),
    spread: spreadOver(others.sources, window.first, window.last),
    tail: rise(others.same, window.last + 1 + TAIL_FROM, window.last + TAIL_TO),
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
