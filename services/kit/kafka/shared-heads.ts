import { enterLiveLane, notify, onNotify } from "../local-log/live-lanes.ts";
import type { LogWriter } from "../local-log/writer.ts";

/** What two threads share of lanes that one writes and the other reads. */
export interface SharedHeads {
  readonly lanes: readonly string[];
  /** One BigInt64 for each lane. */
  readonly heads: SharedArrayBuffer;
  /** One Int32: 1 while the reading thread wants to be called. */
  readonly armed: SharedArrayBuffer;
}

/** Makes the memory that is handed to the reading thread. */
export function shareHeads(lanes: readonly string[]): SharedHeads {
  const heads = new SharedArrayBuffer(lanes.length * BigInt64Array.BYTES_PER_ELEMENT);
  return { lanes, heads, armed: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) };
}

/**
 * Keeps the heads up to date, after each turn that wrote something, and calls the reading thread when it wants to be.
 * Costs a turn less than a microsecond, and the calls are as rare as the reader arms them. Answers how to end it.
 */
export function publishHeads(
  shared: SharedHeads,
  writers: readonly Pick<LogWriter, "directory" | "head">[],
  call: () => void,
): () => void {
  const heads = new BigInt64Array(shared.heads);
  const armed = new Int32Array(shared.armed);
  const publish = () => {
    for (const [index, writer] of writers.entries()) Atomics.store(heads, index, BigInt(writer.head()));
    if (Atomics.exchange(armed, 0, 0) === 1) call();
  };
  publish();
  const ends = new Set(writers.map(({ directory }) => directory));
  const stops = [...ends].map((directory) => onNotify(directory, publish));
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The reading thread's side: its readers of the directory see the lanes as if they were written here. `called` is to be
 * run at each call; it is armed again `everyMs` later, and what was written in between is not missed.
 */
export function followHeads(shared: SharedHeads, directory: string, everyMs: number): { called(): void } {
  const heads = new BigInt64Array(shared.heads);
  const armed = new Int32Array(shared.armed);
  for (const [index, lane] of shared.lanes.entries()) {
    enterLiveLane(directory, { lane, head: () => Number(Atomics.load(heads, index)), unrecorded: () => 0 });
  }
  let seen = 0n;
  const sum = () => shared.lanes.reduce((total, _, index) => total + Atomics.load(heads, index), 0n);
  const arm = () => {
    Atomics.store(armed, 0, 1);
    if (sum() !== seen) called();
  };
  const called = () => {
    Atomics.store(armed, 0, 0);
    seen = sum();
    notify(directory, "records");
    if (everyMs === 0) setImmediate(arm);
    else setTimeout(arm, everyMs);
  };
  arm();
  return { called };
}
