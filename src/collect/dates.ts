import type { Precision } from '../domain/item.ts';
import { AGO, AGO_UNITS, DAY_WORDS, MONTH_WORD, monthOf, NOW_WORDS, WEEKDAYS } from './date-words.ts';
import { dayInZone, instantInZone, shiftDay } from './zone.ts';

/** A printed date. `at`: ISO instant with `Z`, `YYYY-MM-DD` or `YYYY-MM`; `on`: the day as printed, null when only the month is known. */
export interface ParsedDate {
  readonly at: string;
  readonly on: string | null;
  readonly precision: Exclude<Precision, 'unknown'>;
}

export interface DateContext {
  /** ISO instant from which relative dates count: `page.fetchedAt`. */
  readonly fetchedAt: string;
  /** IANA zone of times printed without one, and of the words "today" and "yesterday". Default `UTC`. */
  readonly timeZone?: string;
  /** Order of `04/05/2018`; numbers above 12 decide for themselves. Default `dmy`. */
  readonly order?: 'dmy' | 'mdy';
}

const ISO =
  /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?:[T ]\s?(\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?(?!\d)/i;
const ISO_MONTH = /^(\d{4})-(\d{2})$/;
const NUMERIC = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)/;
const YEAR_FIRST = /(?<!\d)(\d{4})[./](\d{1,2})[./](\d{1,2})(?!\d)/;
const YEAR = "(?:,?\\s{0,3}(?:de\\s)?['’]?(\\d{4}))?(?!\\d)";
const DAY_MONTH = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|\\.|-?го)?\\s{0,3}(?:of\\s)?-?(?<!\\p{L})(${MONTH_WORD})\\.?-?${YEAR}`,
  'iu',
);
const MONTH_DAY = new RegExp(`(?<!\\p{L})(${MONTH_WORD})\\.?\\s{1,3}(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)${YEAR}`, 'iu');
const MONTH_YEAR = new RegExp(`(?<!\\p{L})(${MONTH_WORD})\\.?,?\\s{1,3}(\\d{4})(?!\\d)`, 'iu');
const CLOCK = /(?<![\d.:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])\s?(am|pm|a\.m\.|p\.m\.)?/i;
const CLOCK_ZONE = /\d{2}(?::\d{2})?\s?(?:(GMT|UTC|Z|MSK|МСК)(?!\p{L})|([+-]\d{2}):?(\d{2})(?!\d))/iu;

/**
 * Reads a date as sites print it: ISO 8601, RFC 822, `05.05.2018 14:04`, `2 июн 2026`, `June 5, 2023`, `5. März 2023`,
 * `28 января` (the latest such day), `сегодня в 12:02`, `gisteren`, a weekday alone, `3 дня назад`, `vor 2 Stunden`.
 * Null where nothing is printed or it is too rough to be a month ("a year ago"). Hours ago give a day, weeks and months
 * ago give a month: no more is known. Reads at most 200 characters.
 */
export function parseDate(text: string | null | undefined, context: DateContext): ParsedDate | null {
  const printed = (text ?? '').slice(0, 200).replaceAll(/\s+/gu, ' ').trim();
  if (printed === '') return null;
  return iso(printed, context) ?? calendar(printed, context) ?? relative(printed, context);
}

/** Unix time in seconds (or milliseconds: values from 10^11 on). Null for what is not one, and outside 1990-2100. */
export function parseUnix(value: string | number | null | undefined, timeZone = 'UTC'): ParsedDate | null {
  const number =
    typeof value === 'string' ? (/^\d{8,14}(?:\.\d{1,6})?$/.test(value.trim()) ? Number(value) : Number.NaN) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return null;
  const ms = number >= 1e11 ? number : number * 1000;
  if (ms < 631_152_000_000 || ms > 4_102_444_800_000) return null;
  return instant(Math.round(ms), timeZone, 'instant');
}

function iso(printed: string, context: DateContext): ParsedDate | null {
  const month = ISO_MONTH.exec(printed);
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) return { at: printed, on: null, precision: 'month' };
  const match = ISO.exec(printed);
  if (!match) return null;
  const day = dayOf(Number(match[1]), Number(match[2]), Number(match[3]));
  if (day === null) return null;
  if (match[4] === undefined) return withClock(day, printed, context);
  const fraction = match[7] === undefined ? '' : `.${match[7].slice(0, 3).padEnd(3, '0')}`;
  const clock = `${match[4]}:${match[5]}:${match[6] ?? '00'}${fraction}`;
  return at(day, clock, match[8] ?? null, match[6] === undefined ? 'minute' : 'instant', context);
}

function calendar(printed: string, context: DateContext): ParsedDate | null {
  const yearFirst = YEAR_FIRST.exec(printed);
  if (yearFirst)
    return withClock(dayOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])), printed, context);
  const numeric = NUMERIC.exec(printed);
  if (numeric) {
    const [first, second] = [Number(numeric[1]), Number(numeric[2])];
    const monthFirst = second > 12 || (context.order === 'mdy' && first <= 12);
    const year = numeric[3]!.length === 2 ? 2000 + Number(numeric[3]) : Number(numeric[3]);
    return withClock(monthFirst ? dayOf(year, first, second) : dayOf(year, second, first), printed, context);
  }
  const dayMonth = DAY_MONTH.exec(printed);
  if (dayMonth) return named({ day: dayMonth[1]!, month: dayMonth[2]!, year: dayMonth[3] }, printed, context);
  const monthDay = MONTH_DAY.exec(printed);
  if (monthDay) return named({ day: monthDay[2]!, month: monthDay[1]!, year: monthDay[3] }, printed, context);
  const monthYear = MONTH_YEAR.exec(printed);
  if (monthYear) return { at: `${monthYear[2]}-${two(monthOf(monthYear[1]!))}`, on: null, precision: 'month' };
  return null;
}

/** A day without a year is its latest occurrence: sites leave the year out for the running twelve months. */
function named(
  parts: { day: string; month: string; year: string | undefined },
  printed: string,
  context: DateContext,
): ParsedDate | null {
  const month = monthOf(parts.month);
  if (parts.year !== undefined) return withClock(dayOf(Number(parts.year), month, Number(parts.day)), printed, context);
  const today = dayInZone(context.fetchedAt, context.timeZone ?? 'UTC');
  for (let year = Number(today.slice(0, 4)), tries = 0; tries < 5; year -= 1, tries += 1) {
    const day = dayOf(year, month, Number(parts.day));
    if (day !== null && day <= today) return withClock(day, printed, context);
  }
  return null;
}

function relative(printed: string, context: DateContext): ParsedDate | null {
  const zone = context.timeZone ?? 'UTC';
  const now = Date.parse(context.fetchedAt);
  const today = dayInZone(context.fetchedAt, zone);
  if (NOW_WORDS.test(printed)) return instant(now, zone, 'minute');
  const word = DAY_WORDS.find(([pattern]) => pattern.test(printed));
  if (word) return withClock(shiftDay(today, -word[1]), printed, context);
  const weekday = WEEKDAYS.find(([pattern]) => pattern.test(printed))?.[1];
  if (weekday !== undefined) {
    const back = (new Date(today).getUTCDay() - weekday + 7) % 7 || 7;
    return dayOnly(shiftDay(today, -back));
  }
  for (const pattern of AGO) {
    const match = pattern.exec(printed);
    const unit = match && AGO_UNITS.find(([start]) => start.test(match[2]!))?.[1];
    if (match && unit) return ago(/^\d/.test(match[1] ?? '') ? Number(match[1]) : 1, unit, { now, zone, today });
  }
  return null;
}

function ago(count: number, unit: string, from: { now: number; zone: string; today: string }): ParsedDate | null {
  if (unit === 'second') return instant(from.now - count * 1000, from.zone, 'minute');
  if (unit === 'minute') return instant(from.now - count * 60_000, from.zone, 'minute');
  if (unit === 'hour') return dayOnly(dayInZone(new Date(from.now - count * 3_600_000).toISOString(), from.zone));
  if (unit === 'day') return dayOnly(shiftDay(from.today, -count));
  if (unit === 'week') return { at: shiftDay(from.today, -7 * count).slice(0, 7), on: null, precision: 'month' };
  if (unit !== 'month') return null;
  const months = Number(from.today.slice(0, 4)) * 12 + Number(from.today.slice(5, 7)) - 1 - count;
  return { at: `${Math.floor(months / 12)}-${two((months % 12) + 1)}`, on: null, precision: 'month' };
}

function withClock(day: string | null, printed: string, context: DateContext): ParsedDate | null {
  if (day === null) return null;
  const clock = CLOCK.exec(printed);
  if (!clock) return dayOnly(day);
  const afternoon = clock[4]?.toLowerCase().startsWith('p');
  const hour = clock[4] === undefined ? Number(clock[1]) : (Number(clock[1]) % 12) + (afternoon ? 12 : 0);
  if (hour > 23 || Number(clock[2]) > 59) return dayOnly(day);
  const zone = CLOCK_ZONE.exec(printed.slice(clock.index));
  const moscow = zone?.[1] !== undefined && /^(?:msk|мск)$/iu.test(zone[1]);
  const offset = moscow ? '+03:00' : zone?.[1] ? 'Z' : zone?.[2] ? `${zone[2]}:${zone[3]}` : null;
  return at(
    day,
    `${two(hour)}:${clock[2]}:${clock[3] ?? '00'}`,
    offset,
    clock[3] === undefined ? 'minute' : 'instant',
    context,
  );
}

function at(
  day: string,
  clock: string,
  offset: string | null,
  precision: 'instant' | 'minute',
  context: DateContext,
): ParsedDate | null {
  const zone = offset
    ?.toUpperCase()
    .replace('UTC', 'Z')
    .replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const ms = zone ? Date.parse(`${day}T${clock}${zone}`) : instantInZone(day, clock, context.timeZone ?? 'UTC');
  return Number.isNaN(ms) ? dayOnly(day) : { at: new Date(ms).toISOString(), on: day, precision };
}

function instant(ms: number, zone: string, precision: 'instant' | 'minute'): ParsedDate {
  const when = new Date(ms).toISOString();
  return { at: when, on: dayInZone(when, zone), precision };
}

function dayOnly(day: string): ParsedDate {
  return { at: day, on: day, precision: 'day' };
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1990 && year <= 2100 ? date.toISOString().slice(0, 10) : null;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
