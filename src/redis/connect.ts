import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../domain/ambient.ts';
import { BadConfig, Unavailable } from '../errors.ts';

/** The pace reads the time inside a script that also writes: Redis allows it from 5 on. */
const OLDEST_MAJOR = 5;
/** A machine that does not answer at all (a firewall) is given up after this. */
const CONNECT_WITHIN_MS = 5000;
/** A connection that does not end by itself is cut; the driver's two seconds would hold a process that has ended its work. */
const GOODBYE_MS = 250;
/** A server that took a command and hangs; what waits for it must not pile up. */
const ANSWER_WITHIN_MS = 5000;
/** After a loss: soon, then twice a second, so that work goes on within five seconds of its return. */
const SLOWEST_RETRY_MS = 500;
/** A command rides through a restart of this many tries (one or two seconds) and is then told that the server is away. */
const TRIES_PER_COMMAND = 3;

const reconnectDelayMs = (tries: number): number => Math.min(100 * 2 ** (tries - 1), SLOWEST_RETRY_MS);

/** Host and port of the address: all of it that may be shown, since it can hold a password. */
export function redisPlace(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || '6379'}`;
}

/** Throws `BadConfig` when `url` is no address of a Redis (`redis://[user:password@]host[:port][/database]`, `rediss:` with TLS). */
export function checkRedisUrl(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const wrong =
    parsed === null || !/^rediss?:$/.test(parsed.protocol)
      ? 'is not an address of a Redis; wanted redis://[user:password@]host[:port][/database]'
      : !/^(\/\d*)?$/.test(parsed.pathname)
        ? 'the part after the host is the number of a database (0, 1, ...)'
        : null;
  if (wrong !== null) throw new BadConfig([`queue.redis.url: ${wrong}`]);
}

/**
 * Says whether a Redis that Molva can use answers at `url`; warns when it may throw keys away. Throws `BadConfig` for an address
 * that is none and `Unavailable` with a sentence that does not hold the password: not there, wrong password, too old.
 */
export async function checkRedis({ url, log }: { readonly url: string; readonly log: Log }): Promise<void> {
  checkRedisUrl(url);
  const place = redisPlace(url);
  const client = new Redis(url, {
    lazyConnect: true,
    disconnectTimeout: GOODBYE_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_WITHIN_MS,
    commandTimeout: CONNECT_WITHIN_MS,
  });
  let reason: unknown;
  client.on('error', (error) => {
    reason ??= error;
  });
  try {
    await client.connect();
    // A database that is not there is otherwise passed over in silence, and number 0 used instead.
    await client.select(client.options.db ?? 0);
    const info = await client.info();
    const version = /^redis_version:(\S+)/m.exec(info)?.[1] ?? '0';
    if (Number.parseInt(version, 10) < OLDEST_MAJOR)
      throw new Unavailable(`Redis at ${place} is of version ${version}; ${OLDEST_MAJOR}.0 or later is needed.`);
    const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1] ?? 'noeviction';
    if (policy !== 'noeviction')
      log.warn(
        { redis: place, policy },
        'this Redis throws keys away when it is full; set maxmemory-policy noeviction',
      );
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    throw new Unavailable(`Redis at ${place} ${refusal(reason ?? error)}`, { details: { redis: place } });
  } finally {
    client.disconnect();
  }
}

/** The words of the driver may quote what it sent; only known codes are passed on. */
function refusal(error: unknown): string {
  const { code, message } = partsOf(error);
  if (/^WRONGPASS|^ERR invalid password|^ERR AUTH/.test(message)) return 'refuses the password in queue.redis.url.';
  if (message.startsWith('NOAUTH')) return 'wants a password; queue.redis.url has none.';
  if (message.startsWith('NOPERM')) return 'does not allow this user what Molva needs.';
  if (/^ERR (DB index|value is not an integer)/.test(message)) return 'does not have the database of queue.redis.url.';
  return `does not answer (${code ?? 'no Redis there?'}). Is it running, and is queue.redis.url right?`;
}

/** Tells a connection's user when it is lost and when it is back. */
export interface Watch {
  readonly log: Log;
  readonly name: 'queue' | 'pace' | 'places';
}

/**
 * A connection that comes back by itself. Commands fail within seconds while the server is away, so that nothing piles up;
 * `blocking` ones (which wait for jobs) are sent again instead. The log has one line for the loss and one for the return.
 */
export function openRedis(url: string, { log, name, blocking }: Watch & { readonly blocking?: boolean }): Redis {
  const options: RedisOptions = {
    connectionName: `molva-${name}`,
    connectTimeout: CONNECT_WITHIN_MS,
    disconnectTimeout: GOODBYE_MS,
    retryStrategy: reconnectDelayMs,
    enableReadyCheck: blocking !== true,
    maxRetriesPerRequest: blocking ? null : TRIES_PER_COMMAND,
    ...(blocking ? {} : { commandTimeout: ANSWER_WITHIN_MS }),
  };
  const client = new Redis(url, options);
  const place = redisPlace(url);
  let away = false;
  client.on('error', (error: Error) => {
    if (!away) log.warn({ redis: place, of: name, reason: codeOf(error) }, 'Redis is away');
    away = true;
  });
  client.on('ready', () => {
    if (away) log.info({ redis: place, of: name }, 'Redis is back');
    away = false;
  });
  return client;
}

/**
 * Ends a connection and whatever waits for its answer. One that is about to connect anew makes its last try first: the driver
 * would leave the waiting commands without any answer otherwise.
 */
export function closeRedis(client: Redis): void {
  if (client.status === 'reconnecting' || client.status === 'connecting') {
    client.options.retryStrategy = () => null;
    client.once('ready', () => client.disconnect());
  } else client.disconnect();
}

/** What the driver says when the server is away, hangs, is full or is just loading, as our own failure. */
export function asUnavailable(error: unknown, url: string): Unavailable {
  if (error instanceof Unavailable) return error;
  const place = redisPlace(url);
  const does = partsOf(error).name === 'ReplyError' ? 'refuses' : 'is away';
  return new Unavailable(`Redis at ${place} ${does} (${codeOf(error)}).`, { cause: error, details: { redis: place } });
}

function codeOf(error: unknown): string {
  const { code, message, name } = partsOf(error);
  // The driver's own words for it: they quote nothing.
  if (message === 'Command timed out') return 'no answer in time';
  if (name === 'MaxRetriesPerRequestError') return 'the connection is lost';
  return code ?? /^[A-Z]{3,}(?= )/.exec(message)?.[0] ?? name;
}

function partsOf(error: unknown): { readonly code?: string; readonly message: string; readonly name: string } {
  const { code, message = '', name = 'unknown' } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return { code, message, name };
}
