import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteStore, type SqliteOptions } from '../../../src/store/sqlite/open.ts';
import type { Opened } from '../contract/open.ts';

export function tempFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'molva-store-'));
}

/** A new store in a folder of its own. */
export async function openTemp(options: Partial<SqliteOptions> = {}): Promise<Opened & { readonly file: string }> {
  const folder = tempFolder();
  const file = path.join(folder, 'molva.db');
  const store = await openSqliteStore({ path: file, role: 'loop', ...options });
  return {
    store,
    file,
    async dispose() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
