import { Unavailable } from '../../errors.ts';
import type { Connection } from './connection.ts';
import { MIGRATIONS } from './migrations.ts';

/** "Molv": tells a Molva database from any other SQLite file. */
const APPLICATION_ID = 0x4d6f6c76;

export const SCHEMA_VERSION = MIGRATIONS.length;

function pragma(connection: Connection, name: string): number {
  return connection.get<Record<string, number>>(`PRAGMA ${name}`)?.[name] ?? 0;
}

/** Schema version of the file; 0 when it is empty. Throws `Unavailable` for somebody else's database or a newer one. */
export function versionOf(connection: Connection): number {
  const version = pragma(connection, 'user_version');
  const application = pragma(connection, 'application_id');
  const tables = connection.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')?.n ?? 0;
  if (application !== APPLICATION_ID && tables > 0)
    throw new Unavailable(`The file ${connection.path} is not a Molva database.`, {
      details: { path: connection.path },
    });
  if (version > SCHEMA_VERSION)
    throw new Unavailable(
      `The database ${connection.path} was made by a newer Molva (schema ${version}, this one knows ${SCHEMA_VERSION}). Update Molva.`,
      { details: { path: connection.path, version, known: SCHEMA_VERSION } },
    );
  return version;
}

/** Brings the file to this schema, step by step in one transaction. Throws `Unavailable` when it is newer or foreign. */
export function migrate(connection: Connection): void {
  if (versionOf(connection) === SCHEMA_VERSION) return;
  connection.write(() => {
    for (let version = versionOf(connection); version < SCHEMA_VERSION; version += 1) {
      const migration = MIGRATIONS[version];
      if (migration === undefined) continue;
      connection.exec(migration.sql);
      migration.after?.(connection);
    }
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}

/** For who opens the file beside the process that keeps it: any other version is refused, nothing is changed. */
export function requireSameSchema(connection: Connection): void {
  const version = versionOf(connection);
  if (version === SCHEMA_VERSION) return;
  const what =
    version === 0 ? 'is empty' : `is of an older Molva (schema ${version}, this one needs ${SCHEMA_VERSION})`;
  throw new Unavailable(`The database ${connection.path} ${what}. Start Molva once to bring it up to date.`, {
    details: { path: connection.path, version, known: SCHEMA_VERSION },
  });
}
