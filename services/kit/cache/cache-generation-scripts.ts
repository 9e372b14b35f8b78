import { redisScript } from "../redis/redis-script.ts";

// The hash and its field are called `era` in Redis, where running installations have them.

/** A member that said nothing for so long is forgotten; one that comes back after it has to ask again. */
const forgottenSeconds = 3_600;

/**
 * KEYS the generation's hash; ARGV member, the name of a new generation, the generation that is given up (or empty).
 * Answers whether the member has begun the generation (2), is in it (1) or asks (0), the generation, and, to one who is
 * in, those who ask. It expires last: after a first write Redis would no longer refuse others for want of memory.
 */
export const beatScript = redisScript(`
local now = tonumber(redis.call('TIME')[1])
local generation = redis.call('HGET', KEYS[1], 'era')
if not generation or generation == ARGV[3] then
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'era', ARGV[2], 'in:' .. ARGV[1], now)
  redis.call('EXPIRE', KEYS[1], ${24 * forgottenSeconds})
  return {2, ARGV[2]}
end
if redis.call('HEXISTS', KEYS[1], 'in:' .. ARGV[1]) == 0 then
  redis.call('HSET', KEYS[1], 'ask:' .. ARGV[1], now)
  return {0, generation}
end
redis.call('HSET', KEYS[1], 'in:' .. ARGV[1], now)
local answer = {1, generation}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local seen = tonumber(all[i + 1])
  if all[i] ~= 'era' and (not seen or now - seen > ${forgottenSeconds}) then
    redis.call('HDEL', KEYS[1], all[i])
  elseif string.sub(all[i], 1, 4) == 'ask:' then
    answer[#answer + 1] = string.sub(all[i], 5)
  end
end
redis.call('EXPIRE', KEYS[1], ${24 * forgottenSeconds})
return answer`);

/**
 * KEYS the generation's hash; ARGV member, generation, those it admits. Does nothing when the member is not in that
 * generation.
 */
export const admitScript = redisScript(`
if redis.call('HGET', KEYS[1], 'era') ~= ARGV[2] then return 0 end
if redis.call('HEXISTS', KEYS[1], 'in:' .. ARGV[1]) == 0 then return 0 end
for i = 3, #ARGV do
  local asked = redis.call('HGET', KEYS[1], 'ask:' .. ARGV[i])
  if asked then
    redis.call('HDEL', KEYS[1], 'ask:' .. ARGV[i])
    redis.call('HSET', KEYS[1], 'in:' .. ARGV[i], asked)
  end
end
return 1`);
