import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { Log } from "../telemetry/log.ts";
import { laneFolder, listSegments, pagePath } from "./lane-files.ts";
import { LanePage } from "./lane-page.ts";
import { type LogFs, nodeFs } from "./log-fs.ts";
import { openLogReader } from "./reader.ts";
import {
  crashImage,
  faultyFs,
  makeFolder,
  readWhole,
  temporaryFolder,
  textOf,
  type WriteFault,
} from "./test-support.ts";
import { openLogWriter } from "./writer.ts";
import type { AppendResult } from "./writer-options.ts";

const bytes = (text: string) => Buffer.from(text);

test("numbers go from 1 without gaps, and payloads, headers and rising times come back", async () => {
  const directory = temporaryFolder();
  let now = 1000;
  const writer = openLogWriter({ directory, clock: () => now });
  expect(await writer.appendAsync(bytes("one"))).toEqual({ kind: "recorded", seq: 1 });
  now = 900;
  expect(await writer.appendAsync(bytes("two"), { ce_type: "click" })).toEqual({ kind: "recorded", seq: 2 });
  now = 1100;
  expect(await writer.appendAsync(bytes(""))).toEqual({ kind: "recorded", seq: 3 });
  await writer.close();
  const reader = openLogReader({ directory });
  const { records } = await readWhole(reader, writer.lane);
  expect(records.map(textOf)).toEqual(["one", "two", ""]);
  expect(records.map(({ headers }) => headers)).toEqual([{}, { ce_type: "click" }, {}]);
  expect(records.map(({ at }) => at)).toEqual([1000, 1000, 1100]);
  await reader.close();
});

test("the appends of one turn are one write, and are answered together after it", async () => {
  const writes: number[] = [];
  const fs: LogFs = {
    ...nodeFs,
    writeSync: (fd, buffer, offset, length, position) => {
      if (position >= 64) writes.push(length);
      return nodeFs.writeSync(fd, buffer, offset, length, position);
    },
  };
  const writer = openLogWriter({ directory: temporaryFolder(), fs });
  const answers: AppendResult[] = [];
  const reused = Buffer.alloc(10);
  for (let index = 0; index < 100; index++)
    writer.append(reused.fill(index), (result) => answers.push(result));
  expect(answers).toEqual([]);
  await writer.flush();
  expect(writes).toEqual([100 * 34]);
  expect(answers).toEqual(Array.from({ length: 100 }, (_, index) => ({ kind: "recorded", seq: index + 1 })));
  await writer.close();
});

test("a callback may append, and one that throws costs the others nothing", async () => {
  const writer = openLogWriter({ directory: temporaryFolder() });
  const thrown = new Promise((settle) => {
    const listeners = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.once("uncaughtException", (error) => {
      for (const listener of listeners) process.on("uncaughtException", listener);
      settle(error);
    });
  });
  const mistake = new Error("the caller's mistake");
  writer.append(bytes("a"), () => {
    throw mistake;
  });
  const nested = new Promise((settle) => writer.append(bytes("b"), () => writer.append(bytes("c"), settle)));
  expect(await nested).toEqual({ kind: "recorded", seq: 3 });
  expect(await thrown).toBe(mistake);
  await writer.close();
});

test("files and folders are for the owner only", async () => {
  const directory = join(temporaryFolder(), "log");
  const writer = openLogWriter({ directory });
  await writer.appendAsync(bytes("one"));
  const folder = laneFolder(directory, writer.lane);
  const mode = (path: string) => statSync(path).mode & 0o777;
  expect([mode(directory), mode(folder)]).toEqual([0o700, 0o700]);
  const files = [pagePath(folder), join(folder, "lock"), listSegments(folder)[0]?.path ?? ""];
  expect(files.map(mode)).toEqual([0o600, 0o600, 0o600]);
  await writer.close();
});

test("payloads and headers that are too large are refused before anything happens", async () => {
  const writer = openLogWriter({ directory: temporaryFolder() });
  expect(() => writer.append(new Uint8Array(65_537), () => {})).toThrow(RangeError);
  expect(() => writer.append(bytes(""), () => {}, { large: "x".repeat(16_384) })).toThrow(RangeError);
  expect(await writer.appendAsync(new Uint8Array(65_536))).toEqual({ kind: "recorded", seq: 1 });
  await writer.close();
});

