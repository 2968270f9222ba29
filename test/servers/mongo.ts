import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type ServerProcess, serverProcess } from './process.ts';
import { findOnPath, startOrStop } from './redis.ts';

/** A MongoDB server in a temporary folder. */
export interface MongoServer extends ServerProcess {
  /** Without a database name; `mongodb://127.0.0.1:port/`, with `?replicaSet=test` for a set. */
  readonly url: string;
}

export interface MongoOptions {
  /** A replica set of one (transactions, change streams); takes half a second more. */
  readonly replicaSet?: boolean;
  readonly args?: readonly string[];
}

const CACHE = path.join(homedir(), '.cache/molva-test');
/** Asked for where no server is found and the internet is open. */
const VERSION = '7.0.24';
/** A download of about 80 MB; without internet it fails at once. */
const DOWNLOAD_WITHIN_MS = 120_000;

/** Path of a `mongod` of this machine, null when there is none. */
export function findMongod(): string | null {
  const named = process.env['MOLVA_TEST_MONGOD'];
  const candidates = [...(named === undefined ? [] : [named]), path.join(CACHE, 'mongod')];
  return candidates.find((file) => existsSync(file)) ?? findOnPath('mongod');
}

/** Downloads a server into the cache of this user; throws when the internet is not open. */
export async function downloadMongod(): Promise<string> {
  const { MongoBinary } = await import('mongodb-memory-server-core/lib/util/MongoBinary.js');
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the download took too long')), DOWNLOAD_WITHIN_MS);
  });
  try {
    return await Promise.race([MongoBinary.getPath({ version: VERSION, downloadDir: CACHE }), patience]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Starts a mongod of one's own, for tests that kill it or need a replica set. Stop it in `afterAll`. Throws when this machine has
 * none; the shared one is asked for by `sharedMongo` in test/services.ts.
 */
export async function startMongo({ replicaSet = false, args = [] }: MongoOptions = {}): Promise<MongoServer> {
  const command = findMongod();
  if (command === null) throw new Error('no mongod: set MOLVA_TEST_MONGOD');
  const server = await serverProcess({
    name: 'mongo',
    command,
    args: ({ port, folder }) => [
      ...['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder, '--nounixsocket'],
      ...['--wiredTigerCacheSizeGB', '0.25', '--setParameter', 'diagnosticDataCollectionEnabled=false', '--quiet'],
      // Tests speak of times gone by: what has ended then would be erased while they look at it.
      ...['--setParameter', 'ttlMonitorEnabled=false'],
      ...(replicaSet ? ['--replSet', 'test'] : []),
      ...args,
    ],
  });
  await startOrStop(server);
  if (replicaSet) await initiate(server.port);
  return { ...server, url: `mongodb://127.0.0.1:${server.port}/${replicaSet ? '?replicaSet=test' : ''}` };
}

async function initiate(port: number): Promise<void> {
  const { default: mongoose } = await import('mongoose');
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  try {
    const admin = (await client.connect()).db('admin');
    await admin.command({ replSetInitiate: { _id: 'test', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
    for (;;) {
      const { isWritablePrimary } = await admin.command({ hello: 1 });
      if (isWritablePrimary === true) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } finally {
    await client.close();
  }
}
