/** Numbers, days and times in the reader's language. Nothing here reads the clock. */

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

/** Formatters are slow to make and are asked for in every card. */
function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const found = cache.get(key);
  if (found) return found as T;
  const made = make();
  cache.set(key, made);
  return made;
}

export function formatNumber(language: string, value: number, digits = 0): string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return kept(`n ${language} ${digits}`, () => new Intl.NumberFormat(language, options)).format(value);
}

/** A difference: always with its sign, a minus that is as wide as the plus. */
export function formatSigned(language: string, value: number, digits = 0): string {
  const options = { signDisplay: 'exceptZero', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  const make = () => new Intl.NumberFormat(language, options);
  return kept(`s ${language} ${digits}`, make).format(value).replace('-', '−');
}

/** Whole percent of a share 0..1. */
export function formatShare(language: string, share: number): string {
  return kept(`p ${language}`, () => new Intl.NumberFormat(language, { style: 'percent' })).format(share);
}

/** Day and time in the brand's zone, with the zone's short name. */
export function formatInstant(language: string, iso: string, timeZone: string): string {
  const make = () =>
    new Intl.DateTimeFormat(language, {
      timeZone,
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    });
  return kept(`i ${language} ${timeZone}`, make).format(new Date(iso));
}

export function formatClock(language: string, at: Date): string {
  return kept(`c ${language}`, () => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' })).format(
    at,
  );
}

type DayLength = 'short' | 'long';

/** A printed day `YYYY-MM-DD` or month `YYYY-MM`, never moved by a zone. `withYear: false` leaves the year out. */
export function formatDay(
  language: string,
  day: string,
  options: { readonly length?: DayLength; readonly withYear?: boolean } = {},
): string {
  const month = options.length ?? 'long';
  const year = options.withYear === false ? undefined : 'numeric';
  const whole = day.length > 7;
  const make = () =>
    new Intl.DateTimeFormat(language, { timeZone: 'UTC', month, year, day: whole ? 'numeric' : undefined });
  const date = new Date(whole ? `${day}T00:00:00Z` : `${day}-01T00:00:00Z`);
  return kept(`d ${language} ${month} ${year} ${whole}`, make).format(date);
}

/** The day `YYYY-MM-DD` on which an instant falls in a zone. */
export function dayIn(timeZone: string, at: Date): string {
  const make = () => new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return kept(`z ${timeZone}`, make).format(at);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "3 hours ago"; from seven days on null, then the day says more. Also for times to come. */
export function formatRelative(language: string, iso: string, now: Date): string | null {
  const past = Date.parse(iso) - now.getTime();
  const size = Math.abs(past);
  if (Number.isNaN(size) || size >= 7 * DAY) return null;
  const format = kept(
    `r ${language}`,
    () => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }),
  );
  if (size < MINUTE) return format.format(0, 'minute');
  if (size < HOUR) return format.format(Math.trunc(past / MINUTE), 'minute');
  if (size < DAY) return format.format(Math.trunc(past / HOUR), 'hour');
  return format.format(Math.trunc(past / DAY), 'day');
}

/** "yesterday" for a printed day, null when it lies seven days or more away. */
export function formatRelativeDay(language: string, day: string, today: string): string | null {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / DAY);
  if (Number.isNaN(days) || Math.abs(days) >= 7) return null;
  return kept(`r ${language}`, () => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })).format(
    days,
    'day',
  );
}

const names = new Map<string, string>();

/** Name of a language in the reader's language. */
export function languageName(language: string, code: string): string {
  const known = names.get(`${language} ${code}`);
  if (known !== undefined) return known;
  const name = findName(language, code);
  names.set(`${language} ${code}`, name);
  return name;
}

function findName(language: string, code: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