test("a batch beyond the limit of waiting bytes is not recorded", async () => {
  const writer = openLogWriter({ directory: temporaryFolder(), maxPendingBytes: 1000 });
  const results = await Promise.all([
    writer.appendAsync(new Uint8Array(900)),
    writer.appendAsync(new Uint8Array(900)),
  ]);
  expect(results).toEqual([{ kind: "recorded", seq: 1 }, { kind: "unrecorded" }]);
  expect(writer.unrecorded()).toBe(1);
  await writer.close();
});

test("a closed writer refuses, closing twice is closing once, and what was appended before is kept", async () => {
  const directory = temporaryFolder();
  const writer = openLogWriter({ directory });
  const last = writer.appendAsync(bytes("last"));
  await Promise.all([writer.close(), writer.close()]);
  expect(await last).toEqual({ kind: "recorded", seq: 1 });
  expect(writer.state).toBe("closed");
  expect(await writer.appendAsync(bytes("late"))).toEqual({ kind: "refused" });
  const reader = openLogReader({ directory });
  expect(reader.laneStates()).toEqual([
    { lane: writer.lane, state: "closed", head: 1, unrecorded: 0, firstSeq: 1 },
  ]);
  await reader.close();
});

test("sync modes are checked", () => {
  // @ts-expect-error not a mode
  expect(() => openLogWriter({ directory: temporaryFolder(), sync: "sometimes" })).toThrow(RangeError);
});

describe("sync always", () => {
  test("answers wait for the disk, and what comes meanwhile is the next batch", async () => {
    const waiting: ((error: Error | null) => void)[] = [];
    const fs: LogFs = { ...nodeFs, fdatasync: (_fd, done) => waiting.push(done) };
    const writer = openLogWriter({ directory: temporaryFolder(), sync: "always", fs });
    const answers: number[] = [];
    const note = (result: AppendResult) => answers.push(result.kind === "recorded" ? result.seq : 0);
    writer.append(bytes("a"), note);
    await vi.waitFor(() => expect(waiting.length).toBe(1), { timeout: 10_000 });
    writer.append(bytes("b"), note);
    writer.append(bytes("c"), note);
    expect([writer.head(), ...answers]).toEqual([0]);
    waiting[0]?.(null);
    expect([writer.head(), ...answers]).toEqual([1, 1]);
    expect(waiting.length).toBe(2);
    waiting[1]?.(null);
    expect([writer.head(), ...answers]).toEqual([3, 1, 2, 3]);
    await writer.close();
  });

  test("what a failed sync leaves in doubt is taken back", async () => {
    const directory = temporaryFolder();
    const failures = [null, new Error("input/output error"), null, null];
    const fs: LogFs = { ...nodeFs, fdatasync: (_fd, done) => setImmediate(done, failures.shift() ?? null) };
    const writer = openLogWriter({ directory, sync: "always", fs });
    expect(await writer.appendAsync(bytes("kept"))).toEqual({ kind: "recorded", seq: 1 });
    expect(await writer.appendAsync(bytes("doubtful"))).toEqual({ kind: "unrecorded" });
    expect(await writer.appendAsync(bytes("next"))).toEqual({ kind: "recorded", seq: 2 });
    await writer.close();
    const reader = openLogReader({ directory });
    expect((await readWhole(reader, writer.lane)).records.map(textOf)).toEqual(["kept", "next"]);
    await reader.close();
  });
});

test("a refused click never stands in for the acknowledged one of its number, whatever can't be cut", async () => {
  const directory = temporaryFolder();
  const failures = [null, new Error("input/output error")];
  const fs: LogFs = {
    ...nodeFs,
    fdatasync: (_fd, done) => setImmediate(done, failures.shift() ?? null),
    ftruncateSync: () => {
      throw new Error("input/output error");
    },
  };
  const writer = openLogWriter({ directory, sync: "always", fs });
  await writer.appendAsync(bytes("kept"));
  const reader = openLogReader({ directory });
  expect(reader.laneStates()).toHaveLength(1);
  expect(await writer.appendAsync(bytes("refused"))).toEqual({ kind: "unrecorded" });
  expect(await writer.appendAsync(bytes("next"))).toEqual({ kind: "recorded", seq: 2 });
  expect((await readWhole(reader, writer.lane)).records.map(textOf)).toEqual(["kept", "next"]);
  await Promise.all([writer.close(), reader.close()]);
});

