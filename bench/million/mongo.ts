import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { connect } from '../../src/store/mongo/connection.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { findMongod } from '../../test/servers/mongo.ts';
import type { Figure } from '../figure.ts';
import { callFigures, timeCalls } from './calls.ts';
import { fillMongo } from './mongo-fill.ts';

/** Of memory for the server's own cache: about as much as the texts with their indexes take on the disk. */
const CACHE_GB = process.env['MOLVA_BENCH_MONGO_CACHE_GB'] ?? '2';
const READY_WITHIN_MS = 60_000;

/** The calls of the feed on a MongoDB, which is filled from the embedded file where it is empty; and how large it is. */
export async function onMongo(options: {
  readonly file: string;
  readonly folder: string;
  readonly items: number;
}): Promise<Figure[]> {
  const { file, folder, items } = options;
  const isFilled = existsSync(path.join(folder, 'filled'));
  if (!isFilled) rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'db'), { recursive: true });
  const server = await startServer(path.join(folder, 'db'));
  try {
    if (!isFilled) {
      const begin = performance.now();
      await fillMongo(server.url, file, (step, done) =>
        process.stderr.write(`${step} ${done} after ${Math.round((performance.now() - begin) / 1000)} s\n`),
      );
      mkdirSync(path.join(folder, 'filled'));
    }
    const store = await openMongoStore({ url: server.url, role: 'loop' });
    try {
      const calls = await timeCalls(store);
      return [...callFigures(calls, { items, pageMs: 60, restMs: 60 }), ...(await sizes(server.url, items))];
    } finally {
      await store.close();
    }
  } finally {
    await server.stop();
  }
}

/** Each collection by name on the standard error; the whole as figures. */
async function sizes(url: string, items: number): Promise<Figure[]> {
  const { connection } = await connect({ url, timeoutMs: 5000, maxConnections: 1 });
  try {
    const sums = { storage: 0, indexes: 0 };
    for (const collection of (await connection.db?.collections()) ?? []) {
      const stats = collection.aggregate<{ storageStats: Stats }>([{ $collStats: { storageStats: {} } }]);
      const found = await stats.next();
      if (found === null) continue;
      const { count, size, storageSize, totalIndexSize, indexSizes } = found.storageStats;
      sums.storage += storageSize;
      sums.indexes += totalIndexSize;
      const each = Object.entries(indexSizes).map(([name, bytes]) => `${name} ${mb(bytes)}`);
      process.stderr.write(
        `${collection.collectionName}: ${count} documents of ${mb(size)} MB, ${mb(storageSize)} MB on disk, indexes ${mb(totalIndexSize)} MB (${each.join(', ')})\n`,
      );
    }
    const common = { unit: 'MB', better: 'smaller' as const, peer: null };
    return [
      { what: `${items} texts, documents on disk`, value: sums.storage / 1e6, goal: 1000, ...common },
      { what: `${items} texts, indexes`, value: sums.indexes / 1e6, goal: 1000, ...common },
    ];
  } finally {
    await connection.close();
  }
}

interface Stats {
  readonly count: number;
  readonly size: number;
  readonly storageSize: number;
  readonly totalIndexSize: number;
  readonly indexSizes: Readonly<Record<string, number>>;
}

const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** A server on a folder that stays. It goes with this process, also where that is ended by a signal. */
async function startServer(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(
    findMongod() ?? 'mongod',
    [
      ...['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder, '--nounixsocket', '--quiet'],
      ...['--wiredTigerCacheSizeGB', CACHE_GB, '--setParameter', 'diagnosticDataCollectionEnabled=false'],
      ...['--setParameter', 'ttlMonitorEnabled=false'],
    ],
    { stdio: 'ignore' },
  );
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  const url = `mongodb://127.0.0.1:${port}/molva`;
  await answers(url, child);
  return {
    url,
    async stop() {
      process.off('exit', end);
      const gone = once(child, 'exit');
      end();
      await gone;
    },
  };
}

async function answers(url: string, child: ChildProcess): Promise<void> {
  const { connection } = await connect({ url, timeoutMs: READY_WITHIN_MS, maxConnections: 1 });
  await connection.close();
  if (child.exitCode !== null) throw new Error(`mongod ended with ${child.exitCode}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
