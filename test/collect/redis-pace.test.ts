import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createRedisPace } from '../../src/collect/redis-pace.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { Unavailable } from '../../src/errors.ts';
import { type RedisServer, startRedis } from '../servers/redis.ts';
import { sharedRedis } from '../services.ts';
import { CLOCKS_MS, paceContract, smallestGap } from './pace-contract.ts';

type RedisPace = Awaited<ReturnType<typeof createRedisPace>>;

const shared = sharedRedis('pace on Redis');
const open: RedisPace[] = [];
let prefixes = 0;

async function paceOn(url: string, prefix: string, awayMs?: number): Promise<RedisPace> {
  const pace = await createRedisPace({ url, prefix, log: quietLog, awayMs });
  open.push(pace);
  return pace;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((pace) => pace.close()));
});

if (shared !== null) {
  const { url, prefix } = shared;
  const ownPrefix = (): string => {
    prefixes += 1;
    return `${prefix}-${prefixes}`;
  };
  paceContract('on Redis', () => paceOn(url, ownPrefix()));

  describe('pace on Redis', () => {
    test('two processes on one Redis keep one pace [R15]', async () => {
      const mine = ownPrefix();
      const child = path.join(import.meta.dirname, 'pace-child.ts');
      const run = async (host: string, n: number): Promise<number[]> =>
        JSON.parse((await promisify(execFile)(process.execPath, [child, url, mine, host, String(n), '40'])).stdout);
      await (await paceOn(url, mine)).hold('held', 600_000);
      const [one, two, other] = await Promise.all([run('a', 15), run('a', 15), run('b', 5)]);
      expect(one.length + two.length).toBe(30);
      expect(smallestGap([...one, ...two])).toBeGreaterThanOrEqual(40 - CLOCKS_MS);
      expect(smallestGap(other)).toBeGreaterThanOrEqual(40 - CLOCKS_MS);
    });

    test('what one process was told by a site the others obey [R14]', async () => {
      const mine = ownPrefix();
      const [one, two] = [await paceOn(url, mine), await paceOn(url, mine)];
      await one.next('a', 1);
      await one.hold('a', 300);
      await two.hold('a', 1);
      const from = performance.now();
      expect(await two.waitMs('a')).toBeGreaterThan(100);
      await two.next('a', 1);
      expect(performance.now() - from).toBeGreaterThanOrEqual(100);
    });

    test('a clock of the server that was set back holds no host until it is that late again', async () => {
      const mine = ownPrefix();
      const pace = await paceOn(url, mine);
      await pace.next('a', 20);
      const client = new Redis(url);
      const ahead = Date.now() + 3_600_000;
      await client.hset(`${mine}:pace:host:a`, { last: ahead, taker: 'who died', until: ahead });
      await client.set(`${mine}:pace:since`, ahead);
      client.disconnect();
      await pace.next('a', 20);
      await pace.next('b', 20);
    });

    test('hosts of the past leave nothing behind that grows', async () => {
      const mine = ownPrefix();
      const pace = await paceOn(url, mine);
      for (let index = 0; index < 50; index += 1) await pace.next(`host${index}`, 0);
      const client = new Redis(url);
      const keys = await client.keys(`${mine}:pace:host:*`);
      expect(keys).toHaveLength(50);
      const lives = await Promise.all(keys.map((key) => client.pttl(key)));
      client.disconnect();
      for (const lifeMs of lives) expect(lifeMs).toBeGreaterThan(0);
    });
  });

  describe('pace on a Redis that fails', () => {
    let server: RedisServer;
    let address = '';
    beforeAll(async () => {
      server = await startRedis(['--requirepass', 'geheim']);
      address = server.url.replace('//', '//:geheim@');
    });
    afterAll(() => server.stop());

    test('emptied in the middle: no two requests come closer than the gap', async () => {
      const [one, two] = [await paceOn(address, 'flush'), await paceOn(address, 'flush')];
      const client = new Redis(address);
      const times: number[] = [];
      const ask = async (pace: RedisPace): Promise<void> => {
        await pace.next('a', 60);
        times.push(performance.now());
        await client.flushall();
      };
      await Promise.all([one, two, one, two, one].map(ask));
      client.disconnect();
      expect(smallestGap(times)).toBeGreaterThanOrEqual(60 - CLOCKS_MS);
    });

    test('emptied in the middle: who was told to wait remembers it', async () => {
      const [one, two] = [await paceOn(address, 'flushed'), await paceOn(address, 'flushed')];
      await one.hold('a', 600_000);
      const client = new Redis(address);
      await client.flushall();
      client.disconnect();
      const stop = new AbortController();
      const waiting = one.next('a', 1, stop.signal);
      while ((await two.waitMs('a')) < 500_000) await new Promise((resolve) => setTimeout(resolve, 10));
      stop.abort(new Error('enough'));
      await expect(waiting).rejects.toThrow('enough');
    });

    test('away: nobody gets a slot; back: work goes on, and a hold said meanwhile is known to all', async () => {
      const [one, two] = [await paceOn(address, 'away'), await paceOn(address, 'away')];
      await one.next('a', 1);
      await server.kill();
      let started = 0;
      const waiting = ['a', 'b', 'c'].map((host) => one.next(host, 1).then(() => (started += 1)));
      await one.hold('d', 600_000);
      expect(started).toBe(0);
      await server.start();
      await Promise.all(waiting);
      while ((await two.waitMs('d').catch(() => 0)) < 500_000) await new Promise((resolve) => setTimeout(resolve, 20));
    });

    test('away for long: who waits is told, without the password, and nothing waits for ever', async () => {
      const pace = await paceOn(address, 'long', 0);
      await server.kill();
      const refused = await pace.next('a', 1).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Unavailable);
      expect(String(refused)).not.toContain('geheim');
      await expect(pace.waitMs('a')).rejects.toThrow(Unavailable);
      await server.start();
      await pace.next('a', 1);
    });
  });
}
