import type { Job } from "@waypost/kit/jobs/job.ts";
import { Gauge, type Registry } from "prom-client";
import type { AnalyticsContext } from "../context.ts";
import { readLedger } from "../store/ledger.ts";

/** Shows the ledger as metrics. */
export function publishLedger(ctx: AnalyticsContext, metrics: Registry): Job {
  const terms = new Gauge({
    name: "waypost_ledger",
    help: "accepted = stored + duplicate + dead_lettered + in_flight + lost; redelivered and unrecorded stand outside",
    labelNames: ["term"],
    registers: [metrics],
  });
  const rejected = new Gauge({
    name: "waypost_ledger_rejected",
    help: "Requests refused instead of redirected, by reason",
    labelNames: ["reason"],
    registers: [metrics],
  });
  const balanced = new Gauge({
    name: "waypost_ledger_balanced",
    help: "1 when the ledger balances and every head is known",
    registers: [metrics],
  });
  return {
    name: "publish-ledger",
    schedule: { everyMs: 10_000 },
    async run(run) {
      const ledger = await readLedger(ctx.database.within(run), ctx.now(), 0);
      terms.set({ term: "accepted" }, ledger.head);
      terms.set({ term: "stored" }, ledger.stored);
      terms.set({ term: "duplicate" }, ledger.duplicate);
      terms.set({ term: "dead_lettered" }, ledger.deadLettered);
      terms.set({ term: "in_flight" }, ledger.inFlight);
      terms.set({ term: "lost" }, ledger.lost);
      terms.set({ term: "redelivered" }, ledger.redelivered);
      terms.set({ term: "unrecorded" }, ledger.unrecorded);
      for (const [reason, count] of Object.entries(ledger.rejected)) rejected.set({ reason }, count);
      balanced.set(ledger.balanced ? 1 : 0);
    },
  };
}
