import { existsSync, mkdirSync } from 'node:fs';
import { Unavailable } from './errors.ts';
import { openSqliteStore } from './store/sqlite/open.ts';
import type { Store } from './store/store.ts';

/** Makes the folder where it is missing, for its owner alone. Throws `Unavailable`. */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new Unavailable(`The data folder ${folder} cannot be made (${code}).`, { cause, details: { folder } });
  }
}

/**
 * A command beside a server opens what is there. Where nothing is there yet it makes the database first, and lets go of the lock:
 * a long import must not keep the server from starting.
 */
export async function openStore(file: string, role: 'loop' | 'beside'): Promise<Store> {
  if (role === 'beside' && !existsSync(file)) await (await openSqliteStore({ path: file, role: 'loop' })).close();
  return openSqliteStore({ path: file, role });
}

/** For commands that store nothing: any use is a mistake of ours. */
export function noStore(): Store {
  return new Proxy({} as Store, {
    get: (_target, name) => {
      if (name === 'close') return async () => undefined;
      return () => Promise.reject(new Unavailable('This command has no store'));
    },
  });
}
