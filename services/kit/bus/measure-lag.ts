import type { LaneState } from "../local-log/lane-view.ts";
import type { LogReader } from "../local-log/reader.ts";
import type { GroupPosition } from "./group-position.ts";
import type { Lag } from "./port.ts";

/** How far a position is behind the log; reads one record of each lane that has an open one. */
export async function measureLag(
  reader: LogReader,
  position: GroupPosition,
  now: () => number,
): Promise<Lag> {
  const lanes = reader.laneStates();
  const oldest = await Promise.all(lanes.map((lane) => oldestOpen(reader, lane, position)));
  const read = now();
  return {
    records: position.openIn(lanes),
    oldestAgeMs: Math.max(0, ...oldest.flatMap((at) => (at === undefined ? [] : [read - at]))),
  };
}

/** When the oldest open record of the lane was published; undefined when there is none, or none that can be read. */
async function oldestOpen(
  reader: LogReader,
  lane: LaneState,
  position: GroupPosition,
): Promise<number | undefined> {
  const open = position.firstOpen(lane, 1);
  if (open === undefined) return undefined;
  try {
    const { records } = await reader.read(lane.lane, open.from, { to: open.to, maxRecords: 1 });
    return records[0]?.at;
  } catch {
    // The reader has told it; what can be known of the other lanes is worth knowing.
    return undefined;
  }
}
