import type { Subscription } from '../domain/digest.ts';

/** What a clock on the wall of a zone shows. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly hour: number;
  /** 1 = Monday ... 7 = Sunday. */
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this machine knows the zone: zones come and go with the data of the runtime. */
export function knownZone(timeZone: string): boolean {
  try {
    formatOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Date and hour in a zone that `knownZone` knows. */
export function localTime(timeZone: string, ms: number): LocalTime {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );
  const date = `${parts['year']!.padStart(4, '0')}-${parts['month']}-${parts['day']}`;
  return { date, hour: Number(parts['hour']), weekday: ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1 };
}

/** The zone that a subscription's days are told in: UTC stands in for one that this machine does not know. */
export const zoneOf = ({ timeZone }: Pick<Subscription, 'timeZone'>): string =>
  knownZone(timeZone) ? timeZone : 'UTC';

/**
 * The local date whose mail is due at `nowMs`, null when none is: the hour has come, the day is a day of the subscription, and the
 * subscription was there before the hour. Only today is ever due, so missed days collapse into one mail. An hour that the clocks
 * skip is over when they have skipped it; one that comes twice is the same date, which is sent once.
 */
export function dueDate(
  subscription: Pick<Subscription, 'hour' | 'timeZone' | 'days' | 'paused' | 'createdAt'>,
  nowMs: number,
): string | null {
  if (subscription.paused) return null;
  const zone = zoneOf(subscription);
  const now = localTime(zone, nowMs);
  if (now.hour < subscription.hour) return null;
  if (subscription.days === 'workdays' && now.weekday > 5) return null;
  const made = localTime(zone, Date.parse(subscription.createdAt));
  return made.date === now.date && made.hour >= subscription.hour ? null : now.date;
}

/** Minutes from a failed try to the next: a restart of the mail server is over in minutes, a broken one is not asked all day. */
const GAPS_MIN = [1, 2, 5, 10, 20, 30, 60] as const;
/** No next try is ever further away; one that is was written by a clock that has been set back since. */
export const LONGEST_GAP_MS = GAPS_MIN.at(-1)! * 60_000;

/** Wait after the try with this number (1 = the first). */
export function retryGapMs(attempts: number): number {
  return GAPS_MIN[Math.min(Math.max(1, attempts), GAPS_MIN.length) - 1]! * 60_000;
}
