import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MultiRange } from "../position/multirange.ts";
import { laneFolder, listSegments, pagePath } from "./lane-files.ts";
import { LanePage } from "./lane-page.ts";
import { openLogReader } from "./reader.ts";
import { crashImage, makeFolder, readWhole, temporaryFolder, textOf } from "./test-support.ts";
import { openLogWriter } from "./writer.ts";

const texts = Array.from({ length: 12 }, (_, index) => `record ${index + 1} ${"·".repeat(index)}`);

/** A lane of 12 records in 3 segments, as it was the moment its process died. */
let image: string;
let lane: string;
const cleanUp: string[] = [];

beforeAll(async () => {
  const directory = makeFolder();
  const writer = openLogWriter({ directory, segmentBytes: 230 });
  for (const text of texts) await writer.appendAsync(Buffer.from(text));
  await writer.flush();
  image = crashImage(directory, writer.lane);
  lane = writer.lane;
  await writer.close();
  cleanUp.push(directory, image);
});

afterAll(() => {
  for (const folder of cleanUp) rmSync(folder, { recursive: true, force: true });
});

const segmentsIn = (directory: string) => listSegments(laneFolder(directory, lane));

/** The page of a power loss, which is older than the segments; the default page tells the head at death. */
function forgetHead(directory: string): void {
  const page = LanePage.open(pagePath(laneFolder(directory, lane)), "write");
  page.write({ state: "open", head: 0, unrecorded: 3 });
  page.close();
}

async function recovered(directory: string) {
  const reader = openLogReader({ directory });
  await reader.refresh();
  const whole = await readWhole(reader, lane);
  const [state] = reader.laneStates();
  await reader.close();
  return { ...whole, state };
}

test("a dead lane is adopted, and nothing that was acknowledged is missing", async () => {
  const copy = crashImage(image, lane, temporaryFolder());
  const { records, unreadable, state } = await recovered(copy);
  expect(records.map(textOf)).toEqual(texts);
  expect(unreadable).toEqual([]);
  expect(state).toEqual({ lane, state: "adopted", head: 12, unrecorded: 0, firstSeq: 1 });
  expect((await recovered(copy)).state).toEqual(state);
});

test("torn at any byte, the newest segment keeps its whole records and invents none", {
  timeout: 60_000,
}, async () => {
  const newest = segmentsIn(image).at(-1);
  if (newest === undefined) throw new Error("the image has no segment");
  const size = statSync(newest.path).size;
  const sizesOfWhole = [64];
  for (const text of texts.slice(newest.firstSeq - 1)) {
    sizesOfWhole.push((sizesOfWhole.at(-1) ?? 0) + 24 + Buffer.byteLength(text));
  }
  for (let length = 0; length < size; length++) {
    const copy = crashImage(image, lane);
    forgetHead(copy);
    truncateSync(segmentsIn(copy).at(-1)?.path ?? "", length);
    const { records, unreadable, state } = await recovered(copy);
    expect(records.map(textOf)).toEqual(texts.slice(0, records.length));
    expect(records.length).toBeGreaterThanOrEqual(newest.firstSeq - 1);
    expect(state).toEqual({ lane, state: "adopted", head: records.length, unrecorded: 3, firstSeq: 1 });
    expect(unreadable).toEqual([]);
    // The torn bytes are gone, so whoever looks at the file later finds whole records only.
    const kept = segmentsIn(copy).at(-1);
    if (kept?.firstSeq === newest.firstSeq) expect(sizesOfWhole).toContain(statSync(kept.path).size);
    rmSync(copy, { recursive: true });
  }
});

test("acknowledged numbers that a torn end has lost are unreadable, not forgotten", async () => {
  const copy = crashImage(image, lane, temporaryFolder());
  truncateSync(segmentsIn(copy).at(-1)?.path ?? "", 70);
  const { records, unreadable, state } = await recovered(copy);
  expect(state).toMatchObject({ state: "adopted", head: 12 });
  expect(unreadable).toEqual([{ from: records.length + 1, to: 12 }]);
});

