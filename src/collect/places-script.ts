/**
 * The places at one host as one step on Redis, by Redis's own clock: a sorted set of who is there, each until when unless it says
 * again that it goes on. A Redis that was emptied gives no place before those who are there have had the time to say so.
 *
 * KEYS: who is there, how many came in vain, the instant since when this Redis counts. ARGV: what (take, keep, free), token,
 * places in all, milliseconds that a silent one is waited for, milliseconds in which all who are there speak once.
 * `take` replies with 0 (taken), the number of those who came in vain, or the negative of the milliseconds to wait; `keep` with 0,
 * or 1 when the place was lost.
 */
export const PLACES_SCRIPT = `
local what, token = ARGV[1], ARGV[2]
local most, ttl, settle = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
if what == 'free' then
  redis.call('ZREM', KEYS[1], token)
  redis.call('DEL', KEYS[2])
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local since = tonumber(redis.call('GET', KEYS[3]) or '')
if not since or since > now then
  since = now
  redis.call('SET', KEYS[3], now)
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
-- The clock of the server was set back: nobody is there for longer than from now on.
for _, one in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now + ttl, '+inf')) do
  redis.call('ZADD', KEYS[1], now + ttl, one)
end
local full = redis.call('ZCARD', KEYS[1]) >= most
if what == 'keep' and full and not redis.call('ZSCORE', KEYS[1], token) then return 1 end
if what == 'take' then
  if full then
    local nth = redis.call('INCR', KEYS[2])
    redis.call('PEXPIRE', KEYS[2], 120000)
    return nth
  end
  if now - since < settle then return now - since - settle end
end
redis.call('ZADD', KEYS[1], now + ttl, token)
redis.call('PEXPIRE', KEYS[1], ttl * 2)
return 0
`;
