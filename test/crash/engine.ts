import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';

/** Where a crash test keeps its texts. `folder` is one installation: its own file, or its own database on a server. */
export interface CrashEngine {
  readonly name: string;
  /** One process alone runs loops: when it starts, all leases are of dead ones. Else they have to run out. */
  readonly isOfOneProcess: boolean;
  /** Settings of the environment with which a Molva of that folder uses this engine. */
  env(folder: string): Record<string, string>;
  /** `loop`: as the server that owns it; `beside`: as a command next to one. */
  open(folder: string, role: 'loop' | 'beside'): Promise<Store>;
  /** What the engine itself finds wrong with what it holds; empty when it is sound. */
  faults(folder: string): Promise<readonly string[]>;
}

const file = (folder: string): string => path.join(folder, 'data/molva.db');

const sqlite: CrashEngine = {
  name: 'sqlite',
  isOfOneProcess: true,
  env: () => ({}),
  async open(folder, role) {
    if (role === 'loop') mkdirSync(path.dirname(file(folder)), { recursive: true });
    return openSqliteStore({ path: file(folder), role });
  },
  async faults(folder) {
    const database = new DatabaseSync(file(folder), { readOnly: true });
    try {
      const rows = database.prepare('PRAGMA integrity_check').all() as { integrity_check: string }[];
      const broken = rows.map((row) => row.integrity_check).filter((state) => state !== 'ok');
      const dangling = database.prepare('PRAGMA foreign_key_check').all();
      return [...broken, ...dangling.map((row) => JSON.stringify(row))];
    } finally {
      database.close();
    }
  },
};

/** A database of its own on the server of the run, named after the folder. */
function mongoUrl(folder: string): string {
  const server = process.env['MOLVA_TEST_MONGO_URL'];
  if (server === undefined) throw new Error('MOLVA_TEST_ENGINE=mongo needs a mongod: MOLVA_TEST_MONGO_URL');
  const url = new URL(server);
  url.pathname = `/crash-${path.basename(folder)}`;
  return url.href;
}

const mongo: CrashEngine = {
  name: 'mongo',
  isOfOneProcess: false,
  env: (folder) => ({ MOLVA_STORE_MONGO_URL: mongoUrl(folder) }),
  async open(folder, role) {
    const { openMongoStore } = await import('../../src/store/mongo/open.ts');
    return openMongoStore({ url: mongoUrl(folder), role });
  },
  async faults(folder) {
    const store = await mongo.open(folder, 'beside');
    await store.close();
    return [];
  },
};

const ENGINES: Readonly<Record<string, CrashEngine>> = { sqlite, mongo };

/** The engine that MOLVA_TEST_ENGINE names; the embedded one when it names none. */
export function crashEngine(): CrashEngine {
  const name = process.env['MOLVA_TEST_ENGINE'] ?? 'sqlite';
  const engine = ENGINES[name];
  if (engine === undefined) throw new Error(`MOLVA_TEST_ENGINE=${name}: there are ${Object.keys(ENGINES).join(', ')}`);
  return engine;
}
