import { DatabaseSync } from 'node:sqlite';
import { Unavailable } from '../../errors.ts';
import { sqliteCode } from './failures.ts';

/** How long a start waits for the process before it to let go: a restart overlaps by a moment. */
const HANDOVER_MS = 500;

export interface Lock {
  release(): void;
}

/**
 * One process at a time runs loops on a database. The lock is a SQLite file held in an exclusive transaction: the system
 * frees it when the process ends in any way, so it never has to be removed by hand.
 * Throws `Unavailable` when another process holds it.
 */
export function takeLock(databasePath: string): Lock {
  const path = `${databasePath}.lock`;
  const db = new DatabaseSync(path, { timeout: HANDOVER_MS });
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    const code = sqliteCode(error);
    if (code === 5 || code === 6)
      throw new Unavailable(
        `Another Molva process is already running on ${databasePath} (it holds ${path}). Stop it first.`,
        {
          cause: error,
          details: { path: databasePath, lock: path },
        },
      );
    throw error;
  }
  return {
    release() {
      if (db.isOpen) db.close();
    },
  };
}
