import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { sharedMongo } from '../services.ts';
import { dropDatabase } from '../store/mongo/temp-store.ts';

/** An engine behind the API: `open` gives a new store, which the server closes; `drop` leaves nothing of it. */
export interface Engine {
  readonly name: string;
  open(): Promise<Store>;
  drop(): Promise<void>;
}

/** Both engines, or SQLite alone where there is no MongoDB (then `suite` is named among what was left out). */
export function bothStores(suite: string): readonly Engine[] {
  const mongo = sharedMongo(`${suite}, on MongoDB`);
  const folders: string[] = [];
  const sqlite: Engine = {
    name: 'SQLite',
    async open() {
      const folder = await mkdtemp(join(tmpdir(), 'molva-api-'));
      folders.push(folder);
      return openSqliteStore({ path: join(folder, 'molva.db'), role: 'loop' });
    },
    async drop() {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
    },
  };
  if (mongo === null) return [sqlite];
  const { url } = mongo;
  return [
    sqlite,
    { name: 'MongoDB', open: () => openMongoStore({ url, role: 'loop' }), drop: () => dropDatabase(url) },
  ];
}
