import type { AsyncLocalStorage } from 'node:async_hooks';
import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { BadConfig, Unavailable } from '../../errors.ts';
import { badUrl, connectFailure } from './failures.ts';

/** Oldest server that the tests have seen. */
const OLDEST: readonly [number, number] = [6, 0];

export interface ConnectionOptions {
  readonly url: string;
  /** How long a step looks for a server before it gives up. */
  readonly timeoutMs: number;
  readonly maxConnections: number;
}

/** Where each model looks for the transaction that it is part of. */
export type Sessions = AsyncLocalStorage<{ readonly session: ClientSession }>;

export interface Connected {
  readonly connection: Connection;
  readonly where: string;
  /** Undefined on a standalone server, which has no transactions. */
  readonly transactions: Sessions | undefined;
}

/** `host:port/database` of an address, for sentences: never the user or the password. Throws `BadConfig`. */
export function whereOf(url: string): string {
  const [, hosts, path] =
    /^mongodb(?:\+srv)?:\/\/(?:[^@/]*@)?([^/?@:,]+(?::\d+)?(?:,[^/?@:,]+(?::\d+)?)*|\[[\d:a-f]+\](?::\d+)?)(?:\/([^?]*))?(?:\?|$)/.exec(
      url,
    ) ?? [];
  if (hosts === undefined) throw badUrl();
  return `${hosts}/${path === undefined || path === '' ? 'molva' : path}`;
}

/** Throws `Unavailable` for a server that is too old. */
export function checkServerVersion(version: string, where: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new Unavailable(
    `The MongoDB at ${where} is too old: it is ${version}, and Molva needs ${OLDEST.join('.')} or newer (store.mongo.url).`,
    { details: { where, version } },
  );
}

/**
 * A connection of its own. What was acknowledged is on the disk of most members (w: majority, j: true) and what is read cannot be
 * taken back any more (readConcern majority, from the primary); a standalone server takes both to mean itself.
 * Throws `BadConfig` for an address, a user or a password that is wrong, `Unavailable` for a server that is away or too old.
 */
export async function connect({ url, timeoutMs, maxConnections }: ConnectionOptions): Promise<Connected> {
  const where = whereOf(url);
  const connection = mongoose.createConnection();
  try {
    await connection.openUri(url, {
      ...(/^mongodb(?:\+srv)?:\/\/[^/]+\/[^?]/.test(url) ? {} : { dbName: 'molva' }),
      appName: 'molva',
      serverSelectionTimeoutMS: timeoutMs,
      connectTimeoutMS: timeoutMs,
      maxPoolSize: maxConnections,
      readConcern: { level: 'majority' },
      writeConcern: { w: 'majority', journal: true },
      readPreference: 'primary',
      autoIndex: false,
      autoCreate: false,
      bufferCommands: false,
    });
    const db = connection.db;
    if (db === undefined) throw new BadConfig(['store.mongo.url names no database.']);
    const { version } = await db.admin().serverInfo();
    checkServerVersion(String(version), where);
    const { setName, msg } = await db.admin().command({ hello: 1 });
    const isSet = typeof setName === 'string' || msg === 'isdbgrid';
    return { connection, where, transactions: isSet ? sessionsOfModels() : undefined };
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw connectFailure(error, where);
  }
}

/** Each step of a model then looks there for its transaction; steps outside of any find none. */
function sessionsOfModels(): Sessions {
  mongoose.set('transactionAsyncLocalStorage', true);
  return (mongoose as unknown as { readonly transactionAsyncLocalStorage: Sessions }).transactionAsyncLocalStorage;
}
