import { Gauge, type Registry } from "prom-client";
import type { LinkCache } from "./link-cache.ts";
import type { Rejections } from "./rejections.ts";

const bucketsMs = [0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100] as const;

/**
 * Latency and outcomes of visits. Counted in plain numbers and rendered when asked: an observation of prom-client's
 * own histogram takes as long as a tenth of a visit.
 */
export class VisitMetrics {
  readonly #buckets = new Float64Array(bucketsMs.length + 1);
  #sumMs = 0;
  #redirected = 0;

  redirected(tookMs: number): void {
    this.#redirected++;
    this.#sumMs += tookMs;
    let index = 0;
    while (index < bucketsMs.length && tookMs > (bucketsMs[index] ?? 0)) index++;
    this.#buckets[index] = (this.#buckets[index] ?? 0) + 1;
  }

  /** Adds `waypost_redirect_…` to what the process shows at /metrics. */
  register(registry: Registry, rejections: Rejections, cache: LinkCache): void {
    const registers = [registry];
    const redirects = () => this.#redirected;
    const buckets = () => this.#cumulative();
    const sum = () => this.#sumMs / 1000;
    const latency = new Gauge({
      name: "waypost_redirect_seconds_bucket",
      help: "Visits sent on, by the time from their arrival to their answer.",
      labelNames: ["le"],
      registers,
      collect() {
        for (const [le, count] of buckets()) this.set({ le }, count);
      },
    });
    const outcomes = new Gauge({
      name: "waypost_redirects_total",
      help: "Visits by outcome: redirected, or the reason why not.",
      labelNames: ["outcome"],
      registers,
      collect() {
        this.set({ outcome: "redirected" }, redirects());
        for (const [reason, count] of Object.entries(rejections.snapshot()))
          this.set({ outcome: reason }, count);
      },
    });
    const total = new Gauge({
      name: "waypost_redirect_seconds_sum",
      help: "Sum of the times of waypost_redirect_seconds_bucket.",
      registers,
      collect() {
        this.set(sum());
      },
    });
    const entries = new Gauge({
      name: "waypost_redirect_cache_entries",
      help: "Entries of the redirect cache: links, and codes that are none.",
      labelNames: ["kind"],
      registers,
      collect() {
        this.set({ kind: "link" }, cache.size.found);
        this.set({ kind: "missing" }, cache.size.missing);
      },
    });
    void [latency, outcomes, total, entries];
  }

  #cumulative(): [string, number][] {
    let count = 0;
    return [...this.#buckets].map((value, index) => {
      count += value;
      const bound = bucketsMs[index];
      return [bound === undefined ? "+Inf" : String(bound / 1000), count];
    });
  }
}
