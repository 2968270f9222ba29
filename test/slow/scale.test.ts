import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { loadConfig } from '../../config/load.ts';
import { openMongoStore } from '../../src/store/mongo/open.ts';
import { copyCollectedDemo, tellAsCollected } from '../collected-demo.ts';
import { eventually, molva, type Server, startMolva, temporaryFolder } from '../molva.ts';
import { sharedMongo, sharedRedis } from '../services.ts';

const root = path.resolve(import.meta.dirname, '../..');

test('config/scale.yaml differs from the default by the two addresses alone', () => {
  const { config } = loadConfig({ file: path.join(root, 'config/scale.yaml'), env: {}, cwd: root });
  const own = loadConfig({ env: {}, cwd: '/' }).config;
  expect(config).toEqual({
    ...own,
    store: { mongo: { url: 'mongodb://127.0.0.1:27017/molva' } },
    queue: { ...own.queue, redis: { url: 'redis://127.0.0.1:6379' } },
  });
});

const mongo = sharedMongo('several processes');
const redis = sharedRedis('several processes');

/** The example, led to the servers of this run. */
function scaled(folder: string, more: string): string {
  const text = readFileSync(path.join(root, 'config/scale.yaml'), 'utf8')
    .replace('mongodb://127.0.0.1:27017/molva', mongo!.url)
    .replace('redis://127.0.0.1:6379', redis!.url);
  const file = path.join(folder, 'scale.yaml');
  writeFileSync(file, `${text}\nweb: { requestsPerMinute: 100000 }\n${more}`);
  return file;
}

async function drop(): Promise<void> {
  const connection = await mongoose.createConnection(mongo!.url).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

/** Author keys depend on it: the same on both sides, that of the demo that lies in the file. */
let secret: { readonly MOLVA_SECRET: string };

interface Listed {
  readonly key: string;
  readonly understanding: unknown;
}

/** Every text of the demo with what was understood of it, once both visits are over; what differs by the hour is left out. */
async function collected(server: Server, cwd: string, args: readonly string[]): Promise<readonly object[]> {
  const { stdout } = await molva(['key', 'add', 'test', '--json', ...args], { cwd, env: secret });
  const headers = { authorization: `Bearer ${(JSON.parse(stdout) as { key: string }).key}` };
  const get = async <T>(query: string): Promise<T> => {
    const response = await fetch(`${server.url}/api/v1/${query}`, { headers });
    return (await response.json()) as T;
  };
  await eventually(
    'the demo, collected and understood',
    async () => {
      const { pending } = await get<{ pending: number }>('health');
      const { data } = await get<{ data: { lastRunAt: string | null; vanished?: number }[] }>(
        'targets?brand=zavaryona',
      );
      return (
        pending === 0 && data.every(({ lastRunAt }) => lastRunAt !== null) && /demo collected/.test(server.output())
      );
    },
    60_000,
  );
  await eventually(
    'all of it weighed',
    async () => {
      const { weighedAt, due } = await get<{ weighedAt: string | null; due: boolean }>('trust?brand=zavaryona');
      return weighedAt !== null && !due;
    },
    60_000,
  );
  const items: Listed[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { data: Listed[]; nextCursor: string | null } = await get(
      `items?brand=zavaryona&copies=all&limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    items.push(...page.data);
    cursor = page.nextCursor;
  }
  return items
    .map((item) =>
      Object.fromEntries(
        Object.entries(item).filter(([name]) => !/^(id|collectedAt|lastSeenAt|fetchedAt|vanishedAt)$/.test(name)),
      ),
    )
    .sort((a, b) => (String(a['key']) < String(b['key']) ? -1 : 1));
}

if (mongo !== null && redis !== null) {
  describe('the demo on MongoDB and Redis', () => {
    const folders = [temporaryFolder(), temporaryFolder()] as const;
    const servers: Server[] = [];
    afterAll(async () => {
      await Promise.all(servers.map((server) => server.end('SIGKILL')));
      for (const folder of folders) folder.remove();
      await drop();
    });

    test('is the demo in the file, item for item, and its report is the same', async () => {
      const [file, scale] = folders.map(({ path: cwd }) => cwd) as [string, string];
      const config = scaled(scale, 'log: { level: info }');
      writeFileSync(path.join(file, 'molva.yaml'), 'web: { requestsPerMinute: 100000 }\nlog: { level: info }');
      await copyCollectedDemo(file);
      secret = { MOLVA_SECRET: readFileSync(path.join(file, 'data/secret'), 'utf8').trim() };
      const env = secret;
      const onServer = await openMongoStore({ url: mongo.url, role: 'loop' });
      await tellAsCollected(onServer).finally(() => onServer.close());
      servers.push(await startMolva({ cwd: file, env, swift: true }));
      servers.push(await startMolva({ cwd: scale, args: ['--config', config], env, swift: true }));
      const [inFile, onServers] = await Promise.all([
        collected(servers[0]!, file, []),
        collected(servers[1]!, scale, ['--config', config]),
      ]);
      expect(inFile.length).toBeGreaterThan(500);
      expect(onServers).toEqual(inFile);
      expect(await Promise.all(servers.map((server) => server.end('SIGTERM')))).toEqual([0, 0]);
      const reports = await Promise.all([
        molva(['demo', '--json'], { cwd: file, env }),
        molva(['demo', '--json', '--config', config], { cwd: scale, env }),
      ]);
      expect(reports[1]).toEqual(reports[0]);
      expect(reports[0]!.stdout).toContain('"unexpected":0');
    }, 180_000);
  });
}
