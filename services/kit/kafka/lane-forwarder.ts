import { type BackoffOptions, backoffMs } from "../bus/backoff.ts";
import { Wake } from "../bus/wake.ts";
import { pause } from "../lifecycle/pause.ts";
import type { LogReader } from "../local-log/reader.ts";
import type { LogRecord } from "../local-log/segment-scan.ts";
import { MultiRange, type Range } from "../position/multirange.ts";
import type { Log } from "../telemetry/log.ts";
import { notedForwarded, noteForwarded } from "./forwarded-file.ts";
import type { ForwarderObserver } from "./forwarder-observer.ts";
import type { LanePartitions } from "./lane-partitions.ts";
import { marker, outgoing, type TopicHeaders } from "./outgoing-records.ts";
import { type Rejection, whyRejected } from "./produce-error.ts";
import type { SafeProducer } from "./safe-producer.ts";
import type { TroubleLog } from "./trouble-log.ts";

export interface LaneForwarderOptions {
  readonly lane: string;
  readonly reader: LogReader;
  readonly producer: SafeProducer;
  readonly partitions: Pick<LanePartitions, "of" | "forget">;
  readonly headers: TopicHeaders;
  /** How long records wait for others, in milliseconds. */
  readonly lingerMs: number;
  readonly maxBatchRecords: number;
  readonly maxBatchBytes: number;
  readonly backoff: BackoffOptions;
  readonly observer: ForwarderObserver;
  /** The state of sending that all lanes of a process share. */
  readonly trouble: TroubleLog;
  readonly log: Log;
}

const [idleMs, noteEveryMs] = [1_000, 1_000];

/**
 * Brings one lane of the log to its partition, in order: reads from the cursor, sends, and moves the cursor once
 * all replicas have it. A send that is rejected is made again from the same place, by a new producer, for as long
 * as it takes; what the broker will never take is found by halving, and a marker goes in its place.
 *
 * Ranges that the consumer misses are resent between these sends, see {@link LaneForwarder.resend}.
 */
export class LaneForwarder {
  readonly lane: string;
  readonly #options: LaneForwarderOptions;
  readonly #wake = new Wake();
  readonly #resends: Range[] = [];
  /** Numbers whose records were found to be damaged or gone. */
  readonly unreadable = new MultiRange();
  #cursor: number;
  #noted: number;
  #notedAt = 0;
  #noteFails = false;

  constructor(options: LaneForwarderOptions) {
    this.#options = options;
    this.lane = options.lane;
    this.#noted = notedForwarded(options.reader.directory, options.lane);
    this.#cursor = this.#noted;
  }

  /** Everything up to this number is known to have been forwarded once. */
  get cursor(): number {
    return this.#cursor;
  }

  /** The last number of the lane that there is to forward. */
  get head(): number {
    return this.#options.reader.headOf(this.lane) ?? this.#cursor;
  }

  /** Sends the records of the ranges again, ahead of new ones. */
  resend(ranges: Iterable<Range>): void {
    this.#resends.push(...ranges);
    this.#wake.call();
  }

