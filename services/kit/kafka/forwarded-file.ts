import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMissing, laneFolder } from "../local-log/lane-files.ts";
import { replaceFile } from "../local-log/replace-file.ts";
import { MultiRange } from "../position/multirange.ts";

const fileOf = (directory: string, lane: string) => join(laneFolder(directory, lane), "forwarded");

/** How far a lane was forwarded, by the note beside it; 0 without one. Only a hint of where to go on. */
export function notedForwarded(directory: string, lane: string): number {
  try {
    const noted = Number(readFileSync(fileOf(directory, lane), "utf8"));
    return Number.isSafeInteger(noted) && noted > 0 ? noted : 0;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/** Notes how far the lane was forwarded. A note that a power loss takes back only makes records travel twice. */
export function noteForwarded(directory: string, lane: string, seq: number): void {
  replaceFile(fileOf(directory, lane), String(seq), false);
}

/** What may be freed of lanes whose records nobody counts: the broker's word must do. */
export function notedPositions(directory: string, lanes: readonly string[]): Map<string, MultiRange> {
  return new Map(
    lanes.map((lane) => [lane, new MultiRange([{ from: 1, to: notedForwarded(directory, lane) }])]),
  );
}
