import type { Subscription } from '../api/rooms.ts';
import { addDays } from '../feed/filters.ts';

/** The day and hour, in the zone of the subscription, of its next mail; null while it is paused or its zone is not known here. */
export function nextSending(
  subscription: Pick<Subscription, 'hour' | 'timeZone' | 'days' | 'paused'>,
  now: Date,
): { readonly day: string; readonly hour: number; readonly today: string } | null {
  if (subscription.paused) return null;
  const local = localTime(subscription.timeZone, now);
  if (local === null) return null;
  let day = local.hour < subscription.hour ? local.day : addDays(local.day, 1);
  while (subscription.days === 'workdays' && isWeekend(day)) day = addDays(day, 1);
  return { day, hour: subscription.hour, today: local.day };
}

function localTime(timeZone: string, at: Date): { readonly day: string; readonly hour: number } | null {
  try {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    }).formatToParts(at);
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
    return { day: `${of('year')}-${of('month')}-${of('day')}`, hour: Number(of('hour')) };
  } catch {
    return null;
  }
}

function isWeekend(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** "08:00". */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
