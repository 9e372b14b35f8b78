import type { FileHandle } from "node:fs/promises";
import {
  type DecodedRecord,
  decodeRecord,
  headersLengthBytes,
  maxRecordBytes,
  peekSeq,
  type RecordHeaders,
  recordHeaderBytes,
  recordKind,
} from "./format.ts";

/** One record as a reader gets it. */
export interface LogRecord {
  readonly lane: string;
  readonly seq: number;
  /** When it was appended, in epoch milliseconds; never lower than that of the record before it. */
  readonly at: number;
  readonly headers: RecordHeaders;
  /** A view into the bytes that were read, made when it is asked for; copy it when it is to be kept for long. */
  readonly payload: Uint8Array;
  readonly payloadBytes: number;
}

export interface ScanOptions {
  readonly lane: string;
  readonly seed: number;
  /** What records have that came without headers. Default none. */
  readonly defaultHeaders?: RecordHeaders | undefined;
  /** Where in the file to begin; the start of a record. */
  readonly offset: number;
  /** The number wanted first; records below it are passed over. */
  readonly from: number;
  /** The last number that can be in this segment; nothing behind it is looked at. */
  readonly to: number;
  readonly maxRecords: number;
  readonly maxBytes: number;
  /** Told now and then where a record begins, so that a later scan can start there. */
  readonly onPoint?: (seq: number, offset: number) => void;
}

/** How far a scan came, and what it found. */
export interface Scan {
  readonly records: LogRecord[];
  /** The number after the last record that was read or passed over. */
  readonly next: number;
  /** Where in the file the search ended: the start of record `next`, if there is one. */
  readonly offset: number;
  /** The file holds nothing more that is whole. */
  readonly atEnd: boolean;
  /** The closing record was seen: the writer ended in order. */
  readonly closing: boolean;
}

const firstChunkBytes = 64 * 1024;
const chunkBytes = 1024 * 1024;
const pointEveryBytes = 64 * 1024;
const noHeaders: RecordHeaders = Object.freeze({});

/**
 * Reads whole records of a segment in ascending order of their numbers. Bytes that are no record are searched through
 * for the next one that is; numbers missing between two records are for the caller to notice.
 */
export async function scanSegment(file: FileHandle, options: ScanOptions): Promise<Scan> {
  const { lane, seed, to, defaultHeaders = noHeaders } = options;
  const records: LogRecord[] = [];
  const window = new FileWindow(file, options.offset);
  let next = options.from;
  let passed = 0;
  let bytes = 0;
  let closing = false;
  let pointed = options.offset;
  while (next <= to && records.length < options.maxRecords && bytes < options.maxBytes) {
    const record = decodeRecord(window.bytes, window.cursor, window.end, seed);
    if (record === "incomplete" && (await window.refill())) continue;
    if (typeof record === "string") {
      // No record here: either the torn end of the file or damage with good records behind it.
      const before = window.offset;
      if (await findRecord(window, seed, Math.max(next, passed + 1), to)) continue;
      return { records, next, offset: before, atEnd: true, closing };
    }
    if (record.seq > to) break;
    if (record.recordKind === recordKind.closing) closing = true;
    else if (record.seq >= next) {
      records.push(toRecord(lane, window.bytes, record, defaultHeaders));
      bytes += record.end - window.cursor;
      next = record.seq + 1;
    }
    passed = record.seq;
    window.cursor = record.end;
    if (window.offset - pointed >= pointEveryBytes) {
      pointed = window.offset;
      options.onPoint?.(passed + 1, pointed);
    }
  }
  return { records, next, offset: window.offset, atEnd: false, closing };
}

/** A piece of a file in memory, with a cursor. Its bytes are never reused, so records may point into them. */
class FileWindow {
  readonly #file: FileHandle;
  #start: number;
  #ended = false;
  bytes: Buffer = Buffer.alloc(0);
  end = 0;
  cursor = 0;

  constructor(file: FileHandle, offset: number) {
    this.#file = file;
    this.#start = offset;
  }

  /** The cursor's place in the file. */
  get offset(): number {
    return this.#start + this.cursor;
  }

  /** Reads on, keeping what lies behind the cursor. False when the file has nothing more. */
  async refill(): Promise<boolean> {
    if (this.#ended) return false;
    const rest = this.end - this.cursor;
    const size = this.bytes.byteLength === 0 ? firstChunkBytes : chunkBytes;
    const larger = Buffer.allocUnsafeSlow(Math.max(size, rest + maxRecordBytes));
    this.bytes.copy(larger, 0, this.cursor, this.end);
    const readAt = this.#start + this.end;
    const { bytesRead } = await this.#file.read(larger, rest, larger.byteLength - rest, readAt);
    this.#start += this.cursor;
    this.bytes = larger;
    this.cursor = 0;
    this.end = rest + bytesRead;
    this.#ended = bytesRead === 0;
    return bytesRead > 0;
  }
}

/** Moves the cursor to the next whole record with a number in `from` … `to`; false, cursor anywhere, if there is none. */
async function findRecord(window: FileWindow, seed: number, from: number, to: number): Promise<boolean> {
  window.cursor++;
  for (;;) {
    if (window.cursor + recordHeaderBytes > window.end) {
      if (await window.refill()) continue;
      return false;
    }
    const seq = peekSeq(window.bytes, window.cursor);
    if (seq >= from - 1 && seq <= to) {
      const found = decodeRecord(window.bytes, window.cursor, window.end, seed);
      if (found === "incomplete" && (await window.refill())) continue;
      if (typeof found !== "string" && (seq >= from || found.recordKind === recordKind.closing)) return true;
    }
    window.cursor++;
  }
}

function toRecord(
  lane: string,
  bytes: Buffer,
  found: DecodedRecord,
  defaultHeaders: RecordHeaders,
): LogRecord {
  const { bodyStart } = found;
  if (found.recordKind === recordKind.data) {
    return new StoredRecord(lane, bytes, found, defaultHeaders, bodyStart);
  }
  const textStart = bodyStart + headersLengthBytes;
  const textEnd = textStart + bytes.readUInt32LE(bodyStart);
  // The checksum held, so this is what the writer's JSON.stringify made of its RecordHeaders.
  const headers = JSON.parse(bytes.toString("utf8", textStart, textEnd)) as RecordHeaders;
  return new StoredRecord(lane, bytes, found, headers, textEnd);
}

/** Many records wait at once for the one who reads them; without views of their own they are a third of the size. */
class StoredRecord implements LogRecord {
  readonly lane: string;
  readonly seq: number;
  readonly at: number;
  readonly headers: RecordHeaders;
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #end: number;

  constructor(lane: string, bytes: Buffer, found: DecodedRecord, headers: RecordHeaders, start: number) {
    this.lane = lane;
    this.seq = found.seq;
    this.at = found.at;
    this.headers = headers;
    this.#bytes = bytes;
    this.#start = start;
    this.#end = found.end;
  }

  get payload(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end);
  }

  get payloadBytes(): number {
    return this.#end - this.#start;
  }
}
