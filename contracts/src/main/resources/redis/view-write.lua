-- Writes one item of a view if its revision is newer than the newest known: hash, revision and stream in
-- one step, so that no reader sees one without the other.
-- KEYS: items hash, revisions hash, stream. ARGV: id, revision, item JSON ('' = remove), stream length,
-- mode: 'keep' (remember the revision of a removed item, so that no older writer brings it back) or
-- 'forget' (drop the revision too: the item's last change of all).
-- Returns 1 if written, 0 if what is there is as new.
local known = redis.call('HGET', KEYS[2], ARGV[1])
if known and tonumber(known) >= tonumber(ARGV[2]) then
  return 0
end
if ARGV[3] == '' then
  redis.call('HDEL', KEYS[1], ARGV[1])
else
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
end
if ARGV[5] == 'forget' then
  redis.call('HDEL', KEYS[2], ARGV[1])
else
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
end
redis.call('XADD', KEYS[3], 'MAXLEN', '~', ARGV[4], '*', 'id', ARGV[1], 'rev', ARGV[2], 'item', ARGV[3])
return 1
