import { expect, test } from "vitest";
import { findStarts, type StoredOffsets } from "./find-starts.ts";

const view = { topicId: "new", bounds: new Map([[0, { low: 10, high: 50 }]]) };
const own = (topicId: string, next: number): StoredOffsets => ({
  kind: "own",
  offsets: new Map([[0, { topicId, next }]]),
});
const atBroker = (next: number): StoredOffsets => ({ kind: "broker", offsets: new Map([[0, next]]) });

test.each<[string, StoredOffsets, object]>([
  [
    "goes on where the store is",
    own("new", 30),
    { start: 30, stored: 30, base: 0, truncated: 0, moved: undefined },
  ],
  ["everything is read", own("new", 50), { start: 50, moved: undefined }],
  [
    "no place yet",
    { kind: "own", offsets: new Map() },
    { start: 10, stored: 10, truncated: 0, moved: "new" },
  ],
  ["another topic of this name", own("old", 30), { start: 10, stored: 10, moved: "renewed" }],
  ["cut off at its beginning", own("new", 4), { start: 10, stored: 10, truncated: 6, moved: "truncated" }],
  ["ends before the place", own("new", 51), { start: 10, stored: 10, truncated: 0, moved: "cut back" }],
  ["sets alone: everything again", { kind: "none" }, { start: 10, stored: 10, base: 0, moved: undefined }],
  ["the broker's place", atBroker(30), { start: 30, base: 30, moved: undefined }],
  ["none at the broker", { kind: "broker", offsets: new Map() }, { start: 10, base: 10, moved: "new" }],
  ["the broker's is cut off", atBroker(5), { start: 10, base: 10, truncated: 5, moved: "truncated" }],
])("%s", (_, stored, expected) => {
  expect(findStarts([0], view, stored, false)).toMatchObject([{ partition: 0, high: 50, ...expected }]);
});

test("what is asked for again is read from the beginning, and the place stays", () => {
  expect(findStarts([0], view, own("new", 30), true)).toMatchObject([{ start: 10, stored: 30, base: 0 }]);
  expect(findStarts([0], view, atBroker(30), true)).toMatchObject([{ start: 10, stored: 30, base: 30 }]);
});
