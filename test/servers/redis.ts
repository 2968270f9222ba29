import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ServerProcess, serverProcess } from './process.ts';

/** A Redis server that keeps nothing on disk. */
export interface RedisServer extends ServerProcess {
  readonly url: string;
}

/** Path of a `redis-server` of this machine, null when there is none. `MOLVA_TEST_REDIS_SERVER` names another. */
export function findRedisServer(): string | null {
  return process.env['MOLVA_TEST_REDIS_SERVER'] ?? findOnPath('redis-server');
}

/** Path of a program of the PATH, null when there is none. */
export function findOnPath(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}

/**
 * Starts a Redis of one's own, for tests that kill, flush or configure it (`args`: '--requirepass', 'x'). Stop it in `afterAll`.
 * Throws when this machine has no `redis-server`; the shared one is asked for by `sharedRedis` in test/services.ts.
 */
export async function startRedis(args: readonly string[] = []): Promise<RedisServer> {
  const command = findRedisServer();
  if (command === null) throw new Error('no redis-server on the PATH');
  const server = await serverProcess({
    name: 'redis',
    command,
    args: ({ port, folder }) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no', ...args],
    ],
  });
  await startOrStop(server);
  return { ...server, url: `redis://127.0.0.1:${server.port}` };
}

/** A server that does not start leaves nothing behind. */
export async function startOrStop(server: ServerProcess): Promise<void> {
  try {
    await server.start();
  } catch (error) {
    await server.stop();
    throw error;
  }
}
