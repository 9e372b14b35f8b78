import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { firstSeen, readTopic, upTo } from "@waypost/testing/kafka/read-topic.ts";
import { sharedKafka } from "@waypost/testing/kafka/shared-kafka.ts";
import { makeTestTopic, type TestTopic } from "@waypost/testing/kafka/test-topic.ts";
import { pino } from "pino";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { temporaryFolder } from "../local-log/test-support.ts";
import { openLogWriter } from "../local-log/writer.ts";
import { MultiRange } from "../position/multirange.ts";
import type { OwnerPositions } from "./lane-care.ts";
import { ThreadedForwarder, type ThreadedForwarderOptions } from "./threaded-forwarder.ts";

const patience = { timeout: 20_000, interval: 50 };
const ends: (() => Promise<unknown>)[] = [];
let broker = "";
let topic: TestTopic;

/** A log of two lanes; what the thread tells is remembered. */
async function openThread(
  directory: string,
  options: Partial<ThreadedForwarderOptions> = {},
  log = pino({ level: "silent" }),
) {
  topic = await makeTestTopic([broker], { partitions: 2 });
  ends.push(() => topic.remove());
  const forwarded = new Map<string, number>();
  const told = { resent: 0 };
  const writers = options.writers ?? [openLogWriter({ directory, floorBytes: 0 })];
  const forwarder = new ThreadedForwarder({
    connection: { brokers: [broker], clientId: "test", tls: null, sasl: null },
    topic: topic.name,
    writers,
    owner: null,
    lingerMs: 1,
    observer: {
      forwarded: (lane, seq) => forwarded.set(lane, seq),
      resent: (records) => (told.resent += records),
    },
    log,
    ...options,
  });
  ends.push(() => forwarder.stop());
  return { forwarder, forwarded, told };
}

describe.skipIf(findCapability("kafka") === undefined)("on a thread of its own", () => {
  beforeAll(async () => {
    broker = await sharedKafka();
  }, 120_000);

  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  });

  test("what is written here is brought from there; positions are asked for here", async () => {
    const directory = temporaryFolder();
    const writers = [0, 1].map(() => openLogWriter({ directory, floorBytes: 0 }));
    const asked: string[][] = [];
    const owner: OwnerPositions = {
      async of(lanes) {
        asked.push([...lanes]);
        const holes = new MultiRange([{ from: 7, to: 9 }]);
        return new Map(lanes.map((lane) => [lane, { highest: 100, holes, knownTo: 100 }]));
      },
      bookLost: async () => undefined,
    };
    const { forwarder, forwarded, told } = await openThread(directory, { writers, owner });
    for (const writer of writers) {
      const appended = Array.from({ length: 100 }, () => writer.appendAsync(Buffer.from("click")));
      await Promise.all(appended);
    }
    expect(await forwarder.drain(20_000)).toBe(true);
    expect([...forwarded.values()]).toEqual([100, 100]);
    await forwarder.compare();
    await forwarder.compare();
    await vi.waitFor(() => expect(told.resent).toBe(6), patience);
    expect(asked[0]?.toSorted()).toEqual(writers.map(({ lane }) => lane).toSorted());
    for (const writer of writers) await writer.close();
    await forwarder.stop();
    const records = await readTopic(await topic.connect(), topic.name);
    for (const { lane } of writers) expect(firstSeen(records, lane)).toEqual(upTo(100));
    expect(records).toHaveLength(206);
  }, 60_000);

  test("an owner that doesn't answer is told as a failure of the comparison, and nothing else", async () => {
    const owner: OwnerPositions = {
      of: () => Promise.reject(new Error("analytics is away")),
      bookLost: async () => undefined,
    };
    const { forwarder } = await openThread(temporaryFolder(), { owner });
    await vi.waitFor(() => expect(forwarder.compare()).rejects.toThrow("analytics is away"), patience);
    expect(await forwarder.drain(20_000)).toBe(true);
  }, 60_000);

  test("when the thread dies another begins, and what was written meanwhile arrives", async () => {
    const directory = temporaryFolder();
    const writer = openLogWriter({ directory, floorBytes: 0 });
    ends.push(() => writer.close());
    await writer.appendAsync(Buffer.from("click"));
    // A thread that finds a file in place of its folder dies at once; the writer has its files open.
    const away = join(temporaryFolder(), "away");
    renameSync(directory, away);
    writeFileSync(directory, "");
    const lines: string[] = [];
    const log = pino({ level: "error" }, { write: (line) => lines.push(line) });
    const { forwarded } = await openThread(directory, { writers: [writer] }, log);
    await vi.waitFor(() => expect(lines.join("")).toContain("thread died; another begins"), patience);
    await writer.appendAsync(Buffer.from("click"));
    rmSync(directory);
    renameSync(away, directory);
    await vi.waitFor(() => expect(forwarded.get(writer.lane)).toBe(2), patience);
  }, 60_000);
});

test("a thread that can't be started is tried again; who asks for a comparison meanwhile is told", async () => {
  const writer = openLogWriter({ directory: temporaryFolder(), floorBytes: 0 });
  let failures = 1;
  const lines: string[] = [];
  const forwarder = new ThreadedForwarder({
    connection: { brokers: ["127.0.0.1:9"], clientId: "test", tls: null, sasl: null },
    topic: "clicks",
    writers: [writer],
    headers: {
      // Read when the thread is made.
      get ce_type() {
        if (failures-- > 0) throw new Error("there is no room");
        return "click";
      },
    },
    owner: null,
    observer: {},
    log: pino({ level: "error" }, { write: (line) => lines.push(line) }),
  });
  await expect(forwarder.compare()).rejects.toThrow("thread is gone");
  expect(lines.join("")).toContain("there is no room");
  await vi.waitFor(() => forwarder.compare(), patience);
  await forwarder.stop();
  await expect(forwarder.compare()).rejects.toThrow("thread is gone");
  await writer.close();
}, 60_000);
