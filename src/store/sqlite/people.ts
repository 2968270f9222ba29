import type { LoopStore } from '../loop-store.ts';
import type { Connection } from './connection.ts';

type People = Awaited<ReturnType<LoopStore['people']>>;

/** Weakest first: who holds several roles is shown with the strongest. */
const ROLES = ['read', 'write', 'admin'];

/** By name. Sessions and links that are over count for nothing. */
export function people(connection: Connection, now: string): People {
  const sql = `SELECT name, role, 1 AS session FROM session WHERE expires_at > ?1
    UNION ALL SELECT name, role, 0 FROM sign_in_link WHERE expires_at > ?1`;
  const rows = connection.all<{ name: string; role: string; session: number }>(sql, now);
  return [...Map.groupBy(rows, (row) => row.name)]
    .map(([name, own]) => ({
      name,
      role: ROLES.findLast((role) => own.some((row) => row.role === role)) ?? '',
      sessions: own.reduce((sum, row) => sum + row.session, 0),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Returns how many sessions and links were ended. */
export function removePerson(connection: Connection, name: string): number {
  const sessions = connection.run('DELETE FROM session WHERE name = ?', name);
  return sessions + connection.run('DELETE FROM sign_in_link WHERE name = ?', name);
}
