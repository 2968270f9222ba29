import { existsSync } from 'node:fs';
import { Unavailable } from './errors.ts';
import { openSqliteStore } from './store/sqlite/open.ts';
import type { Store } from './store/store.ts';

/** A command beside a server opens what is there; where nothing is there yet, it makes the database. */
export function openStore(file: string, role: 'loop' | 'beside'): Promise<Store> {
  return openSqliteStore({ path: file, role: role === 'beside' && !existsSync(file) ? 'loop' : role });
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
