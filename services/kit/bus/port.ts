import type { MultiRange, Range } from "../position/multirange.ts";
import type { BackoffOptions } from "./backoff.ts";
import type { PaceOptions } from "./pace.ts";

/** Headers of a record: CloudEvents attributes (`ce_…`), `traceparent`, and what the publisher adds. */
export type BusHeaders = Readonly<Record<string, string>>;

/** What is published. A payload or headers over their limits throw a RangeError. */
export interface BusMessage {
  /** Protobuf of `proto/waypost/events`; at most 64 KiB. */
  readonly payload: Uint8Array;
  /** At most 16 KiB as JSON. */
  readonly headers?: BusHeaders;
}

/** One record; `lane` and `seq` name it for ever, on every adapter. */
export interface BusRecord {
  /** Records of one lane arrive in the order of their numbers; the lane is the key. */
  readonly lane: string;
  /** From 1 without gaps within a lane. */
  readonly seq: number;
  readonly payload: Uint8Array;
  readonly headers: BusHeaders;
  /** When it was published, in epoch milliseconds. */
  readonly at: number;
  /** Where it lies; of adapters with a broker. */
  readonly place?: BrokerPlace | undefined;
}

/** Where a record lies at a broker. */
export interface BrokerPlace {
  /** The topic's name at the broker. */
  readonly topic: string;
  /** The topic's identity: another one under the same name when the topic was deleted and made anew. */
  readonly topicId: string;
  readonly partition: number;
  readonly offset: number;
  /** From here to `offset` the partition has nothing that the group wants but this record. */
  readonly since: number;
}

/** A record that no publisher of this bus wrote: it doesn't say its lane and number. */
export interface ForeignRecord {
  /** The topic's name at the broker. */
  readonly topic: string;
  readonly place: BrokerPlace;
  /** Why it can't be read, in a sentence. */
  readonly reason: string;
  readonly headers: BusHeaders;
  readonly payload: Uint8Array;
  /** When the broker took it, in epoch milliseconds. */
  readonly at: number;
}

/** Up to where a group has a partition. */
export interface PartitionOffset {
  readonly topicId: string;
  /** The first offset that the group does not have. */
  readonly next: number;
}

/**
 * Where a group keeps its offsets, beside its rows. Its handler writes them in the transaction of what it handled: the
 * spans of `partition-spans.ts`, which also says when it must refuse to.
 */
export interface OffsetStore {
  /** By partition. */
  load(topic: string): Promise<ReadonlyMap<number, PartitionOffset>>;
  /** Writes down another place, also an earlier one: the partition was cut off, or the topic made anew. */
  reset(topic: string, partition: number, to: PartitionOffset): Promise<void>;
}

/** Which numbers of which lane a group has. */
export type Positions = ReadonlyMap<string, MultiRange>;

/**
 * Where a group's position is kept. A consumer that writes to its own database keeps it there, in the transaction of
 * its rows, and gives the bus only `load`: the bus then believes the store and never its own memory for longer than
 * {@link SubscribeOptions.holesAfterMs}. With `commit`, the bus writes it after the handler has resolved.
 */
export interface PositionStore {
  load(): Promise<Positions>;
  commit?(position: Positions): Promise<void>;
  /**
   * For buses with partitions. Without it, and with `load` alone, such a bus reads from the earliest record at each start
   * and skips what the group has.
   */
  readonly offsets?: OffsetStore;
}

/** Why numbers will never arrive: their records are damaged or missing, or were freed before the group had them. */
export type UnreadableReason = "lost" | "freed";

/** One batch that was handled, told once it is; a batch that was stopped before is not reported. */
export interface BatchReport {
  readonly topic: string;
  readonly group: string;
  readonly records: number;
  /** How long the handler took, with its retries, in milliseconds. */
  readonly tookMs: number;
  /** Age of the oldest record of the batch when it was handed over, in milliseconds. */
  readonly oldestAgeMs: number;
}

