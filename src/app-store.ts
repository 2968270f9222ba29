import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/schema.ts';
import { Unavailable } from './errors.ts';
import { MIGRATION_SETTING } from './store/copy-store.ts';
import type { LeaseStore } from './store/lease-store.ts';
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

export interface OpenedStore {
  readonly store: Store;
  /** Null: the store lets one process in, so there is nothing to agree on. */
  readonly leases: LeaseStore | null;
}

/** The store that the configuration names. Throws `Unavailable`, also for one that a migration is still filling. */
export async function openStore(config: Config, folder: string, role: 'loop' | 'beside'): Promise<OpenedStore> {
  const { url } = config.store.mongo;
  const opened = url === null ? await openFile(path.join(folder, 'molva.db'), role) : await openServer(url, role);
  if ((await opened.store.setting(MIGRATION_SETTING)) === null) return opened;
  await opened.store.close();
  throw new Unavailable('A migration to this store has not ended: run the same "molva migrate" again, it goes on.');
}

/**
 * A command beside a server opens what is there. Where nothing is there yet it makes the database first, and lets go of the lock:
 * a long import must not keep the server from starting.
 */
async function openFile(file: string, role: 'loop' | 'beside'): Promise<OpenedStore> {
  const { openSqliteStore } = await import('./store/sqlite/open.ts');
  if (role === 'beside' && !existsSync(file)) await (await openSqliteStore({ path: file, role: 'loop' })).close();
  return { store: await openSqliteStore({ path: file, role }), leases: null };
}

async function openServer(url: string, role: 'loop' | 'beside'): Promise<OpenedStore> {
  const { openMongoStore } = await import('./store/mongo/open.ts');
  const store = await openMongoStore({ url, role });
  return { store, leases: store };
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
