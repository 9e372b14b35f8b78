import { describe, expect, test } from "vitest";
import { MultiRange } from "../position/multirange.ts";
import { laneFolder, listSegments } from "./lane-files.ts";
import { type LogReader, openLogReader } from "./reader.ts";
import { freeSegments } from "./retention.ts";
import { readWhole, temporaryFolder } from "./test-support.ts";
import { type LogWriter, openLogWriter } from "./writer.ts";

const hour = 3_600_000;

/** Ten records in five segments of two. */
async function filled(): Promise<{ writer: LogWriter; reader: LogReader }> {
  const directory = temporaryFolder();
  const writer = openLogWriter({ directory, segmentBytes: 250 });
  for (let index = 0; index < 10; index++) await writer.appendAsync(new Uint8Array(100));
  return { writer, reader: openLogReader({ directory }) };
}

const seen = (writer: LogWriter, ...ranges: [number, number][]) =>
  new Map([[writer.lane, new MultiRange(ranges.map(([from, to]) => ({ from, to })))]]);
const firsts = ({ directory, lane }: LogWriter) =>
  listSegments(laneFolder(directory, lane)).map(({ firstSeq }) => firstSeq);
const later = () => Date.now() + 8 * 24 * hour;

describe("segments are freed when the owner has them and the window has passed", () => {
  test("only both together free, and never the newest of an open lane", async () => {
    const { writer, reader } = await filled();
    expect(firsts(writer)).toEqual([1, 3, 5, 7, 9]);
    freeSegments({ reader, position: seen(writer, [1, 10]) });
    freeSegments({ reader, position: new Map(), now: later() });
    expect(firsts(writer)).toEqual([1, 3, 5, 7, 9]);
    expect(freeSegments({ reader, position: seen(writer, [1, 5]), now: later() })).toMatchObject({
      freedSegments: 2,
    });
    expect(firsts(writer)).toEqual([5, 7, 9]);
    expect(freeSegments({ reader, position: seen(writer, [1, 10]), now: later() })).toMatchObject({
      freedSegments: 2,
    });
    expect(firsts(writer)).toEqual([9]);
    await Promise.all([reader.close(), writer.close()]);
  });

  test("a hole in the position holds everything behind it", async () => {
    const { writer, reader } = await filled();
    freeSegments({ reader, position: seen(writer, [1, 3], [5, 10]), now: later() });
    expect(firsts(writer)).toEqual([3, 5, 7, 9]);
    await Promise.all([reader.close(), writer.close()]);
  });

  test("readers are told what was freed, and the rest comes as before", async () => {
    const { writer, reader } = await filled();
    const other = openLogReader({ directory: reader.directory });
    await readWhole(other, writer.lane);
    freeSegments({ reader, position: seen(writer, [1, 5]), now: later() });
    for (const one of [reader, other]) {
      const { records, freed, unreadable } = await readWhole(one, writer.lane);
      expect(freed).toEqual([{ from: 1, to: 4 }]);
      expect(unreadable).toEqual([]);
      expect(records.map(({ seq }) => seq)).toEqual([5, 6, 7, 8, 9, 10]);
    }
    expect(reader.laneStates()[0]?.firstSeq).toBe(5);
    await Promise.all([reader.close(), other.close(), writer.close()]);
  });
});

test("above the cap the oldest that the owner has go before their time, the others never", async () => {
  const { writer, reader } = await filled();
  const report = freeSegments({ reader, position: seen(writer, [1, 6]), maxBytes: 1300 });
  expect(report.freedSegments).toBe(1);
  expect(firsts(writer)).toEqual([3, 5, 7, 9]);
  expect(freeSegments({ reader, position: seen(writer, [1, 6]), maxBytes: 1 }).keptBytes).toBe(
    2 * (64 + 2 * 124),
  );
  expect(firsts(writer)).toEqual([7, 9]);
  await Promise.all([reader.close(), writer.close()]);
});

test("as the disk fills up likewise, and no more than is needed", async () => {
  const { writer, reader } = await filled();
  const segment = 64 + 2 * 124;
  const fs = { freeBytesSync: () => 10_000 };
  const minFreeBytes = 10_000 + segment + 1;
  freeSegments({ reader, position: seen(writer, [1, 10]), minFreeBytes: 10_000, fs });
  expect(firsts(writer)).toEqual([1, 3, 5, 7, 9]);
  expect(freeSegments({ reader, position: seen(writer, [1, 8]), minFreeBytes, fs }).freedSegments).toBe(2);
  expect(firsts(writer)).toEqual([5, 7, 9]);
  await Promise.all([reader.close(), writer.close()]);
});

test("an ended lane goes as a whole, when its time has come", async () => {
  const { writer, reader } = await filled();
  await writer.close();
  expect(freeSegments({ reader, position: seen(writer, [1, 10]) }).removedLanes).toEqual([]);
  const report = freeSegments({ reader, position: seen(writer, [1, 10]), now: later() });
  // Five, and the one that holds nothing but the closing record.
  expect(report).toEqual({ freedSegments: 6, removedLanes: [writer.lane], keptBytes: 0 });
  expect(reader.laneStates()).toEqual([]);
  await reader.close();
});
