import { crc32 } from "node:zlib";

/**
 * What a segment looks like on disk. All numbers are little endian.
 *
 *     segment  = header, record*
 *     header   = magic "WPLOGSEG", version u32, flags u32 (0), lane 16 bytes, first seq u64, time u64, zeros, crc u32
 *     record   = crc u32, length u24, kind u8, seq u64, time u64, body
 *
 * A record's CRC-32 covers everything after itself and is seeded with the lane, whose random bits nobody outside
 * knows: bytes that a visitor smuggles into a payload can't pass for a record when a damaged file is searched.
 * Times are epoch milliseconds.
 */

/** Largest payload of a record, in bytes. */
export const maxPayloadBytes = 65_536;
/** Largest JSON text of a record's headers, in bytes. */
export const maxHeadersBytes = 16_384;
/** Size of a segment's header; its first record begins here. */
export const segmentHeaderBytes = 64;
/** Size of a record without its body. */
export const recordHeaderBytes = 24;
/** Headers travel in the body, before the payload, after their own length. */
export const headersLengthBytes = 4;
/** Size of the largest record; a length beyond it is damage. */
export const maxRecordBytes = recordHeaderBytes + headersLengthBytes + maxHeadersBytes + maxPayloadBytes;

/** What a record is: a payload, headers and a payload, or the end of its lane. */
export const recordKind = { data: 0, dataWithHeaders: 1, closing: 2 } as const;

const segmentMagic = Buffer.from("WPLOGSEG");
const segmentVersion = 1;
const twoTo32 = 2 ** 32;

/** Headers of a record, kept as JSON; at most {@link maxHeadersBytes}. */
export type RecordHeaders = Readonly<Record<string, string>>;

/** What a segment says of itself; `createdAt` in epoch milliseconds. */
export interface SegmentHeader {
  readonly lane: string;
  readonly firstSeq: number;
  readonly createdAt: number;
}

/** A segment's header as it was found. */
export type DecodedSegmentHeader =
  | ({ readonly kind: "header" } & SegmentHeader)
  /** Damaged or torn: lane and first number are then taken from the path. */
  | { readonly kind: "damaged" }
  | { readonly kind: "newer"; readonly version: number };

/** One record as it was found, with its place in the buffer. */
export interface DecodedRecord {
  readonly recordKind: number;
  readonly seq: number;
  readonly at: number;
  readonly bodyStart: number;
  /** Offset of the first byte after the record. */
  readonly end: number;
}

/** The 16 bytes of a UUID in text. */
export function laneBytes(lane: string): Buffer {
  return Buffer.from(lane.replaceAll("-", ""), "hex");
}

/** The seed of a lane's record CRCs. */
export function laneSeed(lane: string): number {
  return crc32(laneBytes(lane));
}

/** The 64 bytes that a segment begins with, version 1. */
export function encodeSegmentHeader(header: SegmentHeader): Buffer {
  const bytes = Buffer.alloc(segmentHeaderBytes);
  segmentMagic.copy(bytes, 0);
  bytes.writeUInt32LE(segmentVersion, 8);
  laneBytes(header.lane).copy(bytes, 16);
  writeUint64(bytes, header.firstSeq, 32);
  writeUint64(bytes, header.createdAt, 40);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, segmentHeaderBytes - 4)), segmentHeaderBytes - 4);
  return bytes;
}

/** Reads the header at the start of `bytes`. Never throws: a short, torn or foreign one is `damaged`. */
export function decodeSegmentHeader(bytes: Buffer): DecodedSegmentHeader {
  if (bytes.length < segmentHeaderBytes || !bytes.subarray(0, 8).equals(segmentMagic))
    return { kind: "damaged" };
  if (crc32(bytes.subarray(0, segmentHeaderBytes - 4)) !== bytes.readUInt32LE(segmentHeaderBytes - 4)) {
    return { kind: "damaged" };
  }
  const version = bytes.readUInt32LE(8);
  if (version !== segmentVersion) return { kind: "newer", version };
  const hex = bytes.toString("hex", 16, 32);
  const lane = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    "-",
  );
  return { kind: "header", lane, firstSeq: readUint64(bytes, 32), createdAt: readUint64(bytes, 40) };
}

/** Completes the record whose body lies at `start + recordHeaderBytes` and ends at `end`. */
export function sealRecord(
  bytes: Buffer,
  start: number,
  end: number,
  record: { readonly kind: number; readonly seq: number; readonly at: number; readonly seed: number },
): void {
  bytes.writeUInt32LE(((end - start - recordHeaderBytes) | (record.kind << 24)) >>> 0, start + 4);
  writeUint64(bytes, record.seq, start + 8);
  writeUint64(bytes, record.at, start + 16);
  bytes.writeUInt32LE(crc32(bytes.subarray(start + 4, end), record.seed), start);
}

/** Reads the record at `start`: it is whole, or reaches beyond `end`, or is no record. */
export function decodeRecord(
  bytes: Buffer,
  start: number,
  end: number,
  seed: number,
): DecodedRecord | "incomplete" | "bad" {
  if (start + recordHeaderBytes > end) return "incomplete";
  const lengthAndKind = bytes.readUInt32LE(start + 4);
  const length = lengthAndKind & 0xff_ffff;
  const kind = lengthAndKind >>> 24;
  if (kind > recordKind.closing || length > maxRecordBytes - recordHeaderBytes) return "bad";
  const recordEnd = start + recordHeaderBytes + length;
  if (recordEnd > end) return "incomplete";
  if (crc32(bytes.subarray(start + 4, recordEnd), seed) !== bytes.readUInt32LE(start)) return "bad";
  return {
    recordKind: kind,
    seq: readUint64(bytes, start + 8),
    at: readUint64(bytes, start + 16),
    bodyStart: start + recordHeaderBytes,
    end: recordEnd,
  };
}

/** The number a record at `start` would have; for skipping impossible places quickly. */
export function peekSeq(bytes: Buffer, start: number): number {
  return readUint64(bytes, start + 8);
}

/** Writes a safe integer of 0 or more, without the cost of a BigInt. */
export function writeUint64(bytes: Buffer, value: number, offset: number): void {
  bytes.writeUInt32LE(value % twoTo32, offset);
  bytes.writeUInt32LE(Math.floor(value / twoTo32), offset + 4);
}

/** Reads what {@link writeUint64} wrote; exact up to 2^53 − 1. */
export function readUint64(bytes: Buffer, offset: number): number {
  return bytes.readUInt32LE(offset) + bytes.readUInt32LE(offset + 4) * twoTo32;
}
