import { weekday } from './days.ts';

/** The level of a day is looked for so many days before and after the window: growth and seasons are slower. */
const REACH = 75;
/** Days next to a window that are not taken for its baseline: the edges of a burst. */
const BUFFER = 3;
/** The local level is drawn to that of all days as if so many more days had been seen. */
const SHRINK_DAYS = 30;
/** Weekdays are drawn to each other by so many reviews of each. */
const SHRINK_WEEKDAY = 15;
/** No source is as even as a Poisson process: variance = mean + LEAST * mean^2 at least. */
export const LEAST_SPREAD = 0.05;
const MOST_SPREAD = 1;

/** Daily counts of one series from its first to its last day, with running sums. */
export interface Series {
  readonly from: number;
  readonly to: number;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  /** Running sums of the days, each worth its weekday's factor. */
  readonly worth: Float64Array;
  readonly spread: number;
}

/** `counts[i]` belongs to day `from + i`. */
export function toSeries(from: number, counts: Float64Array): Series {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const byWeekday = new Float64Array(7);
  for (let i = 0; i < counts.length; i++) byWeekday[weekday(from + i)]! += counts[i]!;
  const factor = Array.from(byWeekday, (n) => (n + SHRINK_WEEKDAY) / (total / 7 + SHRINK_WEEKDAY));
  const sums = new Float64Array(counts.length + 1);
  const worth = new Float64Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) {
    sums[i + 1] = sums[i]! + counts[i]!;
    worth[i + 1] = worth[i]! + factor[weekday(from + i)]!;
  }
  const series = { from, to: from + counts.length - 1, counts, sums, worth, spread: LEAST_SPREAD };
  return { ...series, spread: spreadOf(series) };
}

/**
 * What was to be expected on the days from `first` to `last`: the level of the days around them (without them and their
 * neighbours), drawn to the level of all other days, times the worth of these days.
 */
export function expectedIn(series: Series, first: number, last: number): number {
  const { sums, worth, from } = series;
  const [a, b] = [first - from, last - from + 1];
  const end = sums.length - 1;
  const cut = [Math.max(0, a - BUFFER), Math.min(end, b + BUFFER)] as const;
  const around = [Math.max(0, a - REACH), Math.min(end, b + REACH)] as const;
  const outside = sums[end]! - (sums[cut[1]]! - sums[cut[0]]!);
  const outsideDays = worth[end]! - (worth[cut[1]]! - worth[cut[0]]!);
  const near = sums[around[1]]! - sums[around[0]]! - (sums[cut[1]]! - sums[cut[0]]!);
  const nearDays = worth[around[1]]! - worth[around[0]]! - (worth[cut[1]]! - worth[cut[0]]!);
  // Half a review on half a month: a series that knows nothing expects little, but not nothing.
  const overall = (outside + 0.5) / (outsideDays + 15);
  const level = (near + SHRINK_DAYS * overall) / (nearDays + SHRINK_DAYS);
  return level * (worth[b]! - worth[a]!);
}

/** How much more the weeks vary than a Poisson process would, the wildest tenth left out: those are what is looked for. */
function spreadOf(series: Series): number {
  const weeks: [number, number][] = [];
  for (let day = series.from; day + 6 <= series.to; day += 7) {
    const i = day - series.from;
    weeks.push([series.sums[i + 7]! - series.sums[i]!, expectedIn(series, day, day + 6)]);
  }
  return spreadFrom(weeks);
}

/** The same for any counts with what was expected of each. */
export function spreadFrom(counts: readonly (readonly [n: number, expected: number])[]): number {
  const excess = counts.map(([n, mu]) => ((n - mu) ** 2 - mu) / (mu * mu + 1));
  if (excess.length < 8) return LEAST_SPREAD;
  excess.sort((a, b) => a - b);
  const kept = excess.slice(0, Math.ceil(excess.length * 0.9));
  const mean = kept.reduce((sum, x) => sum + x, 0) / kept.length;
  return Math.min(MOST_SPREAD, Math.max(LEAST_SPREAD, mean));
}

/** -log10 P(N >= n) where N has mean `mu` and variance mu + spread * mu^2 (negative binomial; Poisson as spread -> 0). */
export function surprise(n: number, mu: number, spread: number): number {
  if (n <= mu) return 0;
  const size = 1 / spread;
  const p = mu / (mu + size);
  // log of P(N = n), then the tail as a falling geometric-like sum relative to it.
  let log = size * Math.log1p(-p) + n * Math.log(p);
  for (let k = 0; k < n; k++) log += Math.log((size + k) / (k + 1));
  let [sum, term] = [1, 1];
  for (let k = n; term > 1e-9 * sum && k < n + 10_000; k++) {
    term *= (p * (size + k)) / (k + 1);
    sum += term;
  }
  return Math.min(30, Math.max(0, -(log + Math.log(sum)) / Math.LN10));
}