/** A failure of the handler or of the store of positions, told before the pause that follows it. */
export interface RetryReport {
  readonly topic: string;
  readonly group: string;
  /** Failures in a row, from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: unknown;
}

/** What a member of a group hears when partitions are shared out. */
export interface RebalanceReport {
  readonly topic: string;
  readonly group: string;
  /** How many came here. */
  readonly partitions: number;
  /** Whether this member leads the group: so it is for one member each time. */
  readonly leads: boolean;
}

/** For metrics. Called in the middle of the work: must return at once and not throw. */
export interface BusObserver {
  batch?(report: BatchReport): void;
  retry?(report: RetryReport): void;
  /** A batch waited because the thread had more urgent work; see {@link SubscribeOptions.pace}. */
  heldBack?(report: { readonly topic: string; readonly group: string; readonly waitedMs: number }): void;
  poison?(report: { readonly topic: string; readonly group: string; readonly error: unknown }): void;
  /** A hole older than a minute is sent again; see rule in {@link SubscribeOptions.holesAfterMs}. */
  resent?(report: { readonly topic: string; readonly group: string; readonly records: number }): void;
  /** The partitions of the topic were shared out anew. */
  rebalanced?(report: RebalanceReport): void;
  /** Records were deleted before the group had them: by the topic's retention, or by hand. */
  truncated?(report: { readonly topic: string; readonly group: string; readonly records: number }): void;
  foreign?(report: { readonly topic: string; readonly group: string }): void;
  /** The reader ended with an error and is made anew. */
  crashed?(report: { readonly topic: string; readonly group: string; readonly error: unknown }): void;
}

export interface PoisonOptions {
  /**
   * Whether the failure may lie in the records. Everything else (no connection, time-outs, a busy database) is retried
   * for as long as it takes and never counts as an attempt.
   */
  isPoison(error: unknown): boolean;
  /** How often a single record may fail. Default 5. */
  readonly attempts?: number;
  /** Puts the record aside; when it resolves, the record counts as handled. What it throws is retried. */
  setAside(record: BusRecord, error: unknown, signal: AbortSignal): Promise<void>;
}

export interface SubscribeOptions {
  readonly topic: string;
  /**
   * Groups are independent; each gets every record. Within a group, one subscription at a time gets the records of a
   * lane: locally one gets all, with partitions each gets some.
   */
  readonly group: string;
  /** Most records of a batch. Default 5000. */
  readonly maxBatch?: number;
  /**
   * Batches that are not full are at least this far apart, in milliseconds. A record that comes after a pause is
   * handed over at once. Default 100.
   */
  readonly maxWaitMs?: number;
  /** Lets the subscription stand back while its thread is busy with other work. Default: it never does. */
  readonly pace?: PaceOptions;
  /** Default: one that the bus keeps, committed after the handler. A group without a position starts at the earliest. */
  readonly position?: PositionStore;
  /**
   * Handles a batch: all of it or, by throwing, nothing. At least once: what it has stored may come again. The next
   * batch waits until this resolves. The signal is aborted when the subscription stops and its time is up.
   */
  handle(batch: readonly BusRecord[], signal: AbortSignal): Promise<void>;
  /**
   * Makes the batch ready that will probably be handed over next, as the same array, while the one before is handled; only
   * called when more records wait than a batch holds. `handle` may be given another batch all the same, or none. The
   * next batch waits until this resolves too; what it throws is only logged.
   */
  prepare?(batch: readonly BusRecord[], signal: AbortSignal): Promise<void>;
  /** Told of numbers that will never arrive; they may be told again after a restart. What it throws is retried. */
  onUnreadable?(lane: string, ranges: readonly Range[], reason: UnreadableReason): Promise<void>;
  /** Told of records that no publisher of this bus wrote, which are skipped. What it throws is retried. */
  onForeign?(record: ForeignRecord): Promise<void>;
  /** Without it a failing batch is retried until it succeeds, and nothing behind it is delivered. */
  readonly poison?: PoisonOptions;
  readonly backoff?: BackoffOptions;
  /**
   * How long a delivered number may be missing from the group's own store before it is delivered again, in
   * milliseconds. Heals a store that was restored from a backup. Default 60,000.
   */
  readonly holesAfterMs?: number;
}

/** How far a group is behind, at the moment of asking; NaN while a broker doesn't say. */
export interface Lag {
  /** Records on the bus that the group has not handled, those in hand included. */
  readonly records: number;
  /** Age of the oldest of these, in milliseconds; 0 when there is none. */
  readonly oldestAgeMs: number;
}

/** One group reading one topic, from `subscribe` until {@link Subscription.stop}. No error ends it. */
export interface Subscription {
  readonly topic: string;
  readonly group: string;
  /** No further batch is handed over until {@link Subscription.resume}; the one in hand is finished. */
  pause(): void;
  resume(): void;
  /** Delivers everything of the lane again, from number `seq` on. In force from the next batch on. */
  replayFrom(lane: string, seq: number): Promise<void>;
  /**
   * Compares with the stored position before the next batch: what the store has lost is delivered again. Call it on
   * learning that the store was away; without a call it happens every `holesAfterMs`.
   */
  recheck(): void;
  /**
   * Resolves true when everything is handled that was on the bus at the call, false when the time was up first. What other
   * processes have published is on a bus with a broker once the broker has it.
   */
  drain(timeoutMs: number): Promise<boolean>;
  /**
   * Takes no further batch, waits for the one in hand, and after `timeoutMs` aborts its signal; resolves when the
   * handler has ended or has ignored the signal for a second. What was not handled comes again at the next start.
   */
  stop(timeoutMs: number): Promise<void>;
  /** Reads the oldest open record of each lane: for metrics and tests, not for every record. */
  lag(): Promise<Lag>;
}

/** The name that a record got, for ever; see {@link BusRecord}. */
export interface Published {
  readonly lane: string;
  readonly seq: number;
}

/**
 * What carries events from service to service: at least once, in order within a lane, to several groups that don't
 * know of each other. Adapters are held to one suite, `services/testing/bus-conformance.ts`.
 */
export interface Bus {
  /**
   * Resolves when the record is durable. Throws a Fault `unavailable` (`bus-unavailable`) when it can't be made so.
   * Topics are declared when the bus is made; an unknown one throws a RangeError.
   */
  publish(topic: string, message: BusMessage): Promise<Published>;
  /** Starts to deliver; before the call returns nothing is delivered. */
  subscribe(options: SubscribeOptions): Subscription;
  /** Stops every subscription (each bounded by `timeoutMs`) and flushes what was published. */
  close(timeoutMs: number): Promise<void>;
}
