import fc from "fast-check";
import { expect, test } from "vitest";
import {
  decodeRecord,
  decodeSegmentHeader,
  encodeSegmentHeader,
  laneSeed,
  maxPayloadBytes,
  recordHeaderBytes,
  sealRecord,
} from "./format.ts";

const lane = "01890a5d-ac96-774b-bcce-b302099a8057";
const other = "01890a5d-ac96-774b-bcce-b302099a8058";
const safe = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

function record(payload: Uint8Array, seq: number, at: number): Buffer {
  const bytes = Buffer.alloc(recordHeaderBytes + payload.byteLength);
  bytes.set(payload, recordHeaderBytes);
  sealRecord(bytes, 0, bytes.byteLength, { kind: 0, seq, at, seed: laneSeed(lane) });
  return bytes;
}

test("a record comes back as it was", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), safe, safe, (payload, seq, at) => {
      const bytes = record(payload, seq, at);
      const found = decodeRecord(bytes, 0, bytes.byteLength, laneSeed(lane));
      expect(found).toEqual({ recordKind: 0, seq, at, bodyStart: recordHeaderBytes, end: bytes.byteLength });
    }),
  );
});

test("the largest payload fits", () => {
  const bytes = record(new Uint8Array(maxPayloadBytes), 1, 1);
  expect(decodeRecord(bytes, 0, bytes.byteLength, laneSeed(lane))).toMatchObject({ seq: 1 });
});

test("no flipped bit and no missing byte passes for a record", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), safe, fc.nat(), fc.nat(), (payload, seq, place, cut) => {
      const bytes = record(payload, seq, 1);
      const end = cut % bytes.byteLength;
      expect(decodeRecord(bytes, 0, end, laneSeed(lane))).toBeTypeOf("string");
      const bit = place % (bytes.byteLength * 8);
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(decodeRecord(bytes, 0, bytes.byteLength, laneSeed(lane))).toBeTypeOf("string");
    }),
  );
});

test("a record of one lane is none of another", () => {
  const bytes = record(Buffer.from("click"), 1, 1);
  expect(decodeRecord(bytes, 0, bytes.byteLength, laneSeed(other))).toBe("bad");
});

test("a segment header comes back, and says so when it is damaged or from the future", () => {
  const bytes = encodeSegmentHeader({ lane, firstSeq: 2 ** 40, createdAt: 1_700_000_000_000 });
  expect(decodeSegmentHeader(bytes)).toEqual({
    kind: "header",
    lane,
    firstSeq: 2 ** 40,
    createdAt: 1_700_000_000_000,
  });
  const damaged = Buffer.from(bytes);
  damaged.writeUInt8(damaged.readUInt8(33) ^ 1, 33);
  expect(decodeSegmentHeader(damaged)).toEqual({ kind: "damaged" });
  expect(decodeSegmentHeader(bytes.subarray(0, 63))).toEqual({ kind: "damaged" });
});
