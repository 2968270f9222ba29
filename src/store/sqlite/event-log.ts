import type { StoredEvent } from '../store.ts';
import type { Connection } from './connection.ts';

type Untold = Omit<StoredEvent, 'seq'>;

const ROW = '(?, ?, ?, ?, ?)';
const INSERT = 'INSERT INTO event (at, type, subject, brand, quiet) VALUES';
const ONE = `${INSERT} ${ROW}`;
/** Each statement moves the counter of the numbers once: many rows in one cost a third. */
const MANY_ROWS = 50;
const MANY = `${INSERT} ${Array.from({ length: MANY_ROWS }, () => ROW).join(', ')}`;

function valuesOf({ at, type, subject, brand, quiet }: Untold): (string | number)[] {
  return [at, type, subject, brand, quiet ? 1 : 0];
}

/** Writes an outbox row in the transaction of the change it tells of. */
export function tell(connection: Connection, event: Untold): void {
  connection.run(ONE, ...valuesOf(event));
}

/** As `tell`, in this order. */
export function tellAll(connection: Connection, events: readonly Untold[]): void {
  let from = 0;
  for (; from + MANY_ROWS <= events.length; from += MANY_ROWS)
    connection.run(MANY, ...events.slice(from, from + MANY_ROWS).flatMap(valuesOf));
  for (const event of events.slice(from)) tell(connection, event);
}

export function events(connection: Connection, after: number, limit: number): readonly StoredEvent[] {
  const sql = 'SELECT seq, at, type, subject, brand, quiet FROM event WHERE seq > ? ORDER BY seq LIMIT ?';
  return connection
    .all<Omit<StoredEvent, 'quiet'> & { quiet: number }>(sql, after, limit)
    .map((row) => ({ ...row, quiet: row.quiet === 1 }));
}

export function lastSeq(connection: Connection): number {
  // The counter of AUTOINCREMENT, not max(seq): rows may have been erased at the end.
  return connection.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'event'")?.seq ?? 0;
}