describe("damage", { timeout: 60_000 }, () => {
  test("bytes changed anywhere cost no more than the records they touch, and each of those is told", async () => {
    const place = fc.record({
      segment: fc.nat(2),
      at: fc.nat(),
      length: fc.integer({ min: 1, max: 40 }),
      value: fc.nat(255),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(place, { minLength: 1, maxLength: 3 }), async (places) => {
        const copy = crashImage(image, lane);
        for (const { segment, at, length, value } of places)
          damage(segmentsIn(copy)[segment]?.path ?? "", at, length, value);
        const { records, unreadable, state } = await recovered(copy);
        for (const record of records) expect(textOf(record)).toBe(texts[record.seq - 1]);
        const told = new MultiRange(unreadable);
        for (const { seq } of records) expect(told.has(seq)).toBe(false);
        for (const { seq } of records) told.add(seq);
        expect(String(told)).toBe("{[1,13)}");
        expect(state?.head).toBe(12);
        // Each place touches at most three neighbours of the shortest records.
        expect(records.length).toBeGreaterThanOrEqual(12 - 3 * places.length);
        rmSync(copy, { recursive: true });
      }),
      { numRuns: 200 },
    );
  });

  test("a record smuggled into a payload is not taken for one when a damaged file is searched", async () => {
    const directory = temporaryFolder();
    const stranger = openLogWriter({ directory: temporaryFolder() });
    for (let index = 0; index < 3; index++) await stranger.appendAsync(Buffer.from("forged"));
    const [forgedPath] = listSegments(laneFolder(stranger.directory, stranger.lane));
    const forged = readFileSync(forgedPath?.path ?? "").subarray(64);
    const writer = openLogWriter({ directory });
    await writer.appendAsync(forged);
    await writer.appendAsync(Buffer.from("true"));
    const [segment] = listSegments(laneFolder(directory, writer.lane));
    damage(segment?.path ?? "", 64, 4, 0xff);
    const reader = openLogReader({ directory });
    const { records, unreadable } = await readWhole(reader, writer.lane);
    expect(records.map(textOf)).toEqual(["true"]);
    expect(unreadable).toEqual([{ from: 1, to: 1 }]);
    await Promise.all([reader.close(), writer.close(), stranger.close()]);
  });

  test("a segment that is gone from the middle is told as a whole", async () => {
    const copy = crashImage(image, lane, temporaryFolder());
    const [, middle, last] = segmentsIn(copy);
    rmSync(middle?.path ?? "");
    const { unreadable, freed } = await recovered(copy);
    expect(unreadable).toEqual([{ from: middle?.firstSeq, to: (last?.firstSeq ?? 0) - 1 }]);
    expect(freed).toEqual([]);
  });

  test("a damaged page costs its unrecorded count and nothing else", async () => {
    const copy = crashImage(image, lane, temporaryFolder());
    writeFileSync(pagePath(laneFolder(copy, lane)), Buffer.alloc(64, 7));
    const { records, state } = await recovered(copy);
    expect(records.length).toBe(12);
    expect(state).toMatchObject({ state: "adopted", head: 12, unrecorded: 0 });
  });

  test("a segment of a later version is refused with what to do", async () => {
    const copy = crashImage(image, lane, temporaryFolder());
    const path = segmentsIn(copy)[0]?.path ?? "";
    const bytes = readFileSync(path);
    bytes.writeUInt32LE(2, 8);
    const { crc32 } = await import("node:zlib");
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 60)), 60);
    writeFileSync(path, bytes);
    const reader = openLogReader({ directory: copy });
    await reader.refresh();
    await expect(reader.read(lane, 1)).rejects.toThrow("start the version that wrote it");
    await reader.close();
  });
});

test("a writer that died between its closing record and its page is closed, not adopted", async () => {
  const directory = temporaryFolder();
  const writer = openLogWriter({ directory });
  await writer.appendAsync(Buffer.from("one"));
  await writer.close();
  const page = LanePage.open(pagePath(laneFolder(directory, writer.lane)), "write");
  page.write({ state: "open", head: 1, unrecorded: 0 });
  page.close();
  const reader = openLogReader({ directory });
  await reader.refresh();
  expect(reader.laneStates()).toEqual([
    { lane: writer.lane, state: "closed", head: 1, unrecorded: 0, firstSeq: 1 },
  ]);
  await reader.close();
});

function damage(path: string, at: number, length: number, value: number): void {
  const bytes = readFileSync(path);
  const start = at % bytes.byteLength;
  for (let index = start; index < Math.min(start + length, bytes.byteLength); index++) {
    bytes.writeUInt8(bytes.readUInt8(index) ^ (value === 0 ? 1 : value), index);
  }
  writeFileSync(path, bytes);
}