test("what a short write left whole is acknowledged after its sync, also when the rest can't be cut off", async () => {
  let synced = 0;
  const plan: WriteFault[] = ["whole", "whole", { short: 30, thenFails: true }];
  const fs: LogFs = {
    ...faultyFs(plan, { truncateFails: () => true }),
    fdatasync: (fd, done) => {
      synced++;
      nodeFs.fdatasync(fd, done);
    },
  };
  const writer = openLogWriter({ directory: temporaryFolder(), sync: "always", floorBytes: 0, fs });
  await writer.appendAsync(bytes("a"));
  const results = await Promise.all(["b", "c"].map((text) => writer.appendAsync(bytes(text))));
  expect(results).toEqual([{ kind: "recorded", seq: 2 }, { kind: "unrecorded" }]);
  expect(synced).toBe(2);
  await writer.close();
});

test("a disk that doesn't answer holds nobody beyond the deadline, and is used again when it does", async () => {
  const directory = temporaryFolder();
  let answer: (() => void) | undefined;
  let hangs = true;
  const fs: LogFs = {
    ...nodeFs,
    fdatasync: (_fd, done) => {
      answer = () => done(null);
      if (!hangs) setImmediate(answer);
    },
  };
  const writer = openLogWriter({ directory, sync: "always", syncDeadlineMs: 1, fs });
  const first = writer.appendAsync(bytes("a"));
  await vi.waitFor(() => expect(answer).toBeDefined(), { timeout: 10_000 });
  const second = writer.appendAsync(bytes("b"));
  expect(await Promise.all([first, second])).toEqual([{ kind: "unrecorded" }, { kind: "unrecorded" }]);
  expect(await writer.appendAsync(bytes("c"))).toEqual({ kind: "unrecorded" });
  hangs = false;
  answer?.();
  expect(await writer.appendAsync(bytes("d"))).toEqual({ kind: "recorded", seq: 1 });
  await writer.close();
  const reader = openLogReader({ directory });
  expect((await readWhole(reader, writer.lane)).records.map(textOf)).toEqual(["d"]);
  await reader.close();
});

test("interval mode tries a failed sync again, without another append", async () => {
  const failures = [new Error("input/output error"), new Error("input/output error")];
  const lines: string[] = [];
  const say = (_facts: object, text: string) => lines.push(text);
  const log = { error: say, info: say, warn: say } as unknown as Log;
  const fs: LogFs = { ...nodeFs, fdatasync: (_fd, done) => setImmediate(done, failures.shift() ?? null) };
  const writer = openLogWriter({ directory: temporaryFolder(), sync: "interval:1ms", fs, log });
  await writer.appendAsync(bytes("one"));
  await vi.waitFor(() => expect(lines).toHaveLength(2), { timeout: 10_000 });
  expect(lines).toEqual([expect.stringContaining("can't be synced"), "The log can be synced again"]);
  await writer.close();
});

test("interval mode syncs in the background", async () => {
  let synced = 0;
  const fs: LogFs = {
    ...nodeFs,
    fdatasync: (fd, done) => {
      synced++;
      nodeFs.fdatasync(fd, done);
    },
  };
  const writer = openLogWriter({ directory: temporaryFolder(), sync: "interval:1ms", fs });
  await writer.appendAsync(bytes("one"));
  await vi.waitFor(() => expect(synced).toBe(1), { timeout: 10_000 });
  await writer.close();
});

