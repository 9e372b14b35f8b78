import type { Registry } from "prom-client";
import { measuredTogether } from "../telemetry/measured-together.ts";
import { counter, gauge } from "../telemetry/metrics.ts";

interface Measured {
  readonly pending: number;
  readonly oldestAgeMs: number;
}

const measures = new WeakMap<Registry, Map<string, () => Promise<Measured | undefined>>>();

/** Metrics of the outbox of `service`; `measure` is asked at each scrape, and what it throws leaves the values as they were. */
export function outboxMetrics(registry: Registry, service: string, measure: () => Promise<Measured>) {
  const known = measures.get(registry) ?? new Map<string, () => Promise<Measured | undefined>>();
  measures.set(registry, known);
  known.set(service, measuredTogether(measure));
  const eachMeasured = (show: (owner: string, found: Measured) => void) =>
    Promise.all(
      Array.from(known, async ([owner, ask]) => {
        const found = await ask();
        if (found !== undefined) show(owner, found);
      }),
    );
  gauge(registry, {
    name: "waypost_outbox_oldest_seconds",
    help: "Age of the oldest event in the outbox that is not published; 0 when there is none.",
    labels: ["service"],
    async collect(oldest) {
      await eachMeasured((owner, found) => oldest.set({ service: owner }, found.oldestAgeMs / 1000));
    },
  });
  gauge(registry, {
    name: "waypost_outbox_pending",
    help: "Events in the outbox that are not published, counted up to 100,000.",
    labels: ["service"],
    async collect(pending) {
      await eachMeasured((owner, found) => pending.set({ service: owner }, found.pending));
    },
  });
  const published = counter(registry, {
    name: "waypost_outbox_published_total",
    help: "Events that the bus took from the outbox.",
    labels: ["service"],
  });
  const failed = counter(registry, {
    name: "waypost_outbox_failed_total",
    help: "Attempts to publish an event that failed; it stays in the outbox and is tried again.",
    labels: ["service"],
  });
  for (const metric of [published, failed]) metric.inc({ service }, 0);
  return {
    published: (count: number) => published.inc({ service }, count),
    failed: (count: number) => failed.inc({ service }, count),
  };
}
