import { openLogReader } from "@waypost/kit/local-log/reader.ts";
import { crashImage, readWhole, temporaryFolder, textOf } from "@waypost/kit/local-log/test-support.ts";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import { expect, test } from "vitest";
import { damageRecord } from "./damage-record.ts";

const texts = ["one", "two", "three", "four", "five", "six"];

/** A lane with these records, as it was the moment its process died. */
async function writeLane(segmentBytes = 100_000): Promise<{ directory: string; lane: string }> {
  const writing = temporaryFolder();
  const writer = openLogWriter({ directory: writing, floorBytes: 0, segmentBytes });
  for (const text of texts) await writer.appendAsync(Buffer.from(text));
  await writer.flush();
  const directory = crashImage(writing, writer.lane, temporaryFolder());
  await writer.close();
  return { directory, lane: writer.lane };
}

/** What whoever adopts the lane finds. */
async function adopt(directory: string, lane: string) {
  const reader = openLogReader({ directory });
  await reader.refresh();
  const { records, unreadable } = await readWhole(reader, lane);
  await reader.close();
  return { read: records.map(textOf), unreadable };
}

test.each([
  [-2, 5],
  [-5, 2],
])("of a log that is damaged at the place %i, exactly the record %i can't be read", async (place, number) => {
  const { directory, lane } = await writeLane();
  damageRecord(directory, lane, place);
  expect(await adopt(directory, lane)).toEqual({
    read: texts.filter((_, at) => at !== number - 1),
    unreadable: [{ from: number, to: number }],
  });
});

test("places count from the end of the last segment", async () => {
  const { directory, lane } = await writeLane(200);
  expect(() => damageRecord(directory, lane, -texts.length)).toThrow(`has no ${texts.length} records`);
  damageRecord(directory, lane, -1);
  expect(await adopt(directory, lane)).toEqual({
    read: texts.slice(0, -1),
    unreadable: [{ from: 6, to: 6 }],
  });
});

test("a lane that is not there, or without so many records, is told", async () => {
  const { directory, lane } = await writeLane();
  expect(() => damageRecord(directory, "never-was", -1)).toThrow("The lane never-was has no segment.");
  expect(() => damageRecord(directory, lane, -7)).toThrow(`The lane ${lane} has no 7 records.`);
});
