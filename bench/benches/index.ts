import type { Bench } from "../bench.ts";

/** Every bench, in the order they run. */
export const benches: readonly Bench[] = [];
