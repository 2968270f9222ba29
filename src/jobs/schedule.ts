import { Cron } from 'croner';

/**
 * Next due instant of a cron expression after `after`, in its zone, plus a jitter of 0..`jitterMs` (`random` in 0..1).
 * Runs missed while Molva was off collapse to one: only the next after *now* is ever asked for. Null when it never comes due again.
 */
export function nextDue(options: {
  readonly schedule: string;
  readonly timeZone: string;
  readonly after: number;
  readonly jitterMs: number;
  readonly random: () => number;
}): string | null {
  const { schedule, timeZone, after, jitterMs, random } = options;
  const next = new Cron(schedule, { timezone: timeZone, paused: true }).nextRun(new Date(after));
  return next === null ? null : new Date(next.getTime() + Math.floor(random() * jitterMs)).toISOString();
}
