import { mkdirSync, realpathSync } from "node:fs";
import { createLane, type NewLane } from "./create-lane.ts";
import { DiskFloor } from "./disk-floor.ts";
import { laneSeed, type RecordHeaders, recordHeaderBytes, recordKind, sealRecord } from "./format.ts";
import { HeadPublisher } from "./head-publisher.ts";
import { folderMode } from "./lane-files.ts";
import { enterLiveLane, leaveLiveLane, notify } from "./live-lanes.ts";
import { nodeFs } from "./log-fs.ts";
import { type Appended, SegmentAppender } from "./segment-appender.ts";
import { SegmentSync } from "./segment-sync.ts";
import { TurnBatch } from "./turn-batch.ts";
import { WriterLog } from "./writer-log.ts";
import { type AppendResult, type LogWriterOptions, syncIntervalMs } from "./writer-options.ts";

/** Told once what became of a payload; see {@link LogWriter.append}. */
export type AppendDone = (result: AppendResult) => void;

const unrecorded: AppendResult = { kind: "unrecorded" };
const refused: AppendResult = { kind: "refused" };

/**
 * One lane of the log, from its birth to its end: made by {@link openLogWriter}, ended by {@link LogWriter.close} or
 * by the death of the process, and never continued after.
 *
 * An append copies the payload into the batch of the running turn of the event loop. After the turn's input has been
 * handled (`setImmediate`), the batch is numbered and written with one system call, and then all its callbacks are
 * called. In mode `always` they wait for an fdatasync; what is appended meanwhile becomes the next batch.
 *
 * States: `open` → `suspended` (disk below its floor, nothing is written) → `open` …; `closed` at the end.
 * The head (last acknowledged number) is published on the lane's page at most 5 ms later, for readers elsewhere;
 * readers in this process see it at once, and no reader looks beyond it while the lane is open.
 */
export class LogWriter {
  /** UUIDv7 of this lane. */
  readonly lane: string;
  readonly directory: string;
  readonly #options: LogWriterOptions;
  readonly #files: NewLane;
  readonly #segments: SegmentAppender;
  readonly #floor: DiskFloor;
  readonly #seed: number;
  readonly #failed: AppendResult;
  readonly #sync: SegmentSync;
  readonly #publisher: HeadPublisher;
  readonly #writerLog: WriterLog;
  #batch: TurnBatch<AppendDone>;
  #spare: TurnBatch<AppendDone>;
  /** Callbacks whose payload never entered a batch; answered with the others of the turn. */
  #turnedAway: AppendDone[] = [];
  #scheduled = false;
  #closed = false;
  #head = 0;
  #unrecorded = 0;
  #lastAt = 0;
  #idleWaiters: (() => void)[] = [];

