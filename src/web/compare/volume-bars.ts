import { addDays } from '../feed/filters.ts';
import type { DayBar } from '../feed/volume.ts';

/** More bars than this are too thin to be hit with a finger. */
const MOST_BARS = 92;

/** Bars of one day each, or of seven where the days are too many; `day` is the first one of the bar. */
export interface VolumeBars {
  readonly daysPerBar: number;
  readonly bars: readonly DayBar[];
}

/** Joins days to weeks, counted back from the last day, so that only the oldest bar can be short. */
export function joinDays(days: readonly DayBar[]): VolumeBars {
  if (days.length <= MOST_BARS) return { daysPerBar: 1, bars: days };
  const size = days.length <= MOST_BARS * 7 ? 7 : Math.ceil(days.length / MOST_BARS);
  const bars: DayBar[] = [];
  for (let end = days.length; end > 0; end -= size) bars.unshift(sumOf(days.slice(Math.max(0, end - size), end)));
  return { daysPerBar: size, bars };
}

function sumOf(days: readonly DayBar[]): DayBar {
  const parts: Partial<Record<keyof DayBar['parts'], number>> = {};
  for (const day of days) {
    for (const [part, n] of Object.entries(day.parts) as [keyof DayBar['parts'], number][]) {
      parts[part] = (parts[part] ?? 0) + n;
    }
  }
  return { day: days[0]?.day ?? '', n: days.reduce((sum, day) => sum + day.n, 0), parts };
}

/** Upper end of an axis of counts: 4, 6, 8, 12, 20, 40, 60, 80, 120, ..., whose quarters or halves are whole numbers. */
export function axisTop(highest: number): number {
  for (let unit = 1; ; unit *= 10) {
    const found = [4, 6, 8, 12, 20].find((one) => one * unit >= highest);
    if (found !== undefined) return found * unit;
  }
}

/** First and last day of a bar. */
export function barDays(day: string, daysPerBar: number, last: string): { readonly from: string; readonly to: string } {
  const to = addDays(day, daysPerBar - 1);
  return { from: day, to: to > last ? last : to };
}
