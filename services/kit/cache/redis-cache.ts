import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { type Redis, RedisRefusedError, type RedisReply } from "../redis/redis.ts";
import { redisScript } from "../redis/redis-script.ts";
import { CacheGeneration, type CacheGenerationOptions } from "./cache-generation.ts";
import { type CacheObserver, type LookOutcome, observeCache } from "./cache-metrics.ts";
import { jittered, type Lease, type Look, leaseMs, type SharedCache } from "./shared-cache.ts";

export interface RedisCacheOptions
  extends Pick<CacheGenerationOptions, "caughtUp" | "beatMs" | "patienceMs"> {
  readonly redis: Redis;
  /** In names of keys and metrics, such as `links`. */
  readonly name: string;
  readonly metrics: Registry;
  readonly log: Logger;
}

/** KEYS the entry; ARGV a lease, its milliseconds. Answers what is there, or nothing and leaves the lease. */
const lookScript = redisScript(`
local found = redis.call('GET', KEYS[1])
if found then return found end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return false`);

/** KEYS the entry; ARGV the lease, the value, its milliseconds. */
const fillScript = redisScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`);

const mark = { value: "V", lease: "L" } as const;
const nothing: Look = { kind: "miss", lease: null };

/**
 * The shared cache in Redis. An entry is a lease, or a value with its time to live; the names hold the {@link
 * CacheGeneration}, so that entries of an older generation are never seen again. A flush, an eviction or a restart of
 * Redis takes leases and values alike, and so can't bring back an old value. While this process is in no generation it
 * neither looks nor fills.
 */
export class RedisCache implements SharedCache {
  readonly #redis: Redis;
  readonly #name: string;
  readonly #generation: CacheGeneration;
  readonly #observer: CacheObserver;

  constructor({ redis, name, metrics, ...generation }: RedisCacheOptions) {
    this.#redis = redis;
    this.#name = name;
    this.#generation = new CacheGeneration(
      { ...generation, redis, key: redis.name(name, "era") },
      (entered, changed) => this.#remove(changed.map((key) => this.#keyOf(entered, key))),
    );
    this.#observer = observeCache(metrics, name, () => this.isIn);
  }

  /** Whether entries are believed now. */
  get isIn(): boolean {
    return this.#generation.current !== null;
  }

  /** Tells whether each change of the source is heard, and so {@link drop} called, from now on. */
  setHeard(heard: boolean): void {
    this.#generation.setHeard(heard);
  }

  /** Keeps its place in the generation until the signal fires; without it nothing is ever believed. */
  run(signal: AbortSignal): Promise<void> {
    return this.#generation.run(signal);
  }

  async look(key: string): Promise<Look> {
    const generation = this.#generation.current;
    if (generation === null) return this.#found("out", nothing);
    const name = this.#keyOf(generation, key);
    const token = `${mark.lease}${randomUUID()}`;
    try {
      const reply = await this.#redis.run(lookScript, [name], [token, String(leaseMs)]);
      // Left meanwhile: a change may have been missed since.
      if (this.#generation.current !== generation) return this.#found("out", nothing);
      if (reply === null) return this.#found("miss", { kind: "miss", lease: { key: name, token } });
      return this.#read(name, reply);
    } catch (error) {
      if (!(error instanceof RedisRefusedError && error.code === "WRONGTYPE"))
        return this.#found("failed", nothing);
      this.#remove([name]);
      return this.#found("garbage", nothing);
    }
  }

  async fill(lease: Lease, value: string, holdMs: number): Promise<boolean> {
    const args = [lease.token, `${mark.value}${value}`, String(jittered(holdMs))];
    return await this.#redis.run(fillScript, [lease.key], args).then(
      (reply) => reply === 1,
      () => false,
    );
  }

  drop(key: string): void {
    const generation = this.#generation.changed(key);
    if (generation !== null) this.#remove([this.#keyOf(generation, key)]);
  }

  #read(name: string, reply: RedisReply): Look {
    if (typeof reply === "string" && reply.startsWith(mark.value))
      return this.#found("hit", { kind: "hit", value: reply.slice(1) });
    if (typeof reply === "string" && reply.startsWith(mark.lease)) return this.#found("filling", nothing);
    this.#remove([name]);
    return this.#found("garbage", nothing);
  }

  /** Sent before this returns; what does not arrive may be believed by others, who have heard of it as well. */
  #remove(names: readonly string[]): void {
    if (names.length === 0) return;
    this.#redis.send(["UNLINK", ...names]).catch(() => this.#generation.leave());
  }

  #keyOf(generation: string, key: string): string {
    return this.#redis.name(this.#name, generation, key);
  }

  #found(outcome: LookOutcome, look: Look): Look {
    this.#observer.looked(outcome);
    return look;
  }
}
