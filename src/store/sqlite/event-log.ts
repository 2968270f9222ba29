import type { StoredEvent } from '../store.ts';
import type { Connection } from './connection.ts';

/** Writes an outbox row in the transaction of the change it tells of. */
export function tell(connection: Connection, event: Omit<StoredEvent, 'seq'>): void {
  const sql = 'INSERT INTO event (at, type, subject, brand, quiet) VALUES (?, ?, ?, ?, ?)';
  connection.run(sql, event.at, event.type, event.subject, event.brand, event.quiet ? 1 : 0);
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
