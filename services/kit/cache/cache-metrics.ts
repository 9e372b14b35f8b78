import type { Registry } from "prom-client";
import { counter, gauge } from "../telemetry/metrics.ts";

/**
 * What a look found: a value, nothing, something that is being filled by another, something that can't be one; or it
 * was not made as the cache can't be believed now, or failed.
 */
export type LookOutcome = "hit" | "miss" | "filling" | "garbage" | "out" | "failed";

/** Told of what happens in a shared cache. */
export interface CacheObserver {
  looked(outcome: LookOutcome): void;
}

/** Counts in the process's registry; `isIn` says whether the cache is believed now. */
export function observeCache(registry: Registry, cache: string, isIn: () => boolean): CacheObserver {
  const looks = counter(registry, {
    name: "waypost_shared_cache_looks_total",
    help: "Looks into a cache that processes share, by what they found; `out` ones were not made.",
    labels: ["cache", "outcome"],
  });
  gauge(registry, {
    name: "waypost_shared_cache_in",
    help: "1 while this process uses the cache that processes share.",
    labels: ["cache"],
    collect: (it) => it.set({ cache }, isIn() ? 1 : 0),
  });
  return { looked: (outcome) => looks.inc({ cache, outcome }) };
}
