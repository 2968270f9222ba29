/* Days and instants in a time zone, with the zone data of the runtime. Making a formatter takes a while: one per zone is kept. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    found = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

/** The day `YYYY-MM-DD` of an ISO instant in an IANA zone. */
export function dayInZone(instant: string, timeZone: string): string {
  return formatter(timeZone).format(Date.parse(instant)).slice(0, 10);
}

/**
 * Milliseconds since 1970 of a wall-clock time `YYYY-MM-DD` + `HH:MM:SS[.sss]` in a zone. A time that occurs twice is
 * taken as the first or the second by the zone's offset at that guess; one that the clock change leaves out is moved on.
 */
export function instantInZone(day: string, clock: string, timeZone: string): number {
  const wall = Date.parse(`${day}T${clock}Z`);
  if (Number.isNaN(wall)) return Number.NaN;
  const guess = wall - offsetMs(wall, timeZone);
  return wall - offsetMs(guess, timeZone);
}

function offsetMs(ms: number, timeZone: string): number {
  const whole = Math.floor(ms / 1000) * 1000;
  return Date.parse(`${formatter(timeZone).format(whole).replace(' ', 'T')}Z`) - whole;
}

/** The day that lies `days` after `day`. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
