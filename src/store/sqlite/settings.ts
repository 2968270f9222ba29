import type { Connection } from './connection.ts';

export function setting(connection: Connection, name: string): string | null {
  return connection.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)?.value ?? null;
}

export function changeSetting(connection: Connection, name: string, was: string | null, value: string): boolean {
  if (setting(connection, name) !== was) return false;
  saveSetting(connection, name, value);
  return true;
}

export function saveSetting(connection: Connection, name: string, value: string): void {
  connection.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', name, value);
}
