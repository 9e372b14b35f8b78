import { mkdirSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { MultiRange } from "../position/multirange.ts";
import type { Log } from "../telemetry/log.ts";
import { laneFolder, lockPath, pagePath, segmentPath } from "./lane-files.ts";
import { openLogReader } from "./reader.ts";
import { freeSegments } from "./retention.ts";
import { crashImage, makeFolder, readWhole, temporaryFolder, textOf } from "./test-support.ts";
import { openLogWriter } from "./writer.ts";

test("any read in any order, while the writer writes on, tells what was appended", {
  timeout: 60_000,
}, async () => {
  const step = fc.oneof(
    fc.record({ append: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 }) }),
    fc.record({
      from: fc.integer({ min: 1, max: 60 }),
      length: fc.nat(30),
      maxRecords: fc.integer({ min: 1, max: 9 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const directory = makeFolder();
      const writer = openLogWriter({ directory, segmentBytes: 400, floorBytes: 0 });
      const reader = openLogReader({ directory });
      const texts: string[] = [];
      for (const one of steps) {
        if ("append" in one) {
          const added = one.append.map((size) => `${size}:${"y".repeat(size)}`);
          texts.push(...added);
          await Promise.all(added.map((text) => writer.appendAsync(Buffer.from(text))));
          continue;
        }
        const { from, length, maxRecords } = one;
        const read = await reader.read(writer.lane, from, { to: from + length, maxRecords });
        const until = Math.min(texts.length, from + length, from + maxRecords - 1);
        expect(read.records.map(textOf)).toEqual(texts.slice(from - 1, Math.max(from - 1, until)));
        expect(read.next).toBe(Math.max(from, until + 1));
        expect([...read.unreadable, ...read.freed]).toEqual([]);
      }
      await Promise.all([writer.close(), reader.close()]);
      rmSync(directory, { recursive: true });
    }),
    { numRuns: 100 },
  );
});

test("a reader that follows gets every record once and in order, across segments", {
  timeout: 60_000,
}, async () => {
  const directory = temporaryFolder();
  const reader = openLogReader({ directory });
  const writer = openLogWriter({ directory, segmentBytes: 20_000 });
  const total = 20_000;
  let appended = 0;
  const turn = () => {
    for (let index = 0; index < 50 && appended < total; index++)
      writer.append(Buffer.from(`${++appended}`), () => {});
    if (appended < total) setImmediate(turn);
  };
  turn();
  const seen: string[] = [];
  let from = 1;
  await new Promise<void>((settle) => {
    let reading = Promise.resolve();
    const read = async () => {
      const { records, next, unreadable } = await reader.read(writer.lane, from, { maxRecords: 777 });
      expect(unreadable).toEqual([]);
      seen.push(...records.map(textOf));
      from = next;
      if (from > total) settle();
    };
    const follow = () => {
      reading = reading.then(read);
    };
    reader.onChange(follow);
    follow();
  });
  expect(seen).toEqual(Array.from({ length: total }, (_, index) => `${index + 1}`));
  await Promise.all([writer.close(), reader.close()]);
});

test("lanes of this process are known at once, with their heads, and their end", async () => {
  const directory = temporaryFolder();
  const otherName = join(temporaryFolder(), "link");
  symlinkSync(directory, otherName);
  const reader = openLogReader({ directory: otherName });
  const writer = openLogWriter({ directory });
  const told = vi.fn();
  const unsubscribe = reader.onChange(told);
  await writer.appendAsync(Buffer.from("one"));
  expect(told).toHaveBeenCalledOnce();
  expect(reader.laneStates()).toEqual([
    { lane: writer.lane, state: "open", head: 1, unrecorded: 0, firstSeq: 1 },
  ]);
  await writer.close();
  expect(reader.laneStates()[0]?.state).toBe("closed");
  expect(told.mock.calls.length).toBeGreaterThan(1);
  unsubscribe();
  await reader.close();
});

test("the lane of a living writer is never adopted by anybody", async () => {
  const directory = temporaryFolder();
  const writer = openLogWriter({ directory });
  await writer.appendAsync(Buffer.from("one"));
  const readers = [openLogReader({ directory }), openLogReader({ directory })];
  await Promise.all(readers.map((reader) => reader.refresh()));
  expect(readers.map((reader) => reader.laneStates()[0]?.state)).toEqual(["open", "open"]);
  await Promise.all([...readers.map((reader) => reader.close()), writer.close()]);
});

test("a lane that never came to life is cleared away after a minute", async () => {
  const directory = temporaryFolder();
  const [fresh, old] = ["01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058"];
  for (const lane of [fresh, old]) mkdirSync(laneFolder(directory, lane));
  const long = new Date(Date.now() - 120_000);
  utimesSync(laneFolder(directory, old), long, long);
  const reader = openLogReader({ directory });
  await reader.refresh();
  expect(reader.laneStates()).toEqual([]);
  expect(() => mkdirSync(laneFolder(directory, old))).not.toThrow();
  expect(() => mkdirSync(laneFolder(directory, fresh))).toThrow("EEXIST");
  await reader.close();
});

test.each(["segment", "page", "lock"])(
  "a lane with an unreadable %s keeps no other from being adopted",
  async (what) => {
    const directory = temporaryFolder();
    const writers = await Promise.all(
      [1, 2, 3].map(async (number) => {
        const writer = openLogWriter({ directory });
        await writer.appendAsync(Buffer.from(`${number}`));
        return writer;
      }),
    );
    const lanes = writers.map(({ lane }) => lane).sort();
    const into = makeFolder();
    for (const lane of lanes) crashImage(directory, lane, into);
    await Promise.all(writers.map((writer) => writer.close()));
    // Nobody can read a folder as a file, not even root.
    const bad = laneFolder(into, lanes[0] ?? "");
    const paths = { segment: segmentPath(bad, 1), page: pagePath(bad), lock: lockPath(bad) };
    const path = paths[what as keyof typeof paths];
    rmSync(path, { force: true });
    mkdirSync(path);
    const lines: unknown[] = [];
    const log = { error: (line: unknown) => lines.push(line), info: () => undefined, warn: () => undefined };
    const troubles = vi.fn();
    const reader = openLogReader({
      directory: into,
      adoptMs: 3_600_000,
      troubles,
      log: log as unknown as Log,
    });
    await reader.refresh();
    await reader.refresh();
    const adopted = reader.laneStates().filter(({ state }) => state === "adopted");
    expect(adopted.map(({ lane }) => lane)).toEqual(lanes.slice(1));
    expect(lines).toMatchObject([{ lane: lanes[0] }]);
    expect(troubles.mock.calls).toEqual([[1]]);
    const position = new Map(lanes.map((lane) => [lane, new MultiRange([{ from: 1, to: 1 }])]));
    const now = Date.now() + 8 * 86_400_000;
    expect(freeSegments({ reader, position, now }).removedLanes).toEqual(lanes.slice(1));
    rmSync(bad, { recursive: true });
    await reader.refresh();
    expect(troubles.mock.calls).toEqual([[1], [0]]);
    await reader.close();
    rmSync(into, { recursive: true });
  },
);

test("a lane nobody knows has nothing to read", async () => {
  const reader = openLogReader({ directory: temporaryFolder() });
  expect(await readWhole(reader, "01890a5d-ac96-774b-bcce-b302099a8057")).toEqual({
    records: [],
    unreadable: [],
    freed: [],
  });
  await reader.close();
});
