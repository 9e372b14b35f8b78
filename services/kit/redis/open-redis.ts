import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Scope } from "../lifecycle/scope.ts";
import type { Readiness } from "../telemetry/readiness.ts";
import type { Redis } from "./redis.ts";
import { RedisConnection } from "./redis-connection.ts";
import { observeRedis } from "./redis-metrics.ts";

export interface OpenRedisOptions {
  /** Of the process. */
  readonly name: string;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly readiness: Readiness;
}

/**
 * Begins to connect to Redis and ends that with `scope`; null when none is set. Does not wait: a process starts and
 * is ready without it, and readiness only notes that it is away.
 */
export function openRedis(
  scope: Scope,
  config: { readonly redisUrl: string | null; readonly redisPrefix: string },
  { name, log, metrics, readiness }: OpenRedisOptions,
): Redis | null {
  if (config.redisUrl === null) return null;
  const redis = new RedisConnection({
    url: config.redisUrl,
    prefix: config.redisPrefix,
    applicationName: `waypost-${name}`,
    log,
    observer: observeRedis(metrics),
  });
  scope.onStop("redis", () => redis.close());
  readiness.addNote("redis", async () => {
    if (redis.trouble !== null) throw new Error(redis.trouble);
  });
  return redis;
}
