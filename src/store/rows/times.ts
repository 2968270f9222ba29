/** Milliseconds of an ISO instant, null where it is none. */
export function instantMs(value: string | null): number | null {
  if (value === null) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}

/** The same instant in the one spelling that sorts as text: UTC with milliseconds. Null where it is none. */
export function instant(value: string | null): string | null {
  const ms = instantMs(value);
  return ms === null ? null : new Date(ms).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs a hundred times its use, so each zone's is kept. An unknown zone counts as UTC. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'iso8601' } as const;
    try {
      format = new Intl.DateTimeFormat('en-CA', { timeZone, ...parts });
    } catch {
      format = new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', ...parts });
    }
    formats.set(timeZone, format);
  }
  return format;
}

export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** Day `YYYY-MM-DD` of an instant in a zone. */
export function dayIn(ms: number, timeZone: string): string {
  return formatOf(timeZone).format(ms);
}

const DAY_MS = 86_400_000;

/** First instant of a day in a zone: at most a day from midnight UTC, found by halving because zones shift by odd amounts. */
export function dayStart(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let before = midnight - DAY_MS;
  let atOrAfter = midnight + DAY_MS;
  while (atOrAfter - before > 1) {
    const middle = Math.floor((before + atOrAfter) / 2);
    if (dayIn(middle, timeZone) >= day) atOrAfter = middle;
    else before = middle;
  }
  return new Date(atOrAfter).toISOString();
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** `YYYY-MM` stands for its first day; anything that is no day is none. */
export function printedDay(value: string | null): string | null {
  if (value === null) return null;
  const day = /^\d{4}-\d{2}$/.test(value) ? `${value}-01` : value;
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? day : null;
}
