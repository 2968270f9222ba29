const MS_A_DAY = 86_400_000;

/** Days since 1970-01-01 of `YYYY-MM-DD` (what follows is passed over); null where it is no day. */
export function dayNumber(day: string | null): number | null {
  if (day === null || !/^\d{4}-\d{2}-\d{2}/.test(day)) return null;
  const ms = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(ms) ? null : Math.round(ms / MS_A_DAY);
}

export function dayName(day: number): string {
  return new Date(day * MS_A_DAY).toISOString().slice(0, 10);
}

/** 0 = Monday. 1970-01-01 was a Thursday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
