import { Conflict } from '../../errors.ts';
import { oldestAnswer } from '../rows/access-rules.ts';
import type { ApiKey, Scope } from '../store.ts';
import type { Connection } from './connection.ts';

interface Holder {
  readonly name: string;
  readonly role: Scope;
}

export function addSignInLink(
  connection: Connection,
  { hash, name, role, expiresAt }: { hash: string; name: string; role: Scope; expiresAt: string },
): void {
  const sql = 'INSERT OR REPLACE INTO sign_in_link (hash, name, role, expires_at) VALUES (?, ?, ?, ?)';
  connection.run(sql, hash, name, role, expiresAt);
}

export function redeemSignInLink(
  connection: Connection,
  {
    hash,
    sessionHash,
    sessionExpiresAt,
    now,
  }: { hash: string; sessionHash: string; sessionExpiresAt: string; now: string },
): Holder | null {
  const link = connection.get<Holder>(
    'SELECT name, role FROM sign_in_link WHERE hash = ? AND expires_at > ?',
    hash,
    now,
  );
  connection.run('DELETE FROM sign_in_link WHERE hash = ? OR expires_at <= ?', hash, now);
  connection.run('DELETE FROM session WHERE expires_at <= ?', now);
  if (link === undefined) return null;
  const sql = 'INSERT INTO session (hash, name, role, expires_at) VALUES (?, ?, ?, ?)';
  connection.run(sql, sessionHash, link.name, link.role, sessionExpiresAt);
  return { name: link.name, role: link.role };
}

export function session(connection: Connection, hash: string, now: string): Holder | null {
  const row = connection.get<Holder>('SELECT name, role FROM session WHERE hash = ? AND expires_at > ?', hash, now);
  return row === undefined ? null : { name: row.name, role: row.role };
}

export function endSession(connection: Connection, hash: string): void {
  connection.run('DELETE FROM session WHERE hash = ?', hash);
}

/** Throws `Conflict` when the prefix is taken: keys are removed by it. */
export function addApiKey(
  connection: Connection,
  { hash, prefix, name, scope, now }: { hash: string; prefix: string; name: string; scope: Scope; now: string },
): void {
  if (connection.get('SELECT 1 FROM api_key WHERE prefix = ? OR hash = ?', prefix, hash) !== undefined)
    throw new Conflict(`There is a key that begins with ${prefix} already.`);
  const sql = 'INSERT INTO api_key (hash, prefix, name, scope, created_at) VALUES (?, ?, ?, ?, ?)';
  connection.run(sql, hash, prefix, name, scope, now);
}

const KEY = 'prefix, name, scope, created_at AS createdAt, last_used_at AS lastUsedAt';

export function apiKey(connection: Connection, hash: string): ApiKey | null {
  return connection.get<ApiKey>(`SELECT ${KEY} FROM api_key WHERE hash = ?`, hash) ?? null;
}

export function noteKeyUse(connection: Connection, hash: string, now: string): void {
  connection.run('UPDATE api_key SET last_used_at = ? WHERE hash = ?', now, hash);
}

export function apiKeys(connection: Connection): readonly ApiKey[] {
  return connection.all<ApiKey>(`SELECT ${KEY} FROM api_key ORDER BY created_at, prefix`);
}

export function removeApiKey(connection: Connection, prefix: string): boolean {
  return connection.run('DELETE FROM api_key WHERE prefix = ?', prefix) > 0;
}

/** Links and sessions that have ended, and answers that are not repeated any more. */
export function forgetOldAccess(connection: Connection, now: string): void {
  connection.run('DELETE FROM sign_in_link WHERE expires_at <= ?', now);
  connection.run('DELETE FROM session WHERE expires_at <= ?', now);
  connection.run('DELETE FROM idempotent_answer WHERE kept_at <= ?', oldestAnswer(now));
}

export function idempotent(
  connection: Connection,
  { key, route, now }: { key: string; route: string; now: string },
): { status: number; body: string } | null {
  const sql = 'SELECT status, body FROM idempotent_answer WHERE key = ? AND route = ? AND kept_at > ?';
  return connection.get<{ status: number; body: string }>(sql, key, route, oldestAnswer(now)) ?? null;
}

/** The first answer stands. */
export function keepIdempotent(
  connection: Connection,
  { key, route, status, body, now }: { key: string; route: string; status: number; body: string; now: string },
): void {
  connection.run('DELETE FROM idempotent_answer WHERE kept_at <= ?', oldestAnswer(now));
  const sql = 'INSERT OR IGNORE INTO idempotent_answer (key, route, status, body, kept_at) VALUES (?, ?, ?, ?, ?)';
  connection.run(sql, key, route, status, body, now);
}
