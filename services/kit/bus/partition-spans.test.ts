import { expect, test } from "vitest";
import { checkSpan, PositionBehind, spansOf } from "./partition-spans.ts";

const at = (topic: string, partition: number, offset: number, since: number) => ({
  place: { topic, topicId: `${topic}-id`, partition, offset, since },
});

test("a batch has one span for each partition, from what its first record follows on to its last", () => {
  const records = [
    at("b", 1, 10, 8),
    at("a", 0, 3, 3),
    at("b", 1, 11, 11),
    { place: undefined },
    at("a", 2, 5, 0),
  ];
  expect(spansOf(records)).toEqual([
    { topic: "a", topicId: "a-id", partition: 0, from: 3, to: 4 },
    { topic: "a", topicId: "a-id", partition: 2, from: 0, to: 6 },
    { topic: "b", topicId: "b-id", partition: 1, from: 8, to: 12 },
  ]);
  expect(spansOf([{}, {}])).toEqual([]);
});

test.each([
  ["where it ends", { topicId: "t-id", next: 10 }, true],
  ["above it", { topicId: "t-id", next: 15 }, true],
  ["below it", { topicId: "t-id", next: 9 }, false],
  ["in another topic", { topicId: "old", next: 10 }, false],
  ["nowhere", undefined, false],
] as const)("a store that is %s may go on: %s %s", (_, stored, may) => {
  const span = { topic: "t", topicId: "t-id", partition: 0, from: 10, to: 12 };
  if (may) expect(() => checkSpan(span, stored)).not.toThrow();
  else expect(() => checkSpan(span, stored)).toThrow(PositionBehind);
});