  /** Begins after what the consumer has already, where no note says how far the lane was forwarded. */
  beginAfter(seq: number): void {
    if (this.#noted === 0 && this.#cursor < seq) this.#cursor = seq;
  }

  /** Whether a resend is still to be made. */
  get resending(): boolean {
    return this.#resends.length > 0;
  }

  /** There may be more to read. */
  wake(): void {
    this.#wake.call();
  }

  /** Forwards until the signal fires; with `untilDrained`, only until nothing is left. */
  async run(signal: AbortSignal, untilDrained = false): Promise<void> {
    const { lingerMs, maxBatchRecords } = this.#options;
    const wake = () => this.#wake.call();
    signal.addEventListener("abort", wake);
    while (!signal.aborted) {
      const open = this.head - this.#cursor;
      if (open <= 0 && this.#resends.length === 0) {
        if (untilDrained) break;
        await this.#wake.sleep(idleMs);
        continue;
      }
      if (open < maxBatchRecords && lingerMs > 0 && !untilDrained) await pause(lingerMs, signal);
      await this.#resendAll(signal);
      await this.#forward(this.head, signal);
    }
    signal.removeEventListener("abort", wake);
    this.#note(true);
  }

  /** When the oldest record that wasn't forwarded was appended, in epoch milliseconds; undefined when there is none. */
  async oldestOpenAt(): Promise<number | undefined> {
    if (this.head <= this.#cursor) return undefined;
    const { records } = await this.#options.reader.read(this.lane, this.#cursor + 1, { maxRecords: 1 });
    return records[0]?.at;
  }

  /** Records that were appended and not forwarded. */
  get open(): number {
    return Math.max(0, this.head - this.#cursor);
  }

  async #forward(to: number, signal: AbortSignal): Promise<void> {
    if (to <= this.#cursor) return;
    const next = await this.#step({ from: this.#cursor + 1, to }, signal);
    if (next === undefined) return;
    this.#cursor = next - 1;
    this.#note(false);
    this.#options.observer.forwarded?.(this.lane, this.#cursor);
  }

  async #resendAll(signal: AbortSignal): Promise<void> {
    for (let range = this.#resends[0]; range !== undefined; range = this.#resends[0]) {
      const next = await this.#step(range, signal);
      if (next === undefined) return;
      this.#options.observer.resent?.(next - range.from);
      if (next > range.to) this.#resends.shift();
      else this.#resends[0] = { from: next, to: range.to };
    }
  }

  /** Sends one batch of the range; answers the number after it, or undefined when it was stopped first. */
  async #step({ from, to }: Range, signal: AbortSignal): Promise<number | undefined> {
    const { reader, maxBatchRecords, maxBatchBytes } = this.#options;
    const read = await reader.read(this.lane, from, {
      to,
      maxRecords: maxBatchRecords,
      maxBytes: maxBatchBytes,
    });
    for (const range of [...read.unreadable, ...read.freed]) this.unreadable.add(range.from, range.to);
    // Nothing can be read although it should be there: the lane is being removed, or its page runs ahead.
    if (read.next <= from) {
      await pause(idleMs, signal);
      return signal.aborted ? undefined : from;
    }
    return (await this.#deliver(read.records, null, signal)) ? read.next : undefined;
  }

  /**
   * Sends until it is taken; false when it was stopped first. With `refusedAs`, markers go in place of the records.
   */
  async #deliver(
    records: readonly LogRecord[],
    refusedAs: string | null,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (records.length === 0) return true;
    for (let failures = 1; !signal.aborted; failures++) {
      const rejection = await this.#send(records, refusedAs);
      if (rejection === null) return true;
      if (rejection.kind === "record") return this.#divide(records, rejection, refusedAs, signal);
      this.#options.trouble.begin(rejection);
      await pause(backoffMs(failures, this.#options.backoff), signal);
    }
    return false;
  }

  /** Something in the batch is refused for good: finds it, and lets the others through. */
  async #divide(
    records: readonly LogRecord[],
    rejection: Rejection,
    refusedAs: string | null,
    signal: AbortSignal,
  ): Promise<boolean> {
    const [first] = records;
    if (records.length > 1) {
      const middle = records.length >>> 1;
      return (
        (await this.#deliver(records.slice(0, middle), refusedAs, signal)) &&
        (await this.#deliver(records.slice(middle), refusedAs, signal))
      );
    }
    if (first === undefined) return true;
    const { observer, log } = this.#options;
    const facts = {
      lane: first.lane,
      seq: first.seq,
      bytes: first.payload.byteLength,
      refusedAs: rejection.type,
    };
    if (refusedAs !== null) {
      log.error(facts, `${rejection.sentence} The marker is refused as well; the lane goes on without it.`);
      return true;
    }
    observer.refused?.();
    log.error(facts, `${rejection.sentence} The record stays in the log; a marker goes in its place.`);
    return this.#deliver([first], rejection.type, signal);
  }

  /** Null when the batch was taken. */
  async #send(records: readonly LogRecord[], refusedAs: string | null): Promise<Rejection | null> {
    const { producer, partitions, headers, observer, trouble } = this.#options;
    const batch = records.map((record) =>
      refusedAs === null ? outgoing(record, headers) : marker(record, refusedAs),
    );
    const startedAt = performance.now();
    try {
      await producer.send(await partitions.of(this.lane), batch);
    } catch (error) {
      observer.rejected?.();
      const rejection = whyRejected(error, producer.topic);
      // The topic may have been made anew with fewer partitions.
      if (rejection.type === "PartitionMissing") partitions.forget(this.lane);
      return rejection;
    }
    const bytes = records.reduce((sum, { payload }) => sum + payload.byteLength, 0);
    observer.sent?.({ records: records.length, bytes, tookMs: performance.now() - startedAt });
    trouble.end();
    return null;
  }

  #note(now: boolean): void {
    const { reader, log } = this.#options;
    if (this.#noted === this.#cursor) return;
    if (!now && performance.now() - this.#notedAt < noteEveryMs) return;
    this.#notedAt = performance.now();
    try {
      noteForwarded(reader.directory, this.lane, this.#cursor);
      this.#noted = this.#cursor;
      this.#noteFails = false;
    } catch (error) {
      // The disk is full or the lane is gone: without the note, records only travel twice.
      if (!this.#noteFails)
        log.warn({ err: error, lane: this.lane }, "How far a lane was forwarded can't be noted");
      this.#noteFails = true;
    }
  }
}
