import { addDays } from '../feed/filters.ts';

/** Days of the windows offered: shorter ones seldom have enough texts on both sides. */
const LENGTHS = { '30d': 30, '90d': 90, '365d': 365 } as const;
export type Window = keyof typeof LENGTHS;
export const WINDOWS = Object.keys(LENGTHS) as readonly Window[];
const DEFAULT_WINDOW: Window = '90d';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface ComparePeriod {
  /** First and last day, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** The moving window that is chosen; null for days of one's own. */
  readonly window: Window | null;
}

/** The period that the page's address asks for: `period=90d`, or `from` and `to`. Anything that makes no sense is the last 90 days. */
export function readPeriod(params: URLSearchParams, today: string): ComparePeriod {
  const from = dayOf(params.get('from'));
  const to = dayOf(params.get('to'));
  if (from !== null && to !== null && from <= to) return { from, to, window: null };
  const window = WINDOWS.find((one) => one === params.get('period')) ?? DEFAULT_WINDOW;
  return { ...windowDays(window, today), window };
}

/** The parameters of the address for a window; the default one needs none. */
export function windowParams(window: Window): Readonly<Record<string, string>> {
  return window === DEFAULT_WINDOW ? {} : { period: window };
}

export function windowDays(window: Window, today: string): { readonly from: string; readonly to: string } {
  return { from: addDays(today, 1 - LENGTHS[window]), to: today };
}

function dayOf(value: string | null): string | null {
  return value !== null && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}
