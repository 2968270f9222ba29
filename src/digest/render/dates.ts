import type { DigestLine, Language } from '../content.ts';

const LOCALES: Readonly<Record<Language, string>> = { ru: 'ru', en: 'en-GB', nl: 'nl' };
const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const id = `${language}|${timeZone}|${JSON.stringify(options)}`;
  const known = formats.get(id);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone });
  formats.set(id, made);
  return made;
}

/** `21 November, 08:00` */
export function instant(language: Language, timeZone: string, iso: string): string {
  const at = new Date(iso);
  const day = format(language, timeZone, { day: 'numeric', month: 'long' }).format(at);
  const time = format(language, timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return `${day}, ${time}`;
}

/** `Tue 3 March`: with the day of the week, because "since when" is asked about this week. */
export function dayOf(language: Language, timeZone: string, iso: string): string {
  const at = new Date(iso);
  const day = format(language, timeZone, { day: 'numeric', month: 'long' }).format(at);
  return `${format(language, timeZone, { weekday: 'short' }).format(at)} ${day}`;
}

/** When a text was published: the day as printed is never shifted by a zone. Null when the site prints none. */
export function published(language: Language, timeZone: string, line: DigestLine, now: string): string | null {
  const { publishedAt, publishedOn, precision } = line;
  if ((precision === 'instant' || precision === 'minute') && publishedAt !== null)
    return withYear(instant(language, timeZone, publishedAt), publishedAt, now);
  if (publishedOn === null) return null;
  if (/^\d{4}-\d{2}$/.test(publishedOn))
    return format(language, 'UTC', { month: 'long', year: 'numeric' }).format(new Date(`${publishedOn}-01T00:00:00Z`));
  const at = `${publishedOn}T00:00:00Z`;
  if (Number.isNaN(Date.parse(at))) return publishedOn.slice(0, 10);
  return withYear(format(language, 'UTC', { day: 'numeric', month: 'long' }).format(new Date(at)), at, now);
}

/** The year only where it is not this one. */
function withYear(text: string, iso: string, now: string): string {
  return iso.slice(0, 4) === now.slice(0, 4) ? text : `${text} (${iso.slice(0, 4)})`;
}

/** `08:00`, as the language writes it. */
export function hour(language: Language, value: number): string {
  return format(language, 'UTC', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(Date.UTC(2026, 0, 1, value)),
  );
}

/** `20 November`, `20 to 22 November`: days as they are, in no zone. */
export function dayRange(language: Language, from: string, to: string): string {
  const made = format(language, 'UTC', { day: 'numeric', month: 'long' });
  const [first, last] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
  return from === to ? made.format(first) : made.formatRange(first, last);
}
