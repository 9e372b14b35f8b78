import type { Registry } from "prom-client";
import { counter, gauge } from "../telemetry/metrics.ts";

/** What became of a command: answered, refused, too late, or not sent as Redis was away. */
export type RedisOutcome = "ok" | "refused" | "late" | "away";

/** Told of what happens between this process and Redis. */
export interface RedisObserver {
  up(up: boolean): void;
  command(outcome: RedisOutcome): void;
}

/** Counts in the process's registry. */
export function observeRedis(registry: Registry): RedisObserver {
  const up = gauge(registry, { name: "waypost_redis_up", help: "1 while Redis answers this process." });
  up.set(0);
  const commands = counter(registry, {
    name: "waypost_redis_commands_total",
    help: "Commands to Redis by what became of them; `away` ones were not sent.",
    labels: ["outcome"],
  });
  return {
    up: (value) => up.set(value ? 1 : 0),
    command: (outcome) => commands.inc({ outcome }),
  };
}
