import { rmSync, statSync, unlinkSync } from "node:fs";
import type { MultiRange } from "../position/multirange.ts";
import type { Log } from "../telemetry/log.ts";
import { laneFolder, listSegments, pagePath } from "./lane-files.ts";
import type { LaneState } from "./lane-view.ts";
import { type LogFs, nodeFs } from "./log-fs.ts";
import type { LogReader } from "./reader.ts";

/** When segments that their owner has may go. What it hasn't stays in any case. */
export interface RetentionLimits {
  /** How long segments are kept after their last write, so that a store restored from a backup can be filled again. Default 7 days. */
  readonly windowMs?: number;
  /** Above this size of all segments, those that the owner has go before their time, oldest first. Default: no cap. */
  readonly maxBytes?: number;
  /** Below this much free space on the disk likewise, until there is as much. Default 0. */
  readonly minFreeBytes?: number;
}

export interface RetentionOptions extends RetentionLimits {
  readonly reader: LogReader;
  /**
   * What the owning consumer has for good, by lane: the numbers in its store and those it has booked as lost. It must
   * come from the store itself and not from memory.
   */
  readonly position: ReadonlyMap<string, MultiRange>;
  /** Epoch milliseconds. */
  readonly now?: number;
  readonly log?: Log;
  /** For tests of full disks. */
  readonly fs?: Pick<LogFs, "freeBytesSync">;
}

/** What was freed and what is left, in bytes of segments. */
export interface RetentionReport {
  readonly freedSegments: number;
  /** Lanes of which nothing is left on disk. */
  readonly removedLanes: readonly string[];
  readonly keptBytes: number;
}

interface Candidate {
  readonly lane: LaneState;
  readonly path: string;
  readonly bytes: number;
  readonly writtenAt: number;
  /** Whether the owner has every record of it and of all segments before it in its lane. */
  readonly acknowledged: boolean;
}

const week = 7 * 24 * 60 * 60 * 1000;

/**
 * Frees the segments that the owner has and that are older than the recovery window, and the folders of ended lanes
 * with nothing left. A segment is freed only after all before it in its lane, so that what is missing at the front of
 * a lane was freed and what is missing elsewhere was lost. What the owner has not got is never freed, whatever the
 * size; the newest segment of an open lane neither.
 */
export function freeSegments(options: RetentionOptions): RetentionReport {
  const {
    reader,
    position,
    windowMs = week,
    maxBytes = Number.POSITIVE_INFINITY,
    minFreeBytes = 0,
    now = Date.now(),
    log,
    fs = nodeFs,
  } = options;
  const lanes = reader.laneStates();
  // A lane that can't be read keeps its own segments; those of other lanes are freed all the same.
  const contain = <T>({ lane }: LaneState, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      log?.error({ err: error, lane }, "The segments of a lane can't be freed");
      return undefined;
    }
  };
  const candidates = lanes.flatMap(
    (lane) => contain(lane, () => candidatesOf(reader.directory, lane, position.get(lane.lane))) ?? [],
  );
  let keptBytes = candidates.reduce((sum, { bytes }) => sum + bytes, 0);
  let freeBytes = fs.freeBytesSync(reader.directory);
  let freedSegments = 0;
  // Segments of a lane are written one after the other, so ordering by time keeps the order within each lane.
  for (const candidate of candidates.sort((a, b) => a.writtenAt - b.writtenAt || compare(a.path, b.path))) {
    if (!candidate.acknowledged) continue;
    const roomy = keptBytes <= maxBytes && freeBytes >= minFreeBytes;
    if (now - candidate.writtenAt <= windowMs && roomy) continue;
    if (contain(candidate.lane, () => unlinkSync(candidate.path) ?? true) !== true) continue;
    keptBytes -= candidate.bytes;
    freeBytes += candidate.bytes;
    freedSegments++;
  }
  const removedLanes = lanes.filter((lane) =>
    contain(lane, () => removeIfOver(reader.directory, lane, position.get(lane.lane), now - windowMs)),
  );
  if (freedSegments > 0 || removedLanes.length > 0) reader.forgetFreed();
  if (keptBytes > maxBytes) {
    log?.warn(
      { keptBytes, maxBytes },
      "The log is larger than its cap: its owner has not taken what it holds",
    );
  }
  return { freedSegments, removedLanes: removedLanes.map(({ lane }) => lane), keptBytes };
}

function candidatesOf(directory: string, lane: LaneState, seen: MultiRange | undefined): Candidate[] {
  const segments = listSegments(laneFolder(directory, lane.lane));
  let acknowledged = true;
  return segments.map(({ path, firstSeq }, index) => {
    const following = segments[index + 1];
    const last = following === undefined ? lane.head : following.firstSeq - 1;
    const ended = following !== undefined || lane.state !== "open";
    acknowledged &&= ended && (last < firstSeq || seen?.covers(firstSeq, last) === true);
    const { size, mtimeMs } = statSync(path);
    return { lane, path, bytes: size, writtenAt: mtimeMs, acknowledged };
  });
}

function removeIfOver(
  directory: string,
  lane: LaneState,
  seen: MultiRange | undefined,
  before: number,
): boolean {
  const folder = laneFolder(directory, lane.lane);
  if (lane.state === "open" || listSegments(folder).length > 0) return false;
  if (lane.head > 0 && seen?.covers(1, lane.head) !== true) return false;
  if (statSync(pagePath(folder)).mtimeMs > before) return false;
  rmSync(folder, { recursive: true, force: true });
  return true;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
