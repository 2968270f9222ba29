import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRedisPace } from '../../src/collect/redis-pace.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { BadConfig, Unavailable } from '../../src/errors.ts';
import { createBullQueue } from '../../src/queue/bull-queue.ts';
import { checkRedis } from '../../src/redis/connect.ts';
import { freePort } from '../servers/process.ts';
import { type RedisServer, startRedis } from '../servers/redis.ts';
import { sharedRedis } from '../services.ts';

const PASSWORD = 'geheim-7391';

describe('an address that is none', () => {
  test.each(['localhost:6379', 'http://localhost:6379', 'redis://localhost/queue', 'redis://local host', ''])(
    'is said before anything is asked: %j',
    async (url) => {
      await expect(checkRedis({ url, log: quietLog })).rejects.toThrow(BadConfig);
      await expect(checkRedis({ url, log: quietLog })).rejects.toThrow(/^queue\.redis\.url: /);
    },
  );
});

if (sharedRedis('Redis that cannot be used') !== null) {
  describe('a Redis that cannot be used', () => {
    let server: RedisServer;
    let site: Server;
    beforeAll(async () => {
      server = await startRedis(['--requirepass', PASSWORD, '--maxmemory-policy', 'allkeys-lru']);
      site = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    });
    afterAll(async () => {
      site.closeAllConnections();
      site.close();
      await server.stop();
    });

    const at = (rest: string): string => `redis://${rest}@127.0.0.1:${server.port}`;
    const cases: readonly [string, () => Promise<string> | string, RegExp][] = [
      [
        'not there',
        async () => `redis://:${PASSWORD}@127.0.0.1:${await freePort()}`,
        /does not answer \(ECONNREFUSED\)/,
      ],
      [
        'of a name that nobody has',
        () => `redis://:${PASSWORD}@redis.invalid`,
        /does not answer \((ENOTFOUND|EAI_AGAIN)\)/,
      ],
      ['with another password', () => at(`:${PASSWORD}x`), /refuses the password/],
      ['with another user', () => at(`molva:${PASSWORD}`), /refuses the password/],
      ['without the password it wants', () => at(''), /wants a password/],
      ['without that database', () => `${at(`:${PASSWORD}`)}/99`, /does not have the database/],
      ['that is a web site', () => `redis://127.0.0.1:${(site.address() as AddressInfo).port}`, /no Redis there/],
    ];

    test.each(cases)('%s: a sentence that names the place and no password [R35]', async (_, addressOf, says) => {
      const url = await addressOf();
      for (const use of [
        () => createBullQueue({ url, prefix: 'x', concurrency: 1, log: quietLog }),
        () => createRedisPace({ url, prefix: 'x', log: quietLog }),
      ]) {
        const error = await use().catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(Unavailable);
        const { message, stack, details, cause } = error as Unavailable;
        expect(message).toMatch(says);
        expect(message).toContain(new URL(url).hostname);
        expect(`${message} ${stack} ${JSON.stringify(details)} ${String(cause)}`).not.toContain(PASSWORD);
      }
    });

    test('that throws keys away is used, with a warning [R35]', async () => {
      const heard: string[] = [];
      const log = { ...quietLog, warn: (_: unknown, message: string) => void heard.push(message) };
      await checkRedis({ url: at(`:${PASSWORD}`), log });
      expect(heard).toEqual(['this Redis throws keys away when it is full; set maxmemory-policy noeviction']);
    });
  });
}
