import type { Registry } from "prom-client";
import { restBuckets } from "../telemetry/buckets.ts";
import { counter, histogram } from "../telemetry/metrics.ts";

/** Told of every REST request once it is over. */
export interface HttpMetrics {
  /** `status` is 499 when the caller went away before the answer. */
  observe(operationId: string, status: number, milliseconds: number): void;
}

/** Counts requests by operation and status, and measures how long they took. */
export function prometheusHttpMetrics(registry: Registry): HttpMetrics {
  const requests = counter(registry, {
    name: "waypost_http_requests_total",
    help: "REST requests by operation and status.",
    labels: ["operation", "status"],
  });
  const seconds = histogram(registry, {
    name: "waypost_http_request_seconds",
    help: "How long REST requests take, from the first byte to the last.",
    labels: ["operation"],
    buckets: restBuckets,
  });
  return {
    observe(operation, status, milliseconds) {
      requests.inc({ operation, status });
      seconds.observe({ operation }, milliseconds / 1000);
    },
  };
}
