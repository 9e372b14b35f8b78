import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { firstSeen, readTopic, upTo } from "@waypost/testing/kafka/read-topic.ts";
import { sharedKafka } from "@waypost/testing/kafka/shared-kafka.ts";
import { makeTestTopic, type TestTopic } from "@waypost/testing/kafka/test-topic.ts";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { laneFolder, listSegments } from "../local-log/lane-files.ts";
import { openLogReader } from "../local-log/reader.ts";
import { crashImage, temporaryFolder } from "../local-log/test-support.ts";
import { type LogWriter, openLogWriter } from "../local-log/writer.ts";
import { MultiRange } from "../position/multirange.ts";
import { Forwarder } from "./forwarder.ts";
import type { ForwarderOptions } from "./forwarder-options.ts";
import type { OwnerPositions } from "./lane-care.ts";
import type { OwnerPosition } from "./lane-comparison.ts";
import type { Rejection } from "./produce-error.ts";

const patience = { timeout: 20_000, interval: 50 };
const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const ends: (() => Promise<unknown>)[] = [];
let broker = "";

afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  for (const told of Object.values(log)) told.mockClear();
});

async function makeTopic(options: Parameters<typeof makeTestTopic>[1] = {}): Promise<TestTopic> {
  const topic = await makeTestTopic([broker], options);
  ends.push(() => topic.remove());
  return topic;
}

/** A forwarder of a directory; what it tells is remembered. */
function openForwarder(
  directory: string,
  topic: TestTopic,
  writers: readonly LogWriter[] = [],
  options: Partial<ForwarderOptions> = {},
) {
  const reader = openLogReader({ directory, adoptMs: 50, log });
  const told = { sent: 0, refused: 0, resent: 0, troubles: [] as (Rejection | null)[] };
  const kafka = topic.connect();
  const forwarder = new Forwarder({
    kafka: () => kafka,
    topic: topic.name,
    reader,
    ownLanes: writers.map(({ lane }) => lane),
    owner: null,
    lingerMs: 1,
    backoff: { firstMs: 50, maxMs: 200 },
    observer: {
      sent: ({ records }) => (told.sent += records),
      refused: () => told.refused++,
      resent: (records) => (told.resent += records),
      trouble: (rejection) => told.troubles.push(rejection),
    },
    log: log as unknown as ForwarderOptions["log"],
    ...options,
  });
  let stopped: Promise<unknown> | undefined;
  const stop = () => {
    stopped ??= forwarder.stop().then(() => reader.close());
    return stopped;
  };
  ends.push(stop);
  forwarder.start();
  return { forwarder, told, stop };
}

function openWriter(directory: string, segmentBytes = 4096): LogWriter {
  const writer = openLogWriter({ directory, floorBytes: 0, segmentBytes });
  ends.push(() => writer.close());
  return writer;
}

async function append(writer: LogWriter, count: number): Promise<void> {
  const from = writer.head() + 1;
  await Promise.all(
    Array.from({ length: count }, (_, index) => writer.appendAsync(Buffer.from(`click ${from + index}`))),
  );
}

/** A consumer that says it has what the test says. */
class TestOwner implements OwnerPositions {
  readonly positions = new Map<string, OwnerPosition>();
  readonly lost: [string, number, number][] = [];

  has(lane: string, highest: number, ...holes: { from: number; to: number }[]): void {
    this.positions.set(lane, { highest, holes: new MultiRange(holes), knownTo: highest });
  }

  async of(lanes: readonly string[]) {
    const empty = { highest: 0, holes: new MultiRange(), knownTo: 0 };
    return new Map(lanes.map((lane) => [lane, this.positions.get(lane) ?? empty]));
  }

  async bookLost(lane: string, ranges: readonly { from: number; to: number }[]) {
    for (const { from, to } of ranges) this.lost.push([lane, from, to]);
  }
}

