import { existsSync } from 'node:fs';
import path from 'node:path';
import { Unavailable } from '../../errors.ts';
import type { Collection, CopyBodies, CopyRow, CopyStore } from '../copy-store.ts';
import { Connection } from './connection.ts';
import { dumpItems, gatherWords, insert, restoreItem } from './copy-items.ts';
import { identityAt, placeIn, TABLES, type Table } from './copy-rest.ts';
import { plainFailure } from './failures.ts';
import { takeLock } from './lock.ts';
import { migrate, requireSameSchema } from './migrate.ts';
import { refreshRollups } from './rollups.ts';
import { closeOrphanRuns } from './runs.ts';
import { saveSetting, setting } from './settings.ts';

const DAYS_A_STEP = 200;
const BUSY_MS = 5000;
const CACHE_KIB = 32_768;

/**
 * The embedded store's side door, in this thread: a migration has it to itself, under the lock that a server would hold.
 * `to` makes the file where there is none. Throws `Unavailable` as the store does, and for a `from` that is not there.
 */
export async function openSqliteCopy(options: {
  readonly path: string;
  readonly side: 'from' | 'to';
  /** What has ended by then (links, sessions, kept answers) is left behind. */
  readonly now: string;
}): Promise<CopyStore> {
  const file = path.resolve(options.path);
  if (options.side === 'from' && !existsSync(file))
    throw new Unavailable(`There is no database at ${file}.`, { details: { path: file } });
  const now = new Date(options.now).toISOString();
  const lock = guarded(file, () => takeLock(file));
  try {
    const connection = guarded(file, () => {
      const opened = new Connection({ path: file, mode: 'write', busyTimeoutMs: BUSY_MS, cacheKiB: CACHE_KIB });
      if (options.side === 'from') requireSameSchema(opened);
      opened.prepareForWriting(null);
      if (options.side === 'to') migrate(opened);
      // As at the start of a server: visits that a dead process left open are ended.
      else opened.write(() => closeOrphanRuns(opened, now));
      return opened;
    });
    return copyOf({ connection, file, now, release: () => lock.release() });
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Sentences instead of SQLite's codes. */
function guarded<T>(file: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw plainFailure(error, file);
  }
}

type AnyTable = Table<Collection>;

function tableOf(collection: Exclude<Collection, 'items'>): AnyTable {
  // Each collection's own table; the union of their row types means nothing to a reader of any of them.
  return TABLES[collection] as unknown as AnyTable;
}

interface Opened {
  readonly connection: Connection;
  readonly file: string;
  readonly now: string;
  readonly release: () => void;
}

function copyOf({ connection, file, now, release }: Opened): CopyStore {
  let gathered = false;
  const step = async <T>(work: () => T): Promise<T> => guarded(file, work);

  function dump(collection: Collection, after: string | null, limit: number): readonly CopyRow[] {
    if (collection === 'items') {
      if (!gathered) gatherWords(connection);
      gathered = true;
      return dumpItems(connection, after === null ? -1 : Number(after), limit);
    }
    const { table, identity, leftOut, read } = tableOf(collection);
    const columns = identity.join(', ');
    const places = identity.map(() => '?').join(', ');
    const where = [
      ...(leftOut === undefined ? [] : [`NOT (${leftOut(now)})`]),
      ...(after === null ? [] : [`(${columns}) > (${places})`]),
    ];
    const sql = `SELECT * FROM ${table} ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY ${columns} LIMIT ?`;
    const rows = connection.all<Record<string, string | number | null>>(
      sql,
      ...(after === null ? [] : identityAt(identity, after)),
      limit,
    );
    return rows.map((row) => ({ at: placeIn(identity, row), body: read({ ...row }) }));
  }

  function restore(collection: Collection, rows: readonly CopyRow[]): void {
    connection.write(() => {
      for (const { body } of rows) {
        if (collection === 'items') restoreItem(connection, body as CopyBodies['items']);
        else {
          const { table, write } = tableOf(collection);
          insert(connection, table, write(body));
        }
      }
    });
  }

  return {
    setting: (name) => step(() => setting(connection, name)),
    saveSetting: (name, value) =>
      step(() => {
        if (value === null) connection.run('DELETE FROM setting WHERE name = ?', name);
        else saveSetting(connection, name, value);
      }),
    count: (collection) =>
      step(() => {
        const { table, leftOut } = collection === 'items' ? { table: 'item', leftOut: undefined } : tableOf(collection);
        const where = leftOut === undefined ? '' : `WHERE NOT (${leftOut(now)})`;
        return connection.get<{ n: number }>(`SELECT count(*) AS n FROM ${table} ${where}`)?.n ?? 0;
      }),
    dump: <C extends Collection>(collection: C, after: string | null, limit: number) =>
      step(() => dump(collection, after, limit) as readonly CopyRow<C>[]),
    restore: (collection, rows) => step(() => restore(collection, rows)),
    async finish() {
      while (await step(() => connection.write(() => refreshRollups(connection, DAYS_A_STEP))));
    },
    async close() {
      connection.close();
      release();
    },
  };
}
