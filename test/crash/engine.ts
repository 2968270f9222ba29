import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Redis } from 'ioredis';
import { fingerprintOf, readSecret } from '../../src/secret.ts';
import type { TargetDoc } from '../../src/store/mongo/documents.ts';
import type { RunDoc } from '../../src/store/mongo/own-documents.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';

// The drivers are loaded by who uses them: most of the processes that a crash test starts keep their texts in a file.

/** Where a crash test keeps its texts. `folder` is one installation: its own file, or its own database on a server. */
export interface CrashEngine {
  /** What MOLVA_TEST_ENGINE calls it. */
  readonly key: string;
  readonly name: string;
  /** One process alone runs loops: when it starts, all leases are of dead ones. Else they have to run out. */
  readonly isOfOneProcess: boolean;
  /** Settings of the environment with which a Molva of that folder uses this engine. */
  env(folder: string): Record<string, string>;
  /** `loop`: as the server that owns it; `beside`: as a command next to one. */
  open(folder: string, role: 'loop' | 'beside'): Promise<Store>;
  /** What the engine itself finds wrong with what it holds; empty when it is sound. */
  faults(folder: string): Promise<readonly string[]>;
  /**
   * Makes of one visit that ended well what a process leaves that is killed between the two writes of its end. Returns whether there
   * was one; false where the end is one write.
   */
  halfEnd(folder: string): Promise<boolean>;
  /** What its queue holds, for whoever asks why a run does not end; empty where it is in the process that is asked about. */
  queued(folder: string): Promise<Readonly<Record<string, unknown>>>;
  /** Leaves nothing on servers of others. */
  forget(folder: string): Promise<void>;
}

const file = (folder: string): string => path.join(folder, 'data/molva.db');

const sqlite: CrashEngine = {
  key: 'sqlite',
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
  halfEnd: async () => false,
  queued: async () => ({}),
  forget: async () => undefined,
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
  key: 'mongo',
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
  async halfEnd(folder) {
    const { default: mongoose } = await import('mongoose');
    const connection = await mongoose.createConnection(mongoUrl(folder)).asPromise();
    try {
      const runs = connection.collection<RunDoc>('run');
      const free = await connection
        .collection<TargetDoc>('target')
        .find({ visit: { $exists: false }, lease_token: { $exists: false }, next_run_at: { $exists: true } })
        .toArray();
      const targets = { $in: free.map(({ _id }) => _id) };
      const whole = await runs.findOne({ target_id: targets, body: /"complete":true/ }, { sort: { started_at: -1 } });
      if (whole === null) return false;
      const { _id: id, target_id, made_by: by, body } = whole;
      const open = JSON.stringify({ ...JSON.parse(body), endedAt: null, outcome: null, complete: false });
      await connection
        .collection<TargetDoc>('target')
        .updateOne({ _id: target_id }, { $set: { visit: { state: 'ended', id, by, body } } });
      await runs.updateOne({ _id: id }, { $set: { body: open }, $unset: { ended_at: 1 } });
      return true;
    } finally {
      await connection.close();
    }
  },
  queued: async () => ({}),
  async forget(folder) {
    const { dropDatabase } = await import('../store/mongo/temp-store.ts');
    await dropDatabase(mongoUrl(folder));
  },
};

/**
 * A visit, a job and the right to schedule of a dead process are waited for so long, a half and a tenth of it. On a machine so busy that
 * a living process cannot say for half of it that it lives, its job counts as one that killed it.
 */
const DEAD_AFTER_MS = 20_000;

function redisUrl(): string {
  const url = process.env['MOLVA_TEST_REDIS_URL'];
  if (url === undefined) throw new Error('MOLVA_TEST_ENGINE=servers needs a Redis: MOLVA_TEST_REDIS_URL');
  return url;
}

/** All keys of an installation's queue, some at a time. */
async function eachKey(folder: string, use: (client: Redis, keys: string[]) => Promise<void>): Promise<void> {
  const { Redis } = await import('ioredis');
  const client = new Redis(redisUrl());
  try {
    const prefix = `molva-${fingerprintOf(readSecret({ dataFolder: path.join(folder, 'data'), fromEnv: undefined }))}`;
    for await (const keys of client.scanStream({ match: `${prefix}:*` })) if (keys.length > 0) await use(client, keys);
  } finally {
    client.disconnect();
  }
}

async function heldBy(client: Redis, key: string): Promise<unknown> {
  const type = await client.type(key);
  if (type === 'list') return client.lrange(key, 0, 99);
  if (type === 'set') return client.smembers(key);
  if (type === 'zset') return client.zrange(key, 0, 99, 'WITHSCORES');
  if (type === 'hash') return client.hgetall(key);
  return type === 'string' ? [await client.get(key), await client.pttl(key)] : type;
}

/** MongoDB with the queue on Redis. Each installation has a secret of its own, and by it its own keys there. */
const servers: CrashEngine = {
  ...mongo,
  key: 'servers',
  name: 'mongo and redis',
  env: (folder) => ({
    ...mongo.env(folder),
    MOLVA_QUEUE_REDIS_URL: redisUrl(),
    MOLVA_QUEUE_DEAD_AFTER_MS: String(DEAD_AFTER_MS),
  }),
  async queued(folder) {
    const found: Record<string, unknown> = {};
    await eachKey(folder, async (client, keys) => {
      for (const key of keys) found[key] = await heldBy(client, key);
    });
    return found;
  },
  async forget(folder) {
    await eachKey(folder, async (client, keys) => void (await client.del(keys)));
    await mongo.forget(folder);
  },
};

const ENGINES: Readonly<Record<string, CrashEngine>> = { sqlite, mongo, servers };

/** The engine of that name: of the one that MOLVA_TEST_ENGINE names, else the embedded one. */
export function crashEngine(name = process.env['MOLVA_TEST_ENGINE'] ?? 'sqlite'): CrashEngine {
  const engine = ENGINES[name];
  if (engine === undefined) throw new Error(`MOLVA_TEST_ENGINE=${name}: there are ${Object.keys(ENGINES).join(', ')}`);
  return engine;
}
