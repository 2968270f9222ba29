import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Log } from '../domain/ambient.ts';
import { asUnavailable, checkRedis, closeRedis, openRedis } from '../redis/connect.ts';
import { comeAgainMs, type Place, type Places } from './places.ts';
import { PLACES_SCRIPT } from './places-script.ts';

export interface RedisPlacesOptions {
  /** `redis://[user:password@]host[:port][/database]`. */
  readonly url: string;
  /** Of all keys; processes that share places share it. */
  readonly prefix: string;
  readonly log: Log;
  /** The place of a process that died is free after this. */
  readonly ttlMs?: number;
}

interface PlacesClient extends Redis {
  molvaPlaces(...args: readonly (string | number)[]): Promise<number>;
}

const TTL_MS = 15_000;
/** Who is there says so this often within its time, so that a Redis that is away for a moment costs no place. */
const SAID_OFTEN = 5;

/**
 * `Places` for all processes that share a Redis. Throws `BadConfig` and `Unavailable` like `checkRedis`. A visit goes on while Redis
 * is away; when it is back the visit has its place again, unless others took all meanwhile.
 */
export async function createRedisPlaces(options: RedisPlacesOptions): Promise<Places & { close(): Promise<void> }> {
  const { url, prefix, log, ttlMs = TTL_MS } = options;
  await checkRedis(options);
  const client = openRedis(url, { log, name: 'places' }) as PlacesClient;
  client.defineCommand('molvaPlaces', { numberOfKeys: 3, lua: PLACES_SCRIPT });
  const sayEveryMs = ttlMs / SAID_OFTEN;

  const ask = (host: string, what: 'take' | 'keep' | 'free', token: string, most: number): Promise<number> =>
    client.molvaPlaces(
      ...[`${prefix}:places:at:${host}`, `${prefix}:places:in-vain:${host}`, `${prefix}:places:since`],
      ...[what, token, most, ttlMs, Math.ceil(1.5 * sayEveryMs)],
    );

  function keep(host: string, token: string, most: number): Place {
    const lost = new AbortController();
    const timer = setInterval(() => {
      ask(host, 'keep', token, most).then(
        (isLost) => {
          if (isLost === 0) return;
          clearInterval(timer);
          lost.abort(new Error('The place at the host was given to another'));
        },
        (error: unknown) => log.debug({ host, err: error }, 'a place at a host could not be kept'),
      );
    }, sayEveryMs);
    timer.unref();
    return {
      lost: lost.signal,
      async free() {
        clearInterval(timer);
        await ask(host, 'free', token, most).catch((error: unknown) =>
          log.debug({ host, err: error }, 'a place at a host was not given back, it runs out'),
        );
      },
    };
  }

  return {
    async take(host, most) {
      const token = randomUUID();
      let answer: number;
      try {
        answer = await ask(host, 'take', token, most);
      } catch (error) {
        throw asUnavailable(error, url);
      }
      if (answer === 0) return keep(host, token, most);
      return { waitMs: answer < 0 ? -answer : comeAgainMs(answer) };
    },
    async close() {
      closeRedis(client);
    },
  };
}
