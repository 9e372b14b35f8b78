import type { Registry } from "prom-client";
import type { PoolStats } from "../db/database.ts";
import type { PoolObserver } from "../db/pool-driver.ts";
import { counter, gauge, histogram } from "../telemetry/metrics.ts";

const collectors = new WeakMap<Registry, Map<string, () => PoolStats>>();

/** Shows the use of a service's pool and how long statements wait for a connection. */
export function observePool(metrics: Registry, service: string, stats: () => PoolStats): PoolObserver {
  const pools = collectors.get(metrics) ?? new Map<string, () => PoolStats>();
  collectors.set(metrics, pools);
  pools.set(service, stats);
  gauge(metrics, {
    name: "waypost_db_connections",
    help: "Connections of the pool by state; `waiting` counts callers without one.",
    labels: ["service", "state"],
    collect(connections) {
      for (const [owner, read] of pools) {
        const { size, open, idle, waiting } = read();
        connections.set({ service: owner, state: "limit" }, size);
        connections.set({ service: owner, state: "used" }, open - idle);
        connections.set({ service: owner, state: "idle" }, idle);
        connections.set({ service: owner, state: "waiting" }, waiting);
      }
    },
  });
  const waits = histogram(metrics, {
    name: "waypost_db_acquire_seconds",
    help: "How long a statement or transaction waited for its connection.",
    labels: ["service"],
    buckets: [0.0001, 0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 2.5],
  });
  const timeouts = counter(metrics, {
    name: "waypost_db_acquire_timeouts_total",
    help: "Statements that got no connection in time.",
    labels: ["service"],
  });
  timeouts.inc({ service }, 0); // so that the first one is seen as a change
  return {
    acquired: (waitMs) => waits.observe({ service }, waitMs / 1000),
    timedOut: () => timeouts.inc({ service }),
  };
}
