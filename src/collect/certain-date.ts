import { type DateContext, type ParsedDate, parseDate } from './dates.ts';

/** Offsets of the zone names of RFC 822 and of those met in European feeds. Ambiguous ones (IST, AST) are left out. */
const OFFSETS: Readonly<Record<string, string>> = {
  ut: '+0000',
  gmt: '+0000',
  utc: '+0000',
  z: '+0000',
  wet: '+0000',
  bst: '+0100',
  west: '+0100',
  cet: '+0100',
  mez: '+0100',
  cest: '+0200',
  mesz: '+0200',
  eet: '+0200',
  eest: '+0300',
  msk: '+0300',
  msd: '+0400',
  est: '-0500',
  edt: '-0400',
  cst: '-0600',
  cdt: '-0500',
  mst: '-0700',
  mdt: '-0600',
  pst: '-0800',
  pdt: '-0700',
  jst: '+0900',
  aest: '+1000',
  aedt: '+1100',
};
const CLOCK =
  /(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(?:(?:GMT|UTC|UT)\s?(?=[+-]))?(?:([A-Za-z]{1,4})(?![A-Za-z])|([+-])(\d{1,2}):?(\d{2})(?!\d))/;
/** RFC 822 allowed two digits (`03 Jan 18 13:47`); RFC 2822 reads 50-99 as the last century. */
const SHORT_YEAR = /(\d{1,2}[ -][A-Za-z]{3,9}\.?[ -])(\d{2})(?= \d{1,2}:\d{2})/;
/** Fourteen hours ahead of UTC: a time read there and in UTC comes out equal only where it names its own zone. */
const FAR_ZONE = 'Pacific/Kiritimati';

/**
 * As `parseDate`, for pages of which nobody knows the zone: a time that names none is cut to its day unless `timeZone`
 * is given. Knows the zone names of e-mail and feed dates (`EST`, `CEST`, `GMT+3:00`).
 */
export function certainDate(text: string | null | undefined, context: DateContext): ParsedDate | null {
  const printed = text
    ?.slice(0, 200)
    .replaceAll(/\s+/gu, ' ')
    .replace(SHORT_YEAR, fullYear)
    .replace(CLOCK, namedToOffset);
  const date = parseDate(printed, context);
  if (date === null || context.timeZone !== undefined || date.on === null) return date;
  const elsewhere = parseDate(printed, { ...context, timeZone: FAR_ZONE });
  return elsewhere?.at === date.at ? date : { at: date.on, on: date.on, precision: 'day' };
}

function fullYear(_: string, dayAndMonth: string, year: string): string {
  return `${dayAndMonth}${Number(year) < 50 ? '20' : '19'}${year}`;
}

function namedToOffset(
  whole: string,
  clock: string,
  name?: string,
  sign?: string,
  hours?: string,
  minutes?: string,
): string {
  if (sign) return `${clock} ${sign}${hours!.padStart(2, '0')}${minutes}`;
  const offset = OFFSETS[name!.toLowerCase()];
  return offset === undefined ? whole : `${clock} ${offset}`;
}
