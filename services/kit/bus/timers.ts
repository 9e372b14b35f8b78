import { pause } from "../lifecycle/pause.ts";

/** Time as the bus uses it; tests bring their own, so that a back-off of minutes takes none. */
export interface Timers {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`, or as soon as the signal is aborted; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The clock and the timers of Node. */
export const systemTimers: Timers = { now: Date.now, sleep: pause };
