import { MolvaError, Unavailable } from '../../errors.ts';

/** Primary result codes of SQLite (sqlite.org/rescode.html) that say something about the machine, not about our SQL. */
const SENTENCES: Readonly<Record<number, (path: string) => string>> = {
  5: (path) => `The database ${path} is busy: another process has been writing to it for too long. Try again.`,
  6: (path) => `The database ${path} is busy: another process has been writing to it for too long. Try again.`,
  7: (path) => `There is not enough memory to read the database ${path}.`,
  8: (path) =>
    `The database ${path} is read-only: check who owns the file and its folder, and how the disk is mounted.`,
  10: (path) => `The disk that holds the database ${path} reports an error.`,
  11: (path) => `The database ${path} is damaged. Stop Molva and put the last backup in its place.`,
  13: (path) => `There is no room left for the database ${path}: the disk is full, or its size limit is reached.`,
  14: (path) => `The database ${path} cannot be opened: check that its folder exists and may be written to.`,
  22: (path) => `The database ${path} is larger than this file system allows.`,
  26: (path) => `The file ${path} is not a Molva database.`,
};

interface SqliteError {
  readonly code: 'ERR_SQLITE_ERROR';
  readonly errcode: number;
}

function isSqliteError(error: unknown): error is SqliteError {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

/** The primary result code, or null when SQLite did not throw it. */
export function sqliteCode(error: unknown): number | null {
  return isSqliteError(error) ? error.errcode & 0xff : null;
}

/** A failure of the machine becomes `Unavailable` with a sentence for a person; anything else (a bug) stays what it is. */
export function plainFailure(error: unknown, path: string): unknown {
  if (error instanceof MolvaError) return error;
  const code = sqliteCode(error);
  const sentence = code === null ? undefined : SENTENCES[code];
  if (sentence === undefined) return error;
  return new Unavailable(sentence(path), { cause: error, details: { path, sqlite: code } });
}
