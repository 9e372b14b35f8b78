import type { Bench } from "../bench.ts";
import { localLog } from "./local-log.ts";

/** Every bench, in the order they run. */
export const benches: readonly Bench[] = [localLog];
