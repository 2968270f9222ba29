import type { Precision } from '../domain/item.ts';

/** A published time as an item holds it. */
export interface Published {
  readonly publishedAt: string | null;
  readonly publishedOn: string | null;
  readonly precision: Precision;
}

const UNKNOWN: Published = { publishedAt: null, publishedOn: null, precision: 'unknown' };
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/i;
const NO_ZONE = /^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}/;
/** The first public web page; an earlier day is a parsing slip (1970) or a joke. */
const EARLIEST = '1991-08-06';
/** Zones differ by up to 26 hours, so "today" may be tomorrow here; later days are misread or forged. */
const LATEST_AHEAD_MS = 48 * 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day `YYYY-MM-DD` of an instant in an IANA zone; an unknown zone counts as UTC. */
export function dayIn(zone: string, instant: Date): string {
  let format = formats.get(zone);
  if (!format) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    try {
      format = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: zone });
    } catch {
      format = new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: 'UTC' });
    }
    formats.set(zone, format);
  }
  return format.format(instant);
}

function isDay(value: string | null | undefined): value is string {
  if (!value || !DAY.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** ISO instant with zone -> the same in UTC with milliseconds; anything else -> null. */
export function toUtc(value: string | null | undefined): string | null {
  const match = value ? INSTANT.exec(value.trim()) : null;
  if (!match || !isDay(match[1])) return null;
  const date = new Date(match[0].replace(' ', 'T').replace(',', '.').toUpperCase());
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function believable(published: Published, fetchedAt: string): Published {
  const latest = new Date(Date.parse(fetchedAt) + LATEST_AHEAD_MS).toISOString();
  const day = published.publishedOn ?? '';
  const late = day > latest.slice(0, day.length) || (published.publishedAt ?? '') > latest;
  return late || day < EARLIEST.slice(0, day.length) ? UNKNOWN : published;
}

/**
 * What a page printed -> instant, day and precision.
 * - `YYYY-MM-DD` and `YYYY-MM` stay the day or month as printed, without an instant.
 * - An instant with an offset keeps the day that it shows at that offset; in `Z` its day is the one in the brand's zone;
 *   a day that the parser read beside it (`publishedOn`) wins over both. Without seconds the precision is `minute`.
 * - An instant without zone breaks the scraper contract: only its day is taken.
 * - What is no date, lies before the web or more than two days after the fetch is unknown, never "now".
 */
export function readPublished(
  printed: { readonly publishedAt: string | null; readonly publishedOn?: string | null },
  context: { readonly timeZone: string; readonly fetchedAt: string },
): Published {
  const at = printed.publishedAt?.trim() ?? '';
  const on = isDay(printed.publishedOn) ? printed.publishedOn : null;
  const utc = toUtc(at);
  if (utc !== null) {
    const [, day = '', seconds, zone] = INSTANT.exec(at) ?? [];
    const shown = zone === 'Z' || zone === 'z' ? dayIn(context.timeZone, new Date(utc)) : day;
    const precision = seconds === undefined ? 'minute' : 'instant';
    return believable({ publishedAt: utc, publishedOn: on ?? shown, precision }, context.fetchedAt);
  }
  const day = on ?? (isDay(at) ? at : NO_ZONE.exec(at)?.[1]);
  if (isDay(day)) return believable({ publishedAt: null, publishedOn: day, precision: 'day' }, context.fetchedAt);
  if (MONTH.test(at)) return believable({ publishedAt: null, publishedOn: at, precision: 'month' }, context.fetchedAt);
  return UNKNOWN;
}

/** A time beside the published one (edited, answered): UTC instant, or the day where only that is printed, else null. */
export function readMoment(value: string | null | undefined): string | null {
  return toUtc(value) ?? (isDay(value) ? value : null);
}