describe("below the disk's floor", () => {
  const disk = (free: { bytes: number }): LogFs => ({
    ...nodeFs,
    freeBytesSync: () => free.bytes,
    freeBytes: (_path, done) => setImmediate(done, null, free.bytes),
  });

  test("payloads are let through, counted on the page, and recorded again when there is room", async () => {
    const directory = temporaryFolder();
    const free = { bytes: 100 };
    const writer = openLogWriter({ directory, floorBytes: 1000, floorCheckMs: 1, fs: disk(free) });
    expect(writer.state).toBe("suspended");
    expect(await writer.appendAsync(bytes("a"))).toEqual({ kind: "unrecorded" });
    expect(await writer.appendAsync(bytes("b"))).toEqual({ kind: "unrecorded" });
    await writer.flush();
    const page = LanePage.open(pagePath(laneFolder(directory, writer.lane)), "read");
    expect(page.read()).toEqual({ state: "open", head: 0, unrecorded: 2 });
    page.close();
    free.bytes = 5000;
    await vi.waitFor(() => expect(writer.state).toBe("open"), { timeout: 10_000 });
    expect(await writer.appendAsync(bytes("c"))).toEqual({ kind: "recorded", seq: 1 });
    free.bytes = 100;
    await vi.waitFor(() => expect(writer.state).toBe("suspended"), { timeout: 10_000 });
    await writer.close();
  });

  test("they are refused when the setting says so, and not counted", async () => {
    const fs = disk({ bytes: 100 });
    const writer = openLogWriter({ directory: temporaryFolder(), floorBytes: 1000, onFloor: "refuse", fs });
    expect(await writer.appendAsync(bytes("a"))).toEqual({ kind: "refused" });
    expect(writer.unrecorded()).toBe(0);
    await writer.close();
  });
});

const fault: fc.Arbitrary<WriteFault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant("whole" as const) },
  { weight: 2, arbitrary: fc.constant("fails" as const) },
  { weight: 3, arbitrary: fc.record({ short: fc.integer({ min: 1, max: 150 }), thenFails: fc.boolean() }) },
);

test("whatever the disk does, exactly the acknowledged records are there: alive, closed, and after a crash", {
  timeout: 60_000,
}, async () => {
  const turns = fc.array(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 5 }), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(
      turns,
      fc.array(fault, { maxLength: 20 }),
      fc.array(fc.boolean()),
      async (sizes, plan, cuts) => {
        const directory = makeFolder();
        const fs = faultyFs([...plan], { truncateFails: () => cuts.pop() === true });
        const writer = openLogWriter({ directory, segmentBytes: 300, floorBytes: 0, fs });
        const acknowledged: string[] = [];
        let unrecorded = 0;
        let number = 0;
        for (const turn of sizes) {
          const results = turn.map(async (size) => {
            const text = `${number++}:${"x".repeat(size)}`;
            const result = await writer.appendAsync(bytes(text));
            if (result.kind === "recorded") acknowledged[result.seq - 1] = text;
            else unrecorded++;
          });
          await Promise.all(results);
        }
        expect(writer.head()).toBe(acknowledged.length);
        expect(writer.unrecorded()).toBe(unrecorded);
        const crashed = crashImage(directory, writer.lane);
        const alive = openLogReader({ directory });
        expect((await readWhole(alive, writer.lane)).records.map(textOf)).toEqual(acknowledged);
        await writer.close();
        for (const reader of [alive, openLogReader({ directory: crashed })]) {
          await reader.refresh();
          const { records, unreadable } = await readWhole(reader, writer.lane);
          expect(records.map(textOf)).toEqual(acknowledged);
          expect(unreadable).toEqual([]);
          await reader.close();
          rmSync(reader.directory, { recursive: true });
        }
      },
    ),
    { numRuns: 150 },
  );
});

test("a write that is cut short without an error goes on where it stopped", async () => {
  const directory = temporaryFolder();
  const plan: WriteFault[] = [
    { short: 20, thenFails: false },
    { short: 30, thenFails: false },
  ];
  const writer = openLogWriter({ directory, floorBytes: 0, fs: faultyFs(plan) });
  const results = await Promise.all(["one", "two"].map((text) => writer.appendAsync(bytes(text))));
  expect(results).toEqual([
    { kind: "recorded", seq: 1 },
    { kind: "recorded", seq: 2 },
  ]);
  expect(plan).toEqual([]);
  await writer.close();
});

test("no segment grows past its size by more than one batch", async () => {
  const directory = temporaryFolder();
  const writer = openLogWriter({ directory, segmentBytes: 500 });
  for (let index = 0; index < 30; index++) await writer.appendAsync(new Uint8Array(100));
  const segments = listSegments(laneFolder(directory, writer.lane));
  expect(segments.map(({ firstSeq }) => firstSeq)).toEqual([1, 5, 9, 13, 17, 21, 25, 29]);
  for (const { path } of segments) expect(readFileSync(path).byteLength).toBeLessThanOrEqual(500 + 124);
  await writer.close();
});
