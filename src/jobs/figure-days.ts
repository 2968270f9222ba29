import { dayInZone, instantInZone, shiftDay } from '../collect/zone.ts';
import { BadInput } from '../errors.ts';

/** Days of a comparison by default, today included. */
export const DEFAULT_DAYS = 90;

/** Days of one brand. A zone that does not exist counts as UTC, as in the store. */
export interface BrandDays {
  readonly timeZone: string;
  /** Day of an instant. */
  dayOf(ms: number): string;
  /** First instant of a day in ms. */
  startOf(day: string): number;
}

export function brandDays(timeZone: string): BrandDays {
  const zone = isZone(timeZone) ? timeZone : 'UTC';
  // Asked for every row; the days of a window are few.
  const starts = new Map<string, number>();
  return {
    timeZone: zone,
    dayOf: (ms) => dayInZone(new Date(ms).toISOString(), zone),
    startOf(day) {
      let start = starts.get(day);
      if (start === undefined) {
        start = instantInZone(day, '00:00:00', zone);
        starts.set(day, start);
      }
      return start;
    },
  };
}

function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** The window that is meant, both days included. Throws `BadInput`. */
export function windowOf(
  options: { readonly from?: string; readonly to?: string },
  today: string,
): { readonly from: string; readonly to: string } {
  for (const name of ['from', 'to'] as const) {
    const day = options[name];
    if (day !== undefined && !isDay(day)) throw new BadInput(name, `${JSON.stringify(day)} is not a day (YYYY-MM-DD)`);
  }
  const to = options.to ?? (options.from !== undefined && options.from > today ? options.from : today);
  const from = options.from ?? shiftDay(to, 1 - DEFAULT_DAYS);
  if (from > to) throw new BadInput('from', `${from} lies after ${to}`);
  return { from, to };
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) && shiftDay(day, 0) === day;
}

/** The days from `from` to `to`. */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = shiftDay(day, 1)) days.push(day);
  return days;
}
