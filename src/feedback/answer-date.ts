import { parseDate } from '../collect/dates.ts';
import { instantInZone, shiftDay } from '../collect/zone.ts';

export type DateOrder = 'dmy' | 'mdy';

/** `at`: ISO instant in UTC (without seconds where none were printed), or the day; `on`: the day as printed. */
export interface AnswerDate {
  readonly at: string;
  readonly on: string;
}

export interface DateReading {
  /** Zone of times that name none. */
  readonly timeZone: string;
  readonly order: DateOrder;
}

const CLOCK =
  '(?:[T ,]+(?:(?:в|om|at) )?(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2})(?:[.,]\\d{1,9})?)? ?(am|pm|a\\.m\\.|p\\.m\\.)? ?([A-ZА-Я]{1,5}|(?:GMT|UTC)?[+-]\\d{1,2}(?::?\\d{2})?)?)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${CLOCK}$`, 'i');
const YEAR_LAST = new RegExp(`^(\\d{1,2})([./-])(\\d{1,2})[./-](\\d{4}|\\d{2})(?: ?г\\.?)?${CLOCK}$`, 'i');
/** Days since 1899-12-30, as spreadsheets count: 2000 to 2064. */
const SERIAL = /^(3[6-9]|4\d|5\d)\d{3}(?:[.,](\d{1,12}))?$/;

/** Offsets of printed zone names in minutes; ambiguous ones (IST, CST of China) are left out. */
const ZONES: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  WET: 0,
  MSK: 180,
  МСК: 180,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  BST: 60,
  EST: -300,
  EDT: -240,
  PST: -480,
  PDT: -420,
};

/** Which order the column itself shows: a number above 12 can only be a day. Dots are day first everywhere. */
export function orderEvidence(cell: string): DateOrder | 'either' | null {
  const match = YEAR_LAST.exec(cell.trim().slice(0, 60));
  if (match === null || match[2] === '.') return null;
  if (Number(match[1]) > 12) return 'dmy';
  if (Number(match[3]) > 12) return 'mdy';
  // With dashes the day comes first wherever the year does not; with slashes it depends on the country.
  return match[2] === '/' ? 'either' : null;
}

/** Can the cell be a date at all, in any order? */
export function looksLikeDate(cell: string): boolean {
  const text = cell.trim();
  return text.length <= 60 && (YEAR_FIRST.test(text) || YEAR_LAST.test(text));
}

/** The date of an answer, or null where it cannot be read in this order. Never relative, never guessed. */
export function readAnswerDate(cell: string, reading: DateReading): AnswerDate | null {
  const text = cell.replace(/\s+/gu, ' ').trim();
  if (text.length > 60) return null;
  const first = YEAR_FIRST.exec(text);
  if (first !== null) return moment([first[1]!, first[2]!, first[3]!], first.slice(4), reading);
  const last = YEAR_LAST.exec(text);
  if (last !== null) {
    const year = last[4]!.length === 2 ? `20${last[4]}` : last[4]!;
    const monthFirst = reading.order === 'mdy' && last[2] !== '.';
    const parts = monthFirst ? [year, last[1]!, last[3]!] : [year, last[3]!, last[1]!];
    return moment(parts as [string, string, string], last.slice(5), reading);
  }
  const serial = SERIAL.exec(text);
  if (serial !== null) return fromSerial(Number(text.replace(',', '.')), reading.timeZone);
  if (!/\d{4}/.test(text) || !/\p{L}{3}/u.test(text)) return null;
  const named = parseDate(text, { fetchedAt: '2000-01-01T00:00:00Z', timeZone: reading.timeZone });
  return named === null || named.on === null ? null : { at: named.at, on: named.on };
}

function moment(
  [year, month, day]: readonly [string, string, string],
  clock: readonly (string | undefined)[],
  reading: DateReading,
): AnswerDate | null {
  const on = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const midnight = new Date(`${on}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== on) return null;
  const [hours, minutes, seconds, half, zone] = clock;
  if (hours === undefined || minutes === undefined) return { at: on, on };
  const twelve = half === undefined ? null : /^p/i.test(half) ? 12 : 0;
  const hour = twelve === null ? Number(hours) : (Number(hours) % 12) + twelve;
  if (hour > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 59 || (twelve !== null && Number(hours) > 12))
    return null;
  const wall = `${String(hour).padStart(2, '0')}:${minutes}:${seconds ?? '00'}`;
  const offset = zone === undefined ? null : offsetMinutes(zone);
  if (offset === undefined) return null;
  const ms =
    offset === null ? instantInZone(on, wall, reading.timeZone) : Date.parse(`${on}T${wall}Z`) - offset * 60_000;
  const instant = new Date(ms).toISOString();
  return { at: seconds === undefined ? `${instant.slice(0, 16)}Z` : instant, on };
}

/** `GMT+3`, `-0700`, `MSK` -> minutes; undefined for a name that nobody knows. */
function offsetMinutes(zone: string): number | undefined {
  const name = ZONES[zone.toUpperCase()];
  if (name !== undefined) return name;
  const match = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (match === null || Number(match[2]) > 14) return undefined;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

function fromSerial(serial: number, timeZone: string): AnswerDate {
  const on = shiftDay('1899-12-30', Math.floor(serial));
  const seconds = Math.round((serial % 1) * 86_400);
  if (seconds === 0 || seconds === 86_400) return { at: on, on };
  const wall = new Date(seconds * 1000).toISOString().slice(11, 19);
  return { at: new Date(instantInZone(on, wall, timeZone)).toISOString(), on };
}
