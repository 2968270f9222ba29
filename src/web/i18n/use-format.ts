import type { Item } from '../api/types.ts';
import * as format from './format.ts';
import { useWords } from './words.tsx';

/** The formatters, bound to the reader's language. */
export function useFormat(): Format {
  const { language } = useWords();
  return boundTo(language);
}

export type Format = ReturnType<typeof bind>;

const bound = new Map<string, Format>();

/** One set for each language, not one for each card. */
function boundTo(language: string): Format {
  const known = bound.get(language);
  if (known) return known;
  const made = bind(language);
  bound.set(language, made);
  return made;
}

function bind(language: string) {
  return {
    language,
    number: (value: number, digits?: number) => format.formatNumber(language, value, digits),
    signed: (value: number, digits?: number) => format.formatSigned(language, value, digits),
    share: (share: number) => format.formatShare(language, share),
    instant: (iso: string, timeZone: string) => format.formatInstant(language, iso, timeZone),
    clock: (at: Date) => format.formatClock(language, at),
    day: (day: string) => format.formatDay(language, day),
    shortDay: (day: string, today: string) =>
      format.formatDay(language, day, { length: 'short', withYear: day.slice(0, 4) !== today.slice(0, 4) }),
    languageName: (code: string) => format.languageName(language, code),
    /** "3 hours ago", or the day when it is longer ago. */
    ago: (iso: string, now: Date, timeZone: string) => {
      const day = format.dayIn(timeZone, new Date(iso));
      const short = { length: 'short', withYear: day.slice(0, 4) !== format.dayIn(timeZone, now).slice(0, 4) } as const;
      return format.formatRelative(language, iso, now) ?? format.formatDay(language, day, short);
    },
    published: (item: Item, now: Date, timeZone: string) => published(language, item, { now, timeZone }),
  };
}

/** When an item was published, as exactly as its site says it and no more; null when the site gives no date. */
function published(
  language: string,
  item: Item,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): { readonly text: string; readonly title: string } | null {
  const today = format.dayIn(timeZone, now);
  const on = item.publishedOn;
  if (item.precision === 'unknown' || (on === null && item.publishedAt === null)) return null;
  const day = on ?? format.dayIn(timeZone, new Date(item.publishedAt ?? ''));
  const short = { length: 'short', withYear: day.slice(0, 4) !== today.slice(0, 4) } as const;
  if (item.publishedAt !== null && (item.precision === 'instant' || item.precision === 'minute')) {
    return {
      text: format.formatRelative(language, item.publishedAt, now) ?? format.formatDay(language, day, short),
      title: format.formatInstant(language, item.publishedAt, timeZone),
    };
  }
  const relative = item.precision === 'day' ? format.formatRelativeDay(language, day, today) : null;
  return { text: relative ?? format.formatDay(language, day, short), title: format.formatDay(language, day) };
}
