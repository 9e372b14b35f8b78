import { Counter, type Registry } from "prom-client";
import type { LogWriter } from "./writer.ts";

/**
 * Shows how many payloads the writers of a process have put on record, and how many they let through without. Once per
 * registry.
 */
export function observeWriters(
  metrics: Registry,
  topic: string,
  writers: readonly Pick<LogWriter, "head" | "unrecorded">[],
): Counter {
  return new Counter({
    name: "waypost_log_appends_total",
    help: "Payloads appended to the local log by outcome: recorded, or unrecorded because the disk was full or failed.",
    labelNames: ["topic", "outcome"],
    registers: [metrics],
    // Counted by the writers already; an observation for each append would cost the visitor's answer time.
    collect() {
      this.reset();
      for (const writer of writers) {
        this.inc({ topic, outcome: "recorded" }, writer.head());
        this.inc({ topic, outcome: "unrecorded" }, writer.unrecorded());
      }
    },
  });
}
