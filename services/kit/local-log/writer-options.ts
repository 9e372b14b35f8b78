import type { Log } from "../telemetry/log.ts";
import type { LogFs } from "./log-fs.ts";

/**
 * When a record counts as written.
 * - `os`: when the operating system has it. Survives the death of the process, not of the power.
 * - `always`: when the disk has it (fdatasync); about 0.6 of the throughput.
 * - `interval:<n>ms`: as `os`, with an fdatasync in the background at most every n milliseconds, which bounds what a
 *   power loss can take.
 */
export type SyncMode = "os" | "always" | `interval:${number}ms`;

/** What became of an appended payload. */
export type AppendResult =
  /** In the log, as its `seq`-th record. */
  | { readonly kind: "recorded"; readonly seq: number }
  /** Not in the log, because the disk is below its floor or failed; counted in `unrecorded`. Go on without. */
  | { readonly kind: "unrecorded" }
  /** Not in the log, and not to be gone on without; also the answer of a writer that was closed. */
  | { readonly kind: "refused" };

export interface LogWriterOptions {
  /** Folder of the log; made (0700) when it is missing. A local disk: locks don't hold on network file systems. */
  readonly directory: string;
  /** Default `os`. */
  readonly sync?: SyncMode;
  /** A new segment is begun when the newest has reached this size. Default 64 MiB. */
  readonly segmentBytes?: number;
  /** Nothing is written while the disk has less free space than this. Default 512 MiB. */
  readonly floorBytes?: number;
  /** How often the free space is looked at, in milliseconds. Default 1000. */
  readonly floorCheckMs?: number;
  /** What becomes of payloads that can't be written. Default `unrecorded`. */
  readonly onFloor?: "unrecorded" | "refuse";
  /**
   * In mode `always`: how long a payload waits for the disk, in milliseconds. Then it can't be written, and no other
   * until the disk answers. Default 2000.
   */
  readonly syncDeadlineMs?: number;
  /** Payloads that may wait for the disk, in bytes; beyond it they can't be written. Default 64 MiB. */
  readonly maxPendingBytes?: number;
  /** Epoch milliseconds; what goes backwards is held at the highest seen, so times never fall within a lane. */
  readonly clock?: () => number;
  readonly log?: Log;
  /** For tests of failing disks. */
  readonly fs?: LogFs;
}

/** The interval of a sync mode in milliseconds; undefined when it has none. */
export function syncIntervalMs(mode: SyncMode): number | undefined {
  const digits = /^interval:(\d+)ms$/.exec(mode)?.[1];
  if (digits !== undefined && Number(digits) > 0) return Number(digits);
  if (mode === "os" || mode === "always") return undefined;
  throw new RangeError(`sync is "os", "always" or "interval:<n>ms", not "${mode}"`);
}
