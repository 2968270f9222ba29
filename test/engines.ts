import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadMongod, findMongod, startMongo } from './servers/mongo.ts';
import { findRedisServer, startRedis } from './servers/redis.ts';

/**
 * One Redis and one mongod for the whole run, both started at once; their addresses go to the tests by the environment
 * (`sharedRedis` and `sharedMongo` in test/services.ts). Where one cannot be had the environment says why.
 */
const running = globalThis as { molvaEngines?: readonly { stop(): Promise<void> }[] };

export default async function startEngines(): Promise<void> {
  // For what the test files make once and share (test/collected-demo.ts).
  process.env['MOLVA_TEST_SHARED'] = mkdtempSync(path.join(tmpdir(), 'molva-shared-'));
  const [redis, mongo] = await Promise.all([engine('REDIS', openRedis), engine('MONGO', openMongo)]);
  running.molvaEngines = [redis, mongo].filter((server) => server !== undefined);
}

/** For jest's teardown, which runs in the same process. */
export async function stopEngines(): Promise<void> {
  await Promise.all((running.molvaEngines ?? []).map((server) => server.stop()));
  const shared = process.env['MOLVA_TEST_SHARED'];
  if (shared !== undefined) rmSync(shared, { recursive: true, force: true });
}

interface Engine {
  readonly url: string;
  stop(): Promise<void>;
}

async function engine(name: 'REDIS' | 'MONGO', open: () => Promise<Engine>): Promise<Engine | undefined> {
  // A server that is already there (of a developer, of a service container) is taken as it is.
  if (process.env[`MOLVA_TEST_${name}_URL`] !== undefined) return undefined;
  try {
    const server = await open();
    process.env[`MOLVA_TEST_${name}_URL`] = server.url;
    return server;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // One line of the report.
    process.env[`MOLVA_TEST_${name}_MISSING`] = reason.replaceAll(/\s+/g, ' ');
    return undefined;
  }
}

async function openRedis(): Promise<Engine> {
  if (findRedisServer() === null) throw new Error('no redis-server on the PATH');
  return startRedis();
}

async function openMongo(): Promise<Engine> {
  if (findMongod() === null) {
    // Only the whole run may spend minutes on a download; one test of a developer does without.
    if (process.env['MOLVA_TEST_SKIPS'] === undefined) throw new Error('no mongod; npm test fetches one');
    const file = await downloadMongod().catch((error: unknown) => {
      throw new Error(`no mongod, and none could be fetched (${error instanceof Error ? error.message : error})`);
    });
    if (existsSync(file)) process.env['MOLVA_TEST_MONGOD'] = file;
  }
  return startMongo();
}
