import type { Lag } from "@waypost/kit/bus/port.ts";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";

export interface ClickMetrics {
  readonly batches: Histogram;
  readonly records: Counter;
  readonly retries: Counter;
  readonly heldBack: Counter;
  readonly setAside: Counter;
  readonly resent: Counter;
  /** Asks this for the lag from now on, whenever the metrics are read. */
  watchLag(read: () => Promise<Lag>): void;
}

const made = new WeakMap<Registry, ClickMetrics>();

/** The metrics of the consumer, made once per registry. */
export function clickMetrics(registry: Registry): ClickMetrics {
  const known = made.get(registry);
  if (known !== undefined) return known;
  const counter = (name: string, help: string) => new Counter({ name, help, registers: [registry] });
  let readLag: (() => Promise<Lag>) | undefined;
  const lagGauge = (name: string, help: string, pick: (lag: Lag) => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const lag = await readLag?.();
        if (lag !== undefined) this.set(pick(lag));
      },
    });
  lagGauge("waypost_clicks_unread_records", "Clicks in the log that are not stored", (lag) => lag.records);
  lagGauge(
    "waypost_clicks_oldest_unread_seconds",
    "Age of the oldest click in the log that is not stored; 0 when there is none",
    (lag) => lag.oldestAgeMs / 1000,
  );
  const metrics = {
    batches: new Histogram({
      name: "waypost_clicks_batch_seconds",
      help: "Time a batch of clicks took, retries included",
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    records: counter("waypost_clicks_records_total", "Records handled by the consumer of clicks"),
    retries: counter("waypost_clicks_retries_total", "Batches of clicks that failed and were tried again"),
    heldBack: counter(
      "waypost_clicks_held_back_seconds_total",
      "Time that clicks waited because visitors kept the thread busy",
    ),
    setAside: counter("waypost_clicks_set_aside_total", "Records the database refused"),
    resent: counter(
      "waypost_clicks_resent_total",
      "Records delivered again because the database lacked them",
    ),
    watchLag(read: () => Promise<Lag>) {
      readLag = read;
    },
  };
  made.set(registry, metrics);
  return metrics;
}
