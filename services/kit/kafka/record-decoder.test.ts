import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { EncodableRecord, EncodedRecord } from "./fast-records.ts";
import { type BatchContext, type DecodedRecord, FetchedRecord } from "./fetched-record.ts";
import { decoderFasterThan, type RecordBytes, type RecordDecoder } from "./record-decoder.ts";

const require = createRequire(import.meta.url);
const encode: (record: EncodableRecord) => EncodedRecord =
  require("kafkajs/src/protocol/recordBatch/record/v0/index.js");
const original: RecordDecoder = require("kafkajs/src/protocol/recordBatch/record/v0/decoder.js");
const Decoder: new (bytes: Buffer) => RecordBytes = require("kafkajs/src/protocol/decoder.js");

const text = fc.string({ unit: "binary", maxLength: 300 });
const bytes = fc.uint8Array({ maxLength: 9_000 }).map((it) => Buffer.from(it));
const header = fc.oneof(bytes, fc.array(bytes, { maxLength: 3 }));
const record = fc.record({
  offsetDelta: fc.nat({ max: 100_000 }),
  timestampDelta: fc.integer({ min: -100_000_000, max: 100_000_000 }),
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(fc.oneof(text, fc.constantFrom("wp_lane", "wp_seq", "toString")), header, {
    maxKeys: 9,
  }),
});
const context = fc.record({
  firstOffset: fc.bigInt({ min: 0n, max: 2n ** 52n }).map(String),
  firstTimestamp: fc.bigInt({ min: -1n, max: 2n ** 52n }).map(String),
  maxTimestamp: fc.bigInt({ min: 0n, max: 2n ** 62n }).map(String),
  timestampType: fc.constantFrom(0, 1),
  magicByte: fc.constant(2),
  isControlBatch: fc.boolean(),
});

/** All that a record says when it is asked, as plain values. */
function said(it: DecodedRecord): DecodedRecord {
  const { magicByte, attributes, timestamp, offset, key, value, headers, isControlRecord, batchContext } = it;
  return { magicByte, attributes, timestamp, offset, key, value, headers, isControlRecord, batchContext };
}

/** As it lies within a batch, without the length before it. */
function bytesOf(it: EncodableRecord): Buffer {
  const { buffer } = encode(it);
  let lengthBytes = 1;
  while ((buffer[lengthBytes - 1] ?? 0) >= 0x80) lengthBytes++;
  return buffer.subarray(lengthBytes);
}

test("a record is decoded as the library does, when it is asked", () => {
  const decode = decoderFasterThan(() => expect.unreachable("left to the library"));
  fc.assert(
    fc.property(record, context, (it, of) => {
      fc.pre(!Object.hasOwn(it.headers, "__proto__"));
      const encoded = bytesOf(it);
      expect(said(decode(new Decoder(encoded), of))).toEqual(original(new Decoder(encoded), of));
    }),
  );
});

test("texts of headers are those of the headers, and one that is there twice has no text of its own", () => {
  const decode = decoderFasterThan(() => expect.unreachable("left to the library"));
  const of: BatchContext = { firstOffset: "7", firstTimestamp: "0", maxTimestamp: "0", timestampType: 0 };
  fc.assert(
    fc.property(record, (it) => {
      // The library takes what every object has, such as `valueOf`, for an earlier header of that name.
      fc.pre(Object.keys(it.headers).every((name) => !(name in {})));
      const { headers } = original(new Decoder(bytesOf(it)), of);
      const fetched = decode(new Decoder(bytesOf(it)), of);
      if (!(fetched instanceof FetchedRecord)) return expect.unreachable("left to the library");
      const texts = Object.entries(headers).map(([name, value]) => [name, String(value)]);
      expect(fetched.headerTexts(new Set())).toEqual(Object.fromEntries(texts));
      for (const name of ["wp_lane", "wp_seq"]) {
        const value = headers[name];
        expect(fetched.headerText(name)).toBe(Buffer.isBuffer(value) ? String(value) : undefined);
        expect(fetched.headerTexts(new Set([name]))).not.toHaveProperty(name);
      }
    }),
  );
});

test("a header without a value is decoded as the library does", () => {
  const encoded = Buffer.from(bytesOf({ value: "v", headers: { a: ["b", ""] } }));
  // The length of nothing, where an empty value ends the record; the library doesn't write it.
  encoded[encoded.length - 1] = 1;
  const of: BatchContext = { firstOffset: "7", firstTimestamp: "0", maxTimestamp: "0", timestampType: 0 };
  const decode = decoderFasterThan(() => expect.unreachable("left to the library"));
  expect(said(decode(new Decoder(encoded), of))).toEqual(original(new Decoder(encoded), of));
  expect(decode(new Decoder(encoded), of).headers).toEqual({ a: [Buffer.from("b"), null] });
});

test("what it would read in another way is left to the library, whatever the bytes are", () => {
  const left = Symbol("left to the library");
  const decode = decoderFasterThan(() => left as never);
  const of: BatchContext = { firstOffset: "7", firstTimestamp: "0", maxTimestamp: "0", timestampType: 0 };
  const decoded = (it: Buffer, within = of): unknown => decode(new Decoder(it), within);
  const whole = bytesOf({ key: "k", value: "v", headers: { a: "b" } });
  expect(decoded(whole)).not.toBe(left);
  for (let length = 0; length < whole.length; length++) expect(decoded(whole.subarray(0, length))).toBe(left);
  expect(decoded(Buffer.concat([whole, Buffer.alloc(1)]))).toBe(left);
  expect(decoded(bytesOf({ value: "v", timestampDelta: 2 ** 40 }))).toBe(left);
  expect(decoded(bytesOf({ value: "v", offsetDelta: 5 }), { ...of, firstOffset: `${2 ** 53}` })).toBe(left);
  expect(decoded(bytesOf({ value: "v", headers: Object.fromEntries([["__proto__", "x"]]) }))).toBe(left);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (it) => void decoded(Buffer.from(it))));
});
