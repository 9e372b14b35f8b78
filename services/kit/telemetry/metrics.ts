import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What every metric is declared with. Names begin with `waypost_` and end with their unit. */
export interface MetricSpec<Label extends string> {
  readonly name: string;
  readonly help: string;
  /** Of few values each: never ids, paths or addresses. */
  readonly labels?: readonly Label[];
}

/** A histogram's declaration. */
export interface HistogramSpec<Label extends string> extends MetricSpec<Label> {
  /** Upper bounds in the unit of the name; see buckets.ts. */
  readonly buckets: readonly number[];
}

/** Facts about the running build, as labels of the gauge `waypost_build_info`, whose value is 1. */
export interface BuildInfo {
  readonly version: string;
  /** Short commit, or `unknown`. */
  readonly commit: string;
  /** Services of this process, joined by commas. */
  readonly services: string;
}

/**
 * The registry of one process: Node's default metrics (CPU, memory, garbage collection, event-loop delay with its
 * quantiles) and the build information. There is no global registry; pass this one on.
 */
export function createMetrics(build: BuildInfo): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  gauge(registry, {
    name: "waypost_build_info",
    help: "What is running; always 1.",
    labels: ["version", "commit", "services", "node"],
  }).set({ ...build, node: process.versions.node }, 1);
  return registry;
}

/** The counter of that name in the registry, made at its first use; total since the process started. */
export function counter<Label extends string = never>(
  registry: Registry,
  spec: MetricSpec<Label>,
): Counter<Label> {
  return (
    known(registry, spec.name, Counter<Label>) ?? new Counter({ ...declared(spec), registers: [registry] })
  );
}

/** The gauge of that name in the registry, made at its first use. `collect` is called before each scrape. */
export function gauge<Label extends string = never>(
  registry: Registry,
  spec: MetricSpec<Label> & { readonly collect?: (gauge: Gauge<Label>) => void | Promise<void> },
): Gauge<Label> {
  const found = known(registry, spec.name, Gauge<Label>);
  if (found !== undefined) return found;
  const { collect } = spec;
  return new Gauge({
    ...declared(spec),
    registers: [registry],
    ...(collect === undefined
      ? {}
      : {
          collect() {
            return collect(this);
          },
        }),
  });
}

/** The histogram of that name in the registry, made at its first use. */
export function histogram<Label extends string = never>(
  registry: Registry,
  spec: HistogramSpec<Label>,
): Histogram<Label> {
  const buckets = [...spec.buckets];
  return (
    known(registry, spec.name, Histogram<Label>) ??
    new Histogram({ ...declared(spec), buckets, registers: [registry] })
  );
}

function declared<Label extends string>(spec: MetricSpec<Label>) {
  return { name: spec.name, help: spec.help, labelNames: [...(spec.labels ?? [])] };
}

function known<M>(
  registry: Registry,
  name: string,
  kind: abstract new (...args: never[]) => M,
): M | undefined {
  const metric: unknown = registry.getSingleMetric(name);
  if (metric === undefined) return undefined;
  if (metric instanceof kind) return metric;
  throw new TypeError(`The metric ${name} is already of another kind.`);
}
