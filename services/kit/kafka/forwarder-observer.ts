import type { Rejection } from "./produce-error.ts";

/** A send that was taken. */
export interface SentReport {
  readonly records: number;
  /** Payloads, before compression. */
  readonly bytes: number;
  readonly tookMs: number;
}

/** How far a forwarder is, at the moment of looking. */
export interface ForwarderStatus {
  /** Records that are in the log and were not yet taken by the broker. */
  readonly open: number;
  /** When the oldest of them was appended, in epoch milliseconds; null when there is none. */
  readonly oldestOpenAt: number | null;
  /** Numbers that were forwarded and that the owning consumer has not, when they were last compared. */
  readonly missing: number;
}

/**
 * What a forwarder tells of its work, as plain values that can cross threads. Called in the middle of the work: must
 * return at once and not throw.
 */
export interface ForwarderObserver {
  /** Everything of the lane up to the number is at the broker, or has no record. */
  forwarded?(lane: string, seq: number): void;
  sent?(report: SentReport): void;
  /** A send was rejected; it is made again. */
  rejected?(): void;
  newProducer?(): void;
  /** Records were sent again because the owning consumer misses them. */
  resent?(records: number): void;
  /** A record was refused for good; a marker goes in its place. */
  refused?(): void;
  /** Told when sending begins to fail, with another reason, and with null when it succeeds again. */
  trouble?(rejection: Rejection | null): void;
  /** Once a second. */
  status?(status: ForwarderStatus): void;
}
