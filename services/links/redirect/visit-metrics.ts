import { Counter, Gauge, Histogram, type HistogramConfiguration, type Registry } from "prom-client";
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
    const values = () => this.#values();
    const latency = new CountedHistogram(
      {
        name: "waypost_redirect_seconds",
        help: "Visits sent on, by the time from their arrival to their answer.",
        registers,
      },
      values,
    );
    const redirects = () => this.#redirected;
    const outcomes = new Counter({
      name: "waypost_redirects_total",
      help: "Visits by outcome: redirected, or the reason why not.",
      labelNames: ["outcome"],
      registers,
      collect() {
        this.reset();
        this.inc({ outcome: "redirected" }, redirects());
        for (const [reason, count] of Object.entries(rejections.snapshot()))
          this.inc({ outcome: reason }, count);
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
    void [latency, outcomes, entries];
  }

  #values() {
    const name = "waypost_redirect_seconds";
    let count = 0;
    const buckets = [...this.#buckets].map((value, index) => {
      count += value;
      const bound = bucketsMs[index];
      const le = bound === undefined ? "+Inf" : bound / 1000;
      return { metricName: `${name}_bucket`, value: count, labels: { le } };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, value: this.#sumMs / 1000, labels: {} },
      { metricName: `${name}_count`, value: count, labels: {} },
    ];
  }
}

/** A histogram whose observations are counted elsewhere. */
class CountedHistogram extends Histogram {
  readonly #configuration: HistogramConfiguration<string>;
  readonly #values: () => readonly object[];

  constructor(configuration: HistogramConfiguration<string>, values: () => readonly object[]) {
    super(configuration);
    this.#configuration = configuration;
    this.#values = values;
  }

  /** What the registry, and the library's own `get`, ask for when they render. */
  async getForPromString() {
    const { name, help } = this.#configuration;
    const values = this.#values().map((value) => ({ ...value, sharedLabels: {} }));
    return { name, help, type: "histogram", values, aggregator: "sum" };
  }
}
