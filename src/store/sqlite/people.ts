import type { LoopStore } from '../loop-store.ts';
import { peopleOf } from '../rows/access-rules.ts';
import type { Connection } from './connection.ts';

type People = Awaited<ReturnType<LoopStore['people']>>;

/** By name. Sessions and links that are over count for nothing. */
export function people(connection: Connection, now: string): People {
  const sql = `SELECT name, role, 1 AS session FROM session WHERE expires_at > ?1
    UNION ALL SELECT name, role, 0 FROM sign_in_link WHERE expires_at > ?1`;
  const rows = connection.all<{ name: string; role: string; session: number }>(sql, now);
  return peopleOf(rows);
}

/** Returns how many sessions and links were ended. */
export function removePerson(connection: Connection, name: string): number {
  const sessions = connection.run('DELETE FROM session WHERE name = ?', name);
  return sessions + connection.run('DELETE FROM sign_in_link WHERE name = ?', name);
}
