import type { Registry } from "prom-client";
import type { BusObserver } from "../bus/port.ts";
import { counter, gauge, histogram } from "../telemetry/metrics.ts";
import type { GroupProgress } from "./group-progress.ts";

const facts = ["topic", "group"] as const;

/** Counts what happens to the groups of this process, and tells `next` of it too. */
export function observeConsumers(registry: Registry, next: BusObserver): BusObserver {
  const total = (name: string, help: string) => counter(registry, { name, help, labels: facts });
  const records = histogram(registry, {
    name: "waypost_kafka_consumer_batch_records",
    help: "Records of a batch that was handled",
    labels: facts,
    buckets: [1, 10, 100, 500, 1_000, 2_000, 5_000, 10_000, 20_000],
  });
  const rebalances = total(
    "waypost_kafka_consumer_rebalances_total",
    "How often the partitions of a topic were shared out anew in a group, told by the member that led it then",
  );
  const crashes = total(
    "waypost_kafka_consumer_crashes_total",
    "Consumers of Kafka that ended with an error and were made anew",
  );
  const truncated = total(
    "waypost_kafka_consumer_truncated_records_total",
    "Records that went from a topic before the group had them: retention was too short, or somebody cut the topic off",
  );
  const foreign = total(
    "waypost_kafka_consumer_foreign_records_total",
    "Records without lane and number, which no process of this installation wrote, skipped",
  );
  return {
    ...next,
    batch(report) {
      records.observe({ topic: report.topic, group: report.group }, report.records);
      next.batch?.(report);
    },
    rebalanced(report) {
      // Only by the one that leads, so that the sum of all processes is the number of rebalances.
      if (report.leads) rebalances.inc({ topic: report.topic, group: report.group });
      next.rebalanced?.(report);
    },
    crashed(report) {
      crashes.inc({ topic: report.topic, group: report.group });
      next.crashed?.(report);
    },
    truncated(report) {
      truncated.inc({ topic: report.topic, group: report.group }, report.records);
      next.truncated?.(report);
    },
    foreign(report) {
      foreign.inc(report);
      next.foreign?.(report);
    },
  };
}

interface Watched {
  readonly labels: { readonly topic: string; readonly group: string };
  readonly progress: GroupProgress;
}

const watched = new WeakMap<Registry, Watched[]>();

/** Tells of a group, whenever the metrics are read, how far its partitions are that are read here. */
export function watchProgress(registry: Registry, labels: Watched["labels"], progress: GroupProgress): void {
  const known = watched.get(registry);
  if (known !== undefined) {
    known.push({ labels, progress });
    return;
  }
  const groups = [{ labels, progress }];
  watched.set(registry, groups);
  gauge(registry, {
    name: "waypost_kafka_consumer_lag_records",
    help: "Records of a partition that the group has not handled, of the partitions that are read by this process",
    labels: [...facts, "partition"],
    collect(it) {
      it.reset();
      for (const group of groups)
        for (const [partition, records] of group.progress.lags())
          it.set({ ...group.labels, partition }, records);
    },
  });
  gauge(registry, {
    name: "waypost_kafka_consumer_oldest_seconds",
    help: "Age of the oldest record that came here and is not handled; 0 when there is none",
    labels: facts,
    collect(it) {
      for (const group of groups) it.set(group.labels, group.progress.oldestAgeMs() / 1000);
    },
  });
  gauge(registry, {
    name: "waypost_kafka_consumer_lag_outlives_retention",
    help: "1 while the oldest record that is not handled has used up half of the time that the topic keeps it",
    labels: facts,
    async collect(it) {
      for (const group of groups)
        it.set(group.labels, (await group.progress.outlivesRetention()) === undefined ? 0 : 1);
    },
  });
}
