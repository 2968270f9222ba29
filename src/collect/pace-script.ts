/**
 * The pace of one host as one step on Redis, by Redis's own clock. A hash per host: `last` slot and the `gap` its taker asked for,
 * `hold` (nobody before), and the `taker` that has not begun yet. A slot counts from the moment its taker has begun, not from when
 * it was granted: however late the answer arrives, two requests are never closer than the gap. A taker that died is waited for
 * until `until`.
 *
 * KEYS: the host, the instant since when this Redis keeps the pace (state that was flushed might have held a slot of a moment
 * before: hosts that are not known wait one gap from there). ARGV: what (take, begun, hold, peek), milliseconds (gap or delay),
 * token of the taker, milliseconds that a taker is waited for, milliseconds that its process still knows of a hold.
 * Replies with the milliseconds to wait; 0 to who took the slot.
 */
export const PACE_SCRIPT = `
local what, ms, token = ARGV[1], tonumber(ARGV[2]), ARGV[3]
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local function at(text) return string.format('%.3f', text) end

local since = redis.call('GET', KEYS[2])
if not since then
  since = at(now)
  redis.call('SET', KEYS[2], since)
end
local host = redis.call('HMGET', KEYS[1], 'last', 'gap', 'hold', 'taker', 'until')
local last, gap = tonumber(host[1] or since), tonumber(host[2] or '0')
if last > now then
  -- The clock of the server was set back: from now on it counts anew, else nobody came before it is that late again.
  last = now
  if host[1] then redis.call('HSET', KEYS[1], 'last', at(now)) else redis.call('SET', KEYS[2], at(now)) end
end
local hold = math.max(tonumber(host[3] or '0'), now + tonumber(ARGV[5]))
local taker, patience = host[4] or '', tonumber(host[5] or '0')
if patience > now + tonumber(ARGV[4]) then taker = '' end

local function keep(...)
  redis.call('HSET', KEYS[1], ...)
  redis.call('PEXPIRE', KEYS[1], math.ceil(math.max(last + gap, hold, patience) - now) + 3600000)
end

if what == 'hold' then
  hold = math.max(hold, now + ms)
  keep('hold', at(hold))
elseif what == 'begun' then
  if taker == token then
    last = now
    keep('last', at(now), 'taker', '')
  end
elseif what == 'peek' then
  if not host[1] then last = 0 end
  return math.max(0, math.ceil(math.max(last + gap, hold) - now))
else
  local wait = math.max(last + math.max(gap, ms), hold) - now
  if taker ~= '' and patience > now then wait = math.max(wait, 2) end
  if wait > 0 then
    if tonumber(ARGV[5]) > 0 then keep('hold', at(hold)) end
    return math.ceil(wait)
  end
  last, gap, patience = now, ms, now + tonumber(ARGV[4])
  keep('last', at(now), 'gap', at(gap), 'taker', token, 'until', at(patience))
end
return 0
`;
