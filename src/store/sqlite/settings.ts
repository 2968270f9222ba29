import type { Connection } from './connection.ts';

export function setting(connection: Connection, name: string): string | null {
  return connection.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)?.value ?? null;
}

export function saveSetting(connection: Connection, name: string, value: string): void {
  connection.run('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)', name, value);
}