describe.skipIf(findCapability("kafka") === undefined)("on a broker", () => {
  beforeAll(async () => {
    broker = await sharedKafka();
  }, 120_000);

  test("every lane arrives in order, on a partition of its own, with its name on each record", async () => {
    const topic = await makeTopic({ partitions: 3 });
    const directory = temporaryFolder();
    const writers = [openWriter(directory), openWriter(directory), openWriter(directory)];
    const headers = { ce_type: "test.happened", ce_specversion: "1.0" };
    const { forwarder } = openForwarder(directory, topic, writers, { headers, maxBatchRecords: 100 });
    for (let round = 0; round < 5; round++) for (const writer of writers) await append(writer, 77);
    expect(await forwarder.drain(20_000)).toBe(true);
    const records = await readTopic(await topic.connect(), topic.name);
    expect(records).toHaveLength(3 * 385);
    for (const { lane } of writers) {
      const own = records.filter((record) => record.lane === lane);
      expect(own.map(({ seq }) => seq)).toEqual(upTo(385));
      expect(new Set(own.map(({ partition }) => partition)).size).toBe(1);
      expect(own.every(({ seq, text }) => text === `click ${seq}`)).toBe(true);
      expect(own[9]?.headers).toEqual({
        ...headers,
        ce_id: `${lane}/10`,
        wp_lane: lane,
        wp_seq: "10",
        wp_at: expect.stringMatching(/^\d{13}$/),
      });
    }
    expect(new Set(records.map(({ partition }) => partition)).size).toBe(3);
  });

  test("what is written while others wait for theirs is not waited for", async () => {
    const topic = await makeTopic();
    const directory = temporaryFolder();
    const writer = openWriter(directory);
    const { forwarder } = openForwarder(directory, topic, [writer]);
    await append(writer, 1);
    let writing = true;
    const hand = (async () => {
      while (writing) await append(writer, 1);
    })();
    try {
      expect(await forwarder.drain(20_000)).toBe(true);
    } finally {
      writing = false;
      await hand;
    }
  }, 90_000);

  test("what a dead process left is brought by its sibling, from where its note says", async () => {
    const topic = await makeTopic({ partitions: 2 });
    const [theirs, directory] = [temporaryFolder(), temporaryFolder()];
    const dead = openWriter(theirs);
    const first = openForwarder(theirs, topic, [dead]);
    await append(dead, 100);
    expect(await first.forwarder.drain(20_000)).toBe(true);
    await first.stop();
    await append(dead, 50);
    crashImage(theirs, dead.lane, directory);
    await dead.close();
    const own = openWriter(directory);
    const second = openForwarder(directory, topic, [own]);
    await append(own, 10);
    await vi.waitFor(() => expect(second.told.sent).toBe(60), patience);
    const records = await readTopic(await topic.connect(), topic.name);
    const theirRecords = records.filter(({ lane }) => lane === dead.lane);
    expect(theirRecords.map(({ seq }) => seq)).toEqual(upTo(150));
    expect(new Set(theirRecords.map(({ partition }) => partition)).size).toBe(1);
  });

  test("of a lane that nobody forwarded, what its consumer has already is spared", async () => {
    const topic = await makeTopic();
    const directory = temporaryFolder();
    const dead = openWriter(temporaryFolder());
    await append(dead, 100);
    crashImage(dead.directory, dead.lane, directory);
    await dead.close();
    const owner = new TestOwner();
    owner.has(dead.lane, 95, { from: 81, to: 82 });
    const { told } = openForwarder(directory, topic, [], { owner });
    await vi.waitFor(() => expect(told.sent).toBe(20), patience);
    const records = await readTopic(await topic.connect(), topic.name);
    expect(records.map(({ seq }) => seq)).toEqual(upTo(100).slice(80));
  });

  test("of two processes on a disk one tends what is left, and the other when that one ends", async () => {
    const topic = await makeTopic();
    const directory = temporaryFolder();
    const [one, two] = [openForwarder(directory, topic), openForwarder(directory, topic)];
    const leave = async (name: string) => {
      const dead = openWriter(temporaryFolder());
      await append(dead, 20);
      crashImage(dead.directory, dead.lane, directory);
      await dead.close();
      await vi.waitFor(async () => {
        const records = await readTopic(await topic.connect(), topic.name);
        expect(firstSeen(records, dead.lane), name).toEqual(upTo(20));
      }, patience);
    };
    await leave("both live");
    expect([one.told.sent, two.told.sent].toSorted()).toEqual([0, 20]);
    await (one.told.sent > 0 ? one : two).stop();
    await leave("one is gone");
    expect([one.told.sent, two.told.sent]).toEqual([20, 20]);
  });

  test("a record that the broker will never take holds nothing up: a marker goes in its place", async () => {
    const topic = await makeTopic({ settings: { "max.message.bytes": "20000" } });
    const directory = temporaryFolder();
    const writer = openWriter(directory);
    await append(writer, 40);
    await writer.appendAsync(randomBytes(30_000));
    await append(writer, 40);
    const { forwarder, told } = openForwarder(directory, topic, [writer]);
    expect(await forwarder.drain(20_000)).toBe(true);
    const records = await readTopic(await topic.connect(), topic.name);
    expect(records.map(({ seq }) => seq)).toEqual(upTo(81));
    expect(records[40]).toMatchObject({
      text: "",
      headers: { wp_marker: "MESSAGE_TOO_LARGE", wp_lane: writer.lane },
    });
    expect(told.refused).toBe(1);
    expect(log.error).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ seq: 41, bytes: 30_000 }),
      expect.stringContaining("larger than the topic"),
    );
  });

  test("while the topic is missing everything waits, is told once, and goes on when it is made", async () => {
    const topic = await makeTopic();
    await topic.admin.deleteTopics({ topics: [topic.name] });
    const directory = temporaryFolder();
    const writer = openWriter(directory);
    await append(writer, 30);
    const { forwarder, told } = openForwarder(directory, topic, [writer]);
    await vi.waitFor(() => expect(told.troubles).toHaveLength(1), patience);
    expect(told.troubles[0]?.sentence).toMatch(/^The topic \S+ does not exist.*npm run topics -- apply\.$/);
    // The broker forgets a topic a moment after it says so.
    await vi.waitFor(() => topic.admin.createTopics({ topics: [{ topic: topic.name }] }), patience);
    expect(await forwarder.drain(20_000)).toBe(true);
    expect(told.troubles.at(-1)).toBeNull();
    const lines = log.error.mock.calls.filter(([, sentence]) => String(sentence).includes("does not exist"));
    expect(lines).toHaveLength(1);
    expect(firstSeen(await readTopic(await topic.connect(), topic.name), writer.lane)).toEqual(upTo(30));
  });

  test("partitions that are added are for new lanes; one that is gone is replaced, and nothing is left out", async () => {
    const topic = await makeTopic({ partitions: 1 });
    const directory = temporaryFolder();
    const old = openWriter(directory);
    const { forwarder, stop } = openForwarder(directory, topic, [old]);
    await append(old, 20);
    expect(await forwarder.drain(20_000)).toBe(true);
    await topic.addPartitions(4);
    await append(old, 20);
    expect(await forwarder.drain(20_000)).toBe(true);
    await stop();
    const young = openWriter(directory);
    const next = openForwarder(directory, topic, [young]);
    await append(young, 20);
    expect(await next.forwarder.drain(20_000)).toBe(true);
    const records = await readTopic(await topic.connect(), topic.name);
    const partitionsOf = ({ lane }: LogWriter) =>
      new Set(records.filter((record) => record.lane === lane).map(({ partition }) => partition));
    expect(firstSeen(records, old.lane)).toEqual(upTo(40));
    expect(partitionsOf(old)).toEqual(new Set([0]));
    expect(partitionsOf(young).has(0)).toBe(false);
    // Made anew, it has one partition again: the client would acknowledge what it sends to another, and leave it out.
    await topic.remake();
    await append(young, 20);
    expect(await next.forwarder.drain(20_000)).toBe(true);
    const anew = await readTopic(await topic.connect(), topic.name);
    expect(firstSeen(anew, young.lane)).toEqual(upTo(20).map((seq) => seq + 20));
  });

  test("what its consumer has passed without it is sent again, and of an end that nobody saw the last record", async () => {
    const topic = await makeTopic();
    const directory = temporaryFolder();
    const writer = openWriter(directory);
    const owner = new TestOwner();
    const { forwarder, told } = openForwarder(directory, topic, [writer], { owner });
    await append(writer, 100);
    expect(await forwarder.drain(20_000)).toBe(true);
    await forwarder.compare();
    expect(told.resent).toBe(0);
    owner.has(writer.lane, 90, { from: 11, to: 13 });
    await forwarder.compare();
    await vi.waitFor(() => expect(told.resent).toBe(4), patience);
    const records = await readTopic(await topic.connect(), topic.name);
    expect(records.slice(100).map(({ seq, text }) => [seq, text])).toEqual(
      [11, 12, 13, 100].map((seq) => [seq, `click ${seq}`]),
    );
  });

  test("segments go when their consumer has them and the window is over, whatever the broker has acknowledged", async () => {
    const topic = await makeTopic();
    const directory = temporaryFolder();
    const writer = openWriter(directory, 1_000);
    const owner = new TestOwner();
    const { forwarder } = openForwarder(directory, topic, [writer], { owner, retention: { windowMs: 0 } });
    const segments = () => listSegments(laneFolder(directory, writer.lane)).map(({ firstSeq }) => firstSeq);
    for (let round = 0; round < 20; round++) await append(writer, 10);
    expect(await forwarder.drain(20_000)).toBe(true);
    const all = segments();
    expect(all.length).toBeGreaterThan(5);
    await forwarder.compare();
    expect(segments()).toEqual(all);
    owner.has(writer.lane, 200, { from: 100, to: 100 });
    await forwarder.compare();
    expect(segments()).toEqual(all.slice(all.findLastIndex((firstSeq) => firstSeq <= 100)));
    owner.has(writer.lane, 200);
    await forwarder.compare();
    expect(segments()).toEqual(all.slice(-1));
  });

  test("records that the disk has lost are booked with their consumer at each comparison, and the others go on", async () => {
    const topic = await makeTopic();
    const directory = temporaryFolder();
    const writer = openWriter(directory, 100_000);
    await append(writer, 100);
    const path = join(laneFolder(directory, writer.lane), "00000000000000000001.seg");
    expect(readdirSync(laneFolder(directory, writer.lane))).toContain("00000000000000000001.seg");
    const bytes = readFileSync(path);
    bytes.fill(0xff, 1_000, 1_080);
    writeFileSync(path, bytes);
    const owner = new TestOwner();
    const { forwarder } = openForwarder(directory, topic, [writer], { owner });
    expect(await forwarder.drain(20_000)).toBe(true);
    for (let time = 0; time < 2; time++) await forwarder.compare();
    const seen = firstSeen(await readTopic(await topic.connect(), topic.name), writer.lane);
    const lost = upTo(100).filter((seq) => !seen.includes(seq));
    expect(lost.length).toBeGreaterThan(0);
    // Its database may have been put back from a backup that knows nothing of it.
    const booked = [writer.lane, lost.at(0), lost.at(-1)];
    expect(owner.lost).toEqual([booked, booked]);
    expect(seen).toEqual(upTo(100).filter((seq) => !lost.includes(seq)));
  });
});
