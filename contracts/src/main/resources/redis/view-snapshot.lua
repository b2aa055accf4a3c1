-- Reads a whole view and the stream offset that belongs to it in one step.
-- KEYS: items hash, stream, epoch. Returns { offset, epoch or '', flat list id, item, id, item … }.
-- An empty stream has offset 0-0: everything that will ever be added comes after it.
local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)
local offset = '0-0'
if last[1] then
  offset = last[1][1]
end
return { offset, redis.call('GET', KEYS[3]) or '', redis.call('HGETALL', KEYS[1]) }