  constructor(options: LogWriterOptions) {
    const { fs = nodeFs, sync = "os", maxPendingBytes = 64 * 1024 ** 2 } = options;
    const intervalMs = syncIntervalMs(sync);
    const durable = sync !== "os";
    this.#options = options;
    mkdirSync(options.directory, { recursive: true, mode: folderMode });
    this.directory = realpathSync(options.directory);
    this.#files = createLane(this.directory, { durable, fs });
    const { lane, folder, page } = this.#files;
    this.lane = lane;
    this.#writerLog = new WriterLog(lane, options.log);
    try {
      this.#floor = new DiskFloor({
        directory: this.directory,
        floorBytes: options.floorBytes ?? 512 * 1024 ** 2,
        everyMs: options.floorCheckMs ?? 1000,
        fs,
        onChange: (below, freeBytes) => this.#writerLog.floor(below, freeBytes),
      });
    } catch (error) {
      this.#freeLane();
      throw error;
    }
    this.#publisher = new HeadPublisher(
      page,
      lane,
      () => ({ state: "open", head: this.#head, unrecorded: this.#unrecorded }),
      options.log,
    );
    this.#segments = new SegmentAppender({
      folder,
      lane,
      segmentBytes: options.segmentBytes ?? 64 * 1024 ** 2,
      durableNames: durable,
      clock: () => this.#time(),
      fs,
    });
    this.#sync = new SegmentSync({
      segments: this.#segments,
      intervalMs,
      deadlineMs: options.syncDeadlineMs ?? 2_000,
      fs,
      onBackground: (error) => this.#writerLog.synced(error),
    });
    this.#seed = laneSeed(lane);
    this.#failed = options.onFloor === "refuse" ? refused : unrecorded;
    this.#batch = new TurnBatch(maxPendingBytes);
    this.#spare = new TurnBatch(maxPendingBytes);
    enterLiveLane(this.directory, {
      lane,
      head: () => this.#head,
      unrecorded: () => this.#unrecorded,
    });
  }

  get state(): "open" | "suspended" | "closed" {
    if (this.#closed) return "closed";
    return this.#floor.below ? "suspended" : "open";
  }

  /** The last acknowledged number; 0 before the first. */
  head(): number {
    return this.#head;
  }

  /** How many payloads were let through without a record. */
  unrecorded(): number {
    return this.#unrecorded;
  }

  /**
   * Appends the payload, which may be reused as soon as this returns. `done` is called once, never before this
   * returns, together with the others of the same turn; what it throws becomes an uncaught exception.
   * Throws a RangeError for a payload over 64 KiB or headers over 16 KiB.
   */
  append(payload: Uint8Array, done: AppendDone, headers?: RecordHeaders): void {
    const { busy, overdue } = this.#sync;
    if (this.#closed || this.#floor.below || overdue || !this.#batch.add(payload, headers, done))
      this.#turnedAway.push(done);
    if (this.#scheduled || (busy && !overdue)) return;
    this.#scheduled = true;
    setImmediate(this.#endTurn);
  }

  /** {@link append} with a promise, for callers that are not counting microseconds. */
  appendAsync(payload: Uint8Array, headers?: RecordHeaders): Promise<AppendResult> {
    return new Promise((settle) => this.append(payload, settle, headers));
  }

  /** Resolves when everything appended so far is answered and on the disk itself, whatever the mode. */
  async flush(): Promise<void> {
    await this.#idle();
    if (this.#closed) return;
    this.#sync.now();
    this.#publisher.publish();
  }

  /**
   * Ends the lane: answers what was appended, writes the closing record, and frees the lock. A lane whose closing
   * record can't be written is left to be adopted. Appends after this are refused. Closing twice is closing once.
   */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { page } = this.#files;
    await this.#idle();
    this.#floor.stop();
    this.#sync.stop();
    this.#publisher.stop();
    const closing = Buffer.alloc(recordHeaderBytes);
    const record = { kind: recordKind.closing, seq: this.#head, at: this.#time(), seed: this.#seed };
    sealRecord(closing, 0, closing.byteLength, record);
    const { records, error } = this.#segments.append(closing, [closing.byteLength], this.#head + 1);
    try {
      if (records !== 1) throw error;
      this.#sync.now();
      page.write({ state: "closed", head: this.#head, unrecorded: this.#unrecorded });
      page.sync();
    } catch (cause) {
      this.#publisher.publish();
      this.#options.log?.error(
        { err: cause, lane: this.lane },
        "The log could not be closed; it will be adopted",
      );
    } finally {
      this.#segments.closeSegment();
      this.#freeLane();
      leaveLiveLane(this.directory, this.lane);
    }
  }

  #freeLane(): void {
    this.#files.page.close();
    this.#files.lock.release();
  }

  readonly #endTurn = (): void => {
    this.#scheduled = false;
    const batch = this.#batch;
    const turnedAway = this.#turnedAway;
    if (turnedAway.length > 0) this.#turnedAway = [];
    this.#batch = this.#spare;
    this.#spare = batch;
    let appended: Appended = { records: 0, start: 0, error: undefined };
    if (batch.count > 0) {
      batch.seal(this.#head + 1, this.#time(), this.#seed);
      appended = this.#segments.append(batch.bytes, batch.ends, this.#head + 1);
      this.#writerLog.append(appended.error);
      this.#sync.written();
    }
    const awaited = this.#options.sync === "always" && appended.records > 0;
    const returned = () => {
      this.#segments.abandon(appended.start);
      if (!this.#busy) this.#wakeIdleWaiters();
    };
    if (awaited && this.#sync.batch((error) => this.#endSync(error, batch, appended, turnedAway), returned))
      return;
    this.#answer(batch, appended.records, turnedAway);
  };

  #endSync(
    error: Error | null,
    batch: TurnBatch<AppendDone>,
    appended: Appended,
    turnedAway: readonly AppendDone[],
  ): void {
    if (error !== null) {
      this.#writerLog.append(error);
      // While the disk holds on to the segment, touching it would hold up the event loop.
      if (!this.#sync.overdue) this.#segments.abandon(appended.start);
    }
    this.#answer(batch, error === null ? appended.records : 0, turnedAway);
    if (!this.#scheduled && (this.#batch.count > 0 || this.#turnedAway.length > 0)) {
      if (this.#sync.overdue) this.#turnAway();
      else this.#endTurn();
    }
  }

  /** What came while the disk was waited for in vain can't be written either. */
  #turnAway(): void {
    const turnedAway = this.#turnedAway;
    this.#turnedAway = [];
    this.#answer(this.#batch, 0, turnedAway);
  }

  #answer(batch: TurnBatch<AppendDone>, records: number, turnedAway: readonly AppendDone[]): void {
    const firstSeq = this.#head + 1;
    this.#head += records;
    const failures = batch.count - records + turnedAway.length;
    const failed = this.#closed && turnedAway.length > 0 ? refused : this.#failed;
    if (failures > 0 && failed === unrecorded) this.#unrecorded += failures;
    if (!this.#closed) this.#publisher.schedule();
    for (let index = 0; index < batch.count; index++) {
      const result: AppendResult =
        index < records ? { kind: "recorded", seq: firstSeq + index } : this.#failed;
      call(batch.callbacks[index], result);
    }
    for (const done of turnedAway) call(done, failed);
    batch.clear();
    if (records > 0) notify(this.directory, "records");
    if (!this.#busy) this.#wakeIdleWaiters();
  }

  get #busy(): boolean {
    return this.#scheduled || this.#sync.busy || this.#batch.count > 0 || this.#turnedAway.length > 0;
  }

  #idle(): Promise<void> {
    if (!this.#busy) return Promise.resolve();
    return new Promise((settle) => this.#idleWaiters.push(settle));
  }

  #wakeIdleWaiters(): void {
    const waiters = this.#idleWaiters;
    if (waiters.length === 0) return;
    this.#idleWaiters = [];
    for (const wake of waiters) wake();
  }

  #time(): number {
    const now = this.#options.clock?.() ?? Date.now();
    if (now > this.#lastAt) this.#lastAt = now;
    return this.#lastAt;
  }
}

function call(done: AppendDone | undefined, result: AppendResult): void {
  try {
    done?.(result);
  } catch (error) {
    // One caller's mistake must not cost the others their answer.
    queueMicrotask(() => {
      throw error;
    });
  }
}

/**
 * Begins a new lane in the directory and holds its lock until it is closed or the process ends.
 * Throws when the directory can't be used.
 */
export function openLogWriter(options: LogWriterOptions): LogWriter {
  return new LogWriter(options);
}
