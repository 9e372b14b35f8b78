import { readFileSync, writeFileSync } from "node:fs";
import { decodeRecord, laneSeed, segmentHeaderBytes } from "@waypost/kit/local-log/format.ts";
import { laneFolder, listSegments } from "@waypost/kit/local-log/lane-files.ts";

/** Changes one byte of a record in the last segment of a lane; `place` -1 is the last one, -2 the one before it. */
export function damageRecord(directory: string, lane: string, place: number): void {
  const last = listSegments(laneFolder(directory, lane)).at(-1);
  if (last === undefined) throw new Error(`The lane ${lane} has no segment.`);
  const bytes = readFileSync(last.path);
  const seed = laneSeed(lane);
  const bodies: number[] = [];
  for (let start = segmentHeaderBytes; ; ) {
    const record = decodeRecord(bytes, start, bytes.length, seed);
    if (typeof record === "string") break;
    bodies.push(record.bodyStart);
    start = record.end;
  }
  const at = bodies.at(place);
  if (at === undefined) throw new Error(`The lane ${lane} has no ${-place} records.`);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(last.path, bytes);
}
