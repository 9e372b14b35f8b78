import { createRequire } from "node:module";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type EncodableRecord, type EncodedRecord, fasterThan, groupByPartition } from "./fast-records.ts";

const require = createRequire(import.meta.url);
const original: (record: EncodableRecord) => EncodedRecord =
  require("kafkajs/src/protocol/recordBatch/record/v0/index.js");
const originalGrouping: typeof groupByPartition = require("kafkajs/src/producer/groupMessagesPerPartition.js");

const text = fc.string({ unit: "binary", maxLength: 300 });
const bytes = fc.oneof(
  text,
  fc.uint8Array({ maxLength: 9_000 }).map((it) => Buffer.from(it)),
);

test("a record is encoded byte by byte as the library does", () => {
  const encode = fasterThan(() => expect.unreachable("left to the library"));
  fc.assert(
    fc.property(
      fc.record({
        offsetDelta: fc.nat({ max: 100_000 }),
        timestampDelta: fc.integer({ min: -100_000_000, max: 100_000_000 }),
        key: fc.option(bytes),
        value: fc.option(bytes),
        headers: fc.dictionary(text, bytes, { maxKeys: 9 }),
      }),
      (record) => {
        expect(encode(record).buffer.toString("hex")).toBe(original(record).buffer.toString("hex"));
      },
    ),
  );
});

test("what is not text or bytes, or too large, is left to the library", () => {
  const encode = fasterThan(original);
  const records: readonly EncodableRecord[] = [
    { value: "v", headers: { several: ["a", "b"] } },
    { value: "v", timestampDelta: 2 ** 40 },
  ];
  for (const record of records) expect(encode(record).buffer).toEqual(original(record).buffer);
});

test("messages are sorted by partition as the library does, in their order", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 50 }), (partitions) => {
      const messages = partitions.map((partition, index) => ({ partition, index }));
      const partitioner = (about: object) =>
        "message" in about ? messages.indexOf(about.message as (typeof messages)[number]) % 4 : 0;
      const options = { topic: "t", partitionMetadata: [{}], messages, partitioner };
      expect(groupByPartition(options)).toEqual(originalGrouping(options));
    }),
  );
  expect(
    groupByPartition({ topic: "t", partitionMetadata: [], messages: [{}], partitioner: () => 0 }),
  ).toEqual({});
});
