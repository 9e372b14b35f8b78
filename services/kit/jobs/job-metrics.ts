import type { Registry } from "prom-client";
import { counter, gauge, histogram } from "../telemetry/metrics.ts";

/** Metrics of the runs of jobs in this process. */
export function jobMetrics(registry: Registry) {
  return {
    runs: counter(registry, {
      name: "waypost_job_runs_total",
      help: "Runs of scheduled jobs by outcome.",
      labels: ["service", "job", "outcome"],
    }),
    seconds: histogram(registry, {
      name: "waypost_job_seconds",
      help: "How long runs of scheduled jobs take.",
      labels: ["service", "job"],
      buckets: [0.01, 0.1, 1, 10, 60, 600],
    }),
    lastDone: gauge(registry, {
      name: "waypost_job_last_done_timestamp_seconds",
      help: "When a scheduled job last ended well.",
      labels: ["service", "job"],
    }),
  };
}
