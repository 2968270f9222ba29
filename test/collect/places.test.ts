import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { createLocalPlaces } from '../../src/collect/local-places.ts';
import type { Place, Places } from '../../src/collect/places.ts';
import { createRedisPlaces } from '../../src/collect/redis-places.ts';
import { quietLog } from '../../src/domain/ambient.ts';
import { Unavailable } from '../../src/errors.ts';
import { eventually } from '../molva.ts';
import { startRedis } from '../servers/redis.ts';
import { sharedRedis } from '../services.ts';

/** A process that says nothing for so long is taken for dead. Long enough for a busy machine to say it in time. */
const TTL_MS = 2000;

/** Takes a place that has to be free, waiting as long as it is told to. */
async function taken(places: Places, host: string, most: number): Promise<Place> {
  for (let tries = 0; tries < 20; tries += 1) {
    const found = await places.take(host, most);
    if (!('waitMs' in found)) return found;
    await new Promise((resolve) => setTimeout(resolve, Math.min(found.waitMs, TTL_MS)));
  }
  throw new Error(`no place at ${host}`);
}

/** `open` gives the counts of one more process. */
function placesContract(name: string, open: () => Promise<Places>): void {
  describe(`places at a host (${name})`, () => {
    test('are no more than allowed; who comes in vain is told to come again in order', async () => {
      const places = await open();
      const first = await taken(places, 'a', 2);
      await taken(places, 'a', 2);
      expect(await places.take('a', 2)).toEqual({ waitMs: 1000 });
      expect(await places.take('a', 2)).toEqual({ waitMs: 2000 });
      await taken(places, 'b', 1);
      await first.free();
      await taken(places, 'a', 2);
      expect(await places.take('a', 2)).toEqual({ waitMs: 1000 });
    });

    test('who waits for long comes once a minute', async () => {
      const places = await open();
      await taken(places, 'a', 1);
      for (let n = 1; n < 70; n += 1) await places.take('a', 1);
      expect(await places.take('a', 1)).toEqual({ waitMs: 60_000 });
    });
  });
}

placesContract('in one process', async () => createLocalPlaces());

const redis = sharedRedis('places on Redis');
if (redis !== null) {
  type RedisPlaces = Awaited<ReturnType<typeof createRedisPlaces>>;
  const opened: RedisPlaces[] = [];
  let made = 0;
  afterEach(() => Promise.all(opened.splice(0).map((places) => places.close())));
  const ownPrefix = (): string => `${redis.prefix}-${++made}`;
  async function open(prefix: string, url = redis!.url): Promise<RedisPlaces> {
    const places = await createRedisPlaces({ url, prefix, log: quietLog, ttlMs: TTL_MS });
    opened.push(places);
    return places;
  }

  placesContract('on Redis', () => open(ownPrefix()));

  describe('places that processes share', () => {
    test('a place that is kept stays taken for the others; one of a process that died is free after its time [R15]', async () => {
      const prefix = ownPrefix();
      const [one, two] = [await open(prefix), await open(prefix)];
      await taken(one, 'a', 1);
      const until = performance.now() + 1.5 * TTL_MS;
      while (performance.now() < until) {
        expect(await two.take('a', 1)).toHaveProperty('waitMs');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await one.close();
      await eventually('the place of the one that is gone', async () => !('waitMs' in (await two.take('a', 1))));
    });

    test('who stood still until another had the place hears of it; where it is free again it is kept', async () => {
      const prefix = ownPrefix();
      const [one, two] = [await open(prefix), await open(prefix)];
      const client = new Redis(redis.url);
      const key = `${prefix}:places:at:a`;
      const first = await taken(one, 'a', 1);
      // As after a stop that was longer than its time.
      await client.del(key);
      await eventually('its place again', async () => (await client.zcard(key)) === 1);
      await client.del(key);
      await taken(two, 'a', 1);
      await eventually('to be told', async () => first.lost.aborted);
      expect(await client.zcard(key)).toBe(1);
      await first.free();
      expect(await client.zcard(key)).toBe(1);
      client.disconnect();
    });

    test('a Redis that was emptied gives no place before those who are there have said so', async () => {
      const prefix = ownPrefix();
      const [one, two] = [await open(prefix), await open(prefix)];
      await taken(one, 'a', 1);
      const client = new Redis(redis.url);
      await client.del(await client.keys(`${prefix}:places:*`));
      const until = performance.now() + TTL_MS;
      while (performance.now() < until) {
        expect(await two.take('a', 1)).toHaveProperty('waitMs');
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(await client.zcard(`${prefix}:places:at:a`)).toBe(1);
      client.disconnect();
    });

    test('a clock of the server that was set back keeps no dead one there', async () => {
      const prefix = ownPrefix();
      const places = await open(prefix);
      const client = new Redis(redis.url);
      const ahead = Date.now() + 3_600_000;
      await client.zadd(`${prefix}:places:at:a`, ahead, 'who died');
      await client.set(`${prefix}:places:since`, ahead);
      client.disconnect();
      await eventually('a place', async () => !('waitMs' in (await places.take('a', 1))));
    });

    test('leave nothing behind that grows', async () => {
      const prefix = ownPrefix();
      const places = await open(prefix);
      for (let n = 0; n < 20; n += 1) await (await taken(places, `host${n}`, 1)).free();
      await taken(places, 'left', 1);
      await places.take('left', 1);
      const client = new Redis(redis.url);
      const keys = (await client.keys(`${prefix}:places:*`)).filter((key) => !key.endsWith(':since'));
      expect(keys).toHaveLength(2);
      for (const key of keys) expect(await client.pttl(key)).toBeGreaterThan(0);
      client.disconnect();
    });

    test('away: nobody gets a place and who asks is told; who has one keeps it', async () => {
      const server = await startRedis();
      const [one, two] = [await open('away', server.url), await open('away', server.url)];
      const first = await taken(one, 'a', 1);
      await server.kill();
      await expect(two.take('a', 1)).rejects.toBeInstanceOf(Unavailable);
      await server.start();
      await eventually('the count to be right', async () => 'waitMs' in (await two.take('a', 1).catch(() => ({}))));
      const until = performance.now() + TTL_MS;
      while (performance.now() < until) {
        expect(await two.take('a', 1)).toHaveProperty('waitMs');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(first.lost.aborted).toBe(false);
      await Promise.all(opened.splice(0).map((places) => places.close()));
      await server.stop();
    });
  });
}
