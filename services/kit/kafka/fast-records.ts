import { createRequire } from "node:module";
import { decoderFasterThan, type RecordDecoder } from "./record-decoder.ts";

/** What the library's encoder of records is given; of headers it takes more kinds than we send. */
export interface EncodableRecord {
  readonly offsetDelta?: number;
  readonly timestampDelta?: number;
  readonly key?: string | Buffer | null;
  readonly value?: string | Buffer | null;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** As much of the library's `Encoder` as is asked of what encodes a record. */
export interface EncodedRecord {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

type RecordEncoder = (record: EncodableRecord) => EncodedRecord;
type Grouping = (options: {
  readonly topic: string;
  readonly partitionMetadata: readonly unknown[];
  readonly messages: readonly unknown[];
  readonly partitioner: (about: object) => number;
}) => Record<number, unknown[]>;

/** Not exported by the library, but in its package; the version is pinned, and a test compares what both make. */
const recordPath = "kafkajs/src/protocol/recordBatch/record/v0/index.js";
const decoderPath = "kafkajs/src/protocol/recordBatch/record/v0/decoder.js";
const groupingPath = "kafkajs/src/producer/groupMessagesPerPartition.js";
const require = createRequire(import.meta.url);
let replaced = false;

/**
 * Puts three pure functions of kafkajs 2.2.4 in place of slower ones, before the library is loaded: the encoder of a record,
 * which allocates half a KiB for each record and each header and computes with BigInt; the sorting of a batch by
 * partitions, which takes the square of its size; and the decoder of a record, which copies the headers for each header.
 * Together they are most of what sending and reading cost. Where the library was loaded before, nothing changes. Doing it
 * twice is doing it once.
 */
export function replaceSlowRecords(): void {
  if (replaced) return;
  replaced = true;
  const encoder: unknown = require(recordPath);
  const decoder: unknown = require(decoderPath);
  const grouping: unknown = require(groupingPath);
  if (![encoder, decoder, grouping].every((it) => typeof it === "function"))
    throw new Error("kafkajs is not what it was; look at its new version");
  // All are functions of one module each, and the paths name which.
  exchange(recordPath, fasterThan(encoder as RecordEncoder));
  exchange(decoderPath, decoderFasterThan(decoder as RecordDecoder));
  exchange(groupingPath, groupByPartition);
}

function exchange(path: string, replacement: unknown): void {
  const module = require.cache[require.resolve(path)];
  if (module !== undefined) module.exports = replacement;
}

/** One pass over the messages instead of a copy of the group for each. */
export const groupByPartition: Grouping = ({ topic, partitionMetadata, messages, partitioner }) => {
  const groups: Record<number, unknown[]> = {};
  if (partitionMetadata.length === 0) return groups;
  for (const message of messages) {
    const partition = partitioner({ topic, partitionMetadata, message });
    const group = groups[partition];
    if (group === undefined) groups[partition] = [message];
    else group.push(message);
  }
  return groups;
};

/**
 * An encoder that writes a record (format 2: lengths and numbers as zigzag varints) into one buffer of its exact size.
 * Records with headers of other kinds than text and bytes are left to the library's.
 */
export function fasterThan(original: RecordEncoder): RecordEncoder {
  return (record) => {
    const { offsetDelta = 0, timestampDelta = 0, key = null, value = null, headers = {} } = record;
    const names = Object.keys(headers);
    if (!isSmall(offsetDelta) || !isSmall(timestampDelta)) return original(record);
    let body = 1 + sizeOfVarint(timestampDelta) + sizeOfVarint(offsetDelta) + sizeOf(key) + sizeOf(value);
    body += sizeOfVarint(names.length);
    for (const name of names) {
      const header = headers[name];
      if (!isBytes(header)) return original(record);
      body += sizeOf(name) + sizeOf(header);
    }
    const buffer = Buffer.allocUnsafe(sizeOfVarint(body) + body);
    let at = writeVarint(buffer, body, 0);
    buffer[at++] = 0;
    at = writeVarint(buffer, timestampDelta, at);
    at = writeVarint(buffer, offsetDelta, at);
    at = write(buffer, key, at);
    at = write(buffer, value, at);
    at = writeVarint(buffer, names.length, at);
    for (const name of names) {
      const header = headers[name];
      at = write(buffer, name, at);
      at = write(buffer, isBytes(header) ? header : null, at);
    }
    return { buf: buffer, buffer };
  };
}

/** What zigzag in 32 bits can hold, both ways. */
function isSmall(value: number): boolean {
  return Number.isInteger(value) && value >= -(2 ** 30) && value < 2 ** 30;
}

function isBytes(value: unknown): value is string | Buffer {
  return typeof value === "string" || Buffer.isBuffer(value);
}

function lengthOf(bytes: string | Buffer): number {
  return typeof bytes === "string" ? Buffer.byteLength(bytes) : bytes.byteLength;
}

function sizeOf(bytes: string | Buffer | null): number {
  if (bytes === null) return 1;
  const length = lengthOf(bytes);
  return sizeOfVarint(length) + length;
}

function sizeOfVarint(value: number): number {
  const zigzag = ((value << 1) ^ (value >> 31)) >>> 0;
  if (zigzag < 0x80) return 1;
  if (zigzag < 0x4000) return 2;
  if (zigzag < 0x20_0000) return 3;
  return zigzag < 0x1000_0000 ? 4 : 5;
}

function writeVarint(into: Buffer, value: number, at: number): number {
  let rest = ((value << 1) ^ (value >> 31)) >>> 0;
  while (rest >= 0x80) {
    into[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  into[at++] = rest;
  return at;
}

function write(into: Buffer, bytes: string | Buffer | null, at: number): number {
  if (bytes === null) return writeVarint(into, -1, at);
  const start = writeVarint(into, lengthOf(bytes), at);
  if (typeof bytes === "string") return start + into.write(bytes, start);
  into.set(bytes, start);
  return start + bytes.byteLength;
}
