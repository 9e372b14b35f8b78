import type { Registry } from "prom-client";
import { counter, gauge, histogram } from "../telemetry/metrics.ts";
import type { ForwarderObserver, ForwarderStatus } from "./forwarder-observer.ts";
import type { Rejection } from "./produce-error.ts";

/** What is known of a forwarder from outside. */
export interface WatchedForwarder {
  readonly observer: Required<ForwarderObserver>;
  /** Why nothing is forwarded now; null while it goes well. */
  trouble(): Rejection | null;
}

const labels = ["topic"] as const;

/** Shows a forwarder's work as `waypost_forwarder_…`, and remembers its state. */
export function watchForwarder(
  metrics: Registry,
  topic: string,
  now: () => number = Date.now,
): WatchedForwarder {
  let trouble: Rejection | null = null;
  let status: ForwarderStatus = { open: 0, oldestOpenAt: null, missing: 0 };
  const positions = new Map<string, number>();
  const total = (name: string, help: string) =>
    counter(metrics, { name: `waypost_forwarder_${name}_total`, help, labels });
  const shown = (name: string, help: string, value: () => number) =>
    gauge(metrics, {
      name: `waypost_forwarder_${name}`,
      help,
      labels,
      collect: (it) => it.set({ topic }, value()),
    });
  const distribution = (name: string, help: string, buckets: readonly number[]) =>
    histogram(metrics, { name: `waypost_forwarder_${name}`, help, labels, buckets });
  shown("position_records", "Sum of the numbers up to which the lanes are forwarded.", () =>
    [...positions.values()].reduce((sum, seq) => sum + seq, 0),
  );
  shown("lag_records", "Records of the local log that the broker has not acknowledged.", () => status.open);
  shown("oldest_seconds", "Age of the oldest of these; 0 when there is none.", () =>
    status.oldestOpenAt === null ? 0 : Math.max(0, now() - status.oldestOpenAt) / 1_000,
  );
  shown(
    "missing_records",
    "Forwarded records that their consumer lacked at the last comparison.",
    () => status.missing,
  );
  shown("up", "Whether the last send was taken: 1, or 0 while sends are rejected.", () =>
    trouble === null ? 1 : 0,
  );
  const records = total("records", "Records that the broker has acknowledged, repeated ones included.");
  const sends = counter(metrics, {
    name: "waypost_forwarder_sends_total",
    help: "Sends by outcome: acknowledged or rejected.",
    labels: ["topic", "outcome"],
  });
  const producers = total("producers", "Producers made; one more after each rejected send.");
  const resent = total("resent_records", "Records sent again because their consumer lacked them.");
  const refused = total(
    "refused_records",
    "Records that Kafka refuses for good; markers went in their place.",
  );
  const sizes = distribution("batch_records", "Records of a send.", [1, 10, 50, 100, 250, 500, 1_000]);
  const bytes = distribution(
    "batch_bytes",
    "Payloads of a send before compression.",
    [1e3, 1e4, 1e5, 5e5, 1e6],
  );
  const seconds = distribution(
    "send_seconds",
    "Time until a send was acknowledged.",
    [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  );
  return {
    trouble: () => trouble,
    observer: {
      forwarded: (lane, seq) => positions.set(lane, seq),
      sent(report) {
        records.inc({ topic }, report.records);
        sends.inc({ topic, outcome: "acknowledged" });
        sizes.observe({ topic }, report.records);
        bytes.observe({ topic }, report.bytes);
        seconds.observe({ topic }, report.tookMs / 1_000);
      },
      rejected: () => sends.inc({ topic, outcome: "rejected" }),
      newProducer: () => producers.inc({ topic }),
      resent: (count) => resent.inc({ topic }, count),
      refused: () => refused.inc({ topic }),
      trouble(rejection) {
        trouble = rejection;
      },
      status(report) {
        status = report;
      },
    },
  };
}
