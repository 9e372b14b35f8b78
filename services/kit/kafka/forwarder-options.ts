import type { Kafka } from "kafkajs";
import type { BackoffOptions } from "../bus/backoff.ts";
import type { LogReader } from "../local-log/reader.ts";
import type { RetentionLimits } from "../local-log/retention.ts";
import type { Log } from "../telemetry/log.ts";
import type { ForwarderObserver } from "./forwarder-observer.ts";
import type { OwnerPositions } from "./lane-care.ts";
import type { TopicHeaders } from "./outgoing-records.ts";
import type { SafeProducerOptions } from "./safe-producer.ts";

/** What a forwarder works on, and how. */
export interface ForwarderOptions {
  readonly kafka: () => Promise<Kafka>;
  /** The topic's name at Kafka. */
  readonly topic: string;
  readonly reader: LogReader;
  /** Lanes that this process writes; it alone forwards them while it lives. */
  readonly ownLanes: readonly string[];
  /** Headers that every record of the topic gets. */
  readonly headers?: TopicHeaders;
  /**
   * Whose position decides what is sent again and what may be freed. Null for a topic that nobody counts: what the
   * broker has acknowledged is then freed after the window, and nothing is sent again.
   */
  readonly owner: OwnerPositions | null;
  /** How long records wait for others to travel with, in milliseconds. Default 20. */
  readonly lingerMs?: number;
  /** Most records of a batch. Default 1,000. */
  readonly maxBatchRecords?: number;
  /** Payloads of a batch, in bytes; it is closed by the first that goes beyond. Default 800,000. */
  readonly maxBatchBytes?: number;
  /** How long what was forwarded may be missing at its owner before it is sent again. Default 60,000. */
  readonly holesAfterMs?: number;
  readonly retention?: RetentionLimits;
  readonly compression?: SafeProducerOptions["compression"];
  readonly sendTimeoutMs?: number;
  /** Between rejected sends. Default: from 250 ms to 10 s. */
  readonly backoff?: BackoffOptions;
  readonly observer?: ForwarderObserver;
  readonly log: Log;
}
