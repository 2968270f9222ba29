import type { Redis } from 'ioredis';

/**
 * What Bull does not do itself, each in one step on the server: to say whether an id is new, and to give groups turns (the same rule
 * as `Turns`). One hash per lane: `s<priority>` the turn that is being served, `l<priority>:<group>` the last turn given to a group.
 * It is emptied when nobody waits, so that it does not grow with the groups that ever were.
 */

/** Reply of `claim`: the id is known; or it was parked long enough ago; or else the turn of the new job. */
export const KNOWN = 0;
export const PARKED_LONG_ENOUGH = -1;

/**
 * KEYS: the job, the claim of its id, the turns, the waiting list. ARGV: priority, group, milliseconds of a claim, milliseconds of a
 * park. The claim covers the time until Bull has stored the job, so that of many adds at once one is told that it was the first.
 */
const CLAIM = `
if redis.call('EXISTS', KEYS[1]) == 1 then
  local ended = tonumber(redis.call('HGET', KEYS[1], 'finishedOn') or '')
  local now = redis.call('TIME')
  if ended and now[1] * 1000 + now[2] / 1000 - ended > tonumber(ARGV[4]) then return ${PARKED_LONG_ENOUGH} end
  return ${KNOWN}
end
if not redis.call('SET', KEYS[2], '1', 'NX', 'PX', ARGV[3]) then return ${KNOWN} end
if redis.call('LLEN', KEYS[4]) == 0 then redis.call('DEL', KEYS[3]) end
local served = tonumber(redis.call('HGET', KEYS[3], 's' .. ARGV[1]) or '0')
local mine = 'l' .. ARGV[1] .. ':' .. ARGV[2]
local turn = math.max(served, tonumber(redis.call('HGET', KEYS[3], mine) or '0')) + 1
redis.call('HSET', KEYS[3], mine, turn)
return turn
`;

/** KEYS: the turns. ARGV: priority, turn. */
const SERVE = `
if tonumber(redis.call('HGET', KEYS[1], 's' .. ARGV[1]) or '0') < tonumber(ARGV[2]) then
  redis.call('HSET', KEYS[1], 's' .. ARGV[1], ARGV[2])
end
`;

/** A connection that knows the scripts. */
export interface QueueClient extends Redis {
  molvaClaim(...args: readonly (string | number)[]): Promise<number>;
  molvaServe(...args: readonly (string | number)[]): Promise<null>;
}

/** Teaches `client` the scripts. */
export function withQueueScripts(client: Redis): QueueClient {
  client.defineCommand('molvaClaim', { numberOfKeys: 4, lua: CLAIM });
  client.defineCommand('molvaServe', { numberOfKeys: 1, lua: SERVE });
  return client as QueueClient;
}
