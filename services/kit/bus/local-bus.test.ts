import { mkdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { busConformance } from "@waypost/testing/bus-conformance.ts";
import { Registry } from "prom-client";
import { describe, expect, test, vi } from "vitest";
import { laneFolder, listSegments, segmentPath } from "../local-log/lane-files.ts";
import { nodeFs } from "../local-log/log-fs.ts";
import { crashImage, makeFolder, temporaryFolder } from "../local-log/test-support.ts";
import { openLogWriter } from "../local-log/writer.ts";
import { MultiRange, type Range } from "../position/multirange.ts";
import { openLocalBus } from "./local-bus.ts";
import type { BusRecord } from "./port.ts";

busConformance("local log", async () => {
  const folder = makeFolder();
  return {
    open: async (observer = {}) =>
      openLocalBus({ topics: { events: { directory: join(folder, "events"), floorBytes: 0 } }, observer }),
    dispose: async () => rmSync(folder, { recursive: true, force: true }),
  };
});

const textOf = (record: BusRecord) => Buffer.from(record.payload).toString();
const patience = { timeout: 10_000, interval: 5 };

test("a writer the process has already is published to, and its raw appends are delivered with the topic's headers", async () => {
  const directory = temporaryFolder();
  const writer = openLogWriter({ directory, floorBytes: 0 });
  const bus = openLocalBus({
    topics: { clicks: { directory, writer, headers: { ce_type: "click", ce_source: "/a" } } },
  });
  const records: BusRecord[] = [];
  bus.subscribe({ topic: "clicks", group: "a", handle: async (batch) => void records.push(...batch) });
  await writer.appendAsync(Buffer.from("raw"));
  expect(await bus.publish("clicks", { payload: Buffer.from("p"), headers: { ce_source: "/b" } })).toEqual({
    lane: writer.lane,
    seq: 2,
  });
  await vi.waitFor(() => expect(records.map(textOf)).toEqual(["raw", "p"]), patience);
  expect(records.map(({ headers }) => headers)).toEqual([
    { ce_type: "click", ce_source: "/a" },
    { ce_type: "click", ce_source: "/b" },
  ]);
  await bus.close(1000);
  expect(writer.state).toBe("open");
  await writer.close();
});

test("publishing on a full disk fails with what to do, and nothing is stored", async () => {
  const directory = temporaryFolder();
  const fs = { ...nodeFs, freeBytesSync: () => 0 };
  const writer = openLogWriter({ directory, onFloor: "refuse", fs });
  const bus = openLocalBus({ topics: { clicks: { directory, writer } } });
  await expect(bus.publish("clicks", { payload: Buffer.from("x") })).rejects.toMatchObject({
    code: "unavailable",
    slug: "bus-unavailable",
  });
  await bus.close(1000);
  await writer.close();
});

test("a lane that can't be read keeps no other from being delivered", async () => {
  const directory = temporaryFolder();
  const lanes: string[] = [];
  for (const text of ["a", "b"]) {
    const writer = openLogWriter({ directory, floorBytes: 0 });
    await writer.appendAsync(Buffer.from(text));
    await writer.close();
    lanes.push(writer.lane);
  }
  const bad = laneFolder(directory, lanes[0] ?? "");
  renameSync(segmentPath(bad, 1), join(bad, "away"));
  // Nobody can read a folder as a file, not even root.
  mkdirSync(segmentPath(bad, 1));
  const metrics = new Registry();
  const bus = openLocalBus({ topics: { clicks: { directory, floorBytes: 0 } }, metrics });
  const records: BusRecord[] = [];
  const subscription = bus.subscribe({
    topic: "clicks",
    group: "a",
    handle: async (batch) => void records.push(...batch),
  });
  await vi.waitFor(() => expect(records.map(textOf)).toEqual(["b"]), patience);
  expect(await metrics.metrics()).toContain('waypost_log_troubled_lanes{topic="clicks"} 1');
  expect((await subscription.lag()).records).toBe(1);
  await bus.publish("clicks", { payload: Buffer.from("c") });
  await vi.waitFor(() => expect(records.map(textOf)).toEqual(["b", "c"]), patience);
  rmdirSync(segmentPath(bad, 1));
  renameSync(join(bad, "away"), segmentPath(bad, 1));
  await vi.waitFor(() => expect(records.map(textOf)).toEqual(["b", "c", "a"]), patience);
  expect(await metrics.metrics()).toContain('waypost_log_troubled_lanes{topic="clicks"} 0');
  await bus.close(1000);
});

describe("what can't be read is told once, and what is around it arrives", () => {
  test("damage in the middle, and segments freed before the group came", async () => {
    const source = temporaryFolder();
    const writer = openLogWriter({ directory: source, segmentBytes: 250, floorBytes: 0 });
    for (let index = 0; index < 8; index++) await writer.appendAsync(Buffer.alloc(100, `${index + 1}`));
    await writer.flush();
    const directory = crashImage(source, writer.lane, temporaryFolder());
    await writer.close();
    const segments = listSegments(laneFolder(directory, writer.lane));
    rmSync(segments[0]?.path ?? "");
    rmSync(segments[2]?.path ?? "");
    const bus = openLocalBus({ topics: { clicks: { directory } }, reader: { adoptMs: 10 } });
    const told: { ranges: readonly Range[]; reason: string }[] = [];
    const seqs: number[] = [];
    let failures = 1;
    const subscription = bus.subscribe({
      topic: "clicks",
      group: "a",
      backoff: { firstMs: 1 },
      holesAfterMs: 10,
      handle: async (batch) => void seqs.push(...batch.map(({ seq }) => seq)),
      onUnreadable: async (_lane, ranges, reason) => {
        if (failures-- > 0) throw new Error("no connection");
        told.push({ ranges, reason });
      },
    });
    expect(await subscription.drain(5000)).toBe(true);
    expect(seqs).toEqual([3, 4, 7, 8]);
    expect(told).toEqual([
      { ranges: [{ from: 5, to: 6 }], reason: "lost" },
      { ranges: [{ from: 1, to: 2 }], reason: "freed" },
    ]);
    await bus.close(1000);
  });
});

test("segments are freed only for the owner, from what its store really has", async () => {
  const directory = temporaryFolder();
  const writer = openLogWriter({ directory, segmentBytes: 250, floorBytes: 0 });
  const bus = openLocalBus({
    topics: { clicks: { directory, writer, owner: "stats", retention: { windowMs: -1 } } },
  });
  const stored = new MultiRange();
  const firsts = () => listSegments(laneFolder(directory, writer.lane)).map(({ firstSeq }) => firstSeq);
  const other = bus.subscribe({ topic: "clicks", group: "other", handle: async () => {} });
  const owner = bus.subscribe({
    topic: "clicks",
    group: "stats",
    position: { load: async () => new Map([[writer.lane, stored.clone()]]) },
    handle: async () => {},
  });
  for (let index = 0; index < 8; index++) await writer.appendAsync(Buffer.alloc(100));
  expect(await other.drain(5000)).toBe(true);
  expect(await owner.drain(5000)).toBe(true);
  await bus.freeSegments();
  expect(firsts()).toEqual([1, 3, 5, 7]);
  stored.add(1, 4);
  await bus.freeSegments();
  expect(firsts()).toEqual([5, 7]);
  await bus.close(1000);
  await writer.close();
});
