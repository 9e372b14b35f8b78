import type { Redis } from "../redis/redis.ts";
import { redisScript } from "../redis/redis-script.ts";
import type { Holding, LockStore } from "./lock.ts";

const budgetMs = 2_000;

/**
 * KEYS the lock, its last token; ARGV owner, lease. The token is the time in microseconds, or one more than the last,
 * whichever is greater; both are whole numbers that a double holds exactly.
 */
const takeScript = redisScript(`
if redis.call('EXISTS', KEYS[1]) == 1 then return false end
local time = redis.call('TIME')
local last = tonumber(redis.call('GET', KEYS[2]) or '') or 0
local token = string.format('%.0f', math.max(last + 1, time[1] * 1000000 + time[2]))
redis.call('SET', KEYS[2], token)
redis.call('SET', KEYS[1], ARGV[1] .. ' ' .. token, 'PX', ARGV[2])
return token`);

/** KEYS the lock; ARGV its holding, lease. */
const renewScript = redisScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])`);

/** KEYS the lock; ARGV its holding. */
const freeScript = redisScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])`);

/**
 * Locks in Redis. Leases are judged by Redis's clock. Tokens grow also across a flush, a restart without its data, or a
 * failover that loses the last writes, unless its clock is set back behind the last token at the same time; where that
 * matters, use PostgreSQL. Whoever held a lock that is flushed loses it at its next renewal, while another may have
 * taken it: only the token tells the two apart.
 */
export class RedisLockStore implements LockStore {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async take(name: string, owner: string, leaseMs: number): Promise<number | null> {
    const keys = [this.#keyOf(name), `${this.#keyOf(name)}:token`];
    const token = await this.#redis.run(takeScript, keys, [owner, String(leaseMs)], budgetMs);
    return token === null ? null : Number(token);
  }

  async renew(holding: Holding, leaseMs: number): Promise<boolean> {
    const args = [held(holding), String(leaseMs)];
    return (await this.#redis.run(renewScript, [this.#keyOf(holding.name)], args, budgetMs)) === 1;
  }

  async free(holding: Holding): Promise<void> {
    await this.#redis.run(freeScript, [this.#keyOf(holding.name)], [held(holding)], budgetMs);
  }

  /** Braces keep the keys of a name together in a cluster. */
  #keyOf(name: string): string {
    return this.#redis.name("lock", `{${name}}`);
  }
}

function held({ owner, token }: Holding): string {
  return `${owner} ${token}`;
}
