import { ftruncateSync, statSync, unlinkSync } from "node:fs";
import { open } from "node:fs/promises";
import type { Log } from "../telemetry/log.ts";
import { decodeSegmentHeader, laneSeed, segmentHeaderBytes } from "./format.ts";
import { laneFolder, listSegments, pagePath, type SegmentFile } from "./lane-files.ts";
import { type LaneFacts, LanePage } from "./lane-page.ts";
import { scanSegment } from "./segment-scan.ts";

/**
 * Makes a dead lane fit to be drained: drops the torn end of its newest segment, finds its head, and marks it
 * `adopted` (or `closed`, when its writer got as far as the closing record). The caller holds the lane's lock.
 * Doing it twice, or again after dying in the middle, is the same as doing it once.
 *
 * The head is the higher of what is found and what the page declares: numbers that were acknowledged and are not in
 * the file any more (a power loss in mode `os`) then show up as unreadable instead of being forgotten.
 */
export async function recoverLane(directory: string, lane: string, log?: Log): Promise<LaneFacts> {
  const folder = laneFolder(directory, lane);
  const page = LanePage.open(pagePath(folder), "write");
  try {
    const declared = page.read();
    if (declared !== undefined && declared.state !== "open") return declared;
    if (declared === undefined)
      log?.warn({ lane }, "The lane's page is damaged; its unrecorded count is lost");
    const newest = await recoverNewest(listSegments(folder), lane, log);
    const head = Math.max(newest.head, declared?.head ?? 0);
    if (head > newest.head) {
      log?.error(
        { lane, declared: head, found: newest.head },
        "Acknowledged records are missing at the lane's end",
      );
    }
    const state = newest.closing && head === newest.head ? "closed" : "adopted";
    const facts: LaneFacts = { state, head, unrecorded: declared?.unrecorded ?? 0 };
    page.write(facts);
    page.sync();
    log?.info({ lane, ...facts }, "The lane of a dead process was recovered");
    return facts;
  } finally {
    page.close();
  }
}

async function recoverNewest(
  segments: readonly SegmentFile[],
  lane: string,
  log: Log | undefined,
): Promise<{ head: number; closing: boolean }> {
  const newest = segments.at(-1);
  if (newest === undefined) return { head: 0, closing: false };
  const found = await scanToEnd(newest, lane);
  const size = statSync(newest.path).size;
  if (size > found.end)
    log?.warn({ lane, path: newest.path, bytes: size - found.end }, "A torn end was dropped");
  if (found.end <= segmentHeaderBytes && !found.closing) {
    // Not even one record: the segment was being opened.
    unlinkSync(newest.path);
    return { head: newest.firstSeq - 1, closing: false };
  }
  const file = await open(newest.path, "r+");
  try {
    if (size > found.end) ftruncateSync(file.fd, found.end);
    await file.sync();
  } finally {
    await file.close();
  }
  return { head: found.head, closing: found.closing };
}

async function scanToEnd(
  segment: SegmentFile,
  lane: string,
): Promise<{ head: number; end: number; closing: boolean }> {
  const seed = laneSeed(lane);
  const file = await open(segment.path, "r");
  let from = segment.firstSeq;
  let offset = segmentHeaderBytes;
  let closing = false;
  try {
    const { size } = await file.stat();
    for (;;) {
      // What is left of the file bounds the numbers that can be in it: random bytes hardly ever pass for one.
      const to = from + Math.max(0, size - offset);
      const scan = await scanSegment(file, {
        lane,
        seed,
        offset,
        from,
        to,
        maxRecords: 10_000,
        maxBytes: 2 ** 24,
      });
      from = scan.next;
      offset = scan.offset;
      closing ||= scan.closing;
      if (scan.atEnd) return { head: from - 1, end: offset, closing };
    }
  } finally {
    await file.close();
  }
}

/** Throws when a later version of this software wrote the segment; damage is not judged here. */
export async function checkSegmentVersion(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    const bytes = Buffer.alloc(segmentHeaderBytes);
    await file.read(bytes, 0, bytes.byteLength, 0);
    const header = decodeSegmentHeader(bytes);
    if (header.kind === "newer") {
      throw new Error(
        `${path} has format ${header.version}; start the version that wrote it, or a newer one`,
      );
    }
  } finally {
    await file.close();
  }
}
