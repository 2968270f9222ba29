import { Unavailable } from '../../errors.ts';
import type { LeaseStore } from '../lease-store.ts';
import type { Store } from '../store.ts';
import { connect } from './connection.ts';
import { guarded } from './guarded.ts';
import { migrate, requireSameSchema } from './migrate.ts';
import { type MongoDb, modelsOf } from './models.ts';
import { leaseMethods } from './named-leases.ts';
import { ownMethods } from './own-methods.ts';
import { restMethods } from './rest-methods.ts';

export interface MongoOptions {
  /** `mongodb://user:password@host:27017/database`. */
  readonly url: string;
  /** `loop` brings the database to this schema; `beside` needs it to be of this schema. Any number of processes may do either. */
  readonly role: 'loop' | 'beside';
  /** Every writing method throws `Unavailable`. Default false. */
  readonly readOnly?: boolean;
  /** How long a step looks for a server before it throws `Unavailable`. Default 5,000. */
  readonly timeoutMs?: number;
  /** `caller`: leases run out by the `now` of the calls, for a single process with a made-up time. Default `server`: clocks may differ. */
  readonly leaseClock?: 'server' | 'caller';
  /** Connections of this process at most. Default 20. */
  readonly maxConnections?: number;
}

/**
 * Opens the store on MongoDB: standalone or a replica set. Throws `BadConfig` for an address, a user or a password that is
 * wrong, `Unavailable` where the server is away or too old, or its database of another schema version.
 */
export async function openMongoStore(options: MongoOptions): Promise<Store & LeaseStore> {
  const { connection, where, transactions } = await connect({
    url: options.url,
    timeoutMs: options.timeoutMs ?? 5_000,
    maxConnections: options.maxConnections ?? 20,
  });
  const db: MongoDb = {
    connection,
    where,
    readOnly: options.readOnly === true,
    leaseClock: options.leaseClock ?? 'server',
    transactions,
    ...modelsOf(connection),
  };
  try {
    if (options.role === 'loop') await migrate(db);
    else await requireSameSchema(db);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const store: Store & LeaseStore = {
    ...ownMethods(db),
    ...restMethods(db),
    ...leaseMethods(db),
    async backup() {
      throw new Unavailable('A copy of a MongoDB is made with mongodump (see docs/operating.md), not by Molva.');
    },
    async close() {
      await connection.close();
    },
  };
  return guarded(store, db);
}
