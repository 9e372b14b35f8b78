import { expect, test } from "vitest";
import { spansOf } from "../bus/partition-spans.ts";
import { AssignedPartitions } from "./assigned-partitions.ts";
import type { RawMessage } from "./kafka-record.ts";
import { PartitionReader } from "./partition-reader.ts";

const lanes = ["0198f000-0000-7000-8000-000000000000", "0198f000-0000-7000-8000-000000000001"] as const;

function messages(lane: number, from: number, to: number, skip: readonly number[] = []): RawMessage[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
    .filter((offset) => !skip.includes(offset))
    .map((offset) => ({
      key: null,
      value: Buffer.from(`${offset}`),
      offset: `${offset}`,
      timestamp: `${1_000 + offset}`,
      headers: { wp_lane: lanes[lane] ?? "", wp_seq: `${offset + 1}` },
    }));
}

function open(...starts: readonly number[]): AssignedPartitions {
  const readers = starts.map(
    (start, partition) => new PartitionReader({ partition, start, stored: start, base: 0, high: start }),
  );
  return new AssignedPartitions("t", "id", readers);
}

function take(assigned: AssignedPartitions, partition: number, list: readonly RawMessage[], from?: number) {
  const offsets = list.map(({ offset }) => Number(offset));
  const fetchedOffset = from ?? offsets[0] ?? 0;
  const lastOffset = offsets.at(-1) ?? fetchedOffset;
  return assigned.take({ partition, fetchedOffset, lastOffset, high: lastOffset + 1, messages: list });
}

const all = () => true;

test("batches take from every partition in the order of its offsets, and the spans join up", () => {
  const assigned = open(10, 0);
  expect(take(assigned, 0, messages(0, 10, 16))).toBe(true);
  expect(take(assigned, 1, messages(1, 0, 3))).toBe(true);
  expect(assigned.ahead).toBe(9);
  const first = assigned.gather(4, all).batch;
  const second = assigned.gather(100, all).batch;
  const offsets = [...first, ...second].map(({ place }) => `${place?.partition}:${place?.offset}`);
  expect(offsets.filter((it) => it.startsWith("0:"))).toEqual([
    "0:10",
    "0:11",
    "0:12",
    "0:13",
    "0:14",
    "0:15",
  ]);
  expect(offsets.filter((it) => it.startsWith("1:"))).toEqual(["1:0", "1:1", "1:2"]);
  const ends = new Map([
    [0, 10],
    [1, 0],
  ]);
  for (const { partition, from, to } of [...spansOf(first), ...spansOf(second)]) {
    expect(from).toBe(ends.get(partition));
    ends.set(partition, to);
  }
  expect(ends).toEqual(
    new Map([
      [0, 16],
      [1, 3],
    ]),
  );
});

test("what nobody wants and what the topic lacks is within a span; what follows on nothing is not taken", () => {
  const assigned = open(0);
  expect(take(assigned, 0, messages(0, 0, 10, [4, 5]))).toBe(true);
  const { batch } = assigned.gather(100, (_, offset) => offset > 1 && offset < 8);
  expect(spansOf(batch)).toEqual([{ topic: "t", topicId: "id", partition: 0, from: 0, to: 8 }]);
  expect(take(assigned, 0, messages(0, 11, 12))).toBe(false);
  expect(take(assigned, 0, messages(0, 11, 12), 10)).toBe(true);
  assigned.handled(batch);
  expect(assigned.positions()).toEqual(new Map([[0, 8]]));
  assigned.settle();
  expect(assigned.positions()).toEqual(new Map([[0, 10]]));
  expect(assigned.newPositions()).toEqual(new Map([[0, 10]]));
  expect(assigned.newPositions()).toEqual(new Map());
});

test("half of a batch that was handled moves the position so far", () => {
  const assigned = open(0);
  take(assigned, 0, messages(0, 0, 10));
  const { batch } = assigned.gather(100, all);
  expect(assigned.oldestAt()).toBe(1_000);
  assigned.handled(batch.slice(0, 4));
  expect(assigned.positions()).toEqual(new Map([[0, 4]]));
  expect(spansOf(batch.slice(4))).toMatchObject([{ from: 4, to: 10 }]);
  assigned.handled(batch.slice(4));
  assigned.settle();
  expect(assigned.oldestAt()).toBeUndefined();
});

test("what is looked at ahead stays where it is, is gathered next, and joins up with what is in hand", () => {
  const assigned = open(0, 0);
  take(assigned, 0, messages(0, 0, 4));
  // The lane's record 3 lies there twice: sent again because its acknowledgement was lost.
  take(
    assigned,
    0,
    messages(0, 2, 3).map((it) => ({ ...it, offset: "4" })),
  );
  take(assigned, 0, messages(0, 5, 9));
  take(assigned, 1, messages(1, 0, 2));
  const { batch } = assigned.gather(4, all);
  expect(spansOf(batch)).toMatchObject([
    { partition: 0, from: 0, to: 2 },
    { partition: 1, from: 0, to: 2 },
  ]);
  const seen = assigned.lookAhead(4, (_, offset) => offset !== 4);
  expect([assigned.ahead, assigned.oldestAt()]).toEqual([7, 1_000]);
  assigned.handled(batch);
  assigned.settle();
  expect(assigned.positions()).toEqual(
    new Map([
      [0, 2],
      [1, 2],
    ]),
  );
  const next = assigned.gather(4, all);
  expect(next.batch).toBe(seen);
  expect(next.batch.map(({ place }) => place?.offset)).toEqual([2, 3, 5, 6]);
  expect(spansOf(next.batch)).toMatchObject([{ partition: 0, from: 2, to: 7 }]);
  expect(assigned.gather(4, all).batch).toHaveLength(2);
});

test("of what was looked at ahead a smaller batch can be taken", () => {
  const assigned = open(0);
  take(assigned, 0, messages(0, 0, 10));
  expect(assigned.lookAhead(8, all)).toHaveLength(8);
  expect(spansOf(assigned.gather(3, all).batch)).toMatchObject([{ from: 0, to: 3 }]);
  expect(spansOf(assigned.gather(8, all).batch)).toMatchObject([{ from: 3, to: 10 }]);
});

test("fetching rests when enough is ahead, by number or by size", () => {
  const many = open(0);
  take(many, 0, messages(0, 0, 1_999));
  expect(many.isFull(10)).toBe(false);
  take(many, 0, messages(0, 1_999, 2_000));
  expect([many.isFull(10), many.isFull(666), many.isFull(667)]).toEqual([true, true, false]);
  many.gather(1_500, all);
  expect(many.isLow(10)).toBe(true);
  const large = open(0);
  take(
    large,
    0,
    messages(0, 0, 40).map((it) => ({ ...it, value: Buffer.alloc(1024 ** 2) })),
  );
  expect(large.isFull(5_000)).toBe(true);
  expect(large.gather(100, all).batch).toHaveLength(8);
});

test("a topic fits while it is the same and has what is read next", () => {
  const assigned = open(5);
  const view = (topicId: string, low: number, high: number) => ({
    topicId,
    bounds: new Map([[0, { low, high }]]),
  });
  expect(assigned.fits(view("id", 0, 9))).toBe(true);
  expect(assigned.readers.get(0)?.high).toBe(9);
  expect(assigned.fits(view("other", 0, 9))).toBe(false);
  expect(assigned.fits(view("id", 6, 9))).toBe(false);
  expect(assigned.fits(view("id", 0, 4))).toBe(false);
  expect(assigned.fits({ topicId: "id", bounds: new Map() })).toBe(false);
});
