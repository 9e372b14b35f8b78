import type { LaneState } from "../local-log/lane-view.ts";
import type { LogReader } from "../local-log/reader.ts";
import type { LogRecord } from "../local-log/segment-scan.ts";
import type { Range } from "../position/multirange.ts";
import type { GroupPosition } from "./group-position.ts";
import type { BusHeaders, BusRecord, UnreadableReason } from "./port.ts";

/** Numbers of a lane that no record will ever come for, in ascending ranges. */
export interface Unreadable {
  readonly lane: string;
  readonly ranges: readonly Range[];
  readonly reason: UnreadableReason;
}

/** What was found next: records in the order of their numbers within each lane, and numbers that have none. */
export interface Gathered {
  readonly batch: BusRecord[];
  readonly unreadable: Unreadable[];
}

/** A batch is handed over when its payloads have this size, full or not, so that large ones can't fill the memory. */
const maxBatchBytes = 8 * 1024 ** 2;

const restMs = 1_000;

/** Reads the next batch of a group out of all lanes of a log. */
export class BatchGatherer {
  readonly #reader: LogReader;
  readonly #headers: BusHeaders;
  /** Lanes that could not be read, until when they are left alone (by `performance.now()`). */
  readonly #resting = new Map<string, number>();
  #firstLane = 0;

  constructor(reader: LogReader, headers: BusHeaders) {
    this.#reader = reader;
    this.#headers = headers;
  }

  /** The lanes to read from now: a lane that could not be read is left out for a second, and keeps no other waiting. */
  lanes(): readonly LaneState[] {
    const now = performance.now();
    for (const [lane, until] of this.#resting) if (until <= now) this.#resting.delete(lane);
    return this.#reader.laneStates().filter(({ lane }) => !this.#resting.has(lane));
  }

  async next(position: GroupPosition, maxBatch: number): Promise<Gathered> {
    const lanes = this.lanes();
    const gathered: Gathered = { batch: [], unreadable: [] };
    // Every batch begins with another lane, so that a busy one can't starve the others.
    this.#firstLane = (this.#firstLane + 1) % Math.max(1, lanes.length);
    let restBytes = maxBatchBytes;
    for (const lane of [...lanes.slice(this.#firstLane), ...lanes.slice(0, this.#firstLane)]) {
      restBytes = await this.#gatherLane(lane, position, gathered, { maxBatch, maxBytes: restBytes });
    }
    return gathered;
  }

  async #gatherLane(
    lane: LaneState,
    position: GroupPosition,
    { batch, unreadable }: Gathered,
    { maxBatch, maxBytes }: { readonly maxBatch: number; readonly maxBytes: number },
  ): Promise<number> {
    let restBytes = maxBytes;
    let open = position.firstOpen(lane, 1);
    while (open !== undefined && batch.length < maxBatch && restBytes > 0) {
      const limits = { to: open.to, maxRecords: maxBatch - batch.length, maxBytes: restBytes };
      // Most records have no headers of their own: those of the topic are shared.
      const options = { ...limits, defaultHeaders: this.#headers };
      const read = await this.#reader.read(lane.lane, open.from, options).catch(() => undefined);
      if (read === undefined) {
        // The reader has told why.
        this.#resting.set(lane.lane, performance.now() + restMs);
        break;
      }
      restBytes -= this.#take(read.records, batch);
      if (read.unreadable.length > 0)
        unreadable.push({ lane: lane.lane, ranges: read.unreadable, reason: "lost" });
      if (read.freed.length > 0) unreadable.push({ lane: lane.lane, ranges: read.freed, reason: "freed" });
      if (read.next <= open.from) break;
      open = position.firstOpen(lane, read.next);
    }
    return restBytes;
  }

  /** Puts records into the batch and answers the size of their payloads. */
  #take(records: readonly LogRecord[], batch: BusRecord[]): number {
    let bytes = 0;
    for (const record of records) {
      batch.push(record.headers === this.#headers ? record : withHeaders(record, this.#headers));
      bytes += record.payloadBytes;
    }
    return bytes;
  }
}

function withHeaders({ lane, seq, payload, headers, at }: LogRecord, ofTopic: BusHeaders): BusRecord {
  return { lane, seq, payload, headers: { ...ofTopic, ...headers }, at };
}
