import type { StatsGroup } from '../api/types.ts';
import { type Part, partOf } from './figures.ts';
import { addDays } from './filters.ts';

const SHOWN_DAYS = 30;
/** More bars than this are too thin to click. */
const MOST_DAYS = 92;

export interface DayBar {
  readonly day: string;
  readonly n: number;
  readonly parts: Readonly<Partial<Record<Part, number>>>;
}

/** First and last day of the strip: the filter's own days where they fit, else the last 30 of them. One chosen day stays among its neighbours. */
export function stripWindow(
  period: { readonly from: string | null; readonly to: string | null },
  today: string,
): { readonly from: string; readonly to: string } {
  const end = period.to ?? today;
  if (period.from !== null && period.from === period.to) {
    const middle = addDays(period.from, SHOWN_DAYS / 2 - 1);
    const to = middle > today && today >= period.from ? today : middle;
    return { from: addDays(to, 1 - SHOWN_DAYS), to };
  }
  if (period.from !== null && period.from <= end && addDays(period.from, MOST_DAYS - 1) >= end) {
    return { from: period.from, to: end };
  }
  return { from: addDays(end, 1 - SHOWN_DAYS), to: end };
}

/** One bar for each day of the window, empty days included, from an answer of `/stats?by=day&by=sentiment`. */
export function barsOf(
  groups: readonly StatsGroup[],
  days: { readonly from: string; readonly to: string },
): readonly DayBar[] {
  const byDay = new Map<string, Partial<Record<Part, number>>>();
  for (const group of groups) {
    const day = group.key['day'] ?? '';
    const parts = byDay.get(day) ?? {};
    const part = partOf(group);
    parts[part] = (parts[part] ?? 0) + group.n;
    byDay.set(day, parts);
  }
  const bars: DayBar[] = [];
  for (let day = days.from; day <= days.to; day = addDays(day, 1)) {
    const parts = byDay.get(day) ?? {};
    const n = Object.values(parts).reduce((sum, count) => sum + count, 0);
    bars.push({ day, n, parts });
  }
  return bars;
}
