import { toSeries } from './baseline.ts';
import { dayNumber } from './days.ts';
import type { Row } from './rows.ts';
import { scan, type Window } from './scan.ts';
import type { DayCount, StarSide } from './types.ts';

/** All sources of a brand together: a campaign may be spread thin over them. */
export const ALL_SOURCES = '*';

/** A window in which too much of one side came. */
export interface Wave {
  readonly brand: string;
  /** A source or `ALL_SOURCES`. */
  readonly source: string;
  readonly side: StarSide;
  readonly window: Window;
  /** -log10 of the probability that chance makes such a wave anywhere in the series. */
  readonly surprise: number;
  readonly members: readonly Row[];
}

/** A wave adds to its reviews from here on. */
const LEAST = 0;

export interface Part {
  readonly brand: string;
  readonly source: string;
  readonly rows: readonly Row[];
  /** First and last day on which anything came from there. */
  readonly from: number;
  readonly to: number;
}

/** A series longer than twenty years is somebody's wrong clock. */
const MOST_DAYS = 7500;

/** The reviews of each brand by source and all together. History belongs to the one brand that is weighed, if it is one. */
export function partsOf(rows: readonly Row[], history: readonly DayCount[]): Part[] {
  const parts = new Map<string, { brand: string; source: string; rows: Row[]; days: number[] }>();
  const at = (brand: string, source: string) => {
    const id = `${brand}\n${source}`;
    const part = parts.get(id) ?? { brand, source, rows: [], days: [] };
    parts.set(id, part);
    return part;
  };
  for (const row of rows) {
    if (row.day === null) continue;
    for (const source of [row.input.source, ALL_SOURCES]) {
      const part = at(row.input.brand, source);
      part.rows.push(row);
      part.days.push(row.day);
    }
  }
  const brands = new Set(rows.map(({ input }) => input.brand));
  if (brands.size === 1)
    for (const count of history) {
      const day = dayNumber(count.day);
      const [brand] = brands;
      if (day !== null && count.n > 0)
        for (const source of [count.source, ALL_SOURCES]) parts.get(`${brand}\n${source}`)?.days.push(day);
    }
  return [...parts.values()].map(({ days, ...part }) => {
    const to = days.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const from = days.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    return { ...part, from: Math.max(from, to - MOST_DAYS), to };
  });
}

/** Waves among those reviews of a part that `take` lets through. Members: all of them in its days. */
export function wavesOf(
  part: Part,
  side: StarSide,
  history: readonly DayCount[],
  take: (row: Row) => boolean = () => true,
): Wave[] {
  const counts = new Float64Array(part.to - part.from + 1);
  const taken = part.rows.filter((row) => row.side === side && row.day! >= part.from && take(row));
  if (taken.length < 3) return [];
  for (const row of taken) counts[row.day! - part.from]! += 1;
  for (const count of history) {
    const day = dayNumber(count.day);
    if (day === null || day < part.from || day > part.to || count.side !== side) continue;
    if (part.source === ALL_SOURCES || part.source === count.source) counts[day - part.from]! += count.n;
  }
  const windows = scan(toSeries(part.from, counts));
  // About one independent window for each day that is looked at.
  const tried = Math.log10(counts.length);
  const members = new Map<Window, Row[]>();
  for (const row of taken) {
    const window = windows[row.day! - part.from];
    if (window == null) continue;
    const list = members.get(window) ?? [];
    list.push(row);
    members.set(window, list);
  }
  return [...members].flatMap(([window, list]) => {
    const wave = {
      brand: part.brand,
      source: part.source,
      side,
      window,
      surprise: Math.max(LEAST, window.surprise - tried),
      members: list,
    };
    return [wave];
  });
}
