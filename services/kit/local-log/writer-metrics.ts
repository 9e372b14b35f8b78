import { Counter, type Registry } from "prom-client";
import type { LogWriter } from "./writer.ts";

/** Shows how many payloads a writer has put on record, and how many it let through without. One writer per registry. */
export function observeWriter(metrics: Registry, topic: string, writer: LogWriter): Counter {
  return new Counter({
    name: "waypost_log_appends_total",
    help: "Payloads appended to the local log by outcome: recorded, or unrecorded because the disk was full or failed.",
    labelNames: ["topic", "outcome"],
    registers: [metrics],
    // Counted by the writer already; an observation for each append would cost the visitor's answer time.
    collect() {
      this.reset();
      this.inc({ topic, outcome: "recorded" }, writer.head());
      this.inc({ topic, outcome: "unrecorded" }, writer.unrecorded());
    },
  });
}
