import type { Registry } from "prom-client";
import type { BackgroundObserver } from "../lifecycle/spawn.ts";
import { counter } from "../telemetry/metrics.ts";

/** Counts the starts and ends of background work, so that one that keeps failing is seen. */
export function observeBackground(metrics: Registry): BackgroundObserver {
  const started = counter(metrics, {
    name: "waypost_background_starts_total",
    help: "Starts of background work, repeated ones included.",
    labels: ["task", "owner"],
  });
  const ended = counter(metrics, {
    name: "waypost_background_ends_total",
    help: "Ends of background work that nobody asked for, by outcome.",
    labels: ["task", "owner", "outcome"],
  });
  return {
    started: (task, owner) => started.inc({ task, owner }),
    ended: (task, owner, outcome) => ended.inc({ task, owner, outcome }),
  };
}
