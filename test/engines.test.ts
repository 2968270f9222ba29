import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { findMongod, startMongo } from './servers/mongo.ts';
import { findRedisServer, startRedis } from './servers/redis.ts';
import { sharedMongo, sharedRedis } from './services.ts';

/** A process that nobody has buried yet is not alive. */
const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
};

const redis = sharedRedis('the Redis of the run');
if (redis !== null) {
  test('the Redis of the run answers', async () => {
    const client = new Redis(redis.url);
    await client.set(redis.prefix, 'here');
    expect(await client.getdel(redis.prefix)).toBe('here');
    await client.quit();
  });
}

const mongo = sharedMongo('the MongoDB of the run');
if (mongo !== null) {
  test('the MongoDB of the run keeps what it is given in a database of one own', async () => {
    const connection = await mongoose.createConnection(mongo.url).asPromise();
    await connection.collection('notes').insertOne({ here: 1 });
    expect(connection.name).toBe(mongo.database);
    expect(await connection.collection('notes').countDocuments()).toBe(1);
    await connection.dropDatabase();
    await connection.close();
  });
}

if (findRedisServer() !== null) {
  test('a Redis of one own is killed, comes back on its port, and leaves nothing', async () => {
    const server = await startRedis();
    const first = server.pid()!;
    await server.kill();
    expect(alive(first)).toBe(false);
    await server.start();
    const client = new Redis(server.url);
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
    const second = server.pid()!;
    await server.stop();
    expect(alive(second)).toBe(false);
    expect(existsSync(server.folder)).toBe(false);
  });

  test('a server ends with a test process that is killed', async () => {
    const code = `const { startRedis } = await import('${path.join(import.meta.dirname, 'servers/redis.ts')}');
      const server = await startRedis();
      console.log(server.pid() + ' ' + server.folder);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const [pid, folder] = line.toString().trim().split(' ') as [string, string];
    expect(alive(Number(pid))).toBe(true);
    child.kill('SIGKILL');
    const until = performance.now() + 10_000;
    while ((alive(Number(pid)) || existsSync(folder)) && performance.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect([alive(Number(pid)), existsSync(folder)]).toEqual([false, false]);
  });
}

if (findMongod() !== null) {
  test('a replica set of one can be had', async () => {
    const server = await startMongo({ replicaSet: true });
    const connection = await mongoose.createConnection(server.url).asPromise();
    await connection.transaction(async (session) => {
      await connection.collection('notes').insertOne({ here: 1 }, { session });
    });
    expect(await connection.collection('notes').countDocuments()).toBe(1);
    await connection.close();
    await server.stop();
  });
}
